import { awsIdProblems } from "../../arguments/aws-id";
import type { ArgumentProblem } from "../../arguments/problem";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { fieldProblems, shapeProblems, textProblems } from "../../arguments/inputs";

export function storePortProblems(value: unknown, argument: string): ArgumentProblem[] {
  return wholeNumberProblems(argument, value, { from: 1, to: 65_535 });
}

export function storeProblems(value: unknown, argument: string): ArgumentProblem[] {
  return fieldProblems(argument, value, "the store", {
    securityGroupId: (one, at) => awsIdProblems(at, one, "sg"),
    port: storePortProblems,
    readiness: (one, at) => (one === undefined ? [] : textProblems(at, one)),
  });
}

export function releaseShareProblems(value: unknown, argument: string): ArgumentProblem[] {
  const digits = "(?:[0-9a-f]{8}|[0-9a-f]{17})";
  const shape = (pattern: string, what: string, example: string) => (one: unknown, at: string) =>
    shapeProblems(at, one, { pattern: new RegExp(`^${pattern}$`), what, example });
  return fieldProblems(argument, value, "the ReleaseShare", {
    fileSystemId: shape(`fs-${digits}`, "the id of a file system", "fs-0123456789abcdef0"),
    fileSystemArn: shape(
      `arn:aws[a-z-]*:elasticfilesystem:[a-z0-9-]+:\\d{12}:file-system/fs-${digits}`,
      "the ARN of a file system",
      "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0123456789abcdef0",
    ),
    accessPointId: shape(`fsap-${digits}`, "the id of an access point", "fsap-0123456789abcdef0"),
    securityGroupId: (one, at) => awsIdProblems(at, one, "sg"),
    port: storePortProblems,
    readiness: (one, at) => textProblems(at, one),
  });
}

export function secretArnProblems(value: unknown, argument: string): ArgumentProblem[] {
  return shapeProblems(argument, value, {
    pattern: /^arn:aws[a-z-]*:(?:secretsmanager|ssm):[a-z0-9-]+:\d{12}:(?:secret:|parameter\/).+$/,
    what: "the ARN of a secret or of a parameter",
    example: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-key-AbCdEf",
  }).map((problem) => ({
    ...problem,
    // It may be the secret itself, written where its ARN belongs.
    gotInWords: "something else",
    fix: "keep the value in Secrets Manager or Systems Manager, and write its ARN here",
  }));
}
