import { writeFileSync } from "node:fs";
import { join } from "node:path";
import document from "../../openapi.json";
import { typesOf } from "./types";

writeFileSync(join(__dirname, "..", "api-types.ts"), typesOf(document));
