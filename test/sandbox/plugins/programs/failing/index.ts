import { output } from "@pulumi/pulumi";

export const size = output(3).apply((known): number => {
  throw new Error(`no such size as ${known}`);
});
