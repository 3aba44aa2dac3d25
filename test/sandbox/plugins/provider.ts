import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { propertiesOf, structOf } from "../../../sandbox/plugins/wire";
import { AccountFile, type Contents } from "../../../sandbox/plugins/account/account-file";
import type { Properties } from "../../../sandbox/values";

const root = join(__dirname, "..", "..", "..");

/** A resource as the engine keeps it in a stack's state. */
export interface State {
  type: string;
  name: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
}

export interface Difference {
  changes: boolean;
  /** UPDATE, ADD_REPLACE and so on, by property. */
  details: Record<string, string>;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** A holding as it stands in the file. */
interface Written {
  type: string;
  id: string;
  region?: string;
  inputs?: Record<string, unknown>;
  computed?: Record<string, unknown>;
}

interface Options {
  accountFile?: string;
  faults?: string;
  config?: Properties;
  /** The provider's source in sandbox/plugins. */
  entry?: string;
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::clothesline::${type}::${name}`;
}

export function newAccountFile(): string {
  return join(mkdtempSync(join(tmpdir(), "clothesline-account-")), "account.json");
}

/** The provider as the engine has it: a process of its own, asked over gRPC. */
export class Provider {
  private seeds = 0;

  private constructor(
    private readonly child: ChildProcess,
    readonly client: ResourceProviderClient,
    readonly accountFile: string,
    /** What the process wrote besides its port. */
    readonly written: string[],
  ) {}

  static async start(options: Options = {}): Promise<Provider> {
    const { accountFile = newAccountFile(), faults = "", config = {}, entry = "aws.ts" } = options;
    const source = join(root, "sandbox", "plugins", entry);
    const child = spawn(process.execPath, ["-r", join(root, "typescript.cjs"), source], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        CLOTHESLINE_ACCOUNT: accountFile,
        CLOTHESLINE_PLUGIN_VERSION: "7.48.0",
        CLOTHESLINE_FAULTS: faults,
      },
    });
    const written: string[] = [];
    child.stderr.on("data", (text: Buffer) => written.push(text.toString()));
    const port = await new Promise<string>((resolve, reject) => {
      const lines = createInterface(child.stdout);
      lines.once("line", (first) => {
        resolve(first);
        lines.on("line", (line) => written.push(line));
      });
      child.once("exit", () => {
        reject(new Error(`the provider ended: ${written.join("")}`));
      });
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const provider = new Provider(child, client, accountFile, written);
    await provider.configure(config);
    return provider;
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  /** Waits until the process is gone, and says by which signal. */
  ended(): Promise<string | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve(this.child.signalCode);
    return new Promise((resolve) => {
      this.child.once("exit", (_code, signal) => {
        resolve(signal);
      });
    });
  }

  async configure(config: Properties): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest().setArgs(structOf({ region: "eu-west-1", ...config }));
    return answerOf<proto.ConfigureResponse>((answer) => this.client.configure(request, answer));
  }

  /** The inputs after the check, and what is wrong with them. */
  async check(type: string, name: string, inputs: Properties, olds?: Properties) {
    const request = new proto.CheckRequest()
      .setType(type)
      .setName(name)
      .setUrn(urnOf(type, name))
      .setNews(structOf(inputs))
      .setRandomseed(Uint8Array.of((this.seeds += 1)));
    if (olds) request.setOlds(structOf(olds));
    const response = await answerOf<proto.CheckResponse>((answer) => this.client.check(request, answer));
    const failures = response
      .getFailuresList()
      .map((one) => ({ property: one.getProperty(), reason: one.getReason() }));
    return { inputs: propertiesOf(response.getInputs()), failures };
  }

  async create(type: string, name: string, inputs: Properties, preview = false): Promise<State> {
    const request = new proto.CreateRequest()
      .setType(type)
      .setName(name)
      .setUrn(urnOf(type, name))
      .setProperties(structOf(inputs))
      .setPreview(preview);
    const response = await answerOf<proto.CreateResponse>((answer) => this.client.create(request, answer));
    return { type, name, inputs, id: response.getId(), outputs: propertiesOf(response.getProperties()) };
  }

  /** What the engine does with a new resource. */
  async make(type: string, name: string, given: Properties = {}): Promise<State> {
    return this.create(type, name, await this.checked(type, name, given));
  }

  async preview(type: string, name: string, given: Properties = {}): Promise<State> {
    return this.create(type, name, await this.checked(type, name, given), true);
  }

  async diff(
    { type, name, id, inputs, outputs }: State,
    news: Properties,
    ignored: string[] = [],
  ): Promise<Difference> {
    const request = new proto.DiffRequest()
      .setType(type)
      .setName(name)
      .setId(id)
      .setUrn(urnOf(type, name))
      .setOldInputs(structOf(inputs))
      .setOlds(structOf(outputs))
      .setNews(structOf(news))
      .setIgnorechangesList(ignored);
    const response = await answerOf<proto.DiffResponse>((answer) => this.client.diff(request, answer));
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    const details = [...(response.getDetaileddiffMap().entries() as Iterable<[string, proto.PropertyDiff]>)].map(
      ([key, detail]) => [key, kinds.find(([, kind]) => kind === detail.getKind())?.[0] ?? ""] as const,
    );
    return {
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      details: Object.fromEntries(details),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  /** What the engine asks when a program gives other arguments. */
  async difference(state: State, given: Properties): Promise<Difference> {
    return this.diff(state, await this.checked(state.type, state.name, given, state.inputs));
  }

  async update(state: State, given: Properties, preview = false): Promise<State> {
    const { type, name, id, outputs } = state;
    const inputs = await this.checked(type, name, given, state.inputs);
    const request = new proto.UpdateRequest()
      .setType(type)
      .setName(name)
      .setId(id)
      .setUrn(urnOf(type, name))
      .setOldInputs(structOf(state.inputs))
      .setOlds(structOf(outputs))
      .setNews(structOf(inputs))
      .setPreview(preview);
    const response = await answerOf<proto.UpdateResponse>((answer) => this.client.update(request, answer));
    return { type, name, id, inputs, outputs: propertiesOf(response.getProperties()) };
  }

  /** A refresh of what is known, or with nothing known an import; undefined for what is gone. */
  async read({ type, name, id, inputs, outputs }: State): Promise<State | undefined> {
    const request = new proto.ReadRequest()
      .setType(type)
      .setName(name)
      .setId(id)
      .setUrn(urnOf(type, name))
      .setInputs(structOf(inputs))
      .setProperties(structOf(outputs));
    const response = await answerOf<proto.ReadResponse>((answer) => this.client.read(request, answer));
    if (response.getId() === "") return undefined;
    const properties = propertiesOf(response.getProperties());
    return { type, name, id: response.getId(), inputs: propertiesOf(response.getInputs()), outputs: properties };
  }

  async get(type: string, id: string): Promise<State | undefined> {
    return this.read({ type, name: "found", id, inputs: {}, outputs: {} });
  }

  async remove({ type, name, id, inputs, outputs }: State): Promise<void> {
    const request = new proto.DeleteRequest()
      .setType(type)
      .setName(name)
      .setId(id)
      .setUrn(urnOf(type, name))
      .setOldInputs(structOf(inputs))
      .setProperties(structOf(outputs));
    await answerOf((answer) => this.client.delete(request, answer));
  }

  /** What the account holds. */
  holdings(): Contents["holdings"] {
    return new AccountFile(this.accountFile).read().holdings;
  }

  emptyAccount(): void {
    rmSync(this.accountFile, { force: true });
  }

  /** Changes the account file as a person does with an editor. */
  edit(change: (document: { holdings: Written[] }) => void): void {
    const document = JSON.parse(readFileSync(this.accountFile, "utf8")) as { holdings: Written[] };
    change(document);
    writeFileSync(this.accountFile, JSON.stringify(document));
  }

  private async checked(type: string, name: string, given: Properties, olds?: Properties): Promise<Properties> {
    const { inputs, failures } = await this.check(type, name, given, olds);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    return inputs;
  }
}

export function answerOf<T>(
  ask: (answer: (error: grpc.ServiceError | null, response: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, response) => {
      if (error) reject(new Error(error.details));
      else resolve(response);
    });
  });
}

/** The words in which something is refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}
