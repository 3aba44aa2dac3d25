import { sep } from "node:path";

/** Loaded before a worker, it stands in for the parent that the worker reports to, and reports on the worker. */
process.send = (_answer: unknown, sent?: unknown): boolean => {
  const paths = Object.keys(require.cache).map((file) => file.split(sep).join("/"));
  const names = paths.flatMap((path) => /node_modules\/(@pulumi\/[a-z]+)\//.exec(path)?.[1] ?? []);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ sdkPackages: [...new Set(names)], peakMegabytes }));
  if (typeof sent === "function") (sent as () => void)();
  return true;
};
