import type { Place } from "./settings";

/** What an answer tells. */
export interface Told extends Place {
  /** The moment, in UTC. */
  time: string;
  /** The time zone in which clock and date are given. */
  timeZone: string;
  clock: string;
  date: string;
}

/** The moment as the clocks of a time zone show it, or nothing where there is no such time zone. */
export function told(moment: Date, timeZone: string, place: Place): Told | undefined {
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(moment);
  try {
    const clock = shown({ timeStyle: "medium", hourCycle: "h23" });
    const date = shown({ dateStyle: "full" });
    return { time: moment.toISOString(), timeZone, clock, date, ...place };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
