import type { Context } from "../../iam/keys";
import type { Ask, Person, Places } from "./credentials";
import { functionArn, tableArn } from "./todo";

/** Two whose ids begin alike, and somebody else. */
const [ann, anne, bob] = ["eu-west-1:a", "eu-west-1:ab", "eu-west-1:b"] as const;

const signedIn: Person = { identity: ann, amr: ["authenticated", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A"] };

/** Somebody asks for something. */
export interface Shape {
  what: string;
  who?: Person;
  ask: (places: Places) => Ask;
}

/** S3's requests, with the keys that S3 gives them (Service authorization reference, "Amazon S3"). */
const object =
  (action: string, key: string, given: Partial<Ask> = {}) =>
  ({ bucketArn }: Places): Ask => ({ action: `s3:${action}`, resource: `${bucketArn}/${key}`, ...given });
const listing =
  (context: Context, action = "ListBucket") =>
  ({ bucketArn }: Places): Ask => ({ action: `s3:${action}`, resource: bucketArn, context });
const prefix = (value: string, others: Context = {}) => listing({ "s3:prefix": value, ...others });

const items =
  (action: string, leading: readonly string[] | undefined, resource = tableArn) =>
  (): Ask => ({
    action: `dynamodb:${action}`,
    resource,
    ...(leading === undefined ? {} : { context: { "dynamodb:LeadingKeys": leading } }),
  });
const calling =
  (resource: string, action = "InvokeFunction") =>
  (): Ask => ({ action: `lambda:${action}`, resource });

const own = `private/${ann}`;

/** What Ann may do. */
export const allowed: Shape[] = [
  { what: "lists the own folder", ask: prefix(`${own}/`) },
  { what: "lists the own folder by its subfolders", ask: prefix(`${own}/`, { "s3:delimiter": "/" }) },
  { what: "lists an own subfolder, some at a time", ask: prefix(`${own}/2026/`, { "s3:max-keys": "10" }) },
  { what: "lists own files by how they begin", ask: prefix(`${own}/holi`) },
  { what: "reads an own file", ask: object("GetObject", `${own}/a.jpg`) },
  { what: "reads an own file in a subfolder", ask: object("GetObject", `${own}/2026/11/a.jpg`) },
  { what: "reads an own file with dots in its name", ask: object("GetObject", `${own}/a..b...jpg`) },
  { what: "writes an own file with a name of any letters", ask: object("PutObject", `${own}/Übung 1 (*).jpg`) },
  { what: "deletes an own file", ask: object("DeleteObject", `${own}/a.jpg`) },
  { what: "looks what parts of an own file are there", ask: object("ListMultipartUploadParts", `${own}/a.mp4`) },
  { what: "gives an upload of an own file up", ask: object("AbortMultipartUpload", `${own}/a.mp4`) },
  { what: "reads an own item", ask: items("GetItem", [ann]) },
  { what: "queries the own items", ask: items("Query", [ann]) },
  { what: "reads several own items at once", ask: items("BatchGetItem", [ann, ann]) },
  { what: "changes an own item", ask: items("UpdateItem", [ann]) },
  { what: "calls the one function", ask: calling(functionArn) },
  {
    what: "has a file encrypted with the bucket's key, by S3",
    ask: ({ keyArn }) => ({
      action: "kms:GenerateDataKey",
      resource: keyArn,
      context: { "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    }),
  },
];

const guest: Person = { identity: ann, amr: ["unauthenticated"] };
const ofAnotherPool: Person = { ...signedIn, pool: "eu-west-1:99999999-9999-4999-8999-999999999999" };
const otherBucket = "arn:aws:s3:::somebody-elses";

const lists: [what: string, ask: Shape["ask"]][] = [
  ["the whole bucket", listing({})],
  ["the whole bucket by an empty prefix", prefix("")],
  ["the whole bucket by a delimiter alone", listing({ "s3:delimiter": "/" })],
  ["the whole bucket by an empty prefix and a delimiter", prefix("", { "s3:delimiter": "/" })],
  ["all folders", prefix("private/")],
  ["all folders, without a slash", prefix("private")],
  ["all folders by a star", prefix("private/*")],
  ["the own folder without its slash, which is others' too", prefix(own)],
  ["the folder of somebody whose id begins with the own", prefix(`private/${anne}/`)],
  ["the folder of somebody whose id the own begins with", prefix("private/eu-west-1:/")],
  ["somebody else's folder", prefix(`private/${bob}/`)],
  ["somebody else's folder by way of the own", prefix(`${own}/../${bob}/`)],
  ["the way up from the own folder", prefix(`${own}/..`)],
  ["the own folder in capitals", prefix(own.toUpperCase() + "/")],
  ["the own folder behind a slash", prefix(`/${own}/`)],
  ["the own folder at the root", prefix(`${ann}/`)],
  ["the old versions of the own folder", listing({ "s3:prefix": `${own}/` }, "ListBucketVersions")],
  ["the uploads in the own folder", listing({ "s3:prefix": `${own}/` }, "ListBucketMultipartUploads")],
  [
    "the own folder in another bucket",
    () => ({ action: "s3:ListBucket", resource: otherBucket, context: { "s3:prefix": `${own}/` } }),
  ],
];

const things: [what: string, ask: Shape["ask"]][] = [
  ["reads somebody else's file", object("GetObject", `private/${bob}/a.jpg`)],
  ["writes somebody else's file", object("PutObject", `private/${bob}/a.jpg`)],
  ["deletes somebody else's file", object("DeleteObject", `private/${bob}/a.jpg`)],
  ["reads a file of somebody whose id begins with the own", object("GetObject", `private/${anne}/a.jpg`)],
  ["reads a file beside the own folder that begins like it", object("GetObject", `${own}.jpg`)],
  ["writes the own folder's name as a file", object("PutObject", own)],
  ["reads somebody else's file by way of the own folder", object("GetObject", `${own}/../${bob}/a.jpg`)],
  ["reads an own file by way of somebody else's folder", object("GetObject", `private/${bob}/../${ann}/a.jpg`)],
  ["writes above the own folder", object("PutObject", `${own}/..`)],
  ["reads a file at the root", object("GetObject", "a.jpg")],
  ["reads a file beside all folders", object("GetObject", "private/a.jpg")],
  ["reads an own file by another case", object("GetObject", `Private/${ann}/a.jpg`)],
  ["reads a file whose folder is the user pool's id", object("GetObject", "private/0b1c2d3e/a.jpg")],
  [
    "reads an old version of an own file",
    object("GetObjectVersion", `${own}/a.jpg`, { context: { "s3:VersionId": "1" } }),
  ],
  ["deletes an old version of an own file for good", object("DeleteObjectVersion", `${own}/a.jpg`)],
  [
    "shares an own file with everybody",
    object("PutObjectAcl", `${own}/a.jpg`, { context: { "s3:x-amz-acl": "public-read" } }),
  ],
  ["tags an own file", object("PutObjectTagging", `${own}/a.jpg`)],
  ["reads an own file without TLS", object("GetObject", `${own}/a.jpg`, { inClear: true })],
  [
    "reads a file of that name in another bucket",
    () => ({ action: "s3:GetObject", resource: `${otherBucket}/${own}/a.jpg` }),
  ],
  ["opens the bucket", listing({}, "PutBucketPolicy")],
  ["deletes the bucket", listing({}, "DeleteBucket")],
  ["reads somebody else's item", items("GetItem", [bob])],
  ["reads somebody else's item among own ones", items("BatchGetItem", [ann, bob])],
  ["writes somebody else's item among own ones", items("BatchWriteItem", [bob, ann])],
  ["reads the items of somebody whose id begins with the own", items("Query", [anne])],
  ["queries without a key that DynamoDB could tell", items("Query", undefined)],
  ["reads the whole table", items("Scan", undefined)],
  ["reads the whole table in the words of SQL", items("PartiQLSelect", undefined)],
  ["queries an index, whose key is another", items("Query", [ann], `${tableArn}/index/byTitle`)],
  ["reads an own item in another table", items("GetItem", [ann], `${tableArn}-2`)],
  ["deletes the table", items("DeleteTable", undefined)],
  ["calls another function", calling(functionArn.replace("share", "delete"))],
  ["calls a function whose name begins with that of the one", calling(`${functionArn}-2`)],
  ["calls an old version of the function", calling(`${functionArn}:1`)],
  ["changes the function", calling(functionArn, "UpdateFunctionCode")],
  [
    "decrypts with the bucket's key past S3",
    ({ keyArn }) => ({ action: "kms:Decrypt", resource: keyArn, context: { "kms:CallerAccount": "123456789012" } }),
  ],
  [
    "decrypts with the bucket's key by another service",
    ({ keyArn }) => ({
      action: "kms:Decrypt",
      resource: keyArn,
      context: { "kms:CallerAccount": "123456789012", "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
    }),
  ],
  ["takes on another role", () => ({ action: "sts:AssumeRole", resource: "arn:aws:iam::123456789012:role/admin" })],
];

const people: [what: string, who: Person][] = [
  ["a guest", guest],
  ["somebody of another identity pool", ofAnotherPool],
  ["somebody of whom nobody says how they signed in", { ...signedIn, amr: [] }],
  ["somebody whom another word calls nearly signed in", { ...signedIn, amr: ["authenticated:no"] }],
];

const ownUses: [what: string, ask: Shape["ask"]][] = [
  ["reads an own file", object("GetObject", `${own}/a.jpg`)],
  ["lists the own folder", prefix(`${own}/`)],
  ["queries the own items", items("Query", [ann])],
  ["calls the one function", calling(functionArn)],
];

/** What Ann may not do, and what others may not. */
export const denied: Shape[] = [
  ...lists.map(([what, ask]) => ({ what: `lists ${what}`, ask })),
  ...things.map(([what, ask]) => ({ what, ask })),
  ...people.flatMap(([person, who]) => ownUses.map(([what, ask]) => ({ what: `${person} ${what}`, who, ask }))),
];

export function whoIn({ who = signedIn }: Shape): Person {
  return who;
}
