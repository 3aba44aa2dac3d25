import type { Attempt, Refusal } from "./behaviour";
import { text, uuid, type Facts, type ResourceModel } from "./model";
import { blocksOf } from "./reading";

const webAclArn = (facts: Facts) => {
  const scope = facts.inputs["scope"] === "CLOUDFRONT" ? "global" : "regional";
  return facts.arn("wafv2", `${scope}/webacl/${text(facts.inputs["name"])}/${facts.id}`);
};

function badRules({ inputs, region }: Attempt): Refusal {
  if (inputs["scope"] === "CLOUDFRONT" && region !== "us-east-1") {
    return (
      "WAFInvalidParameterException: Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT " +
      "(web ACLs for CloudFront are in us-east-1)"
    );
  }
  const rules = blocksOf(inputs["rules"]);
  const [names, priorities] = [rules.map(({ name }) => text(name)), rules.map(({ priority }) => text(priority))];
  const twice = (values: string[]) => values.find((value, place) => values.indexOf(value) !== place);
  if (twice(names) !== undefined) {
    return `WAFInvalidParameterException: Error reason: You have used the name ${twice(names) ?? ""} for several rules., field: RULE`;
  }
  if (twice(priorities) === undefined) return undefined;
  return `WAFInvalidParameterException: Error reason: You have used the priority ${twice(priorities) ?? ""} for several rules., field: RULE`;
}

const webAcl: ResourceModel = {
  required: ["defaultAction", "scope", "visibilityConfig"],
  names: [
    { argument: "name", pattern: /^[\w-]{1,128}$/, allowed: "1 to 128 letters, digits, hyphens and underscores" },
  ],
  // terraform-provider-aws internal/service/wafv2/web_acl.go
  replaces: ["name", "namePrefix", "scope"],
  unique: [
    {
      properties: ["name", "scope"],
      refusal: () =>
        "WAFDuplicateItemException: AWS WAF couldn't perform the operation because some resource in your request is a " +
        "duplicate of an existing one.",
    },
  ],
  refuses: badRules,
  refusesDelete: ({ now, others }) =>
    others("aws:wafv2/webAclAssociation:WebAclAssociation").some(
      ({ properties }) => properties["webAclArn"] === now.properties["arn"],
    )
      ? "WAFAssociatedItemException: AWS WAF couldn't perform the operation because your resource is being used by " +
        "another resource or it's associated with another resource."
      : undefined,
  id: ({ digits }) => uuid(digits(32)),
  tagged: true,
  generatedName: { argument: "name", maxLength: 128 },
  sets: ["customResponseBodies", "rules", "tokenDomains"],
  computed: {
    applicationIntegrationUrl: () => "",
    arn: webAclArn,
    // Two units for a rule of one's own; AWS's common rules are 700 (WAF developer guide).
    capacity: ({ inputs }) =>
      blocksOf(inputs["rules"]).reduce(
        (sum, rule) => sum + (JSON.stringify(rule).includes("AWSManagedRulesCommonRuleSet") ? 700 : 2),
        0,
      ),
    lockToken: ({ digits }) => uuid(digits(32, "lock")),
    namePrefix: () => "",
  },
};

const association: ResourceModel = {
  // What has an ACL gets the new one in its place.
  overwrites: true,
  goesWith: ["resourceArn"],
  required: ["resourceArn", "webAclArn"],
  // terraform-provider-aws internal/service/wafv2/web_acl_association.go
  replaces: ["resourceArn", "webAclArn"],
  refersTo: {
    resourceArn: ["aws:lb/loadBalancer:LoadBalancer", "aws:cognito/userPool:UserPool", "aws:apigateway/stage:Stage"],
    webAclArn: "aws:wafv2/webAcl:WebAcl",
  },
  id: ({ inputs }) => `${text(inputs["webAclArn"])},${text(inputs["resourceArn"])}`,
  computed: {},
};

/** WAF developer guide, "Logging": whatever takes the logs has a name that begins so. */
function badDestination({ inputs }: Attempt): Refusal {
  const destinations = Array.isArray(inputs["logDestinationConfigs"]) ? inputs["logDestinationConfigs"].map(text) : [];
  const wrong = destinations.find((arn) => !/(?:log-group:|:::|deliverystream\/)aws-waf-logs-/.test(arn));
  if (wrong === undefined) return undefined;
  return (
    `WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other ` +
    `information separated by colons or slashes., field: LOG_DESTINATION, parameter: ${wrong}`
  );
}

const logging: ResourceModel = {
  overwrites: true,
  required: ["logDestinationConfigs", "resourceArn"],
  // terraform-provider-aws internal/service/wafv2/web_acl_logging_configuration.go
  replaces: ["logDestinationConfigs", "resourceArn"],
  refuses: badDestination,
  refersTo: { resourceArn: "aws:wafv2/webAcl:WebAcl" },
  id: ({ inputs }) => text(inputs["resourceArn"]),
  sets: ["logDestinationConfigs"],
  computed: {},
};

export const webAcls: Record<string, ResourceModel> = {
  "aws:wafv2/webAcl:WebAcl": webAcl,
  "aws:wafv2/webAclAssociation:WebAclAssociation": association,
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": logging,
};
