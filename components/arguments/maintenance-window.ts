import type { ArgumentProblem } from "./problem";

/** When AWS may work on nodes where nobody says. */
export const defaultMaintenanceWindow = "sun:04:00-sun:05:00";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const moment = `(${days.join("|")}):([01]\\d|2[0-3]):([0-5]\\d)`;
const minutesOfWeek = 7 * 24 * 60;

/** Refuses what is no weekly window of at least an hour, as ElastiCache and DAX write it. */
export function maintenanceWindowProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined) return [];
  const minutes = typeof value === "string" ? lengthInMinutes(value) : undefined;
  if (minutes !== undefined && minutes >= 60 && minutes <= 24 * 60) return [];
  return [
    {
      argument,
      got: value,
      allowed: "a weekly window of 1 to 24 hours in UTC, in lower case",
      fix: `write the day and time of its beginning and end, for example "${defaultMaintenanceWindow}"`,
    },
  ];
}

function lengthInMinutes(window: string): number | undefined {
  const match = new RegExp(`^${moment}-${moment}$`).exec(window);
  if (match === null) return undefined;
  const [, ...parts] = match;
  const length = minuteOfWeek(parts.slice(3)) - minuteOfWeek(parts.slice(0, 3));
  // A window may reach over the end of the week.
  return length < 0 ? length + minutesOfWeek : length;
}

function minuteOfWeek([day = "", hour = "", minute = ""]: string[]): number {
  return (days.indexOf(day) * 24 + Number(hour)) * 60 + Number(minute);
}
