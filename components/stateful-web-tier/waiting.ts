import * as pulumi from "@pulumi/pulumi";

/** What must be there first. */
interface Needed {
  resources: [pulumi.Resource, ...pulumi.Resource[]];
  /** Outputs that are known once what they stand for can be used. */
  readiness: (pulumi.Input<string> | undefined)[];
}

/**
 * The options of a child that waits for what it needs, and for what the program gave the component as `dependsOn`.
 * Pulumi makes children of a component only after that, but writes it down for none of them: a destroy would take the
 * routes away from under the instances. Here it stands in the state.
 */
export function awaited(
  parent: pulumi.Resource,
  opts: pulumi.ComponentResourceOptions | undefined,
  needed?: Needed,
): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(
    { parent, dependsOn: needed === undefined ? [] : dependenciesOf(needed) },
    opts?.dependsOn === undefined ? {} : { dependsOn: opts.dependsOn },
  );
}

/**
 * A readiness is waited for without its value being used anywhere, so that a new value changes nothing: an Output of a
 * resource brings along whatever made the Output. It gives a resource that is waited for in any case.
 */
function dependenciesOf({ resources, readiness }: Needed): pulumi.Input<pulumi.Resource>[] {
  const [any] = resources;
  const outputs = readiness.filter((value) => value !== undefined);
  return [...resources, ...outputs.map((value) => pulumi.output(value).apply(() => any))];
}
