import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../values";
import { keyOrAlias } from "./keys";
import { badFunction } from "./lambda-behaviour";
import { text, type Facts, type ResourceModel } from "./model";

const functionName = ({ inputs }: Facts) => text(inputs["name"]);
const functionArn = (facts: Facts) => facts.arn("lambda", `function:${functionName(facts)}`);
const version = ({ inputs }: Facts) =>
  inputs["publish"] === true ? String(Number(text(inputs["version"]).replace(/\D/g, "") || 1)) : "$LATEST";
const qualifiedArn = (facts: Facts) => `${functionArn(facts)}:${version(facts)}`;
/** The path under which API Gateway calls a function. */
const invokeArn = ({ partition, region }: Facts, of: string, date = "2015-03-31", path = "invocations") =>
  `arn:${partition}:apigateway:${region}:lambda:path/${date}/functions/${of}/${path}`;

const codeArguments = ["code", "imageUri", "s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];
const hashOfCode = ({ inputs }: Facts) => {
  const own = codeArguments.map((argument) => inputs[argument] ?? null);
  return createHash("sha256").update(JSON.stringify(own)).digest("base64");
};
/** A version holds what a function is, its code and all its settings. */
const isNewVersion = (before: Properties, after: Properties) =>
  after["publish"] === true &&
  [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (key) =>
      !["tags", "tagsAll", "reservedConcurrentExecutions"].includes(key) && !isDeepStrictEqual(before[key], after[key]),
  );

const lambdaFunction: ResourceModel = {
  required: ["role"],
  names: [
    {
      argument: "name",
      // Lambda API, CreateFunction: 64 characters, or more in an ARN.
      pattern: /^(?:arn:[^ ]{1,140}|[a-zA-Z0-9-_]{1,64})$/,
      allowed: "1 to 64 letters, digits, hyphens and underscores",
    },
  ],
  choices: [{ among: ["code", "imageUri", "s3Bucket"] }],
  // terraform-provider-aws internal/service/lambda/function.go
  replaces: ["name", "packageType", "tenancyConfig"],
  numbers: [
    { argument: "memorySize", allowed: { from: 128, to: 32768 } },
    { argument: "timeout", allowed: { from: 1, to: 900 } },
  ],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `ResourceConflictException: Function already exist: ${text(name)}`,
    },
  ],
  missing: (name) => `ResourceNotFoundException: Function not found: ${name}`,
  refuses: badFunction,
  refersTo: {
    "deadLetterConfig.targetArn": "aws:sns/topic:Topic",
    "fileSystemConfig.arn": "aws:efs/accessPoint:AccessPoint",
    kmsKeyArn: keyOrAlias,
    role: "aws:iam/role:Role",
    s3Bucket: "aws:s3/bucket:Bucket",
    "vpcConfig.securityGroupIds": "aws:ec2/securityGroup:SecurityGroup",
    "vpcConfig.subnetIds": "aws:ec2/subnet:Subnet",
  },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 64 },
  defaults: {
    memorySize: 128,
    packageType: "Zip",
    publish: false,
    reservedConcurrentExecutions: -1,
    skipDestroy: false,
    timeout: 3,
  },
  sets: ["replacementSecurityGroupIds"],
  counts: { version: isNewVersion },
  computed: {
    architectures: () => ["x86_64"],
    arn: functionArn,
    codeSha256: hashOfCode,
    ephemeralStorage: () => ({ size: 512 }),
    invokeArn: (facts) => invokeArn(facts, functionArn(facts)),
    lastModified: () => "2026-01-01T00:00:00.000+0000",
    loggingConfig: (facts) => ({
      applicationLogLevel: "",
      logFormat: "Text",
      logGroup: `/aws/lambda/${functionName(facts)}`,
      systemLogLevel: "",
    }),
    qualifiedArn,
    qualifiedInvokeArn: (facts) => invokeArn(facts, qualifiedArn(facts)),
    responseStreamingInvokeArn: (facts) =>
      invokeArn(facts, functionArn(facts), "2021-11-15", "response-streaming-invocations"),
    signingJobArn: () => "",
    signingProfileVersionArn: () => "",
    sourceCodeHash: hashOfCode,
    sourceCodeSize: () => 1024,
    tracingConfig: () => ({ mode: "PassThrough" }),
    version,
  },
};

const alias: ResourceModel = {
  required: ["functionName", "functionVersion"],
  names: [
    {
      argument: "name",
      pattern: /^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/,
      allowed: "1 to 128 letters, digits, hyphens and underscores, and not only digits",
    },
  ],
  // terraform-provider-aws internal/service/lambda/alias.go
  replaces: ["functionName", "name"],
  goesWith: ["functionName"],
  unique: [
    {
      properties: ["functionName", "name"],
      refusal: ({ name }) => `ResourceConflictException: Alias already exists: ${text(name)}`,
    },
  ],
  refersTo: { functionName: "aws:lambda/function:Function" },
  id: (facts) => aliasArn({ ...facts, id: "" }),
  generatedName: { argument: "name", maxLength: 128 },
  computed: { arn: aliasArn, invokeArn: (facts) => invokeArn(facts, aliasArn(facts)) },
};

function aliasArn(facts: Facts): string {
  const of = text(facts.inputs["functionName"]);
  const owner = of.startsWith("arn:") ? of : facts.arn("lambda", `function:${of}`);
  return `${owner}:${text(facts.inputs["name"])}`;
}

export const lambdaFunctions: Record<string, ResourceModel> = {
  "aws:lambda/alias:Alias": alias,
  "aws:lambda/function:Function": lambdaFunction,
};

/** The name of a function, whichever way it is named. */
export function nameOfFunction(given: string): string {
  return given.startsWith("arn:") ? (given.split(":")[6] ?? "") : (given.split(":")[0] ?? "");
}
