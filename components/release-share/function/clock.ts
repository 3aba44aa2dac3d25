import { setTimeout } from "node:timers/promises";

/** The time, apart, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

export const clock: Clock = {
  now: () => Date.now(),
  pause: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};
