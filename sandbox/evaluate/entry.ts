import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { propertiesFromWire, type Properties, type Value } from "../values";
import { aliasUrns, inheritedAliasUrns } from "./aliases";
import { urnOf } from "./urn";

/** A resource of an evaluated stack, as the engine would know it. */
export interface EvaluatedResource {
  urn: string;
  type: string;
  name: string;
  parent: string | undefined;
  /** Unknown in a preview; a component has none. */
  id: Value | undefined;
  custom: boolean;
  /** The URN of the provider that makes it; a component has none. */
  provider: string | undefined;
  /** As the program gave them. */
  asked: Properties;
  /** As they reach AWS: with generated names and default tags, and policies as text. */
  inputs: Properties;
  outputs: Properties;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  aliases: string[];
  retainOnDelete: boolean;
  deleteBeforeReplace: boolean;
}

/** What a registration says of a resource, before anybody has answered it. */
export function entryOf(
  request: RegisterResourceRequest,
  place: { stack: string; project: string },
  aliasesOf: (urn: string) => string[],
): EvaluatedResource {
  const type = request.getType();
  const name = request.getName();
  const parent = request.getParent() || undefined;
  const urn = urnOf(place.stack, place.project, parent, type, name);
  const now = { ...place, parent, type, name };
  const own = aliasUrns(request.getAliasesList(), now);
  const inherited = parent === undefined ? [] : inheritedAliasUrns(now, own, aliasesOf(parent));
  const asked = propertiesOf(request.getObject());
  const propertyDependencies = [...request.getPropertydependenciesMap().entries()];
  return {
    urn,
    type,
    name,
    parent,
    id: undefined,
    custom: request.getCustom(),
    provider: undefined,
    asked,
    inputs: asked,
    outputs: {},
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(propertyDependencies.map(([key, urns]) => [key, urns.getUrnsList()])),
    protect: request.getProtect() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: [...new Set([...own, ...inherited])].filter((alias) => alias !== urn),
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplace(),
  };
}

export function propertiesOf(struct: Struct | undefined): Properties {
  return struct ? propertiesFromWire(struct.toJavaScript()) : {};
}
