/**
 * Puts the shell scripts that instances boot with beside the compiled files that read them. Whatever else is read at
 * run time is code of functions, which the compiler has put there: from the package it is bundled as JavaScript.
 * `node copy-scripts.mjs FOLDER`; without a folder, dist.
 */
import { cpSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [, , target = "dist"] = process.argv;
const boot = join("stateful-web-tier", "boot");
const from = join(dirname(fileURLToPath(import.meta.url)), boot);
cpSync(from, join(target, boot), {
  recursive: true,
  filter: (file) => file === from || extname(file) === ".sh",
});
