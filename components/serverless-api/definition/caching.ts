import type { ApiOperation, ApiParameter } from "../document/document";

const header = (name: string): ApiParameter => ({ name, place: "header", required: false });

/** Headers that an operation does not declare itself, because they are added where an answer depends on them. */
export const ownHeaders = ["Authorization", "Origin"];

/**
 * What an answer depends on beside what the document says: the user, by the token, and, where pages of several origins
 * call, the page, whose origin stands in the answer's own headers.
 */
export function cacheParameters({ cache }: ApiOperation, origins: string[]): ApiParameter[] {
  if (cache === undefined) return [];
  return [...(cache.perUser ? [header("Authorization")] : []), ...(origins.length > 1 ? [header("Origin")] : [])];
}

/** All parameters, since otherwise the answer to one would serve another. Nothing for what is never kept. */
export function cacheKeys(operation: ApiOperation, origins: string[]): string[] {
  if (operation.cache === undefined) return [];
  const places: Readonly<Record<string, string>> = { query: "querystring" };
  return [...operation.parameters, ...cacheParameters(operation, origins)].map(
    ({ name, place }) => `method.request.${places[place] ?? place}.${name}`,
  );
}
