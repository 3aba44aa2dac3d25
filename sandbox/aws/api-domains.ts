import { badSecurityPolicy } from "./api-security";
import type { Attempt, Refusal } from "./behaviour";
import { mayServe } from "./certificates";
import { digits, text, type ResourceModel } from "./model";
import { blockOf } from "./reading";

const certificates = "aws:acm/certificate:Certificate";

/** API Gateway developer guide, "Choose a security policy for your custom domain". */
function badDomain(attempt: Attempt): Refusal {
  const { inputs } = attempt;
  const [regional, edge] = [text(inputs["regionalCertificateArn"]), text(inputs["certificateArn"])];
  const isRegional = text(blockOf(inputs["endpointConfiguration"])["types"]) === "REGIONAL";
  if (isRegional && regional === "")
    return "BadRequestException: A regional certificate ARN is required for a regional domain name";
  const arn = regional === "" ? edge : regional;
  if (arn !== "" && !mayServe(arn, attempt)) {
    return `BadRequestException: Unable to use the certificate ${arn}: it has not been issued`;
  }
  const isEnhanced = text(inputs["securityPolicy"]).startsWith("SecurityPolicy_");
  return isEnhanced && inputs["mutualTlsAuthentication"] !== undefined
    ? "BadRequestException: Mutual TLS is not supported with security policies that begin with SecurityPolicy_"
    : undefined;
}

/** AWS general reference, "Amazon API Gateway endpoints and quotas". */
const zones: Readonly<Record<string, string>> = { "eu-west-1": "ZLY8HYME6SFDD", "us-east-1": "Z1UJRXOUMOOFQ8" };

const domainName: ResourceModel = {
  required: ["domainName"],
  // terraform-provider-aws internal/service/apigateway/domain_name.go
  replaces: ["certificateBody", "certificateChain", "certificatePrivateKey", "domainName"],
  unique: [
    {
      properties: ["domainName"],
      refusal: () => "BadRequestException: The domain name you provided already exists.",
    },
  ],
  refuses: (attempt) => badSecurityPolicy(attempt) ?? badDomain(attempt),
  refersTo: {
    certificateArn: certificates,
    ownershipVerificationCertificateArn: certificates,
    regionalCertificateArn: certificates,
  },
  missing: () => "NotFoundException: Invalid domain name identifier specified",
  id: ({ inputs }) => text(inputs["domainName"]),
  tagged: true,
  computed: {
    arn: ({ partition, region, id }) => `arn:${partition}:apigateway:${region}::/domainnames/${id}`,
    certificateUploadDate: () => "2026-01-01T00:00:00Z",
    cloudfrontDomainName: () => "",
    // CloudFront's own, in every account.
    cloudfrontZoneId: () => "Z2FDTNDATAQYW2",
    domainNameId: () => "",
    endpointConfiguration: () => ({ ipAddressType: "ipv4", types: "EDGE" }),
    ownershipVerificationCertificateArn: () => "",
    regionalDomainName: ({ digits: own, region }) => `d-${own(10)}.execute-api.${region}.amazonaws.com`,
    regionalZoneId: ({ region }) => zones[region] ?? `Z${digits(`api gateway ${region}`, 13).toUpperCase()}`,
    routingMode: () => "BASE_PATH_MAPPING_ONLY",
    securityPolicy: () => "TLS_1_2",
  },
};

function noSuchStage({ inputs, others }: Attempt): Refusal {
  const name = text(inputs["stageName"]);
  const isThere = others("aws:apigateway/stage:Stage").some(
    ({ properties }) => properties["restApi"] === inputs["restApi"] && properties["stageName"] === name,
  );
  return name === "" || isThere ? undefined : "BadRequestException: Invalid stage identifier specified";
}

const basePathMapping: ResourceModel = {
  required: ["domainName", "restApi"],
  // terraform-provider-aws internal/service/apigateway/base_path_mapping.go
  replaces: ["domainName"],
  unique: [
    {
      properties: ["domainName", "basePath"],
      refusal: () => "ConflictException: Base path already exists for this domain name",
    },
  ],
  refuses: noSuchStage,
  refersTo: { domainName: "aws:apigateway/domainName:DomainName", restApi: "aws:apigateway/restApi:RestApi" },
  goesWith: ["domainName"],
  id: ({ inputs }) => `${text(inputs["domainName"])}/${text(inputs["basePath"])}`,
  computed: {},
};

export const apiDomains: Record<string, ResourceModel> = {
  "aws:apigateway/basePathMapping:BasePathMapping": basePathMapping,
  "aws:apigateway/domainName:DomainName": domainName,
};
