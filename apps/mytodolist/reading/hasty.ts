import type { Hasty } from "./fresh";
import type { Source } from "./source";

interface Patience {
  timeoutMilliseconds: number;
  restMilliseconds: number;
  now?: () => number;
}

/**
 * A cache that answers within a bound or not at all. DAX's client has timeouts of its own, and still takes many seconds
 * to give up on a cluster that accepts connections and says nothing. After it did not answer it is left alone for a
 * while, so that not every read waits in vain.
 */
export function hasty(source: Source, { timeoutMilliseconds, restMilliseconds, now = Date.now }: Patience): Hasty {
  let restsUntil = 0;
  const within = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | "no answer"> => {
    if (now() < restsUntil) return "no answer";
    const answer = await inTime(ask, timeoutMilliseconds);
    if (answer === "no answer") restsUntil = now() + restMilliseconds;
    return answer;
  };
  return {
    stretch: (ask, how) => within(() => source.stretch(ask, how)),
    one: (user, id, how) => within(() => source.one(user, id, how)),
  };
}

async function inTime<Answer>(ask: () => Promise<Answer>, milliseconds: number): Promise<Answer | "no answer"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"no answer">((resolve) => {
    timer = setTimeout(resolve, milliseconds, "no answer");
  });
  try {
    // What fails is no answer either: the table has it. So nothing is left to fail after the bound, unheard.
    return await Promise.race([late, ask().catch(() => "no answer" as const)]);
  } finally {
    clearTimeout(timer);
  }
}
