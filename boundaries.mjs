import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";

/**
 * The map of the house: what a folder may import beyond its own files and Node's own modules. The first that matches a
 * file counts. `packages: "own"` are those that the package.json above the file names.
 */
const boundaries = [
  // A component's function code runs in Lambda, so it has libraries of its own, and nothing of the program's.
  { folder: "components/*/function", packages: "own", folders: [] },
  {
    folder: "components",
    packages: ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/random", "esbuild"],
    folders: [],
  },
  { folder: "policies", packages: ["@pulumi/policy"], folders: [] },
  { folder: "apps/*", packages: "own", folders: [] },
  {
    folder: "sandbox",
    packages: ["google-protobuf", "@grpc/grpc-js", "@pulumi/pulumi", "@pulumi/aws", "@pulumi/awsx", "@pulumi/random"],
    folders: [],
  },
  { folder: "infra", packages: ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/random", "zod"], folders: ["components"] },
  // The plan loads whatever program Pulumi.yaml names.
  { folder: "plan", packages: ["yaml", "node:module"], folders: ["sandbox", "policies", "infra"] },
];

/** Node's own module with which code makes itself a `require` by another name. */
const makesRequire = /^(?:node:)?module$/;

/** Holds every way to import (static, dynamic, require, re-export, a type) to the map. */
export const boundaryRule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const [root, file] = [context.cwd, context.filename];
    const place = relative(root, file).split(sep);
    const boundary = boundaries.find(({ folder }) => within(place, folder));
    if (!boundary) return {};
    const home = place.slice(0, boundary.folder.split("/").length);
    const packages = boundary.packages === "own" ? ownPackages(dirname(file), root) : boundary.packages;

    const check = (node) => {
      if (!node) return;
      const source =
        node.type === "TemplateLiteral" && node.quasis.length === 1 ? node.quasis[0].value.cooked : node.value;
      if (typeof source !== "string") {
        context.report({ node, message: "Import by a plain string: what is imported is to be seen." });
      } else if (source.startsWith(".") || source.startsWith("/")) {
        const target = relative(root, resolve(dirname(file), source)).split(sep);
        if ([home.join("/"), ...boundary.folders].some((folder) => within(target, folder))) return;
        context.report({ node, message: `${boundary.folder} may not import ${target.join("/")}.` });
      } else if (!(isBuiltin(source) && !makesRequire.test(source)) && !packages.includes(packageOf(source))) {
        const allowed = [...packages, "Node's own"].join(", ");
        context.report({ node, message: `${boundary.folder} may not import ${source}; it may import ${allowed}.` });
      }
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
      TSExternalModuleReference: ({ expression }) => check(expression),
      CallExpression: ({ callee, arguments: [first] }) => {
        // `require.resolve` of a name from elsewhere asks for a place, and imports nothing.
        const isPlace = callee.type === "MemberExpression" && first?.type !== "Literal";
        const name = callee.type === "MemberExpression" ? callee.object.name : callee.name;
        if (name === "require" && !isPlace) check(first);
      },
    };
  },
};

function within(place, folder) {
  const names = folder.split("/");
  return names.every((name, index) => (name === "*" ? place[index] !== undefined : name === place[index]));
}

/** The name of the package in `@scope/name/file` or `name/file`. */
function packageOf(source) {
  return source.split("/", source.startsWith("@") ? 2 : 1).join("/");
}

function ownPackages(folder, root) {
  for (let at = folder; at.startsWith(root) && at !== root; at = dirname(at)) {
    try {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
      // Lambda has the AWS SDK, so that is there to develop with. What makes resources never runs there.
      const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@pulumi/"));
      // What has types and nothing else goes by the name of what they are for.
      return names.map((name) => name.replace(/^@types\//, ""));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return [];
}
