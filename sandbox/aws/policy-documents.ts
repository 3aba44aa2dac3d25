import { createHash } from "node:crypto";
import type { Properties, Value } from "../values";
import { text } from "./model";
import { blocksOf, textsOf } from "./reading";

/** Who wants IAM's own variables writes &{…}, since ${…} is the language's. */
const variables = (written: string) => written.replaceAll("&{", "${");

/** One alone stands without brackets; several stand in the provider's order, which is backwards. */
function oneOrMore(values: readonly string[]): Value {
  const sorted = values.map(variables).sort().reverse();
  return sorted.length === 1 ? (sorted[0] ?? "") : sorted;
}

function principalsOf(value: Value | undefined): Value | undefined {
  const principals = blocksOf(value).map(({ type, identifiers }) => ({ type: text(type), of: textsOf(identifiers) }));
  if (principals.length === 0) return undefined;
  if (principals.some(({ type, of }) => type === "*" && of.length === 1 && of[0] === "*")) return "*";
  const types = [...new Set(principals.map(({ type }) => type))].sort();
  return Object.fromEntries(
    types.map((type) => [type, oneOrMore(principals.filter((one) => one.type === type).flatMap(({ of }) => of))]),
  );
}

function conditionsOf(value: Value | undefined): Value | undefined {
  const conditions = blocksOf(value);
  if (conditions.length === 0) return undefined;
  const tests: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) {
    const of = (tests[text(test)] ??= {});
    (of[text(variable)] ??= []).push(...textsOf(values).map(variables));
  }
  const inOrder = <T>(record: Record<string, T>) =>
    Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  const single = (values: string[]): Value => (values.length === 1 ? (values[0] ?? "") : values);
  return Object.fromEntries(
    inOrder(tests).map(([test, of]) => [
      test,
      Object.fromEntries(inOrder(of).map(([variable, values]) => [variable, single(values)])),
    ]),
  );
}

function statementOf(statement: Properties): Properties {
  const list = (argument: string) => {
    const values = textsOf(statement[argument]);
    return values.length === 0 ? undefined : oneOrMore(values);
  };
  const parts: [string, Value | undefined][] = [
    ["Sid", text(statement["sid"]) || undefined],
    ["Effect", text(statement["effect"]) || "Allow"],
    ["Action", list("actions")],
    ["NotAction", list("notActions")],
    ["Resource", list("resources")],
    ["NotResource", list("notResources")],
    ["Principal", principalsOf(statement["principals"])],
    ["NotPrincipal", principalsOf(statement["notPrincipals"])],
    ["Condition", conditionsOf(statement["conditions"])],
  ];
  return Object.fromEntries(parts.filter((part): part is [string, Value] => part[1] !== undefined));
}

function statementsIn(argument: string, document: string): Properties[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    throw new Error(`getPolicyDocument: a document in ${argument} is no JSON; give the json of another document`);
  }
  const statements = (parsed as { Statement?: Value }).Statement ?? [];
  return blocksOf(Array.isArray(statements) ? statements : [statements]);
}

/** Statements that override others of their name, and stand behind them otherwise. */
function merged(statements: readonly Properties[], overrides: readonly Properties[]): Properties[] {
  const named = new Map(overrides.filter(({ Sid }) => text(Sid) !== "").map((one) => [text(one["Sid"]), one]));
  const kept = statements.map((one) => {
    const override = named.get(text(one["Sid"]));
    if (override) named.delete(text(one["Sid"]));
    return override ?? one;
  });
  const fresh = overrides.filter((one) => text(one["Sid"]) === "" || named.get(text(one["Sid"])) === one);
  return [...kept, ...fresh];
}

/** A policy out of statements, as the provider writes it (internal/service/iam/policy_document_data_source.go). */
export function getPolicyDocument(args: Properties): Properties {
  const sources = ["sourceJson", "sourcePolicyDocuments"].flatMap((argument) => documentsIn(args, argument));
  const names = sources.map(({ Sid }) => text(Sid)).filter((name) => name !== "");
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) {
    throw new Error(
      `getPolicyDocument: two statements of sourcePolicyDocuments have the sid ${twice}; give each its own`,
    );
  }
  const own = merged(sources, blocksOf(args["statements"]).map(statementOf));
  const overrides = ["overrideJson", "overridePolicyDocuments"].flatMap((argument) => documentsIn(args, argument));
  const id = text(args["policyId"]);
  const document = {
    Version: text(args["version"]) || "2012-10-17",
    ...(id === "" ? {} : { Id: id }),
    Statement: merged(own, overrides),
  };
  const [json, minifiedJson] = [JSON.stringify(document, undefined, 2), JSON.stringify(document)];
  return { ...args, id: hashOf(json), json, minifiedJson, version: document.Version };
}

function documentsIn(args: Properties, argument: string): Properties[] {
  const given = args[argument];
  const documents = Array.isArray(given) ? given.map(text) : [text(given)];
  return documents.filter((document) => document !== "").flatMap((document) => statementsIn(argument, document));
}

/** A number of up to ten digits that is the document's own. */
function hashOf(json: string): string {
  return String(parseInt(createHash("sha256").update(json).digest("hex").slice(0, 8), 16));
}
