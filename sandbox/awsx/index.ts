import type { RemoteComponent } from "../evaluate/construct";
import { vpc } from "./vpc";

const components: Readonly<Record<string, RemoteComponent>> = { "awsx:ec2:Vpc": vpc };

/** Every component that the sandbox knows. */
export const componentTypes = Object.keys(components);

/** The model of a component that lives in the awsx provider. */
export function componentOf(type: string): RemoteComponent {
  const component = components[type];
  if (component) return component;
  throw new Error(
    `the sandbox does not know the component ${type} yet: add its model to a file of sandbox/awsx/ ` +
      `(its children and outputs, as the real component makes them) and list it in sandbox/awsx/index.ts`,
  );
}
