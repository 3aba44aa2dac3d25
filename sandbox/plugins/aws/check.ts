import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { modelOf } from "../../aws";
import { byIds, checked, type Account, type ResourceModel } from "../../aws/model";
import { opened, type Properties, type Value } from "../../values";
import { propertiesOf, structOf } from "../wire";
import { wrongArguments } from "./wrong-arguments";

/** The arguments as they go on to the engine: complete, and refused where AWS's provider can tell beforehand. */
export function check(request: proto.CheckRequest, account: Account): proto.CheckResponse {
  const model = modelOf(request.getType());
  const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
  const seed = Buffer.from(request.getRandomseed_asU8()).toString("hex") || request.getUrn();
  const given = { ...keptName(model, olds, news), ...byIds(withoutNulls(news)) };
  const inputs = checked(model, { urn: seed, name: request.getName(), inputs: given }, account);
  return new proto.CheckResponse()
    .setInputs(structOf(inputs))
    .setFailuresList(wrongArguments(model, request.getName(), inputs));
}

/** The provider generates a name when it makes something, and leaves it as it is from then on. */
function keptName(model: ResourceModel, olds: Properties, news: Properties): Properties {
  const { argument = "", exact = false } = model.generatedName ?? {};
  const name = opened(olds[argument] ?? null);
  if (name === null || !(exact || isGeneratedName(name))) return {};
  return (news[`${argument}Prefix`] ?? null) === null ? { [argument]: name } : {};
}

/** A generated name ends with a hyphen and seven hexadecimal digits. */
export function isGeneratedName(name: Value): boolean {
  return typeof name === "string" && /-[0-9a-f]{7}$/.test(name);
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
