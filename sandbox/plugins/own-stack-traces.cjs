"use strict";
/**
 * Loaded beside typescript.cjs before Pulumi's runner, which has source-map-support read stack traces: that looks for maps
 * in files, and what runs here is in none. It would also map, for every resource, traces that nobody sees.
 */
const { createRequire } = require("node:module");

const asked = createRequire(require.resolve("@pulumi/pulumi/cmd/run")).resolve("source-map-support/register");
require.cache[asked] = Object.assign(new module.constructor(asked, module), { loaded: true });
