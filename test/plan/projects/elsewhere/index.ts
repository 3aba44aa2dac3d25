import { readFileSync } from "node:fs";

export const told = readFileSync("told.txt", "utf8").trim();
