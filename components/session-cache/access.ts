import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";
import type * as pulumi from "@pulumi/pulumi";
import { CacheEngine } from "./choices";

/**
 * What an application may do: read, write, transactions and scripts on every key, and nothing that looks into or
 * changes the server. `@dangerous` takes back KEYS, FLUSHALL, SORT and the like, which are reads or writes too. INFO and
 * the map of a cluster are what clients ask for first. WAIT, without which no change is safe, is in `@connection`.
 */
const clientAccess =
  "on ~* -@all +@read +@write +@connection +@transaction +@scripting -@dangerous " +
  "+info +cluster|slots +cluster|shards +cluster|nodes";

export interface Access {
  user: aws.elasticache.User;
  group: aws.elasticache.UserGroup;
}

/** The one user that there is, who has no password and signs in with IAM, in a group for the cache. */
export function makeAccess(name: string, engine: CacheEngine, parent: pulumi.Resource): Access {
  const ids = uniqueIds(name, engine, parent);
  const user = new aws.elasticache.User(
    name,
    {
      engine,
      // AWS wants both alike for who signs in with IAM (ElastiCache user guide, "Authenticating with IAM").
      userId: ids.user,
      userName: ids.user,
      authenticationMode: { type: "iam" },
      accessString: clientAccess,
      tags: { Name: name },
    },
    { parent },
  );
  const others = engine === CacheEngine.Redis ? [makeDisabledDefaultUser(name, ids.off, parent)] : [];
  const group = new aws.elasticache.UserGroup(
    name,
    { engine, userGroupId: ids.user, userIds: [user, ...others].map(({ userId }) => userId), tags: { Name: name } },
    { parent },
  );
  return { user, group };
}

/**
 * Users and groups have no names of the provider's making, and there is one of a name in an account and region, where
 * several stacks may be. A group of the other engine is another one, so it needs another id while both are there.
 */
function uniqueIds(name: string, engine: CacheEngine, parent: pulumi.Resource) {
  const suffix = new random.RandomId(`${name}-user`, { byteLength: 3, keepers: { engine } }, { parent });
  return {
    user: suffix.hex.apply((hex) => `${name}-${hex}`),
    off: suffix.hex.apply((hex) => `${name}-off-${hex}`),
  };
}

/**
 * Redis takes whoever does not sign in for the user named "default", and wants one in every group; AWS's own may do
 * everything. Valkey lets nobody in who has not signed in (ElastiCache user guide, "Role-Based Access Control").
 */
function makeDisabledDefaultUser(
  name: string,
  userId: pulumi.Output<string>,
  parent: pulumi.Resource,
): aws.elasticache.User {
  return new aws.elasticache.User(
    `${name}-default`,
    {
      engine: CacheEngine.Redis,
      userId,
      userName: "default",
      // It has no password to leak, and is off all the same.
      authenticationMode: { type: "no-password-required" },
      accessString: "off -@all",
      tags: { Name: `${name}-default` },
    },
    { parent },
  );
}
