import {
  rootStackResource,
  type Alias as PulumiAlias,
  type ComponentResource,
  type ComponentResourceOptions,
  type Inputs,
  type Output,
  type ProviderResource,
} from "@pulumi/pulumi";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as server from "@pulumi/pulumi/provider/server";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { DependencyProviderResource, DependencyResource } from "@pulumi/pulumi/resource";
import { serializeResourceProperties } from "@pulumi/pulumi/runtime/rpc";
import { inOwnRuntime, waitForCalls, type Services } from "./runtime";

/** A remote component, as its provider would make it: the component itself, and the outputs it answers with. */
export type RemoteComponent = (
  name: string,
  args: Inputs,
  options: ComponentResourceOptions,
) => Promise<{ component: ComponentResource; outputs: Inputs }>;

/** What the provider SDK itself uses to turn a request's inputs into Outputs that know their dependencies. */
const { deserializeInputs } = server as unknown as {
  deserializeInputs: (inputs: unknown, dependencies: unknown) => Promise<Inputs>;
};

/**
 * Makes a remote component's children as the component's provider would: in a run of its own, under the URN and with
 * the options that the request carries, against the same monitor.
 */
export function construct(
  make: RemoteComponent,
  request: RegisterResourceRequest,
  services: Services,
): Promise<{ urn: string; state: Record<string, JavaScriptValue>; dependencies: [string, string[]][] }> {
  return inOwnRuntime(services, async () => {
    const inputs = await deserializeInputs(request.getObject(), request.getPropertydependenciesMap());
    const { component, outputs } = await make(request.getName(), inputs, optionsOf(request));
    const urn = await resolved(component.urn);
    const [state, used] = await serializeResourceProperties(`construct(${request.getName()})`, outputs);
    const dependencies = await Promise.all(
      [...used].map(async ([property, resources]): Promise<[string, string[]]> => {
        return [property, await Promise.all([...resources].map((one) => resolved(one.urn)))];
      }),
    );
    await waitForCalls();
    return { urn, state, dependencies };
  });
}

function optionsOf(request: RegisterResourceRequest): ComponentResourceOptions {
  const providers: Record<string, ProviderResource> = {};
  for (const [name, reference] of request.getProvidersMap().entries()) {
    providers[name] = new DependencyProviderResource(reference);
  }
  return {
    providers,
    dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    aliases: request.getAliasesList().map(aliasOf),
    ...(request.getParent() === "" ? {} : { parent: new DependencyResource(request.getParent()) }),
  };
}

function aliasOf(alias: Alias): string | PulumiAlias {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  return {
    ...(spec.getName() === "" ? {} : { name: spec.getName() }),
    ...(spec.getType() === "" ? {} : { type: spec.getType() }),
    ...(spec.getStack() === "" ? {} : { stack: spec.getStack() }),
    ...(spec.getProject() === "" ? {} : { project: spec.getProject() }),
    ...(spec.getParenturn() === "" ? {} : { parent: spec.getParenturn() }),
    ...(spec.getNoparent() ? { parent: rootStackResource } : {}),
  };
}

function resolved<T>(value: Output<T>): Promise<T> {
  return new Promise((resolve) => value.apply(resolve));
}
