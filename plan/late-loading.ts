import { createRequire, Module } from "node:module";

/**
 * To be imported before Pulumi's SDK. For programs that write a Lambda as a function among their resources the SDK loads
 * TypeScript and all with which npm resolves packages: 700 files, which take longer than the rest of it, and few programs
 * need them. Its dynamic providers load them on demand; here its other users wait for the first call as well.
 */
const load = createRequire(__filename);

loadLate("@pulumi/pulumi/runtime/closure/serializeClosure", ["serializeFunction", "serializeFunctionAsync"]);
loadLate("@pulumi/pulumi/runtime/closure/codePaths", ["computeCodePaths", "findWorkspaceRoot"]);

// zod's messages in some sixty languages, each a module; what is wrong with a configuration is told in words of its own.
loadWhenAsked("zod/v4/locales");

type Exports = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** Puts into a module's place what loads it by what it has, whenever somebody asks for any of that. */
function loadWhenAsked(name: string): void {
  standInFor(name, (real) => {
    const get = (own: object, key: string | symbol): unknown => Reflect.get(key in own ? own : real(), key);
    return new Proxy({ __esModule: true }, { get });
  });
}

/** Puts into a module's place all its functions, which are asynchronous: each loads the module when it is called. */
function loadLate(name: string, functions: readonly string[]): void {
  standInFor(name, (real) =>
    Object.fromEntries(
      functions.map((key) => [
        key,
        async (...args: unknown[]): Promise<unknown> => (real() as Exports)[key]?.(...args),
      ]),
    ),
  );
}

function standInFor(name: string, exportsOf: (real: () => object) => object): void {
  const file = load.resolve(name);
  const standIn = new Module(file);
  standIn.exports = exportsOf(() => {
    if (load.cache[file] === standIn) Reflect.deleteProperty(load.cache, file);
    return load(file) as object;
  });
  standIn.loaded = true;
  load.cache[file] = standIn;
}
