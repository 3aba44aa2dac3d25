import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { answer, type Outcome } from "./answer";
import { clock } from "./clock";
import { s3Archives } from "./s3-archives";
import { publisherSettings } from "./settings";

/** The part of Lambda's context that is used. */
interface Invocation {
  getRemainingTimeInMillis(): number;
}

/**
 * The publisher of a ReleaseShare. An error it throws fails the invocation with its words: `pulumi up` shows them, and
 * S3's notifications are tried twice more and then counted by the function's alarm.
 */
export async function handler(event: unknown, invocation: Invocation): Promise<Outcome | Outcome[]> {
  // Instances read the share as another user than the one that writes it.
  process.umask(0o022);
  const outcome = await answer(event, {
    settings: publisherSettings(process.env),
    archives: s3Archives(new S3Client()),
    clock,
    scratch: join(tmpdir(), "release-publisher"),
    deadline: clock.now() + invocation.getRemainingTimeInMillis(),
  });
  console.log(JSON.stringify(outcome));
  return outcome;
}
