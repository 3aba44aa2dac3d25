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

function loadWhenAsked(name: string): void {
  const file = load.resolve(name);
  const standIn = new Module(file);
  const real = (): object => {
    if (load.cache[file] === standIn) Reflect.deleteProperty(load.cache, file);
    return load(file) as object;
  };
  standIn.exports = new Proxy(
    { __esModule: true },
    { get: (own, key) => (key in own ? Reflect.get(own, key) : Reflect.get(real(), key)) as unknown },
  );
  standIn.loaded = true;
  load.cache[file] = standIn;
}

/** Puts into a module's place all its functions, which are asynchronous: each loads the module when it is called. */
function loadLate(name: string, functions: readonly string[]): void {
  const file = load.resolve(name);
  const standIn = new Module(file);
  const real = (): Exports => {
    if (load.cache[file] === standIn) Reflect.deleteProperty(load.cache, file);
    return load(file) as Exports;
  };
  standIn.exports = Object.fromEntries(
    functions.map((key) => [key, async (...args: unknown[]): Promise<unknown> => real()[key]?.(...args)]),
  );
  standIn.loaded = true;
  load.cache[file] = standIn;
}
