/**
 * The keys that a request can have, and whether each holds one value or several (Service authorization reference, and IAM
 * user guide, "AWS global condition context keys"). A key that is not here stops the judge: what it does not know it
 * cannot overlook.
 */
const keys: Readonly<Record<string, "one" | "several">> = {
  "aws:PrincipalAccount": "one",
  "aws:PrincipalArn": "one",
  "aws:ResourceAccount": "one",
  "aws:SecureTransport": "one",
  "aws:SourceIp": "one",
  "cognito-identity.amazonaws.com:amr": "several",
  "cognito-identity.amazonaws.com:aud": "one",
  "cognito-identity.amazonaws.com:sub": "one",
  "dynamodb:Attributes": "several",
  "dynamodb:LeadingKeys": "several",
  "dynamodb:Select": "one",
  "kms:CallerAccount": "one",
  "kms:ViaService": "one",
  "lambda:FunctionArn": "one",
  "lambda:SourceFunctionArn": "one",
  "s3:delimiter": "one",
  "s3:max-keys": "one",
  "s3:prefix": "one",
  "s3:VersionId": "one",
  "s3:x-amz-acl": "one",
};

/** The keys of a request and their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** Names of keys are the same in upper and lower case (IAM user guide, "Condition"). */
function nameOf(key: string): string {
  const known = Object.keys(keys).find((one) => one.toLowerCase() === key.toLowerCase());
  if (known !== undefined) return known;
  throw new Error(`the judge does not know the key ${key}: add it to the keys, with whether it holds several values`);
}

export function holdsSeveral(key: string): boolean {
  return keys[nameOf(key)] === "several";
}

/** What a request says of a key; nothing where it has no such key. */
export function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const name = nameOf(key);
  const value = context[name];
  return value === undefined ? undefined : [value].flat();
}

/** Stops at a request that no service makes. */
export function checkContext(context: Context): void {
  for (const [key, value] of Object.entries(context)) {
    if (nameOf(key) !== key) throw new Error(`the request writes ${key}, and the key is ${nameOf(key)}`);
    if (typeof value !== "string" && !holdsSeveral(key)) throw new Error(`the key ${key} holds one value`);
  }
}
