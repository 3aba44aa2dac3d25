import type { ArgumentProblem } from "../../arguments/problem";

/** EC2 takes 16 KB of user data, counted before it is encoded in base64. */
export const longestUserDataBytes = 16_384;

/** Refuses user data that EC2 would refuse only when an instance starts. */
export function userDataProblems(argument: string, userData: string): ArgumentProblem[] {
  const bytes = Buffer.byteLength(userData);
  if (bytes <= longestUserDataBytes) return [];
  return [
    {
      argument,
      // Never the values: one of them may be private.
      got: bytes,
      allowed: `settings with which the user data has at most ${longestUserDataBytes} bytes`,
      fix: `shorten the settings by ${bytes - longestUserDataBytes} bytes, or keep long ones in a secret`,
    },
  ];
}
