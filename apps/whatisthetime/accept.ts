/** Whether somebody wants JSON more than a page. Whoever takes anything gets the page. */
export function prefersJson(accept = "*/*"): boolean {
  return weight(accept, "application", "json") > weight(accept, "text", "html");
}

/** The weight of a media type in an Accept header: the most exact range that fits counts. */
function weight(accept: string, type: string, subtype: string): number {
  const ranges = new Map(
    accept.split(",").map((range): [string, number] => {
      const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
    }),
  );
  return ranges.get(`${type}/${subtype}`) ?? ranges.get(`${type}/*`) ?? ranges.get("*/*") ?? 0;
}
