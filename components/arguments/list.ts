/**
 * The elements of a plain list; undefined for anything else. JavaScript's own loops pass over the holes of a list such
 * as `["a", , "b"]`; here a hole is an element like any other, which is undefined, so that a check meets it.
 */
export function elementsOf(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? Array.from<unknown>(value) : undefined;
}
