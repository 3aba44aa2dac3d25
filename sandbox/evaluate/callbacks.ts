import { AsyncResource } from "node:async_hooks";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallbackServer } from "@pulumi/pulumi/runtime/callbacks";

/** A message of the wire, as the functions of a program answer with. */
interface Message {
  serializeBinary(): Uint8Array;
}

/** What of the runtime's callback server does the work once the wire is taken away; it does not declare these. */
interface Fields {
  _callbacks: Map<string, (request: Uint8Array) => Promise<Message>>;
  _monitor: object;
  _target: Promise<string>;
  _pendingRegistrations: number;
  _awaitQueue: unknown[];
  _server: { forceShutdown: () => void };
}

/**
 * The functions that a program hands to the engine: transforms and hooks. Pulumi's runtime serves them over gRPC,
 * since its engine is another process. This engine is in the same one, so it calls them where they are: no server is
 * started, nothing is left to close, and each runs in the runtime store of the program that gave it.
 */
export class Callbacks {
  private readonly functions = new Map<string, (token: string, request: Uint8Array) => Promise<Message>>();

  /** What a run's store has in place of a server; to be called in that run. */
  server(monitor: object): object {
    const target = `in this process, ${this.functions.size}`;
    const fields: Fields = {
      _callbacks: new Map(),
      _monitor: monitor,
      _target: Promise.resolve(target),
      _pendingRegistrations: 0,
      _awaitQueue: [],
      _server: { forceShutdown: () => undefined },
    };
    const call = async (token: string, request: Uint8Array) => {
      const found = fields._callbacks.get(token);
      if (!found) throw new Error(`the program has no callback ${token}`);
      return found(request);
    };
    this.functions.set(target, AsyncResource.bind(call));
    // Its constructor is what would open the port.
    return Object.assign(Object.create(CallbackServer.prototype) as object, fields);
  }

  /** Calls one of them. */
  async call(callback: Callback, request: Message): Promise<Uint8Array> {
    const call = this.functions.get(callback.getTarget());
    if (!call) throw new Error(`nobody serves callbacks at ${callback.getTarget()}`);
    return (await call(callback.getToken(), request.serializeBinary())).serializeBinary();
  }
}
