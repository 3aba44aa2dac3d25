import * as z from "zod/mini";
import { asText, explained } from "./words";

// us-east-1, us-gov-west-1, eusc-de-east-1. The points of the compass catch a slip such as eu-wset-1, which no list of
// regions could do without refusing those that AWS opens next year.
const compass = "(?:north|south)?(?:east|west|central)|north|south";
const regionCode = `[a-z]{2,4}(?:-(?:gov|iso[a-z]?|de))?-(?:${compass})-[1-9]`;
const isRegion = new RegExp(`^${regionCode}$`);
const startsWithRegion = new RegExp(`^(${regionCode})[a-z]?$`);

/** The code of an AWS region. */
export const region = explained(z.string().check(z.regex(isRegion)), (got) => {
  const tidy = asText(got)
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, "-");
  const meant = startsWithRegion.exec(tidy)?.[1];
  return {
    allowed: "the code of an AWS region, such as eu-west-1",
    fix: meant === undefined ? "write the region that this stack lives in" : `write ${meant}`,
  };
});

/** The name of a profile in a person's AWS settings. */
export const profile = explained(z.string().check(z.regex(/^[^\s[\]]+$/)), () => ({
  allowed: "the name of a profile in ~/.aws/config, without spaces and brackets",
  fix: "write the name that stands there after the word profile, or leave the key out",
}));

const accountId = explained(z.string().check(z.regex(/^\d{12}$/)), (got) => ({
  allowed: "the 12 digits of an AWS account, in quotes",
  fix: accountIdRemedy(got),
}));

function accountIdRemedy(got: unknown): string {
  // AWS's console shows an account as 1234-5678-9012.
  const digits = typeof got === "number" ? String(got) : asText(got).replaceAll(/[\s-]/g, "");
  if (/^\d{12}$/.test(digits)) return `write it in quotes, digits alone: "${digits}"`;
  // One zero in front was lost on the way, or any digit forgotten.
  if (/^\d{11}$/.test(digits)) return `write all 12 digits in quotes; if the first is a 0, that is "0${digits}"`;
  // Without quotes YAML takes a number that begins with 0 for an octal one, unless it has an 8 or a 9: 012345670123
  // arrives as 1402433619, and nothing in that tells what was written.
  return typeof got === "number"
    ? "look the account up and write its 12 digits in quotes, zeros in front included"
    : 'write it as "123456789012"';
}

const accountIdsWords = {
  allowed: "a list of AWS accounts, each by its 12 digits in quotes",
  fix: 'write a list such as ["123456789012"], or leave the key out to allow any account',
};
// An empty list would guard nothing and look as if it did.
export const accountIds = explained(z.array(accountId).check(z.minLength(1)), () => accountIdsWords);
