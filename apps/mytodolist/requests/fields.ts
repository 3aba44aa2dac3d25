import { array, boolean, gte, int, lte, number, optional, pipe, refine, regex, string, transform } from "zod/mini";
import { isRevision } from "../reading/revision";

/**
 * The document says all this too, and API Gateway holds bodies to it. Parameters it only looks for, and some things a
 * schema cannot say. A test holds the two together.
 */
const say = (what: string) => `Allowed: ${what}`;

/** A text of so many characters, none of them half of a pair: DynamoDB could not give that back. */
function text(least: number, most: number) {
  const allowed = say(`a text of ${least} to ${most} characters, well-formed`);
  return string(allowed).check(
    refine((value) => {
      const { length } = Array.from(value);
      return length >= least && length <= most && !/\p{Surrogate}/u.test(value);
    }, allowed),
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const aTodoId = say("a UUID of version 7, in lower case");
export const todoId = string(aTodoId).check(regex(uuid, aTodoId));

const mostVersion = 1_000_000_000;
const aVersion = say(`a whole number from 1 to ${mostVersion}`);
export const version = number(aVersion).check(int(aVersion), gte(1, aVersion), lte(mostVersion, aVersion));

/** A whole number as a parameter has it. */
export function numberText(most: number) {
  const allowed = say(`a whole number from 1 to ${most}`);
  return pipe(
    string(allowed).check(refine((value) => /^[1-9]\d{0,9}$/.test(value) && Number(value) <= most, allowed)),
    transform(Number),
  );
}

export const versionText = numberText(mostVersion);

const aRevision = say("what a write answered with, or several of them joined by dots");
const longestRevision = 4096;
export const revision = optional(
  string(aRevision).check(refine((value) => value.length <= longestRevision && isRevision(value), aRevision)),
);

const aDay = say("a day as 2027-01-31");
const aFileName = say(
  "1 to 100 letters, digits, dots, dashes, underscores and spaces, of which the first is a letter or digit",
);
const aTitle = say("a text with something to read in it");
const someFiles = say("at most 10 file names, each once");

export const content = {
  title: text(1, 200).check(regex(/\S/, aTitle)),
  notes: optional(text(1, 2000)),
  dueOn: optional(string(aDay).check(refine(isDay, aDay))),
  attachments: optional(
    array(string(aFileName).check(regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,99}$/, aFileName)), someFiles).check(
      refine((names) => names.length <= 10 && new Set(names).size === names.length, someFiles),
    ),
  ),
};

export const completed = boolean(say("true or false"));

/** A day that there is: the 30th of February is none. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
