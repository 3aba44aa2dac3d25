/** The letters of a region's zones where they are not a, b and c: AWS does not hand out every letter everywhere. */
const zoneLetters: Record<string, string[]> = {
  "ap-northeast-1": ["a", "c", "d"],
  "ap-northeast-2": ["a", "b", "c", "d"],
  "ca-central-1": ["a", "b", "d"],
  "us-east-1": ["a", "b", "c", "d", "e", "f"],
  "us-west-1": ["a", "c"],
  "us-west-2": ["a", "b", "c", "d"],
};

/** The names of a region's zones. */
export function zonesOf(region: string): string[] {
  return (zoneLetters[region] ?? ["a", "b", "c"]).map((letter) => region + letter);
}
