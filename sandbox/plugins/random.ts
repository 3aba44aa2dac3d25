import { randomUUID } from "node:crypto";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { modelOf } from "../aws";
import { answer, awsAccount, text } from "../aws/model";
import { check } from "./aws/check";
import { diff } from "./aws/difference";
import { serve } from "./serve";
import { propertiesOf, structOf } from "./wire";

/**
 * The random provider. What it makes is kept in a stack's state alone, so it needs no account; and every making is
 * another value, as it is with the real one.
 */
const nowhere = awsAccount("eu-west-1");

serve({
  getPluginInfo: () => new PluginInfo().setVersion(process.env["CLOTHESLINE_PLUGIN_VERSION"] ?? ""),
  getSchema: () => new proto.GetSchemaResponse().setSchema("{}"),
  checkConfig: (request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews()),
  diffConfig: () => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE),
  configure: () =>
    new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(true),
  check: (request: proto.CheckRequest) => check(request, nowhere),
  diff,
  create: (request: proto.CreateRequest) => {
    const type = request.getType();
    const resource = {
      type,
      urn: `${request.getUrn()} ${randomUUID()}`,
      name: request.getName(),
      inputs: propertiesOf(request.getProperties()),
    };
    const knowledge = request.getPreview() ? "preview" : "deployed";
    const { id, outputs } = answer(modelOf(type), resource, nowhere, knowledge, () => undefined);
    return new proto.CreateResponse().setId(text(id)).setProperties(structOf({ ...outputs, id }));
  },
  // What is random is as it was made.
  read: (request: proto.ReadRequest) =>
    new proto.ReadResponse()
      .setId(request.getId())
      .setInputs(request.getInputs())
      .setProperties(request.getProperties()),
  update: (request: proto.UpdateRequest) =>
    new proto.UpdateResponse().setProperties(
      structOf({ ...propertiesOf(request.getOlds()), ...propertiesOf(request.getNews()) }),
    ),
  delete: () => new Empty(),
  cancel: () => new Empty(),
  attach: () => new Empty(),
});
