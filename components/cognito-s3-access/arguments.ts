import { bucketNameProblems } from "../arguments/bucket-name";
import { argumentProblems } from "../arguments/checks";
import { choiceProblems } from "../arguments/choice";
import { flagProblems } from "../arguments/flag";
import { jsonIn } from "../arguments/json";
import { elementsOf } from "../arguments/list";
import { bucketedNameProblems } from "../arguments/name";
import type { ArgumentProblem } from "../arguments/problem";
import { isRecord } from "../arguments/records";
import { topicArnProblems } from "../arguments/topic-arn";
import { wholeNumberProblems } from "../arguments/whole-number";
import { accessLimits, defaultSecondFactor, SecondFactor } from "./choices";
import type { CognitoS3AccessArgs } from "./cognito-s3-access";
import { apiIdentifierProblems, scopesProblems } from "./scopes";
import { arnProblems, domainPrefixProblems, mailFromProblems } from "./texts";
import { originProblems, returnProblems } from "./urls";

// IAM takes 64 characters for the role, of which "-signed-in" and Pulumi's own suffix need 18.
const longestName = 46;
// Cognito developer guide, "Quotas": custom attributes of a pool, and the letters of one's name.
const mostAttributes = 50;
const longestAttribute = 20;

export function accessProblems(name: unknown, args: unknown): ArgumentProblem[] {
  const given: Partial<Record<keyof CognitoS3AccessArgs, unknown>> =
    typeof args === "object" && args !== null ? args : {};
  const checks = argumentProblems<CognitoS3AccessArgs>(args, {
    domainPrefix: (value, argument) => domainPrefixProblems(argument, value),
    callbackUrls: (value, argument) => returnProblems(argument, value, 1),
    logoutUrls: (value, argument) => (value === undefined ? [] : returnProblems(argument, value, 0)),
    webOrigins: (value, argument) => originProblems(argument, value),
    scopes: (value, argument) => scopesProblems(argument, value),
    apiIdentifier: (value, argument) => apiIdentifierProblems(argument, value, given.scopes),
    customAttributes: (value, argument) => attributesProblems(argument, value),
    secondFactor: (value, argument) =>
      choiceProblems(argument, value, Object.values(SecondFactor), defaultSecondFactor),
    selfSignUp: (value, argument) => flagProblems(argument, value),
    threatProtection: (value, argument) => [
      ...flagProblems(argument, value),
      ...(value === true && given.secondFactor === SecondFactor.Off ? [needsSecondFactor(argument)] : []),
    ],
    mailIdentityArn: (value, argument) => [
      ...arnProblems(argument, value, "ses"),
      ...togetherProblems(argument, value, { mailFrom: given.mailFrom }),
    ],
    mailFrom: (value, argument) => [
      ...mailFromProblems(argument, value),
      ...togetherProblems(argument, value, { mailIdentityArn: given.mailIdentityArn }),
    ],
    loginSettings: (value, argument) => loginProblems(argument, value),
    accessTokenMinutes: (value, argument) => wholeNumberProblems(argument, value, accessLimits.accessTokenMinutes),
    refreshTokenDays: (value, argument) => wholeNumberProblems(argument, value, accessLimits.refreshTokenDays),
    oldVersionsKeptDays: (value, argument) => wholeNumberProblems(argument, value, accessLimits.oldVersionsKeptDays),
    tableArn: (value, argument) => arnProblems(argument, value, "dynamodb"),
    functionArn: (value, argument) => arnProblems(argument, value, "lambda"),
    accessLogBucketName: (value, argument) => bucketNameProblems(argument, value),
    deletionProtection: (value, argument) => flagProblems(argument, value),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
  });
  return [...bucketedNameProblems(name, longestName), ...checks];
}

/** Otherwise whoever looks risky is asked for what nobody can have. */
function needsSecondFactor(argument: string): ArgumentProblem {
  const allowed = 'true only where people can have a second factor, and secondFactor is "off"';
  return { argument, got: true, allowed, fix: 'leave secondFactor out for "optional", or threatProtection' };
}

function togetherProblems(argument: string, value: unknown, other: Record<string, unknown>): ArgumentProblem[] {
  return Object.entries(other).flatMap(([name, given]) => {
    if (value === undefined || given !== undefined) return [];
    const fix = `give ${name} too, or leave out both`;
    return [{ argument, got: value, allowed: `nothing without ${name}`, fix }];
  });
}

function attributesProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const attributes = elementsOf(value);
  const allowed = `1 to ${longestAttribute} letters, digits, dashes and underscores, without "custom:", plain, each once`;
  if (attributes === undefined || attributes.length > mostAttributes) {
    return [
      {
        argument,
        got: value,
        allowed: `a plain list of at most ${mostAttributes} names, each ${allowed}`,
        fix: 'write for example ["plan"]',
      },
    ];
  }
  return attributes.flatMap((attribute, index) => {
    const isName = typeof attribute === "string" && /^[A-Za-z0-9_-]{1,20}$/.test(attribute);
    if (isName && attributes.indexOf(attribute) === index) return [];
    return [{ argument: `${argument}[${index}]`, got: attribute, allowed, fix: 'write for example "plan"' }];
  });
}

function loginProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined || isRecord(jsonIn(value))) return [];
  const allowed = "a JSON document of settings, plain";
  return [{ argument, got: value, allowed, fix: "export it from Cognito's branding editor, or leave it out" }];
}
