import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** The properties of each interface in a text of declarations, by the interface's name with its namespace. */
function interfacesIn(text: string): Map<string, { name: string; type: string }[]> {
  const found = new Map<string, { name: string; type: string }[]>();
  const namespaces: string[] = [];
  let properties: { name: string; type: string }[] | undefined;
  for (const line of text.split("\n")) {
    const opened = /^ *(?:export )?(?:declare )?(namespace|interface) (\w+).* \{$/.exec(line);
    const property = /^ *(?:readonly )?(\w+)\??: (.*);$/.exec(line);
    if (opened?.[1] === "namespace") namespaces.push(opened[2] ?? "");
    else if (opened !== null) {
      properties = [];
      found.set([...namespaces, opened[2] ?? ""].join("."), properties);
    } else if (property !== null) properties?.push({ name: property[1] ?? "", type: property[2] ?? "" });
    else if (/^ *\}$/.test(line)) {
      if (properties === undefined) namespaces.pop();
      properties = undefined;
    }
  }
  return found;
}

/** Every path to a property whose name matches, in the arguments of each type of resource of the installed SDK. */
export function argumentPaths(matching: RegExp): Map<string, string[]> {
  const nested = interfacesIn(readFileSync(join(sdk, "types/input.d.ts"), "utf8"));
  const known = new Map<string, readonly string[]>();

  function pathsIn(properties: readonly { name: string; type: string }[], above: readonly string[]): string[] {
    return properties.flatMap(({ name, type }) => {
      const here = type.includes("[]") ? `${name}[]` : name;
      const block = /\binputs\.([\w.]+)/.exec(type)?.[1];
      const below = block === undefined || above.includes(block) ? [] : pathsBelow(block, above);
      // A list of ids is one place; a list of blocks is one for each.
      return [...(matching.test(name) ? [name] : []), ...below.map((path) => `${here}.${path}`)];
    });
  }
  function pathsBelow(block: string, above: readonly string[]): readonly string[] {
    const before = known.get(block) ?? pathsIn(nested.get(block) ?? [], [...above, block]);
    known.set(block, before);
    return before;
  }

  const found = new Map<string, string[]>();
  for (const { type, text } of resourceFiles()) {
    const className = type.slice(type.lastIndexOf(":") + 1);
    const paths = pathsIn(interfacesIn(text).get(`${className}Args`) ?? [], []);
    if (paths.length > 0) found.set(type, paths);
  }
  return found;
}

function resourceFiles(): { type: string; text: string }[] {
  const files = readdirSync(sdk, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".d.ts") && !file.startsWith("node_modules") && !file.startsWith("types"),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(sdk, file), "utf8");
    if (!text.includes("extends pulumi.CustomResource")) return [];
    const code = readFileSync(join(sdk, file.replace(/\.d\.ts$/, ".js")), "utf8");
    const type = /__pulumiType = '([^']+)'/.exec(code)?.[1];
    return type === undefined ? [] : [{ type, text }];
  });
}
