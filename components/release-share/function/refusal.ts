/**
 * What a person must mend: an archive, a request, a setting. Told in words alone. Lambda hands an error's stack to
 * whoever invoked it, and this is no fault of the code.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(message: string) {
    super(message);
    this.stack = "";
  }
}
