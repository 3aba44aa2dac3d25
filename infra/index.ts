import { readConfig } from "./config";
import { deploy } from "./deploy";

/** The program. Pulumi calls what this file exports; whoever only wants the parts imports them, and nothing is made. */
export = () => deploy(readConfig());
