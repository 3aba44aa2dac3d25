/** A text as one word of the shell: between single quotes everything but a single quote stands for itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A list as the shell's array, one element to a line. */
export function quotedList(texts: string[]): string {
  return ["(", ...texts.map((text) => `  ${quoted(text)}`), ")"].join("\n");
}
