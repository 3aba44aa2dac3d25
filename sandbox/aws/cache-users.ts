import { isObject, type Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type ResourceModel } from "./model";
import { listOf } from "./reading";

const users = "aws:elasticache/user:User";
const modeOf = (inputs: Properties) => {
  const mode = inputs["authenticationMode"];
  return mode !== undefined && isObject(mode) ? text(mode["type"]) : "";
};

/** ElastiCache API, CreateUser. */
function badUser({ inputs }: Attempt): Refusal {
  const [id, name, mode] = [text(inputs["userId"]), text(inputs["userName"]), modeOf(inputs)];
  if (id === "default") return "InvalidParameterValue: The user id default is reserved.";
  if (mode === "iam" && id !== name) {
    // User guide, "Authenticating with IAM".
    return "InvalidParameterCombination: For IAM enabled users, the user name and user id must be identical.";
  }
  if (mode !== "" || inputs["noPasswordRequired"] === true) return undefined;
  if (listOf(inputs["passwords"]).length > 0 || text(inputs["passwordsWo"]) !== "") return undefined;
  return (
    "InvalidParameterValue: Input: No password was provided. If you want to create/update the user without password, " +
    "please use the NoPasswordRequired flag."
  );
}

const idRule = {
  pattern: /^(?!.*--)[a-zA-Z](?:[a-zA-Z0-9-]{0,38}[a-zA-Z0-9])?$/,
  allowed: "1 to 40 letters, digits and hyphens: a letter first, no two hyphens in a row, none at the end",
};

const user: ResourceModel = {
  required: ["accessString", "engine", "userId", "userName"],
  names: [{ argument: "userId", ...idRule }],
  // terraform-provider-aws internal/service/elasticache/user.go
  replaces: ["userId", "userName"],
  unique: [
    {
      properties: ["userId"],
      refusal: ({ userId }) => `UserAlreadyExists: User ${text(userId)} already exists.`,
    },
  ],
  refuses: badUser,
  missing: (id) => `UserNotFound: User ${id} not found.`,
  id: ({ inputs }) => text(inputs["userId"]),
  tagged: true,
  defaults: { noPasswordRequired: false },
  sets: ["passwords"],
  computed: {
    arn: ({ arn, inputs }) => arn("elasticache", `user:${text(inputs["userId"])}`),
    authenticationMode: ({ inputs }) => {
      const passwords = listOf(inputs["passwords"]);
      const type = inputs["noPasswordRequired"] === true ? "no-password" : "password";
      return { passwordCount: passwords.length, passwords: [], type };
    },
  },
};

/** ElastiCache API, CreateUserGroup: DefaultUserRequired, DuplicateUserName. */
function badMembers({ inputs, others }: Attempt): Refusal {
  const ids = listOf(inputs["userIds"]).map(text);
  const known = others(users);
  const engine = text(inputs["engine"]).toLowerCase();
  // ElastiCache has a user "default" in every account, whom nobody makes.
  const own = { userName: "default", engine: "redis" };
  const members = ids.map((id): { id: string; is: Properties | undefined } => {
    const found = known.find((one) => one.id === id)?.properties;
    return { id, is: found ?? (id === "default" ? own : undefined) };
  });
  const names = members.map(({ is }) => text(is?.["userName"]));
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) return `DuplicateUserName: A user with the username ${twice} already exists in the group.`;
  if (engine !== "redis") return undefined;
  // User guide, "Role-Based Access Control": Valkey's groups need no default user.
  if (!names.includes("default")) return "DefaultUserRequired: You must add default user to a user group.";
  const foreign = members.find(({ is }) => text(is?.["engine"]).toLowerCase() !== "redis");
  return foreign && `InvalidParameterCombination: The engine of user ${foreign.id} is not that of the group, redis.`;
}

const userGroup: ResourceModel = {
  required: ["engine", "userGroupId"],
  names: [{ argument: "userGroupId", ...idRule }],
  // terraform-provider-aws internal/service/elasticache/user_group.go
  replaces: ["userGroupId"],
  unique: [
    {
      properties: ["userGroupId"],
      refusal: ({ userGroupId }) => `UserGroupAlreadyExists: User group ${text(userGroupId)} already exists.`,
    },
  ],
  refuses: badMembers,
  refusesDelete: ({ now, others }) => {
    const caches = [
      ...others("aws:elasticache/replicationGroup:ReplicationGroup"),
      ...others("aws:elasticache/serverlessCache:ServerlessCache"),
    ];
    const holder = caches.find(
      ({ properties }) =>
        properties["userGroupId"] === now.id || listOf(properties["userGroupIds"]).map(text).includes(now.id),
    );
    return holder && `InvalidUserGroupState: User group ${now.id} is associated with ${holder.id}.`;
  },
  missing: (id) => `UserGroupNotFound: User group ${id} not found.`,
  refersTo: { userIds: users },
  id: ({ inputs }) => text(inputs["userGroupId"]),
  tagged: true,
  sets: ["userIds"],
  computed: { arn: ({ arn, inputs }) => arn("elasticache", `usergroup:${text(inputs["userGroupId"])}`) },
};

export const cacheUsers: Record<string, ResourceModel> = {
  [users]: user,
  "aws:elasticache/userGroup:UserGroup": userGroup,
};
