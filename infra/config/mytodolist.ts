import * as z from "zod/mini";
import { SecondFactor, defaultSecondFactor } from "../../components/cognito-s3-access/choices";
import { arnProblems, domainPrefixProblems, mailFromProblems } from "../../components/cognito-s3-access/texts";
import { originProblems, returnProblems } from "../../components/cognito-s3-access/urls";
import { defaultLogRetentionDays } from "../../components/network/log-retention";
import { apiLimits, cacheSizes, smallestCache } from "../../components/serverless-api/defaults";
import { originsProblems } from "../../components/serverless-api/problems/origins";
import { nodeTypeProblems } from "../../components/serverless-table/accelerator-arguments";
import {
  acceleratorLimits,
  defaultAcceleratorNodeType,
  defaultMinUnits,
  longestRecoveryDays,
  mostUnits,
} from "../../components/serverless-table/choices";
import { domain } from "./domain";
import { retentionDays } from "./retention";
import { takenBy } from "./taken-by";
import { choice, explained, flag, oneOf, rule, wholeNumber } from "./words";

const signInPrefix = takenBy(domainPrefixProblems, {
  allowed: "1 to 63 lower-case letters, digits and dashes, which nobody else has in the region",
  fix: "write for example todo-example-com, or leave it out",
});

const page = "https://todo.example.com";
const localPage = "http://localhost:8080";

/** A list of texts, each once. */
function listOf(item: z.ZodMiniType<string>, fewest: 0 | 1, what: string, example: string) {
  const words = { allowed: `a list of ${what}, each once`, fix: `write a list such as [${example}]` };
  return explained(z.array(item).check(z.minLength(fewest)), () => words).check(
    rule((given: unknown[]) =>
      given.flatMap((each, index) =>
        given.indexOf(each) < index
          ? [{ at: [index], allowed: words.allowed, fix: "take it out: the list has it already" }]
          : [],
      ),
    ),
  );
}

const callbackUrls = listOf(
  takenBy((argument, url) => returnProblems(argument, [url], 1), {
    allowed: "https, or http on localhost, or a scheme of the application's own, without #",
    fix: `write for example ${page}/signed-in`,
  }),
  1,
  "addresses where people come back to, signed in",
  `${page}/signed-in`,
);

// The bucket and the API both have to take it.
const webOrigins = listOf(
  takenBy((argument, origin) => [...originProblems(argument, [origin]), ...originsProblems([origin], argument)], {
    allowed: "an origin: https, or http on localhost, with its port and without a path",
    fix: `write for example ${page}`,
  }),
  0,
  "origins of web pages",
  page,
);

const mail = z.strictObject({
  /** The ARN of the SES identity that sends. No default. */
  identityArn: takenBy((argument, arn) => arnProblems(argument, arn, "ses"), {
    allowed: "the ARN of an identity of SES",
    fix: "write for example arn:aws:ses:eu-west-1:123456789012:identity/example.com",
  }),
  /** Who mails are from, an address of that identity. No default. */
  from: takenBy(mailFromProblems, {
    allowed: "an address of the identity, alone or behind a name",
    fix: "write for example Todo <no-reply@example.com>",
  }),
});

const accelerator = z.strictObject({
  /** How many nodes there are, over the zones. Default: 3. */
  nodes: z._default(wholeNumber(acceleratorLimits.nodes, acceleratorLimits.nodes.fallback), 3),
  /** The type of the nodes. Changing it is a new accelerator. Default: dax.t3.small. */
  nodeType: z._default(
    takenBy((argument, type) => nodeTypeProblems(type, argument), {
      allowed: "a type of node as DAX names it, such as dax.r5.large",
      fix: `write ${defaultAcceleratorNodeType} or a larger one`,
    }),
    defaultAcceleratorNodeType,
  ),
});

const units = wholeNumber({ from: 1, to: mostUnits }, defaultMinUnits);
const capacityFields = z.strictObject({
  /** The fewest reads of 4 KB in a second. Default: 5. */
  minReadUnits: z._default(units, defaultMinUnits),
  /** The most. No default. */
  maxReadUnits: units,
  /** The fewest writes of 1 KB in a second. Default: 5. */
  minWriteUnits: z._default(units, defaultMinUnits),
  /** The most. No default. */
  maxWriteUnits: units,
});
type Capacity = z.output<typeof capacityFields>;

const unitsFit = (["Read", "Write"] as const).map((kind) => {
  const [least, most] = [`min${kind}Units`, `max${kind}Units`] as const;
  return rule<Capacity>(
    ({ [least]: fewest, [most]: given }) =>
      given >= fewest
        ? []
        : [
            {
              at: [most],
              allowed: `a whole number from ${fewest} (${least}) to ${mostUnits}`,
              fix: `write ${fewest} or more, or lower ${least}`,
            },
          ],
    [least, most],
  );
});

const responseCacheGigabytes = explained(z.number().check(z.refine((size) => cacheSizes.includes(size))), (got) => {
  const meant = typeof got === "number" ? cacheSizes.find((size) => size >= got) : undefined;
  return {
    allowed: `a size of API Gateway's caches: ${oneOf(cacheSizes)}`,
    fix: `write ${meant ?? smallestCache}${typeof got === "string" ? ", without quotes" : ""}`,
  };
});

const fields = z.strictObject({
  /** The API's name in DNS, and the hosted zone that it is in. Default: API Gateway's own, over HTTPS as well. */
  domain: z.exactOptional(domain),
  /** What the sign-in pages' address begins with, in the whole region. Default: mytodolist- and the account's number. */
  signInPrefix: z.exactOptional(signInPrefix),
  /** Where people come back to, signed in. The first is told as the client's setting. Default: the client's example. */
  callbackUrls: z._default(callbackUrls, [`${localPage}/signed-in`]),
  /** The origins of web pages that call the API and use the files. Default: none, for applications alone. */
  webOrigins: z._default(webOrigins, []),
  /** Whether people sign in with a code of an authenticator app, too. Default: optional. */
  secondFactor: z._default(
    choice<SecondFactor>(
      {
        [SecondFactor.Off]: "nobody can",
        [SecondFactor.Optional]: "whoever sets one up",
        [SecondFactor.Required]: "everybody has to",
      },
      defaultSecondFactor,
    ),
    defaultSecondFactor,
  ),
  /** Whether Cognito looks for stolen passwords and for somebody else's sign-ins. Default: false. */
  threatProtection: z._default(
    flag({ true: "the pool is on the plan Plus, paid by the user", false: "it does not look" }),
    false,
  ),
  /** Who sends the mails to users. Default: Cognito, 50 a day. */
  mail: z.exactOptional(mail),
  /** The cache of the table, DAX, that reads go through. Default: none, reads ask the table. */
  accelerator: z.exactOptional(accelerator),
  /** How old a list may be for a reader who has not written it, which DAX keeps answers for. Default: 60. */
  stalenessSeconds: z._default(
    wholeNumber(acceleratorLimits.stalenessSeconds, acceleratorLimits.stalenessSeconds.fallback),
    acceleratorLimits.stalenessSeconds.fallback,
  ),
  /** What the table has provisioned. Default: nothing, it is paid by the request. */
  capacity: z.exactOptional(capacityFields.check(...unitsFit)),
  /** How many days one can go back to any moment. Default: 35. */
  recoveryDays: z._default(wholeNumber({ from: 1, to: longestRecoveryDays }, longestRecoveryDays), longestRecoveryDays),
  /** Whether API Gateway keeps the answers that the document marks as rarely changing. Default: false. */
  responseCache: z._default(flag({ true: "they are kept, for a price by the hour", false: "nothing is" }), false),
  /** How much it keeps. Default: 0.5. */
  responseCacheGigabytes: z._default(responseCacheGigabytes, smallestCache),
  /** How many requests a second are let through for long. Default: 100. */
  requestsPerSecond: z._default(
    wholeNumber(apiLimits.requestsPerSecond, apiLimits.requestsPerSecond.fallback),
    apiLimits.requestsPerSecond.fallback,
  ),
  /** How many are let through at once. Default: 200. */
  requestsInBurst: z._default(
    wholeNumber(apiLimits.requestsInBurst, apiLimits.requestsInBurst.fallback),
    apiLimits.requestsInBurst.fallback,
  ),
  /** Whether a firewall refuses known attacks and floods. Default: false. */
  firewall: z._default(flag({ true: "AWS WAF stands in front", false: "API Gateway takes whatever comes" }), false),
  /** Whether each request is written down, which takes the account's role for it. Default: true. */
  accessLog: z._default(
    flag({
      true: "one stack of the account has accountSettings.apiGatewayLogs on, and was up before",
      false: "only what functions write is kept",
    }),
    true,
  ),
  /** How many days logs are kept. Default: 30. */
  logRetentionDays: z._default(retentionDays, defaultLogRetentionDays),
  /** Whether AWS and Pulumi refuse to delete users, todos and files. Default: true. */
  deletionProtection: z._default(
    flag({ true: "it must be switched off before anything can be deleted", false: "one `pulumi destroy` ends it all" }),
    true,
  ),
});

/** Otherwise whoever looks risky is asked for what nobody can have. */
const protectionCanAsk = rule<z.output<typeof fields>>(
  ({ threatProtection, secondFactor }) =>
    threatProtection && secondFactor === SecondFactor.Off
      ? [
          {
            at: ["secondFactor"],
            allowed: `${oneOf([SecondFactor.Optional, SecondFactor.Required])} beside threatProtection, which asks for it`,
            fix: `write ${SecondFactor.Optional}, or threatProtection: false`,
          },
        ]
      : [],
  ["threatProtection", "secondFactor"],
);

/** The block `clothesline:mytodolist`. */
export const mytodolist = fields.check(protectionCanAsk);
