/**
 * Remembers what was built from the last content seen. The policy host calls each rule by itself and hands all the
 * resources over afresh each time; comparing their text is far cheaper than building the graph again.
 */
export function rememberLast<T>(): (content: string, build: () => T) => T {
  let last: { content: string; built: T } | undefined;
  return (content, build) => {
    if (last?.content !== content) last = { content, built: build() };
    return last.built;
  };
}
