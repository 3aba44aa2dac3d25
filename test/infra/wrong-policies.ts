import { added, changed, find, idOf, type Plan } from "./planned";

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const anywhere = (Action: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

/** The plan with one more policy for a role. */
const granted = (role: string, policy: string) => (plan: Plan) =>
  added(plan, rolePolicy, "added", { role: idOf(find(plan, "Role", role)), policy });

/** The plan with one more policy of a bucket. */
const opened = (bucket: string, principal: unknown) => (plan: Plan) =>
  added(plan, "aws:s3/bucketPolicy:BucketPolicy", "added", {
    bucket: idOf(find(plan, "Bucket", bucket)),
    policy: JSON.stringify({
      Statement: { Effect: "Allow", Principal: principal, Action: "s3:Get*", Resource: "*" },
    }),
  });

interface Wrong {
  change: (plan: Plan) => Plan;
  found: readonly string[];
  /** The strategy of sessions with which there is what it is about; the table's where nothing is said. */
  strategy?: "cookie";
}

const master = "secret myclothes-users-master";
const cookieKey = "secret myclothes-web-session-key-1";
const readSecrets = anywhere("secretsmanager:GetSecretValue");

/** What may go wrong with a stack's policies, and who is then seen to do what. */
export const wrongPolicies: Record<string, Wrong> = {
  "a foreign role that may do everything with tables": {
    change: granted("whatisthetime-web", anywhere("dynamodb:*")),
    found: ["reads", "writes", "manages"].map(
      (right) => `launch template whatisthetime-web ${right} table myclothes-session-table`,
    ),
  },
  "a function that may list carts": {
    change: granted("myclothes-users-migrations", anywhere("dynamodb:Scan")),
    found: ["function myclothes-users-migrations reads table myclothes-session-table"],
  },
  "the shop's instances, which may delete the table": {
    change: granted("myclothes-web", anywhere("dynamodb:Delete*")),
    found: ["launch template myclothes-web manages table myclothes-session-table"],
  },
  "a function that lists todos and may delete the table": {
    change: granted("mytodolist-api-listTodos", anywhere("dynamodb:DeleteTable")),
    found: ["function mytodolist-api-listTodos manages table mytodolist-table"],
  },
  "an accelerator that may write": {
    change: granted("mytodolist-table-accelerator", anywhere("dynamodb:PutItem")),
    found: ["cluster mytodolist-table writes table mytodolist-table"],
  },
  "a function that lists todos and may read everybody's files": {
    change: granted("mytodolist-api-listTodos", anywhere("s3:GetObject")),
    found: ["function mytodolist-api-listTodos reads bucket mytodolist-users-files"],
  },
  "signed-in users who may read uploaded releases": {
    change: granted("mytodolist-users-signed-in", anywhere("s3:GetObject")),
    found: ["people signed in by cognito-identity.amazonaws.com reads bucket myclothes-releases-uploads"],
  },
  "files that everybody may read": {
    change: opened("mytodolist-users-files", "*"),
    found: ["everybody reads bucket mytodolist-users-files"],
  },
  "a publisher that may write what it reads": {
    change: granted("myclothes-releases-publisher", anywhere("s3:PutObject")),
    found: ["function myclothes-releases-publisher writes bucket myclothes-releases-uploads"],
  },
  "the shop's instances, which may read the database's master secret": {
    change: granted("myclothes-web", readSecrets),
    found: [`launch template myclothes-web reads ${master}`],
  },
  "a publisher that may read the database's master secret": {
    change: granted("myclothes-releases-publisher", readSecrets),
    found: [`function myclothes-releases-publisher reads ${master}`],
  },
  "another system's instances, which may read the database's master secret": {
    change: granted("whatisthetime-web", readSecrets),
    found: [`launch template whatisthetime-web reads ${master}`],
  },
  "migrations that may write the master secret": {
    change: granted("myclothes-users-migrations", anywhere("secretsmanager:PutSecretValue")),
    found: [`function myclothes-users-migrations writes ${master}`],
  },
  "migrations that may read the keys of the cookies": {
    strategy: "cookie",
    change: granted("myclothes-users-migrations", readSecrets),
    found: [`function myclothes-users-migrations reads ${cookieKey}`],
  },
  "another system's instances, which may read the keys of the cookies": {
    strategy: "cookie",
    change: granted("whatisthetime-web", readSecrets),
    found: [`launch template whatisthetime-web reads ${cookieKey}`],
  },
  "the shop's instances, which may write the keys of the cookies": {
    strategy: "cookie",
    change: granted("myclothes-web", anywhere("secretsmanager:PutSecretValue")),
    found: [`launch template myclothes-web writes ${cookieKey}`],
  },
  "a role that trusts another account, with AWS's own policy": {
    change: (plan) => {
      const policyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
      const Principal = { AWS: "arn:aws:iam::210987654321:root" };
      const assumeRolePolicy = JSON.stringify({ Statement: { Effect: "Allow", Principal, Action: "sts:AssumeRole" } });
      const withRole = added(plan, "aws:iam/role:Role", "guests", { assumeRolePolicy });
      return added(withRole, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "added", {
        role: idOf(find(withRole, "Role", "guests")),
        policyArn,
      });
    },
    found: ["account 210987654321 reads bucket myclothes-releases-uploads"],
  },
  "a policy of AWS's that nobody here knows": {
    change: (plan) =>
      changed(plan, find(plan, "RolePolicyAttachment", "whatisthetime-web-session-manager"), {
        policyArn: "arn:aws:iam::aws:policy/AmazonUnheardOf",
      }),
    found: ["perhaps launch template whatisthetime-web reads table myclothes-session-table"],
  },
  "another role for the other system's instances": {
    change: (plan) =>
      changed(plan, find(plan, "InstanceProfile", "whatisthetime-web"), {
        role: idOf(find(plan, "Role", "myclothes-web")),
      }),
    found: ["launch template whatisthetime-web writes table myclothes-session-table"],
  },
};

for (const [who, principal] of Object.entries({ everybody: "*", "account 210987654321": { AWS: "210987654321" } })) {
  wrongPolicies[`uploads open to ${who}`] = {
    change: opened("myclothes-releases-uploads", principal),
    found: [`${who} reads bucket myclothes-releases-uploads`],
  };
}
