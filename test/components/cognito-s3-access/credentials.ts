import assert from "node:assert/strict";
import { verdict, type Principal } from "../../iam/judge";
import type { Context } from "../../iam/keys";
import { stackOf, text } from "../stack";
import { full, todoWithUsers, types } from "./todo";

/** Every policy that a request of a user's meets, as planned. */
export interface Policies {
  trust: string;
  permissions: string;
  bucket: string;
  key: string;
}

/** Where everything is, as planned. */
export interface Places {
  policies: Policies;
  identityPoolId: string;
  bucketArn: string;
  keyArn: string;
}

export async function planned(): Promise<Places> {
  const { one, all } = await stackOf(todoWithUsers(full), "deployed");
  const role = one(types.role, "todo-users-signed-in");
  // The role has no permissions but these.
  assert.deepEqual(role.inputs["managedPolicyArns"] ?? [], []);
  assert.deepEqual(role.inputs["inlinePolicies"] ?? [], []);
  assert.deepEqual(all(types.policyAttachment), []);
  const [permissions, ...others] = all(types.rolePolicy).filter(({ inputs }) => inputs["role"] === role.id);
  assert.deepEqual(others, []);
  const key = one(types.key, "todo-users-files");
  return {
    policies: {
      trust: text(role.inputs["assumeRolePolicy"]),
      permissions: text(permissions?.inputs["policy"]),
      bucket: text(one(types.bucketPolicy, "todo-users-files").inputs["policy"]),
      key: text(key.inputs["policy"]),
    },
    identityPoolId: text(one(types.identityPool, "todo-users").id),
    bucketArn: text(one(types.bucket, "todo-users-files").outputs["arn"]),
    keyArn: text(key.outputs["arn"]),
  };
}

/** Somebody with a token of an identity pool. */
export interface Person {
  /** The id that an identity pool gave. */
  identity: string;
  /** How they signed in, by the pool's own words. */
  amr: readonly string[];
  /** The identity pool that vouches for them; ours unless told. */
  pool?: string;
}

/** What a person asks of AWS. */
export interface Ask {
  action: string;
  resource: string;
  context?: Context;
  /** Without TLS. */
  inClear?: true;
}

/** Whether a person gets what they ask for: first the role by their token, and then the thing by the role. */
export function gets(person: Person, { action, resource, context = {}, inClear }: Ask, places: Places): boolean {
  const { policies, identityPoolId } = places;
  const token = {
    "cognito-identity.amazonaws.com:aud": person.pool ?? identityPoolId,
    "cognito-identity.amazonaws.com:sub": person.identity,
    "cognito-identity.amazonaws.com:amr": person.amr,
  };
  const federated: Principal = { Federated: "cognito-identity.amazonaws.com" };
  const role = { action: "sts:AssumeRoleWithWebIdentity", resource: "arn:aws:iam::123456789012:role/signed-in" };
  const signIn = verdict([policies.trust], { principal: federated, ...role, context: token });
  const principal: Principal = { AWS: `arn:aws:sts::123456789012:assumed-role/signed-in/${person.identity}` };
  const request = {
    ...{ principal, action, resource },
    context: { ...token, "aws:SecureTransport": String(inClear !== true), ...context },
  };
  const { permissions, bucket, key } = policies;
  // A bucket's policy adds to the permissions; a key is used by its own policy alone, which leaves the rest to IAM for
  // the account's root.
  const isOfKey = action.startsWith("kms:");
  const answers = isOfKey
    ? [verdict([key], request), verdict([permissions], request)]
    : [verdict([permissions, ...(action.startsWith("s3:") ? [bucket] : [])], request)];
  return signIn === "allowed" && answers.includes("allowed") && !answers.includes("denied");
}
