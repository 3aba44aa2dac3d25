import type { ShareState } from "./releases";

/*
 * Which of two decisions about `current` is the later one. S3's notifications come at least once and in any order, and
 * one may be tried again minutes later, when people have long decided otherwise; so a decision counts for the time at
 * which it was made and not for the time at which it arrives:
 *
 * - An upload: its event's time, at which S3 had it whole. An event's sequencer orders the events of one key alone, and
 *   each release is a key of its own. An object's LastModified is, for an upload in parts, the time at which it began,
 *   and in whole seconds.
 * - A release published by an invocation, and a roll back: the time of the invocation, since someone waits for it.
 *
 * Two uploads of one millisecond go by version, so that everybody comes to the same end in whatever order.
 */
export interface Decision {
  version: string;
  /** Milliseconds since 1970. */
  decidedAt: number;
}

/** A decision made now, which no clock that is a little behind can make the older one. */
export function decidedNow(version: string, now: number, state: ShareState): Decision {
  return { version, decidedAt: Math.max(now, state.decidedAt + 1) };
}

/** Whether a later decision than this one has been made already. */
export function isOutdated({ version, decidedAt }: Decision, { decided = "", ...state }: ShareState): boolean {
  return decidedAt < state.decidedAt || (decidedAt === state.decidedAt && version < decided);
}

/** Whether this very decision has been carried out before. */
export function isRepeated({ version, decidedAt }: Decision, state: ShareState): boolean {
  return decidedAt === state.decidedAt && version === state.decided && version === state.current;
}
