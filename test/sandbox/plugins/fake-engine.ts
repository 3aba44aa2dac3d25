import * as grpc from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { SetRootResourceResponse, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService, type IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromWire, type Value } from "../../../sandbox/values";

/** As much of the engine as a program without resources needs: it keeps the stack's outputs and what was logged. */
export class FakeEngine {
  readonly logged: string[] = [];
  outputs: Value = null;
  address = "";
  private readonly server = new grpc.Server();

  async start(): Promise<this> {
    const monitor: Partial<IResourceMonitorServer> = {
      supportsFeature: (_call, callback) => {
        callback(null, new resource.SupportsFeatureResponse().setHassupport(true));
      },
      registerResource: (call, callback) => {
        callback(null, new resource.RegisterResourceResponse().setUrn(`urn:${call.request.getName()}`));
      },
      registerResourceOutputs: (call, callback) => {
        this.outputs = fromWire(call.request.getOutputs()?.toJavaScript());
        callback(null, new Empty());
      },
      signalAndWaitForShutdown: (_call, callback) => {
        callback(null, new Empty());
      },
    };
    const engine: Partial<IEngineServer> = {
      log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, callback) => {
        this.logged.push(call.request.getMessage());
        callback(null, new Empty());
      },
      setRootResource: (_call, callback) => {
        callback(null, new SetRootResourceResponse());
      },
    };
    this.server.addService(ResourceMonitorService, monitor as grpc.UntypedServiceImplementation);
    this.server.addService(EngineService, engine as grpc.UntypedServiceImplementation);
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    this.address = `127.0.0.1:${String(port)}`;
    return this;
  }

  stop(): void {
    this.server.forceShutdown();
  }
}
