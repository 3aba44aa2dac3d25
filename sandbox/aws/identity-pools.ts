import type { Attempt, Refusal } from "./behaviour";
import { text, uuid, type ResourceModel } from "./model";
import { blockOf, blocksOf } from "./reading";

/** Cognito Identity API, CognitoIdentityProvider. */
function badProvider({ inputs }: Attempt): Refusal {
  const bad = blocksOf(inputs["cognitoIdentityProviders"]).find(
    ({ clientId, providerName }) =>
      !/^[\w]{1,128}$/.test(text(clientId)) || !/^[\w._:/-]{1,128}$/.test(text(providerName)),
  );
  return bad && `InvalidParameterException: Invalid Cognito Identity Provider ${text(bad["providerName"])}`;
}

const identityPool: ResourceModel = {
  // What belongs to people is called by the ids that the pool gave them, and another pool gives others.
  holdsData: true,
  required: ["identityPoolName"],
  // Cognito Identity API, CreateIdentityPool.
  names: [
    {
      argument: "identityPoolName",
      pattern: /^[\w\s+=,.@-]{1,128}$/,
      allowed: "1 to 128 letters, digits, spaces and +=,.@_-",
    },
  ],
  // terraform-provider-aws internal/service/cognitoidentity/pool.go
  replaces: ["developerProviderName", "identityPoolName"],
  missing: (id) => `ResourceNotFoundException: IdentityPool '${id}' not found.`,
  refuses: badProvider,
  id: ({ region, digits }) => `${region}:${uuid(digits(32))}`,
  tagged: true,
  defaults: { allowClassicFlow: false, allowUnauthenticatedIdentities: false },
  sets: ["cognitoIdentityProviders", "openidConnectProviderArns"],
  computed: { arn: ({ arn, id }) => arn("cognito-identity", `identitypool/${id}`) },
};

const roleAttachment: ResourceModel = {
  // SetIdentityPoolRoles overwrites, and the provider deletes by setting no roles: a new attachment to the same pool is
  // emptied by the deletion of the old one.
  overwrites: true,
  goesWith: ["identityPoolId"],
  required: ["identityPoolId", "roles"],
  // terraform-provider-aws internal/service/cognitoidentity/pool_roles_attachment.go
  replaces: ["identityPoolId", "roles"],
  refersTo: { identityPoolId: "aws:cognito/identityPool:IdentityPool", "roles.authenticated": "aws:iam/role:Role" },
  refuses: ({ inputs }) => {
    const bad = Object.keys(blockOf(inputs["roles"])).find((key) => !/^(?:un)?authenticated$/.test(key));
    return bad && `Error validating Roles: ${bad} is neither authenticated nor unauthenticated`;
  },
  id: ({ inputs }) => text(inputs["identityPoolId"]),
  computed: {},
};

export const identityPools: Record<string, ResourceModel> = {
  "aws:cognito/identityPool:IdentityPool": identityPool,
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": roleAttachment,
};
