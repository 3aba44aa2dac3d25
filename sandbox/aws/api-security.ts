import type { Attempt, Refusal } from "./behaviour";
import { text } from "./model";

/** API Gateway API reference, CreateRestApi: enhanced policies want the mode said, and nothing else takes one. */
export function badSecurityPolicy({ inputs }: Attempt): Refusal {
  const isEnhanced = text(inputs["securityPolicy"]).startsWith("SecurityPolicy_");
  const hasMode = text(inputs["endpointAccessMode"]) !== "";
  if (isEnhanced === hasMode) return undefined;
  return isEnhanced
    ? "BadRequestException: Endpoint access mode is required for security policies that begin with SecurityPolicy_"
    : "BadRequestException: Endpoint access mode is only supported for security policies that begin with SecurityPolicy_";
}
