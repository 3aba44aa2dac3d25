import { text, type ResourceModel } from "./model";

const logGroup: ResourceModel = {
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
