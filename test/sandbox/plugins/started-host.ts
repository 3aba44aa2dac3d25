import { credentials, type ClientReadableStream } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const folderOf = (name: string) => join(__dirname, name);

export interface PluginRun {
  stdout: string;
  stderr: string;
  code: number | undefined;
}

/** The language host in a process of its own, as the engine starts it. */
export class StartedHost {
  private constructor(
    private readonly process: ChildProcess,
    readonly client: LanguageRuntimeClient,
    /** Everything that the host and its programs wrote for people. */
    readonly written: string[],
  ) {}

  static async start(engineAddress: string): Promise<StartedHost> {
    const host = join(root, "sandbox", "plugins", "language-host.ts");
    const process_ = spawn(process.execPath, ["-r", join(root, "typescript.cjs"), host, engineAddress]);
    const written: string[] = [];
    process_.stderr.on("data", (data: Buffer) => written.push(data.toString()));
    const [port] = (await once(process_.stdout, "data")) as [Buffer];
    process_.stdout.on("data", (data: Buffer) => written.push(data.toString()));
    const address = `127.0.0.1:${port.toString().trim()}`;
    return new StartedHost(process_, new LanguageRuntimeClient(address, credentials.createInsecure()), written);
  }

  /** Runs a program of this folder as the engine would in `up`. */
  run(program: string, engineAddress: string, edit: (request: language.RunRequest) => void = () => undefined) {
    const folder = folderOf(program);
    const request = new language.RunRequest()
      .setMonitorAddress(engineAddress)
      .setProject("sample")
      .setStack("dev")
      .setOrganization("organization")
      .setParallel(4)
      .setPwd(folder)
      .setProgram(".")
      .setInfo(new language.ProgramInfo().setProgramDirectory(folder).setRootDirectory(folder).setEntryPoint("."));
    edit(request);
    return new Promise<language.RunResponse>((resolve, reject) => {
      this.client.run(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  }

  /** Starts a plugin of this folder. */
  plugin(kind: string, folder: string, args: readonly string[]): ClientReadableStream<language.RunPluginResponse> {
    const program = folderOf(folder);
    const request = new language.RunPluginRequest()
      .setKind(kind)
      .setPwd(program)
      .setProgram(program)
      .setArgsList([...args])
      .setEnvList(["GREETING=a=b"])
      .setInfo(new language.ProgramInfo().setProgramDirectory(program).setRootDirectory(program).setEntryPoint("."));
    return this.client.runPlugin(request);
  }

  /** Waits until the host or one of its programs has written a text. */
  async wrote(text: string): Promise<void> {
    const { stdout } = this.process;
    while (!this.written.join("").includes(text) && stdout) await once(stdout, "data");
  }

  cancel(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client.cancel(new Empty(), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.process.exitCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill();
    await exited;
  }
}

/** All that a plugin said, once it has ended. */
export async function ended(stream: ClientReadableStream<language.RunPluginResponse>): Promise<PluginRun> {
  const run: PluginRun = { stdout: "", stderr: "", code: undefined };
  for await (const one of stream as AsyncIterable<language.RunPluginResponse>) {
    run.stdout += Buffer.from(one.getStdout_asU8()).toString();
    run.stderr += Buffer.from(one.getStderr_asU8()).toString();
    if (one.hasExitcode()) run.code = one.getExitcode();
  }
  return run;
}
