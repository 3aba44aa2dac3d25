import { keyOrAlias } from "./keys";
import { text, type ResourceModel } from "./model";

const parameter: ResourceModel = {
  required: ["type"],
  names: [
    {
      argument: "name",
      // Systems Manager API, PutParameter.
      pattern: /^(?!\/?(?:aws|ssm))[\w./-]{1,2048}$/i,
      allowed: "1 to 2048 letters, digits and the characters . - _ /, and not beginning with aws or ssm",
    },
  ],
  // terraform-provider-aws internal/service/ssm/parameter.go
  replaces: ["dataType", "name"],
  // Its CustomizeDiff: an advanced parameter does not become a standard one.
  replacesWhen: (before, after) => (before["tier"] === "Advanced" && after["tier"] === "Standard" ? ["tier"] : []),
  unique: [
    {
      properties: ["name"],
      refusal: () =>
        "ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    },
  ],
  refersTo: { keyId: keyOrAlias },
  id: ({ inputs }) => text(inputs["name"]),
  tagged: true,
  generatedName: { argument: "name", maxLength: 2048 },
  counts: { version: (before, after) => text(before["value"]) !== text(after["value"]) },
  computed: {
    arn: ({ arn, inputs }) => arn("ssm", `parameter/${text(inputs["name"]).replace(/^\//, "")}`),
    dataType: () => "text",
    hasValueWo: () => false,
    insecureValue: ({ inputs }) => (inputs["type"] === "SecureString" ? "" : (inputs["value"] ?? "")),
    keyId: ({ inputs }) => (inputs["type"] === "SecureString" ? "alias/aws/ssm" : ""),
    tier: () => "Standard",
    value: ({ inputs }) => inputs["insecureValue"] ?? "",
    version: ({ inputs }) => Number(text(inputs["version"]) || 1),
  },
};

export const parameters: Record<string, ResourceModel> = { "aws:ssm/parameter:Parameter": parameter };
