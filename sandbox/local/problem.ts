/** What a person can mend: its message is all there is to say, and the command ends with exit code 2. */
export class Problem extends Error {
  override readonly name = "Problem";
}
