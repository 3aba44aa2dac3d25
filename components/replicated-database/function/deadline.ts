/** A moment that nothing may outlast. Lambda kills a function that does, and then nobody learns why. */
export class Deadline {
  readonly #end: number;

  constructor(milliseconds: number) {
    this.#end = performance.now() + milliseconds;
  }

  /** How long it is until then, in milliseconds; 0 once it has passed. */
  left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** An earlier moment: after so long, or when this one comes. */
  within(milliseconds: number): Deadline {
    return new Deadline(Math.min(milliseconds, this.left()));
  }
}
