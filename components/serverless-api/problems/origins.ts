import { elementsOf } from "../../arguments/list";
import type { ArgumentProblem } from "../../arguments/problem";

/** They come to stand in headers and in API Gateway's templates, so that nothing else may be in them. */
const origin = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

export function originsProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const origins = elementsOf(value);
  if (origins === undefined) {
    return [{ argument, got: value, allowed: "a plain list of origins", fix: 'write ["https://app.example.com"]' }];
  }
  return origins.flatMap((one, index): ArgumentProblem[] => {
    const at = `${argument}[${index}]`;
    if (typeof one !== "string" || !origin.test(one)) {
      const allowed = "an origin: scheme, host in small letters and port where it has one, without path, slash or star";
      return [{ argument: at, got: one, allowed, fix: 'write one like "https://app.example.com"' }];
    }
    return origins.indexOf(one) === index
      ? []
      : [{ argument: at, got: one, allowed: "each origin once", fix: "remove it" }];
  });
}
