import type { ComponentResourceOptions, Inputs } from "@pulumi/pulumi";
import { main } from "@pulumi/pulumi/provider";
import { componentOf, componentTypes } from "../awsx";

const version = process.env["CLOTHESLINE_PLUGIN_VERSION"] ?? "";

/** Enough of awsx's schema for the engine to know what a component of ours means that names one of awsx's. */
const schema = {
  name: "awsx",
  version,
  resources: Object.fromEntries(componentTypes.map((type) => [type, { isComponent: true }])),
};

/** awsx's provider: it makes its components' children in the engine, from the model that plans use in their process. */
const provider = {
  version,
  schema: JSON.stringify(schema),
  construct: async (name: string, type: string, inputs: Inputs, options: ComponentResourceOptions) => {
    const { component, outputs } = await componentOf(type)(name, inputs, options);
    return { urn: component.urn, state: outputs };
  },
};

void main(provider, process.argv.slice(2));
