"use strict";
/**
 * Loaded before one of Pulumi's runners, which shows a program's error with util.inspect and colours. Node 20.20 and 22.23
 * never end colouring a stack trace in which a file lies right in the folder of a scope (markNodeModules in
 * lib/internal/util/inspect.js looks for the package's name up to a slash: https://github.com/nodejs/node/issues/64011), and
 * Pulumi's source maps lead to such files: node_modules/@pulumi/output.ts. An error in an `apply` would hang the run instead
 * of ending it.
 */
const util = require("node:util");

util.inspect = new Proxy(util.inspect, {
  apply: (inspect, _, [value, options, ...rest]) =>
    inspect(value, typeof options === "object" ? { ...options, colors: false } : options, ...rest),
});
