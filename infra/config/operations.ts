import * as z from "zod/mini";
import { explained, flag, wholeNumber } from "./words";

const address = explained(z.string().check(z.regex(/^[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i)), () => ({
  allowed: "an e-mail address, such as on-call@example.com",
  fix: "write the address alone, without a name or brackets",
}));

const addressesWords = {
  allowed: "a list of e-mail addresses, each once",
  fix: "write a list such as [on-call@example.com]",
};

/** The block `clothesline:alarms`. */
export const alarms = z.strictObject({
  /** Who is written to. Each address gets a message first, and must say yes in it. Default: nobody. */
  emailAddresses: z._default(
    explained(z.array(address).check(z.refine((given) => new Set(given).size === given.length)), () => addressesWords),
    [],
  ),
});

const retentionDays = { from: 1, to: 3653 };

/** The block `clothesline:accessLogs`. */
export const accessLogs = z.strictObject({
  /** How long what load balancers and buckets were asked is kept. Default: 90. */
  retentionDays: z._default(wholeNumber(retentionDays, 90), 90),
  /** Whether Pulumi refuses to delete the bucket with the logs. Default: true. */
  deletionProtection: z._default(
    flag({ true: "it must be switched off before the logs can be deleted", false: "the logs go with the stack" }),
    true,
  ),
});

/** The block `clothesline:accountSettings`: what an account has once in a region, so that one stack of them has it on. */
export const accountSettings = z.strictObject({
  /** Whether this stack gives API Gateway its role for writing logs, which stays when the stack goes. Default: false. */
  apiGatewayLogs: z._default(
    flag({
      true: "this stack sets it for the account and region",
      false: "another stack or a person does, before an API is made",
    }),
    false,
  ),
});
