import type { Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, uniqueSuffix, type Facts, type ResourceModel } from "./model";
import { blockOf, isJson } from "./reading";

const path = ({ inputs }: Facts) => text(inputs["path"]) || "/";

// IAM's own words for what names may hold (IAM user guide, "IAM name requirements").
const characters = "letters, digits and +=,.@_-";

const identityPools = "cognito-identity.amazonaws.com";

/** Cognito developer guide, "IAM roles": who trusts identity pools says which. */
function trustInAnyPool({ inputs }: Attempt): Refusal {
  const document = text(inputs["assumeRolePolicy"]);
  if (!isJson(document)) return undefined;
  const { Statement = [] } = JSON.parse(document) as { Statement?: Properties | Properties[] };
  const isOpen = ({ Principal, Condition }: Properties) =>
    [blockOf(Principal)["Federated"] ?? null].flat().includes(identityPools) &&
    !Object.values(blockOf(Condition)).some((tests) => `${identityPools}:aud` in blockOf(tests));
  if (![Statement].flat().some(isOpen)) return undefined;
  return `MalformedPolicyDocument: The trust policy must contain a condition on ${identityPools}:aud.`;
}

const role: ResourceModel = {
  required: ["assumeRolePolicy"],
  names: [{ argument: "name", pattern: /^[\w+=,.@-]{1,64}$/, allowed: `1 to 64 ${characters}` }],
  // terraform-provider-aws internal/service/iam/role.go
  replaces: ["name", "namePrefix", "path"],
  numbers: [{ argument: "maxSessionDuration", allowed: { from: 3600, to: 43200 } }],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `EntityAlreadyExists: Role with name ${text(name)} already exists.`,
      everywhere: true,
    },
  ],
  refuses: trustInAnyPool,
  missing: (name) => `NoSuchEntity: The role with name ${name} cannot be found.`,
  whileUsed: () => "DeleteConflict: Cannot delete entity, must delete policies first.",
  // IAM API, DeleteRole: not the services that take it on.
  heldBy: [
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  ],
  global: true,
  refersTo: { managedPolicyArns: "aws:iam/policy:Policy", permissionsBoundary: "aws:iam/policy:Policy" },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  // IAM allows 64 characters for a role's name.
  generatedName: { argument: "name", maxLength: 64 },
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  sets: ["inlinePolicies", "managedPolicyArns"],
  documents: ["assumeRolePolicy"],
  computed: {
    arn: (facts) => facts.arn("iam", `role${path(facts)}${text(facts.inputs["name"])}`),
    createDate: () => "2026-01-01T00:00:00Z",
    inlinePolicies: () => [],
    managedPolicyArns: () => [],
    namePrefix: () => "",
    uniqueId: ({ digits }) => `AROA${digits(17).toUpperCase()}`,
  },
};

const rolePolicy: ResourceModel = {
  required: ["policy", "role"],
  names: [{ argument: "name", pattern: /^[\w+=,.@-]{1,128}$/, allowed: `1 to 128 ${characters}` }],
  // terraform-provider-aws internal/service/iam/role_policy.go
  replaces: ["name", "namePrefix", "role"],
  overwrites: true,
  refersTo: { role: "aws:iam/role:Role" },
  documents: ["policy"],
  global: true,
  id: ({ inputs }) => `${text(inputs["role"])}:${text(inputs["name"])}`,
  generatedName: { argument: "name", maxLength: 128 },
  computed: { namePrefix: () => "" },
};

const rolePolicyAttachment: ResourceModel = {
  required: ["policyArn", "role"],
  // terraform-provider-aws internal/service/iam/role_policy_attachment.go
  replaces: ["policyArn", "role"],
  // To attach what is attached changes nothing.
  overwrites: true,
  global: true,
  refersTo: { policyArn: "aws:iam/policy:Policy", role: "aws:iam/role:Role" },
  id: ({ inputs, digits }) => `${text(inputs["role"])}-${uniqueSuffix(digits)}`,
  computed: {},
};

const instanceProfile: ResourceModel = {
  names: [{ argument: "name", pattern: /^[\w+=,.@-]{1,128}$/, allowed: `1 to 128 ${characters}` }],
  // terraform-provider-aws internal/service/iam/instance_profile.go
  replaces: ["name", "namePrefix", "path"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `EntityAlreadyExists: Instance Profile ${text(name)} already exists.`,
      everywhere: true,
    },
  ],
  missing: (name) => `NoSuchEntity: Instance Profile ${name} cannot be found.`,
  global: true,
  refersTo: { role: "aws:iam/role:Role" },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 128 },
  defaults: { path: "/" },
  computed: {
    arn: (facts) => facts.arn("iam", `instance-profile${path(facts)}${text(facts.inputs["name"])}`),
    createDate: () => "2026-01-01T00:00:00Z",
    namePrefix: () => "",
    uniqueId: ({ digits }) => `AIPA${digits(17).toUpperCase()}`,
  },
};

const policy: ResourceModel = {
  required: ["policy"],
  names: [{ argument: "name", pattern: /^[\w+=,.@-]{1,128}$/, allowed: `1 to 128 ${characters}` }],
  // terraform-provider-aws internal/service/iam/policy.go
  replaces: ["description", "name", "namePrefix", "path"],
  unique: [
    {
      properties: ["arn"],
      refusal: ({ name }) =>
        `EntityAlreadyExists: A policy called ${text(name)} already exists. Duplicate names are not allowed.`,
      everywhere: true,
    },
  ],
  whileUsed: () => "DeleteConflict: Cannot delete a policy attached to entities.",
  documents: ["policy"],
  global: true,
  id: (facts) => policyArn({ ...facts, id: "" }),
  tagged: true,
  generatedName: { argument: "name", maxLength: 128 },
  defaults: { path: "/" },
  computed: {
    arn: policyArn,
    attachmentCount: () => 0,
    namePrefix: () => "",
    policyId: ({ digits }) => `ANPA${digits(17).toUpperCase()}`,
  },
};

function policyArn(facts: Facts): string {
  return facts.arn("iam", `policy${path(facts)}${text(facts.inputs["name"])}`);
}

export const identity: Record<string, ResourceModel> = {
  "aws:iam/instanceProfile:InstanceProfile": instanceProfile,
  "aws:iam/policy:Policy": policy,
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": rolePolicyAttachment,
};
