import type { ResourceModel } from "./model";

/** API Gateway's settings of a whole account in a region: they are there from the first day, and there is one of them. */
const account: ResourceModel = {
  overwrites: true,
  // terraform-provider-aws internal/service/apigateway/account.go
  replaces: [],
  id: () => "api-gateway-account",
  computed: {
    apiKeyVersion: () => "4",
    cloudwatchRoleArn: () => "",
    features: () => ["UsagePlans"],
    throttleSettings: () => [{ burstLimit: 5000, rateLimit: 10000 }],
  },
};

export const apiGateway: Record<string, ResourceModel> = { "aws:apigateway/account:Account": account };
