import type { Thing } from "../aws/behaviour";
import { byIds, text, type ResourceModel } from "../aws/model";
import { closedOver, openedAll, secretTexts, type Properties } from "../values";
import type { EvaluatedResource } from "./entry";

/** Something that the program has made, opened for AWS, and what of it was closed. */
interface Made {
  thing: Thing;
  secrets: () => string[];
}

/**
 * What AWS has instead of what was asked for when it makes something, beside what the program has made before; in a
 * preview that is nothing, since nothing has an id. Whatever shows a secret of the resource itself, or of anything that
 * was looked at for it, is closed.
 */
export function takenInstead(
  model: ResourceModel,
  { inputs }: EvaluatedResource,
  made: Iterable<EvaluatedResource>,
): Properties {
  if (!model.takes) return {};
  const all = [...made].flatMap(madeOf);
  const region = regionOf(inputs);
  const nearby = all.filter(({ thing }) => thing.region === region);
  const seen = new Set<Made>();
  const look = (found: Made[]) =>
    found.map((one) => {
      seen.add(one);
      return one.thing;
    });
  const taken = model.takes({
    inputs: { ...model.defaults, ...byIds(openedAll(inputs)) },
    region,
    others: (type) => look(nearby.filter(({ thing }) => thing.type === type)),
    everywhere: (type) => look(all.filter(({ thing }) => thing.type === type)),
    find: (id) => look(nearby.filter(({ thing }) => thing.id === id).slice(0, 1))[0],
  });
  const secrets = [...secretTexts(inputs), ...[...seen].flatMap((one) => one.secrets())];
  return Object.fromEntries(Object.entries(taken).map(([key, value]) => [key, closedOver(secrets, value)]));
}

function madeOf({ type, id, outputs }: EvaluatedResource): Made[] {
  if (typeof id !== "string") return [];
  const thing = { type, id, region: regionOf(outputs), properties: openedAll(outputs) };
  return [{ thing, secrets: () => secretTexts(outputs) }];
}

const regionOf = (properties: Properties) => text(openedAll(properties)["region"]);
