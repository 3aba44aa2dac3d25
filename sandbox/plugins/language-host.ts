import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService, type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import type { Message } from "google-protobuf";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Children } from "./language/children";
import { runPlugin } from "./language/plugin";
import { runProgram } from "./language/program";

/**
 * The Node language host, which Pulumi's installer brings along, for those who have only the engine: it starts the
 * runners that @pulumi/pulumi itself ships. The engine runs it as `pulumi-language-nodejs ADDRESS` and reads its port.
 */
const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";
const children = new Children();

/** The part of the service that the engine calls for plans, updates, policy packs and schemas. */
const handlers: Partial<ILanguageRuntimeServer> = {
  handshake: replies(() => new language.LanguageHandshakeResponse()),
  getPluginInfo: replies(() => new PluginInfo().setVersion(version)),
  // Which plugins a program needs turns out as it registers resources.
  getRequiredPlugins: replies(() => new language.GetRequiredPluginsResponse()),
  getRequiredPackages: replies(() => new language.GetRequiredPackagesResponse()),
  getProgramDependencies: replies(() => new language.GetProgramDependenciesResponse()),
  runtimeOptionsPrompts: replies(() => new language.RuntimeOptionsResponse()),
  about: replies(() => new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  // `npm ci` has installed them.
  installDependencies: (call) => {
    call.end();
  },
  run: replies((request: language.RunRequest) => runProgram(request, engineAddress, children)),
  runPlugin: (call) => {
    runPlugin(call, children);
  },
  cancel: replies(() => {
    children.end();
    return new Empty();
  }),
};

function replies<Request, Response extends Message>(
  answer: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(answer(call.request)).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
      },
    );
  };
}

// As large as the engine's own limit: a program's configuration can be long.
const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(LanguageRuntimeService, handlers as grpc.UntypedServiceImplementation);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
