import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { EvaluatedResource } from "./entry";
import { packageOf, typeOf } from "./urn";

/**
 * What the engine itself hands down from a parent, where the request says nothing: the SDK hands down some of it too,
 * but it cannot across a remote component, whose children are made by another program.
 */
export class Inheritance {
  /** The providers of each component, by package, as references. */
  private readonly providers = new Map<string, Map<string, string>>();

  /** Fills in protection, retention and the provider of a parent that is a custom resource of the same package. */
  fillIn(request: RegisterResourceRequest, parent: EvaluatedResource | undefined): void {
    if (parent) {
      if (!request.hasProtect() && parent.protect) request.setProtect(true);
      if (!request.hasRetainondelete() && parent.retainOnDelete) request.setRetainondelete(true);
    }
    if (request.getProvider() !== "" || !(request.getCustom() || request.getRemote())) return;
    const wanted = packageOf(request.getType());
    const own = request.getProvidersMap().get(wanted);
    request.setProvider(own ?? this.providers.get(request.getParent())?.get(wanted) ?? ofCustom(parent, wanted) ?? "");
  }

  /** Adds a parent's providers to those that a component names itself. */
  fillInProviders(request: RegisterResourceRequest): void {
    if (request.getCustom()) return;
    const own = request.getProvidersMap();
    for (const [name, reference] of this.providers.get(request.getParent()) ?? []) {
      if (!own.has(name)) own.set(name, reference);
    }
  }

  /** Remembers what a component has for those below it. */
  keep(urn: string, request: RegisterResourceRequest): void {
    if (!request.getCustom()) this.providers.set(urn, new Map(request.getProvidersMap().entries()));
  }
}

function ofCustom(parent: EvaluatedResource | undefined, wanted: string): string | undefined {
  if (parent?.provider === undefined) return undefined;
  return typeOf(parent.provider) === `pulumi:providers:${wanted}` ? `${parent.provider}::` : undefined;
}
