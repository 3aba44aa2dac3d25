import { createRequire } from "node:module";

export const lost: unknown = createRequire(__filename)("a-package-that-nobody-installed");
