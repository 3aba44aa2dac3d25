"use strict";
/**
 * Loaded before a plugin: ends it when whoever started it is gone. A CLI that is killed ends none of what it has
 * started, and every plugin would wait for it for ever. A process that loses its parent is given another one.
 */
const { setInterval } = require("node:timers");

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 500).unref();
