import { storePermissions, type StorePermissions } from "../../../policies/access/permissions";
import { buildStack } from "../../../policies/graph/stack";
import { Draft, id, out, type Given, type Handle, type Knowledge } from "../draft";

const account = "eu-west-1:123456789012";
export const tableArn = `arn:aws:dynamodb:${account}:table/sessions`;
export const bucketArn = "arn:aws:s3:::uploads-1";

/** A table, a bucket and a secret, and a function in a role that may do nothing yet. */
export function scene() {
  const draft = new Draft();
  const table = draft.add("aws:dynamodb/table:Table", "sessions", {}, { computed: { arn: tableArn } });
  const bucket = draft.add("aws:s3/bucket:Bucket", "uploads", {}, { computed: { arn: bucketArn } });
  const secret = draft.add(
    "aws:secretsmanager/secret:Secret",
    "master",
    {},
    { computed: { arn: `arn:aws:secretsmanager:${account}:secret:master-AbCdEf` } },
  );
  const role = draft.add(
    "aws:iam/role:Role",
    "worker",
    { assumeRolePolicy: allow({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }) },
    { computed: { arn: "arn:aws:iam::123456789012:role/worker" } },
  );
  const worker = draft.add("aws:lambda/function:Function", "worker", { role: out(role, "arn") });
  const grant = (policy: Given, name = "worker"): Handle =>
    draft.add("aws:iam/rolePolicy:RolePolicy", name, { role: id(role), policy });
  return { draft, table, bucket, secret, role, worker, grant };
}

export type Scene = ReturnType<typeof scene>;
type Said = Readonly<Record<string, Given>>;

export const policyOf = (...statements: Said[]): Given => ({ Version: "2012-10-17", Statement: statements });
export const allow = (said: Said, ...more: Said[]): Given => policyOf({ Effect: "Allow", ...said }, ...more);
export const deny = (said: Said): Said => ({ Effect: "Deny", ...said });

/** Who may do what with a store, as sentences. */
export function permittedOn({ draft }: Scene, store: Handle, knowledge: Knowledge): string[] {
  const { permitted = [] } = told(draft, store, knowledge) ?? {};
  return permitted
    .map(({ who, right, isCertain, isConditional }) => {
      const name = who.resource === undefined ? who.what : `${who.what} ${who.resource.name}`;
      return `${isCertain ? "" : "perhaps "}${name} ${right}${isConditional ? " under conditions" : ""}`;
    })
    .sort();
}

export const doubtsOn = ({ draft }: Scene, store: Handle, knowledge: Knowledge): readonly string[] =>
  told(draft, store, knowledge)?.doubts ?? [];

function told(draft: Draft, { urn }: Handle, knowledge: Knowledge): StorePermissions | undefined {
  return storePermissions(buildStack(draft.resources(knowledge))).find(({ store }) => store.urn === urn);
}
