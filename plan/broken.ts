/** A person's mistake: its message is all there is to say, and the plan ends with exit code 2. */
export class Broken extends Error {
  override readonly name = "Broken";
}
