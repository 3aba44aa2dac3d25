import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What servers.ts tells. */
export interface Served {
  api: string;
  bare: string;
  token: string;
  tableUrl: string;
  tableName: string;
}

export async function served(): Promise<{ served: Served; process: ChildProcess }> {
  const execArgv = ["-r", join(__dirname, "..", "..", "..", "typescript.cjs"), "--no-warnings"];
  const child = fork(join(__dirname, "servers.ts"), { execArgv });
  const [told] = (await once(child, "message")) as [Served];
  return { served: told, process: child };
}
