/** SEED=… runs the tests at the points of another run again. */
export function seedOr(usual: number): number {
  return numberFrom("SEED", usual);
}

/** RUNS=… makes a soak longer or shorter: so many runs for each stack. */
export function runsOr(usual: number): number {
  return numberFrom("RUNS", usual);
}

function numberFrom(variable: string, usual: number): number {
  const given = process.env[variable];
  if (given === undefined || given === "") return usual;
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${variable} is "${given}"; write a whole number from 1, as in ${variable}=${String(usual)}`);
}
