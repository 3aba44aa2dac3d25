import type { Told } from "./told";

/** The time as a page for people. It loads nothing, so its policy can forbid everything but its own style. */
export function page({ clock, date, timeZone, instance, availabilityZone, release }: Told): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(clock)} · What is the time?</title>
<style>
:root { color-scheme: light dark; --quiet: light-dark(#5b6470, #9aa4b2); }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 0.75rem; padding: 1.5rem;
  box-sizing: border-box; font: 1.125rem/1.5 system-ui, sans-serif; text-align: center; }
h1 { margin: 0; font-size: 1.125rem; font-weight: 400; color: var(--quiet); }
time { display: block; font-size: clamp(4rem, 20vw, 9rem); font-weight: 200; line-height: 1.1;
  font-variant-numeric: tabular-nums; }
p { margin: 0; }
small { color: var(--quiet); font-size: 0.9375rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>What is the time?</h1>
<p><time>${text(clock)}</time>${text(date)}, ${text(timeZone)}</p>
<small>Answered by ${text(instance)} in ${text(availabilityZone)}, release ${text(release)}</small>
</body>
</html>
`;
}

const special: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => special[character] ?? "");
}
