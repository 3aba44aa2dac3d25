import type { Thing } from "../aws/behaviour";
import { byIds, text, type ResourceModel } from "../aws/model";
import { closedOver, openedAll, secretTexts, type Properties } from "../values";
import type { EvaluatedResource } from "./entry";

/**
 * What AWS has instead of what was asked for when it makes something, beside what the program has made before; in a
 * preview that is nothing, since nothing has an id.
 */
export function takenInstead(
  model: ResourceModel,
  { inputs }: EvaluatedResource,
  made: Iterable<EvaluatedResource>,
): Properties {
  if (!model.takes) return {};
  const things = [...made].flatMap(thingOf);
  const region = regionOf(inputs);
  const nearby = things.filter((thing) => thing.region === region);
  const taken = model.takes({
    inputs: { ...model.defaults, ...byIds(openedAll(inputs)) },
    region,
    others: (type) => nearby.filter((thing) => thing.type === type),
    everywhere: (type) => things.filter((thing) => thing.type === type),
    find: (id) => nearby.find((thing) => thing.id === id),
  });
  const secrets = secretTexts(inputs);
  return Object.fromEntries(Object.entries(taken).map(([key, value]) => [key, closedOver(secrets, value)]));
}

function thingOf({ type, id, outputs }: EvaluatedResource): Thing[] {
  return typeof id === "string" ? [{ type, id, region: regionOf(outputs), properties: openedAll(outputs) }] : [];
}

const regionOf = (properties: Properties) => text(openedAll(properties)["region"]);
