import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answerFunction } from "../aws";
import type { Account } from "../aws/model";
import { accountOf } from "../evaluate/providers";
import { AccountFile } from "./account/account-file";
import { check } from "./aws/check";
import { checkConfig, diffConfig } from "./aws/configuration";
import { diff } from "./aws/difference";
import { create, read, remove, update } from "./aws/lifecycle";
import { unseen } from "./aws/unseen";
import { serve } from "./serve";
import { propertiesOf, structOf } from "./wire";

/**
 * The AWS provider, with an account in a file in the place of AWS. The engine starts it as `pulumi-resource-aws`; it
 * makes of a resource what the model in sandbox/aws says, as plans do in their own process.
 *
 * CLOTHESLINE_ACCOUNT         the account's file
 * CLOTHESLINE_PLUGIN_VERSION  which version of the real provider it stands for
 * CLOTHESLINE_FAULTS          what is to go wrong (faults.ts)
 */
const file = new AccountFile(variable("CLOTHESLINE_ACCOUNT"), process.env["CLOTHESLINE_FAULTS"]);
let configured: Account | undefined;

serve({
  getPluginInfo: () => new PluginInfo().setVersion(variable("CLOTHESLINE_PLUGIN_VERSION")),
  getSchema: () => new proto.GetSchemaResponse().setSchema("{}"),
  checkConfig,
  diffConfig,
  configure: (request: proto.ConfigureRequest) => {
    configured = accountOf(propertiesOf(request.getArgs()), {});
    return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(true);
  },
  invoke: (request: proto.InvokeRequest) => {
    const answer = answerFunction(request.getTok(), propertiesOf(request.getArgs()), account());
    return new proto.InvokeResponse().setReturn(structOf(answer));
  },
  check: (request: proto.CheckRequest) => check(request, account()),
  diff,
  create: (request: proto.CreateRequest) => unseen([request.getProperties()], () => create(request, account(), file)),
  read: (request: proto.ReadRequest) => read(request, account(), file),
  update: (request: proto.UpdateRequest) =>
    unseen([request.getNews(), request.getOlds()], () => update(request, account(), file)),
  delete: (request: proto.DeleteRequest) => unseen([request.getProperties()], () => remove(request, account(), file)),
  cancel: () => new Empty(),
  attach: () => new Empty(),
});

function account(): Account {
  if (!configured) throw new Error("the AWS provider is not configured yet");
  return configured;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set; the AWS provider of the sandbox is started by sandbox/local, which sets it`);
}
