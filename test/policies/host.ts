import { credentials } from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { PlainResource, Value } from "../../policies/graph";

const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
const pack = join(__dirname, "../../policies");

/** How the engine writes a text that is not known yet, and how it marks a secret. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export const secret = (value: Value): Value => ({ [SIGNATURE]: SECRET, value });

export interface Report {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "other";
  readonly urn: string;
  readonly message: string;
}

/** The real policy host, running the pack in a process of its own. */
export class PolicyHost {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Starts the pack in a folder; this repository's own unless told otherwise. */
  static async start(folder = pack): Promise<PolicyHost> {
    const process_ = spawn(process.execPath, [runner, "127.0.0.1:1", "."], { cwd: folder });
    let errors = "";
    process_.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    const port = await Promise.race([
      once(process_.stdout, "data").then(([data]: Buffer[]) => data?.toString().trim()),
      once(process_, "exit").then(() => {
        throw new Error(`the policy host ended: ${errors}`);
      }),
    ]);
    return new PolicyHost(process_, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure()));
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }

  async info(): Promise<proto.AnalyzerInfo> {
    const { Empty } = await import("google-protobuf/google/protobuf/empty_pb");
    return await new Promise((resolve, reject) => {
      this.client.getAnalyzerInfo(new Empty(), (error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
  }

  async configure(policy: string, properties: Record<string, string | string[]>): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    const config = new proto.PolicyConfig();
    config.setEnforcementlevel(proto.EnforcementLevel.MANDATORY);
    config.setProperties(Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set(policy, config);
    await new Promise<void>((resolve, reject) => {
      this.client.configure(request, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** As the engine does: each resource by itself, as it was asked for, and then the stack as it is answered. */
  async analyze(resources: readonly PlainResource[]): Promise<Report[]> {
    for (const resource of resources) if (resource.inputs !== undefined) await this.analyzeOne(resource);
    return await this.analyzeStack(resources);
  }

  private async analyzeOne({ urn, type, name, inputs = {} }: PlainResource): Promise<void> {
    const request = new proto.AnalyzeRequest();
    request.setUrn(urn);
    request.setType(type);
    request.setName(name);
    request.setOptions(new proto.AnalyzerResourceOptions());
    request.setProperties(structOf(inputs));
    await new Promise<void>((resolve, reject) => {
      this.client.analyze(request, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  private async analyzeStack(resources: readonly PlainResource[]): Promise<Report[]> {
    const request = new proto.AnalyzeStackRequest();
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    request.setResourcesList(resources.map((resource) => onTheWire(resource, byUrn)));
    const response = await new Promise<proto.AnalyzeResponse>((resolve, reject) => {
      this.client.analyzeStack(request, (error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
    return response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: levelOf(diagnostic.getEnforcementlevel()),
      urn: diagnostic.getUrn(),
      message: diagnostic.getMessage(),
    }));
  }
}

const levels = new Map<number, Report["level"]>([
  [proto.EnforcementLevel.ADVISORY, "advisory"],
  [proto.EnforcementLevel.MANDATORY, "mandatory"],
]);

const levelOf = (level: number): Report["level"] => levels.get(level) ?? "other";

/** The properties of a provider that tests do not show by itself. */
const otherProvider = { defaultTags: '{"tags":{"Project":"shop","Environment":"test","Owner":"team"}}' };

function onTheWire(
  resource: PlainResource,
  byUrn: ReadonlyMap<string, Pick<PlainResource, "props">>,
): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource();
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setParent(resource.parent ?? "");
  message.setDependenciesList([...resource.dependencies]);
  message.setOptions(new proto.AnalyzerResourceOptions());
  message.setProperties(structOf(resource.props));
  for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
    const dependencies = new proto.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(key, dependencies);
  }
  if (resource.provider !== undefined) {
    const provider = new proto.AnalyzerProviderResource();
    provider.setUrn(resource.provider);
    provider.setType("pulumi:providers:aws");
    provider.setName(resource.provider.slice(resource.provider.lastIndexOf("::") + 2));
    provider.setProperties(structOf(byUrn.get(resource.provider)?.props ?? otherProvider));
    message.setProvider(provider);
  }
  return message;
}

function structOf(properties: PlainResource["props"]): Struct {
  const text = JSON.stringify(properties, (_, value: unknown) =>
    typeof value === "object" && value !== null && "$unknown" in value ? UNKNOWN_TEXT : value,
  );
  return Struct.fromJavaScript(JSON.parse(text) as Record<string, string>);
}
