/**
 * The flags of the CLI's commands whose value is the next word, unless it is joined on; all of up, preview, refresh and
 * destroy, as version 3.259 lists them with --help. Of -r and the like the next word is no value.
 */
const takingTheNextWord = new RegExp(
  [
    "^-[defhjQry]*[cmpstvxC]$",
    "^--(?:color|config|config-file|cwd|exclude|import-file|import-pending-creates|memprofilerate|message|otel-traces)$",
    "^--(?:override-env|parallel|policy-pack|policy-pack-config|profiling|replace|save-plan|secrets-provider|stack)$",
    "^--(?:target|target-replace|tracing|verbose)$",
  ].join("|"),
);

/** The first of the words that is neither a flag nor the value of one. */
export function firstPlainWord(words: readonly string[]): string | undefined {
  return words.find((word, place) => !isFlag(word) && !isValue(words, place));
}

function isFlag(word: string): boolean {
  return /^-./.test(word) && word !== "--";
}

/** What stands after a flag that takes a value is that value, even where it looks like a flag that takes one itself. */
function isValue(words: readonly string[], place: number): boolean {
  const before = words[place - 1];
  return before !== undefined && takingTheNextWord.test(before) && !isValue(words, place - 1);
}
