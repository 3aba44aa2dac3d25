import * as z from "zod/mini";
import { accountIds, profile, region } from "./account";
import { network } from "./network";
import { tags, tagValue } from "./tags";
import { explained } from "./words";

const owner = explained(tagValue.check(z.regex(/\S/)), () => ({
  allowed: "1 to 256 letters, digits, spaces and _ . : / = + - @",
  fix: "write the team or the address that answers for this stack",
}));

/**
 * Every key that a stack's configuration may hold, by namespace.
 *
 * A system gets its block with one entry here, `z.exactOptional(block)`: a stack without the block has no such system.
 * A rule over several keys is a check of the object that holds them all: `.check(rule(judge, keysItReads))`.
 */
export const stackConfiguration = z.strictObject({
  aws: z.strictObject({
    /** The region of the stack. Required: no default. */
    region,
    /** The profile of a person's own AWS settings to sign in with. Default: what AWS's tools use by themselves. */
    profile: z.exactOptional(profile),
    /** The accounts that the stack may be deployed to: the guard against the wrong one. Default: any account. */
    allowedAccountIds: z.exactOptional(accountIds),
  }),
  clothesline: z.strictObject({
    /** Who answers for the stack; the tag Owner of every resource. Required: no default. */
    owner,
    /** Further tags for every resource, beside Project, Environment, Owner and ManagedBy. Default: none. */
    tags: z._default(tags, {}),
    /** The network that all systems of the stack share. Default: two zones and one NAT gateway. */
    network,
  }),
});
