import { text, type Facts, type ResourceModel } from "./model";

const path = ({ inputs }: Facts) => text(inputs["path"]) || "/";

const role: ResourceModel = {
  global: true,
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  // IAM allows 64 characters for a role's name.
  generatedName: { argument: "name", maxLength: 64 },
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  sets: ["inlinePolicies", "managedPolicyArns"],
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
  global: true,
  id: ({ inputs }) => `${text(inputs["role"])}:${text(inputs["name"])}`,
  generatedName: { argument: "name", maxLength: 128 },
  computed: { namePrefix: () => "" },
};

export const identity: Record<string, ResourceModel> = {
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
};
