const begin = Buffer.from("#!/").toString("base64");

/** A script that a launch template takes in base64, as people read it; any other text as it is. */
export function readable(text: string): string {
  return text.startsWith(begin) ? Buffer.from(text, "base64").toString() : text;
}
