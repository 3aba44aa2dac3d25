/** What a worker sends before its answer: the program has returned a while ago, and this keeps its process running. */
export interface Lingering {
  stack: string;
  heldBy: string[];
}

/**
 * To be called before the program runs. What it gives is to be called when the program has returned, and from then on
 * says every second what has been opened since and keeps the process running, which the saying itself does not.
 */
export function watchOpen(say: (heldBy: string[]) => void): () => void {
  const before = process.getActiveResourcesInfo();
  return () => {
    setInterval(() => {
      say(openedSince(before));
    }, 1000).unref();
  };
}

function openedSince(before: readonly string[]): string[] {
  const known = [...before];
  return process.getActiveResourcesInfo().filter((kind) => {
    const place = known.indexOf(kind);
    if (place >= 0) known.splice(place, 1);
    return place < 0;
  });
}
