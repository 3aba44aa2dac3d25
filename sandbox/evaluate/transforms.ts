import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Callbacks } from "./callbacks";
import { upgraded, urnsIn, type Wire } from "./output-values";

type Registration = resource.RegisterResourceRequest;

/**
 * The functions with which a program changes resources on their way to the engine. In the engine's order: the
 * resource's own, its parent's and so on upwards, then the stack's; each gets what the one before it made.
 */
export class Transforms {
  private readonly ofStack: Callback[] = [];
  private readonly ofInvokes: Callback[] = [];
  private readonly ofResource = new Map<string, readonly Callback[]>();
  private readonly ofConstruction = new Map<string, readonly Callback[]>();

  constructor(private readonly callbacks: Callbacks) {}

  addForStack(transform: Callback): void {
    this.ofStack.push(transform);
  }

  addForInvokes(transform: Callback): void {
    this.ofInvokes.push(transform);
  }

  /** Those that a registration has to go through, given what it is a child of; remembers its own for its children. */
  of(request: Registration, urn: string, ancestors: readonly string[]): readonly Callback[] {
    // A remote component is registered twice, by the program and by its provider, and only the program knows its
    // transforms: they go over both registrations.
    const own = this.ofConstruction.get(urn) ?? request.getTransformsList();
    if (request.getRemote()) this.ofConstruction.set(urn, own);
    else this.ofConstruction.delete(urn);
    this.ofResource.set(urn, own);
    return [...own, ...ancestors.flatMap((ancestor) => this.ofResource.get(ancestor) ?? []), ...this.ofStack];
  }

  /** Sends a registration through transforms and puts what comes of it in its place. */
  async apply(request: Registration, transforms: readonly Callback[]): Promise<void> {
    // The engine follows the values' own word for what they hang on only if the resource itself has a transform, and
    // what the SDK gives back from a transform no longer says it: the dependencies of single properties are lost.
    const followsValues = request.getTransformsList().length > 0;
    const dependencies = followsValues ? dependenciesOf(request) : {};
    let properties = Struct.fromJavaScript(upgraded(wireOf(request.getObject()), dependencies));
    let options = optionsOf(request);
    for (const transform of transforms) {
      const asked = new resource.TransformRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setCustom(request.getCustom())
        .setParent(request.getParent())
        .setProperties(properties)
        .setOptions(options);
      const answer = resource.TransformResponse.deserializeBinary(await this.callbacks.call(transform, asked));
      properties = answer.getProperties() ?? properties;
      options = answer.getOptions() ?? options;
    }
    request.setObject(properties);
    setOptions(request, options);
    if (followsValues) setDependencies(request, wireOf(properties), options.getDependsOnList());
  }

  async applyToInvoke(request: resource.ResourceInvokeRequest): Promise<void> {
    for (const transform of this.ofInvokes) {
      const options = new resource.TransformInvokeOptions()
        .setProvider(request.getProvider())
        .setPluginDownloadUrl(request.getPlugindownloadurl())
        .setVersion(request.getVersion());
      const asked = new resource.TransformInvokeRequest()
        .setToken(request.getTok())
        .setArgs(request.getArgs())
        .setOptions(options);
      const answer = resource.TransformInvokeResponse.deserializeBinary(await this.callbacks.call(transform, asked));
      const changed = answer.getOptions() ?? options;
      request
        .setArgs(answer.getArgs() ?? request.getArgs())
        .setProvider(changed.getProvider())
        .setVersion(changed.getVersion());
    }
  }
}

function optionsOf(request: Registration): resource.TransformResourceOptions {
  const options = new resource.TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setVersion(request.getVersion())
    .setAliasesList(request.getAliasesList())
    .setProvider(request.getProvider())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setHooks(request.getHooks())
    .setImport(request.getImportid());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  for (const [name, reference] of request.getProvidersMap().entries()) options.getProvidersMap().set(name, reference);
  return options;
}

/** A transform that gives options back gives all of them: what it leaves out is gone. */
function setOptions(request: Registration, options: resource.TransformResourceOptions): void {
  request
    .setDependenciesList(options.getDependsOnList())
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setReplaceonchangesList(options.getReplaceOnChangesList())
    .setVersion(options.getVersion())
    .setAliasesList(options.getAliasesList())
    .setProvider(options.getProvider())
    .setPlugindownloadurl(options.getPluginDownloadUrl())
    .setDeletedwith(options.getDeletedWith())
    .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.clearProtect();
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  request.clearRetainondelete();
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  request.clearProvidersMap();
  for (const [name, reference] of options.getProvidersMap().entries()) request.getProvidersMap().set(name, reference);
}

function dependenciesOf(request: Registration): Record<string, string[]> {
  const entries = [...request.getPropertydependenciesMap().entries()];
  return Object.fromEntries(entries.map(([property, urns]) => [property, urns.getUrnsList()]));
}

function setDependencies(request: Registration, properties: Wire, dependsOn: readonly string[]): void {
  const all = new Set(dependsOn);
  request.clearPropertydependenciesMap();
  for (const [property, value] of Object.entries(properties)) {
    const urns = [...new Set(urnsIn(value))];
    const dependencies = new resource.RegisterResourceRequest.PropertyDependencies().setUrnsList(urns);
    request.getPropertydependenciesMap().set(property, dependencies);
    for (const urn of urns) all.add(urn);
  }
  request.setDependenciesList([...all]);
}

function wireOf(struct: Struct | undefined): Wire {
  return struct?.toJavaScript() ?? {};
}
