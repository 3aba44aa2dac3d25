/** The pages that may call from browsers, as the component says it to each function, with commas. */
export function allowedOrigins(): string[] {
  return (process.env["ALLOWED_ORIGINS"] ?? "").split(",").filter((origin) => origin !== "");
}

/**
 * The header by which a browser lets a page read an answer. It names the page's own origin if that is one of those that
 * may call, else another, so that the page reads that it is not meant; where there are several, caches are told so.
 */
export function originHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const origins = allowedOrigins();
  const asking = Object.entries(headers).find(([name]) => name.toLowerCase() === "origin")?.[1];
  const origin = origins.find((each) => each === asking) ?? origins[0];
  if (origin === undefined) return {};
  return { "access-control-allow-origin": origin, ...(origins.length > 1 ? { vary: "Origin" } : {}) };
}
