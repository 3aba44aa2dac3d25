/** The median of some figures, and the least and most of them. */
export function spread(figures: readonly number[], digits = 2): string {
  const sorted = [...figures].sort((one, other) => one - other);
  const [least = 0, middle = 0, most = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return `${middle.toFixed(digits)}  (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
