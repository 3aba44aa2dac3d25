import { followOne } from "../../policies/graph/follow";
import { read, readEach } from "../../policies/graph/read";
import { storePermissions, type Permission } from "../../policies/access/permissions";
import { label, type PlainResource } from "../../policies/graph/resource";
import { buildStack, type Stack } from "../../policies/graph/stack";
import { systemOf } from "../../plan/system";
import type { Plan } from "./planned";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const lambda = "aws:lambda/function:Function";

/** A plan, and which system each of its resources belongs to. */
interface Scene {
  stack: Stack;
  system: (resource: PlainResource) => string | undefined;
}

function sceneOf(plan: Plan): Scene {
  const stack = buildStack(plan);
  const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  return { stack, system: (resource) => systemOf(resource, byUrn) };
}

const sentence = (store: PlainResource, { who, right, isCertain, isConditional }: Permission): string => {
  const name = who.resource === undefined ? who.what : label(who.resource);
  return `${isCertain ? "" : "perhaps "}${name} ${right} ${label(store)}${isConditional ? " under conditions" : ""}`;
};

/** Everybody who may do something with a store. */
export function permitted(plan: Plan): string[] {
  return storePermissions(buildStack(plan))
    .flatMap(({ store, permitted: all }) => all.map((each) => sentence(store, each)))
    .sort();
}

/**
 * Whoever may do what is not theirs: a table is for the instances of its system to read and write, or for the functions of
 * its API, and for its accelerator to read; a bucket for the function to read that is told of its objects, for AWS to
 * write logs to, and for those to use who are signed in, if it is their files'; and a secret for the one that it is for: a
 * database's master secret for its migrations, the keys of sealed cookies for the instances that seal with them.
 */
export function strangers(plan: Plan): string[] {
  const scene = sceneOf(plan);
  return storePermissions(scene.stack).flatMap(({ store, what, permitted: all, doubts }) => [
    ...doubts,
    ...all.filter((each) => !isOwn(scene, what, store, each)).map((each) => sentence(store, each)),
  ]);
}

function isOwn({ stack, system }: Scene, what: string, store: PlainResource, { who, right, isCertain }: Permission) {
  const { resource } = who;
  if (right === "manages") return false;
  if (areOwnFiles({ stack, system }, store, who)) return true;
  if (!isCertain) return false;
  if (resource === undefined) return isLog(stack, store) && right === "writes" && who.what.startsWith("service log");
  if (system(resource) !== system(store)) return false;
  if (what === "table") return isTableFor(store, resource, right);
  if (what === "secret") return right === "reads" && isKeptFor(store, resource);
  return right === "reads" && resource.type === lambda && isToldOf(stack, store, resource);
}

const accelerator = "aws:dax/cluster:Cluster";
const ofApi = "::clothesline:index:ServerlessApi$";

/** Instances, the functions of an API, and for reading the accelerator that is called as the table is. */
function isTableFor(table: PlainResource, user: PlainResource, right: string): boolean {
  if (user.type === accelerator) return right === "reads" && user.parent === table.parent;
  return user.type === template || (user.type === lambda && user.urn.includes(ofApi));
}

const attachment = "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment";

/**
 * Whether a bucket holds the files of those who are signed in, and they use it. That is not certain in a preview: their
 * role is denied some keys of a bucket whose ARN nobody knows yet, and may be denied all.
 */
function areOwnFiles({ stack, system }: Scene, store: PlainResource, who: Permission["who"]): boolean {
  const [pool, ...others] = stack.ofType(attachment);
  if (pool === undefined || others.length > 0) return false;
  if (store.name !== `${pool.name}-files` || system(store) !== system(pool)) return false;
  return who.resource === undefined
    ? who.what === "people signed in by cognito-identity.amazonaws.com"
    : who.resource === pool;
}

/** By name, as the components give them: what a secret is called, and the one that it is for. */
const secretsFor = [
  { secret: /^(.+)-master$/, type: lambda, called: (owner: string) => `${owner}-migrations` },
  { secret: /^(.+)-session-key-\d+$/, type: template, called: (owner: string) => owner },
];

/** A secret of a name that nobody here knows is for nobody. */
function isKeptFor(secret: PlainResource, reader: PlainResource): boolean {
  return secretsFor.some(({ secret: name, type, called }) => {
    const owner = name.exec(secret.name)?.[1];
    return owner !== undefined && reader.type === type && reader.name === called(owner);
  });
}

const bucketTypes = ["aws:s3/bucket:Bucket"];

/** Whether a load balancer or another bucket keeps its logs there. */
function isLog(stack: Stack, store: PlainResource): boolean {
  const places = [
    ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
    ["aws:lb/loadBalancer:LoadBalancer", "accessLogs.bucket"],
  ] as const;
  return places.some(([type, at]) =>
    stack.ofType(type).some((resource) => {
      const behind = followOne(stack, resource, { at, reading: read(resource, at) }, [
        ...bucketTypes,
        "aws:s3/bucketPolicy:BucketPolicy",
      ]);
      return behind.certain.some((each) => each === store || each.name === store.name);
    }),
  );
}

/** Whether a bucket's notifications go to a function. */
function isToldOf(stack: Stack, store: PlainResource, called: PlainResource): boolean {
  return stack.ofType("aws:s3/bucketNotification:BucketNotification").some((notification) => {
    const behind = (path: string, type: string) =>
      readEach(notification, path).flatMap((leaf) => followOne(stack, notification, leaf, [type]).certain);
    const functions = behind("lambdaFunctions[].lambdaFunctionArn", lambda);
    return behind("bucket", store.type).includes(store) && functions.includes(called);
  });
}
