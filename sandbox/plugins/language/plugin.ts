import type { ServerWritableStream } from "@grpc/grpc-js";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { ended, type Children } from "./children";

/**
 * Runs a plugin that is written in Node, and streams what it writes: a policy pack, or components for programs in other
 * languages. Pulumi's two runners take their arguments in different orders.
 */
export function runPlugin(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>, children: Children): void {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getProgram();
  const given = request.getArgsList();
  const isPolicyPack = request.getKind() === "analyzer";
  const child = children.start(
    isPolicyPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin",
    isPolicyPack ? [...given, folder] : [folder, ...given],
    {
      cwd: isPolicyPack ? folder : request.getPwd(),
      env: { ...process.env, ...environmentOf(request) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child.stdout?.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStdout(data)));
  child.stderr?.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStderr(data)));
  call.on("cancelled", () => child.kill());
  void ended(child).then((end) => {
    call.write(new RunPluginResponse().setExitcode(typeof end === "number" ? end : 1));
    call.end();
  });
}

/** KEY=value, as a process has it. */
function environmentOf(request: RunPluginRequest): Record<string, string> {
  return Object.fromEntries(
    request.getEnvList().map((entry) => {
      const place = entry.indexOf("=");
      return [entry.slice(0, place), entry.slice(place + 1)];
    }),
  );
}
