/** Where policies of a role, or of a user or a group, stand: in themselves, and in resources that name them. */
export const ROLE = "aws:iam/role:Role";
const USER = "aws:iam/user:User";
const GROUP = "aws:iam/group:Group";
export const POLICY = "aws:iam/policy:Policy";

/** Who may be given policies, and how a person calls one. */
export const holderTypes: ReadonlyMap<string, string> = new Map([
  [ROLE, "role"],
  [USER, "user"],
  [GROUP, "user group"],
]);

/** A resource that gives a policy to those that it names. */
interface Giver {
  readonly type: string;
  readonly to: readonly { readonly at: string; readonly type: string }[];
  /** The policy itself, or the ARN of one. */
  readonly policy?: string;
  readonly policyArn?: string;
}

/** A role may hold both in itself, too. */
export const givers: readonly Giver[] = [
  { type: ROLE, to: [], policy: "inlinePolicies[].policy", policyArn: "managedPolicyArns" },
  { type: "aws:iam/rolePolicy:RolePolicy", to: [{ at: "role", type: ROLE }], policy: "policy" },
  { type: "aws:iam/userPolicy:UserPolicy", to: [{ at: "user", type: USER }], policy: "policy" },
  { type: "aws:iam/groupPolicy:GroupPolicy", to: [{ at: "group", type: GROUP }], policy: "policy" },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    to: [{ at: "role", type: ROLE }],
    policyArn: "policyArn",
  },
  {
    type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    to: [{ at: "roleName", type: ROLE }],
    policyArn: "policyArns",
  },
  {
    type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    to: [{ at: "user", type: USER }],
    policyArn: "policyArn",
  },
  {
    type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    to: [{ at: "group", type: GROUP }],
    policyArn: "policyArn",
  },
  {
    type: "aws:iam/policyAttachment:PolicyAttachment",
    to: [
      { at: "roles", type: ROLE },
      { at: "users", type: USER },
      { at: "groups", type: GROUP },
    ],
    policyArn: "policyArn",
  },
];
