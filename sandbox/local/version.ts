/** The version number in what a program says of itself: nothing, if it could not be started. */
export function versionIn(text: string | null): string | undefined {
  return /(\d+\.\d+(?:\.\d+)?)/.exec(text ?? "")?.[1];
}

export function isAtLeast(version: string, least: string): boolean {
  const [numbers, leastNumbers] = [version, least].map((one) => one.split(".").map(Number));
  for (const [place, needed] of (leastNumbers ?? []).entries()) {
    const given = numbers?.[place] ?? 0;
    if (given !== needed) return given > needed;
  }
  return true;
}
