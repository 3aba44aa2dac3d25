import { Config, getOrganization, getProject, getStack, runtime } from "@pulumi/pulumi";

console.log("the program runs");

const config = new Config();
export const size = config.requireNumber("size");
export const password = config.requireSecret("password");
export const run = [getOrganization(), getProject(), getStack(), String(runtime.isDryRun())];
