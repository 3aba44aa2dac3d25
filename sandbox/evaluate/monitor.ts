import type { Callback as ProgramFunction } from "@pulumi/pulumi/proto/callback_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { answerFunction, modelOf } from "../aws";
import { answer, checked, type Knowledge } from "../aws/model";
import { componentOf } from "../awsx";
import { fromWire, propertiesToWire, Secret, unknown, type Properties, type Value } from "../values";
import type { Callbacks } from "./callbacks";
import { construct } from "./construct";
import { entryOf, propertiesOf, type EvaluatedResource } from "./entry";
import { Inheritance } from "./inheritance";
import { Providers, urnOfReference } from "./providers";
import { readFromAws, readOtherStack, stackReferenceType, type OtherStacks, type Read } from "./reads";
import type { Services } from "./runtime";
import { takenInstead } from "./taken";
import { Transforms } from "./transforms";
import { urnOf } from "./urn";

type Callback<T> = (error: Error | null, response?: T) => void;
type Registration = resource.RegisterResourceRequest;

/** What the engine offers besides; hooks it takes and never calls, since an evaluation changes nothing in AWS. */
const features = new Set([
  ...["secrets", "resourceReferences", "outputValues", "deletedWith", "replaceWith", "aliasSpecs"],
  ...["parameterization", "transforms", "invokeTransforms", "resourceHooks", "errorHooks"],
]);

interface MonitorArgs {
  stack: string;
  project: string;
  knowledge: Knowledge;
  config: Record<string, string>;
  secretKeys: readonly string[];
  otherStacks: OtherStacks;
  callbacks: Callbacks;
  services: () => Services;
}

/**
 * Stands where the engine's resource monitor stands, and answers as the engine with the sandbox's AWS behind it
 * would. It keeps what it is told of every resource: parent, dependencies per property, options.
 */
export class Monitor {
  readonly resources = new Map<string, EvaluatedResource>();
  stackOutputs: Properties = {};
  private readonly providers: Providers;
  private readonly inheritance = new Inheritance();
  private readonly transforms: Transforms;
  private ended = false;
  private readonly outputsById = new Map<string, Properties>();
  private readonly inventory = (id: string) => this.outputsById.get(id);

  constructor(private readonly args: MonitorArgs) {
    this.providers = new Providers(args.stack, args.project, args.config, args.secretKeys);
    this.transforms = new Transforms(args.callbacks);
  }

  /** The evaluation's answer is given: what is made from now on would be in nobody's plan. */
  end(): void {
    this.ended = true;
  }

  supportsFeature(
    request: resource.SupportsFeatureRequest,
    callback: Callback<resource.SupportsFeatureResponse>,
  ): void {
    callback(null, new resource.SupportsFeatureResponse().setHassupport(features.has(request.getId())));
  }

  registerResource(request: Registration, callback: Callback<resource.RegisterResourceResponse>): void {
    answerWith(callback, () => {
      if (this.ended) throw new Error("it is made after the program has ended; return a promise that waits for it");
      this.inheritance.fillIn(request, this.resources.get(request.getParent()));
      const transforms = this.transforms.of(request, this.urnOf(request), this.ancestorsOf(request.getParent()));
      // Only what has to wait waits, so that resources keep the order in which the program makes them.
      if (transforms.length === 0) return this.register(request);
      return this.transforms.apply(request, transforms).then(() => this.register(request));
    });
  }

  registerStackTransform(transform: ProgramFunction, callback: Callback<Empty>): void {
    this.transforms.addForStack(transform);
    callback(null, new Empty());
  }

  registerStackInvokeTransform(transform: ProgramFunction, callback: Callback<Empty>): void {
    this.transforms.addForInvokes(transform);
    callback(null, new Empty());
  }

  registerResourceHook(_request: resource.RegisterResourceHookRequest, callback: Callback<Empty>): void {
    callback(null, new Empty());
  }

  registerErrorHook(_request: resource.RegisterErrorHookRequest, callback: Callback<Empty>): void {
    callback(null, new Empty());
  }

  registerResourceOutputs(request: resource.RegisterResourceOutputsRequest, callback: Callback<Empty>): void {
    answerWith(callback, () => {
      const registered = this.resources.get(request.getUrn());
      if (!registered) throw new Error(`no resource ${request.getUrn()} is registered`);
      registered.outputs = propertiesOf(request.getOutputs());
      if (registered.type === "pulumi:pulumi:Stack") this.stackOutputs = registered.outputs;
      return new Empty();
    });
  }

  readResource(request: resource.ReadResourceRequest, callback: Callback<resource.ReadResourceResponse>): void {
    answerWith(callback, () => {
      const [type, name] = [request.getType(), request.getName()];
      const state = propertiesOf(request.getProperties());
      const read = { type, name, urn: this.urnOf(request), id: fromWire(request.getId()), state };
      const outputs = withSecrets(this.read(request, read), request.getAdditionalsecretoutputsList());
      return new resource.ReadResourceResponse().setUrn(read.urn).setProperties(structOf(outputs));
    });
  }

  invoke(request: resource.ResourceInvokeRequest, callback: Callback<provider.InvokeResponse>): void {
    answerWith(callback, async () => {
      await this.transforms.applyToInvoke(request);
      const token = request.getTok();
      const args = propertiesOf(request.getArgs());
      if (token === "pulumi:pulumi:getResource") {
        // The engine answers itself, through a provider of its own.
        this.providerOf(request, token);
        return new provider.InvokeResponse().setReturn(structOf(this.stateOf(args)));
      }
      const account = this.providers.accountOf(this.providerOf(request, token));
      return new provider.InvokeResponse().setReturn(structOf(answerFunction(token, args, account)));
    });
  }

  call(request: resource.ResourceCallRequest, callback: Callback<provider.CallResponse>): void {
    answerWith(callback, () => {
      throw new Error(`the sandbox does not know the method ${request.getTok()}, nor any other method of a resource`);
    });
  }

  registerPackage(
    request: resource.RegisterPackageRequest,
    callback: Callback<resource.RegisterPackageResponse>,
  ): void {
    callback(null, new resource.RegisterPackageResponse().setRef(request.getName()));
  }

  private register(
    request: Registration,
  ): resource.RegisterResourceResponse | Promise<resource.RegisterResourceResponse> {
    this.inheritance.fillInProviders(request);
    return request.getRemote() ? this.registerRemote(request) : this.registerOwn(request);
  }

  private registerOwn(request: Registration): resource.RegisterResourceResponse {
    const entry = this.add(request);
    this.inheritance.keep(entry.urn, request);
    const { id, outputs } = this.answerFor(entry, request);
    if (entry.custom) entry.id = id;
    entry.outputs = withSecrets(outputs, request.getAdditionalsecretoutputsList());
    // The default group has the id of the VPC's own record of it, and a subnet's id is its alone: the first one stays.
    if (typeof id === "string" && !this.outputsById.has(id)) this.outputsById.set(id, entry.outputs);
    const response = new resource.RegisterResourceResponse().setUrn(entry.urn).setObject(structOf(entry.outputs));
    return response.setId(typeof id === "string" ? id : "");
  }

  private answerFor(entry: EvaluatedResource, request: Registration): { id: Value; outputs: Properties } {
    if (!entry.custom) return { id: unknown, outputs: {} };
    if (Providers.isProvider(entry.type)) {
      if (request.getVersion() !== "") entry.inputs["version"] = request.getVersion();
      return this.providers.add(entry.urn, entry.inputs, this.args.knowledge);
    }
    entry.provider = this.providerOf(request, entry.type);
    const model = modelOf(entry.type);
    const account = this.providers.accountOf(entry.provider);
    entry.inputs = checked(model, entry, account);
    const { id, outputs } = answer(model, entry, account, this.args.knowledge, this.inventory);
    return { id, outputs: { ...outputs, ...takenInstead(model, entry, this.resources.values()) } };
  }

  /** A component that lives in a provider: its children are made here, before the answer. */
  private async registerRemote(request: Registration): Promise<resource.RegisterResourceResponse> {
    const component = componentOf(request.getType());
    this.providerOf(request, request.getType());
    const made = await construct(component, request, this.args.services());
    const response = new resource.RegisterResourceResponse()
      .setUrn(made.urn)
      .setObject(Struct.fromJavaScript(made.state));
    for (const [property, urns] of made.dependencies) {
      const dependencies = new resource.RegisterResourceResponse.PropertyDependencies();
      response.getPropertydependenciesMap().set(property, dependencies.setUrnsList(urns));
    }
    return response;
  }

  private add(request: Registration): EvaluatedResource {
    const entry = entryOf(request, this.args, (urn) => this.resources.get(urn)?.aliases ?? []);
    if (this.resources.has(entry.urn)) {
      throw new Error(`Duplicate resource URN '${entry.urn}'; try giving it a unique name`);
    }
    this.resources.set(entry.urn, entry);
    return entry;
  }

  /** The URN of the provider that a request names; who names none gets the engine's default one. */
  private providerOf(request: { getProvider(): string; getVersion(): string }, type: string): string {
    if (request.getProvider() !== "") return urnOfReference(request.getProvider());
    const made = this.providers.defaultFor(type, request.getVersion());
    if (!this.resources.has(made.urn)) {
      const { id, outputs } = this.providers.add(made.urn, made.inputs, this.args.knowledge);
      const none = { parent: undefined, provider: undefined, dependencies: [], propertyDependencies: {} };
      const plain = { custom: true, protect: false, ignoreChanges: [], replaceOnChanges: [], aliases: [] };
      const kept = { retainOnDelete: false, deleteBeforeReplace: false };
      this.resources.set(made.urn, { ...made, asked: made.inputs, ...none, ...plain, ...kept, id, outputs });
    }
    return made.urn;
  }

  private read(request: resource.ReadResourceRequest, read: Read): Properties {
    const { knowledge, otherStacks } = this.args;
    if (read.type === stackReferenceType) return readOtherStack(read, knowledge, otherStacks);
    const account = this.providers.accountOf(this.providerOf(request, read.type));
    return readFromAws(read, account, knowledge, this.inventory, this.resources.values());
  }

  private urnOf(request: { getParent(): string; getType(): string; getName(): string }): string {
    const { stack, project } = this.args;
    return urnOf(stack, project, request.getParent() || undefined, request.getType(), request.getName());
  }

  /** A resource and all it is below, from the inside out. */
  private ancestorsOf(urn: string): string[] {
    const found = this.resources.get(urn);
    return found ? [urn, ...this.ancestorsOf(found.parent ?? "")] : [];
  }

  private stateOf(args: Properties): Properties {
    const urn = typeof args["urn"] === "string" ? args["urn"] : "";
    const found = this.resources.get(urn);
    if (!found) throw new Error(`no resource ${urn} is registered`);
    return { urn, id: typeof found.id === "string" ? found.id : "", state: found.outputs };
  }
}

/** Runs a handler and calls back with what it gives or throws, as the runtime expects of a call over the wire. */
function answerWith<T>(callback: Callback<T>, handler: () => T | Promise<T>): void {
  new Promise<T>((resolve) => {
    resolve(handler());
  }).then(
    (response) => {
      callback(null, response);
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      // The runtime tells of a refused call by what gRPC calls the details, and of a refused resource by the message.
      callback(Object.assign(new Error(message, { cause: error }), { details: message }));
    },
  );
}

function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(propertiesToWire(properties));
}

function withSecrets(outputs: Properties, secret: readonly string[]): Properties {
  const close = (key: string, value: Value) =>
    secret.includes(key) && value !== null && !(value instanceof Secret) ? new Secret(value) : value;
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, close(key, value)]));
}
