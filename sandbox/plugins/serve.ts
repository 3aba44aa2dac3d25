import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService, type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Message } from "google-protobuf";

/** Answers one kind of request; what it throws is the answer's error, by its message alone. */
export type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** Serves a provider to the engine, which starts it as a program and reads the port from its output. */
export function serve(handlers: Record<string, Handler<never, Message>>): void {
  // A stack of many resources, or an archive in a property, is more than gRPC takes by itself.
  const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  const methods = Object.entries(handlers).map(([name, handler]) => [name, unary(handler)]);
  server.addService(ResourceProviderService, Object.fromEntries(methods) as Partial<IResourceProviderServer> as never);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port));
  });
  // Not in the midst of a change, as it would without this.
  process.once("SIGTERM", () => process.exit(0));
}

function unary(handler: Handler<never, Message>): grpc.handleUnaryCall<unknown, Message> {
  return (call, callback) => {
    new Promise<Message>((resolve) => {
      resolve(handler(call.request as never));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const metadata = new grpc.Metadata();
        callback({ code: grpc.status.UNKNOWN, details: message, message, name: "Error", metadata });
      },
    );
  };
}
