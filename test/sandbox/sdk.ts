import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CustomResource } from "@pulumi/pulumi";
import ts from "typescript";

const load = createRequire(__filename);
const folder = dirname(load.resolve("@pulumi/aws/package.json"));

/** A property as the SDK declares it. */
interface Declared {
  name: string;
  optional: boolean;
  type: string;
}

/** What the SDK declares of a type of resource. */
export interface SdkClass {
  construct: new (name: string, args: object, options?: object) => CustomResource;
  /** Static: the token that it registers. */
  token: string;
  outputs: Declared[];
  args: Declared[];
}

/** Reads the declarations of the class behind a token like aws:ec2/vpc:Vpc. */
export function sdkClass(token: string): SdkClass {
  const [, path = "", name = ""] = token.split(":");
  const source = declarations(path);
  const body = source.statements.find(
    (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === name,
  );
  if (!body) throw new Error(`@pulumi/aws/${path}.d.ts declares no class ${name}`);
  const outputs = body.members
    .filter((one) => ts.isPropertyDeclaration(one))
    .filter((one) => one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) !== true)
    .map((one) => {
      const type = one.type?.getText(source) ?? "";
      return { name: one.name.getText(source), optional: type.endsWith(" | undefined>"), type };
    });
  const module = load(`@pulumi/aws/${path}`) as Record<string, SdkClass["construct"] & { __pulumiType: string }>;
  const construct = module[name];
  if (!construct) throw new Error(`@pulumi/aws/${path} exports no class ${name}`);
  return { construct, token: construct.__pulumiType, outputs, args: fieldsOf(source, `${name}Args`) };
}

/** The answer that the SDK declares for a function's token like aws:index/getRegion:getRegion. */
export function sdkResult(token: string): Declared[] {
  const [, path = "", name = ""] = token.split(":");
  const file = path.replace(/^index\//, "");
  return fieldsOf(declarations(file), `${name.charAt(0).toUpperCase()}${name.slice(1)}Result`);
}

function declarations(path: string): ts.SourceFile {
  const file = join(folder, `${path}.d.ts`);
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

function fieldsOf(source: ts.SourceFile, name: string): Declared[] {
  const found = source.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === name,
  );
  if (!found) throw new Error(`${source.fileName} declares no interface ${name}`);
  return found.members
    .filter((one) => ts.isPropertySignature(one))
    .map((one) => ({
      name: one.name.getText(source),
      optional: one.questionToken !== undefined,
      type: one.type?.getText(source) ?? "",
    }));
}

/** Arguments that a class cannot do without, each with a value of its type. */
export function requiredArgs({ args }: SdkClass): Record<string, unknown> {
  return Object.fromEntries(args.filter(({ optional }) => !optional).map(({ name, type }) => [name, sample(type)]));
}

function sample(type: string): unknown {
  if (type.includes("[]")) return [sample(type.replaceAll("[]", ""))];
  if (/\bstring\b/.test(type)) return "given";
  if (/\bnumber\b/.test(type)) return 1;
  if (/\bboolean\b/.test(type)) return true;
  return {};
}
