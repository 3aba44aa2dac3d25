import { keyOrAlias } from "./keys";
import { text, type ResourceModel } from "./model";

const logGroup: ResourceModel = {
  // CloudWatch Logs' CreateLogGroup.
  names: [
    {
      argument: "name",
      pattern: /^[\w./#-]{1,512}$/,
      allowed: "1 to 512 letters, digits, and the characters _ - / . #",
    },
  ],
  // terraform-provider-aws internal/service/logs/group.go
  replaces: ["name", "namePrefix", "logGroupClass"],
  holdsData: true,
  numbers: [
    {
      argument: "retentionInDays",
      allowed: [
        ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
        ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
      ],
    },
  ],
  unique: [
    {
      properties: ["name"],
      refusal: () => "ResourceAlreadyExistsException: The specified log group already exists",
    },
  ],
  refersTo: { kmsKeyId: keyOrAlias },
  missing: () => "ResourceNotFoundException: The specified log group does not exist.",
  protection: {
    argument: "deletionProtectionEnabled",
    on: true,
    refusal: ({ id }) =>
      `ValidationException: Cannot delete log group ${id}: deletion protection is enabled. ` +
      `Disable deletion protection before deleting.`,
  },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 512 },
  // Zero is the provider's word for "kept for ever".
  defaults: { retentionInDays: 0, skipDestroy: false },
  computed: {
    arn: ({ arn, inputs }) => arn("logs", `log-group:${text(inputs["name"])}`),
    deletionProtectionEnabled: () => false,
    logGroupClass: () => "STANDARD",
    namePrefix: () => "",
  },
};

export const logs: Record<string, ResourceModel> = { "aws:cloudwatch/logGroup:LogGroup": logGroup };
