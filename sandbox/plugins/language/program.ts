import { join, relative } from "node:path";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { ended, type Children } from "./children";

/** Pulumi's runner ends with this code where it has told the person already what is wrong. */
const alreadyTold = 32;

const house = join(__dirname, "..", "..", "..");

/**
 * Pulumi's runner has ts-node transpile a program's sources, anew in every run. Those of this repository are loaded as
 * everywhere else in it, which keeps what was transpiled: that is half of a short run's time.
 */
const ownLoader = [join(house, "typescript.cjs"), join(__dirname, "..", "own-stack-traces.cjs")];

/** Runs a Pulumi program, whose resources go to the monitor that the request names. */
export async function runProgram(request: RunRequest, engineAddress: string, children: Children): Promise<RunResponse> {
  const isOwn = !relative(house, folderOf(request)).startsWith("..");
  const child = children.start("@pulumi/pulumi/cmd/run", argumentsOf(request, engineAddress), {
    loadedFirst: isOwn ? ownLoader : [],
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(entries(request.getConfigMap()))),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      PULUMI_NODEJS_TYPESCRIPT: String(!isOwn),
    },
  });
  const end = await ended(child);
  if (end === 0) return new RunResponse();
  if (end === alreadyTold) return new RunResponse().setBail(true);
  const how = typeof end === "number" ? `with exit code ${String(end)}` : `by ${end}`;
  return new RunResponse().setError(`the program ended ${how}`);
}

function folderOf(request: RunRequest): string {
  return request.getInfo()?.getProgramDirectory() ?? request.getPwd();
}

function argumentsOf(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  return [
    ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
    ...["--project", request.getProject(), "--stack", request.getStack()],
    ...["--organization", request.getOrganization()],
    ...["--pwd", folderOf(request)],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() ?? request.getProgram(),
    ...request.getArgsList(),
  ];
}

/** The map's own declaration leaves its entries' types out. */
function entries(map: { forEach: (each: (value: string, key: string) => void) => void }): [string, string][] {
  const all: [string, string][] = [];
  map.forEach((value, key) => all.push([key, value]));
  return all;
}
