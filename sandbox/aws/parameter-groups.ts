import { text, type ResourceModel } from "./model";

/** RDS API, CreateDBParameterGroup; ElastiCache API, CreateCacheParameterGroup. */
const name = {
  argument: "name",
  pattern: /^(?!.*--)(?!default\.)[a-z](?:[a-z0-9.-]{0,253}[a-z0-9])?$/,
  allowed:
    "1 to 255 lower-case letters, digits, dots and hyphens: a letter first, no two hyphens in a row, none at the end",
};

const databaseParameterGroup: ResourceModel = {
  required: ["family"],
  names: [name],
  // terraform-provider-aws internal/service/rds/parameter_group.go
  replaces: ["description", "family", "name", "namePrefix"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) => `DBParameterGroupAlreadyExists: Parameter group ${text(name)} already exists`,
    },
  ],
  missing: (name) => `DBParameterGroupNotFound: DBParameterGroup not found: ${name}`,
  whileUsed: ({ id }) =>
    `InvalidDBParameterGroupState: One or more database instances are still members of this parameter group ${id}, so ` +
    `the group cannot be deleted`,
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255, lowerCase: true },
  defaults: { description: "Managed by Pulumi" },
  sets: ["parameters"],
  computed: {
    arn: ({ arn, inputs }) => arn("rds", `pg:${text(inputs["name"])}`),
    namePrefix: () => "",
  },
};

const cacheParameterGroup: ResourceModel = {
  required: ["family"],
  names: [name],
  // terraform-provider-aws internal/service/elasticache/parameter_group.go
  replaces: ["description", "family", "name"],
  unique: [
    {
      properties: ["name"],
      refusal: ({ name }) =>
        `CacheParameterGroupAlreadyExists: A cache parameter group with the name ${text(name)} already exists.`,
    },
  ],
  missing: (name) => `CacheParameterGroupNotFound: CacheParameterGroup not found: ${name}`,
  whileUsed: ({ id }) =>
    `InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group ${id}, so ` +
    `the group cannot be deleted.`,
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 255, lowerCase: true },
  defaults: { description: "Managed by Pulumi" },
  sets: ["parameters"],
  computed: { arn: ({ arn, inputs }) => arn("elasticache", `parametergroup:${text(inputs["name"])}`) },
};

export const parameterGroups: Record<string, ResourceModel> = {
  "aws:elasticache/parameterGroup:ParameterGroup": cacheParameterGroup,
  "aws:rds/parameterGroup:ParameterGroup": databaseParameterGroup,
};
