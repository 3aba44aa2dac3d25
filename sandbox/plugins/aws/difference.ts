import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { modelOf } from "../../aws";
import { computedBy, type ResourceModel } from "../../aws/model";
import { opened, openedAll, type Properties, type Value } from "../../values";
import { propertiesOf } from "../wire";
import { isGeneratedName } from "./check";
import { isSame } from "./sameness";

type Kind = "ADD" | "UPDATE" | "DELETE";

/** What would have to change, so that what is there becomes what is asked for; and whether it can. */
export function diff(request: proto.DiffRequest): proto.DiffResponse {
  const model = modelOf(request.getType());
  const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
  const overlooked = new Set([...request.getIgnorechangesList(), ...suppressed(model, olds, news)]);
  const changes = changesOf(model, olds, news).filter(({ key }) => !overlooked.has(key));
  const forcing = new Set([
    ...model.replaces,
    ...(model.global ? [] : ["region"]),
    ...(changes.length > 0 ? (model.replacesWhen?.(openedAll(olds), openedAll(news)) ?? []) : []),
  ]);
  const replaces = changes.map(({ key }) => key).filter((key) => forcing.has(key));
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setHasdetaileddiff(true)
    .setDiffsList(changes.map(({ key }) => key))
    .setReplacesList(replaces)
    .setDeletebeforereplace(replaces.length > 0 && isThereOnce(model, news));
  for (const { key, kind } of changes) {
    const detail = proto.PropertyDiff.Kind[replaces.includes(key) ? (`${kind}_REPLACE` as const) : kind];
    response.getDetaileddiffMap().set(key, new proto.PropertyDiff().setKind(detail));
  }
  return response;
}

/** The arguments that differ to no effect. */
function suppressed(model: ResourceModel, olds: Properties, news: Properties): readonly string[] {
  return model.suppresses?.(openedAll(olds), openedAll(news)) ?? [];
}

/** The arguments with which something is changed: what differs to no effect is as it was. */
export function effective(model: ResourceModel, olds: Properties, news: Properties): Properties {
  const stays = suppressed(model, olds, news).map((key) => [key, olds[key] ?? null] as const);
  return { ...news, ...Object.fromEntries(stays) };
}

function changesOf(model: ResourceModel, olds: Properties, news: Properties): { key: string; kind: Kind }[] {
  const isSet = (key: string) => model.sets?.includes(key) === true;
  const asked = Object.keys(news).flatMap((key) => {
    const value = news[key];
    if (isSame(olds[key], value, isSet(key))) return [];
    return [{ key, kind: kindOf(olds[key], value) }];
  });
  // What nobody asks for any more goes back to the provider's default, or away. What AWS decides where nobody asks
  // stays as it is.
  const decided = new Set([...computedBy(model), "tagsAll", "region", "id"]);
  const dropped = Object.keys(olds).flatMap((key) => {
    if (key in news || decided.has(key) || key.startsWith("__")) return [];
    const value = model.defaults?.[key];
    return isSame(olds[key], value, isSet(key)) ? [] : [{ key, kind: kindOf(olds[key], value) }];
  });
  return [...asked, ...dropped].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function kindOf(before: Value | undefined, after: Value | undefined): Kind {
  if ((after ?? null) === null) return "DELETE";
  return (before ?? null) === null ? "ADD" : "UPDATE";
}

/** Two of one name would be one too many, so where the program fixes the name, the old one has to go first. */
function isThereOnce(model: ResourceModel, news: Properties): boolean {
  if (model.deleteBeforeReplace) return true;
  const { argument = "", exact = false } = model.generatedName ?? {};
  const name = news[argument];
  return !exact && name !== undefined && !isGeneratedName(opened(name));
}
