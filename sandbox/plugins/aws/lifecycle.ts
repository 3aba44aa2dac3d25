import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { modelOf } from "../../aws";
import type { Thing } from "../../aws/behaviour";
import { answer, text, type Account } from "../../aws/model";
import { updated } from "../../aws/update";
import { opened, openedAll, type Properties, type Value } from "../../values";
import type { AccountFile, Contents } from "../account/account-file";
import { isIn, kept, present, stateOf, thingOf, type Holding } from "../account/holding";
import { missingId } from "../account/references";
import { admit, admitDeletion, goesWith, named, Refused } from "../account/refusals";
import { propertiesOf, structOf } from "../wire";
import { effective } from "./difference";

/** Makes it: always something new, whatever is there already for the same URN. */
export function create(request: proto.CreateRequest, account: Account, file: AccountFile): proto.CreateResponse {
  const type = request.getType();
  const model = modelOf(type);
  const resource = {
    type,
    urn: request.getUrn(),
    name: request.getName(),
    inputs: propertiesOf(request.getProperties()),
  };
  if (request.getPreview()) {
    const { id, outputs } = answer(model, resource, account, "preview", () => undefined);
    return new proto.CreateResponse().setProperties(withId(outputs, id));
  }
  return file.change((contents) => {
    const madeAs = nextMadeAs(contents, resource.urn);
    const made = answer(model, { ...resource, urn: madeAs }, account, "deployed", inventoryOf(contents));
    const holding: Holding = {
      type,
      id: text(made.id),
      region: regionOf(resource.inputs, account),
      madeAs,
      ...kept(model, { inputs: resource.inputs, outputs: made.outputs }),
    };
    const there = model.overwrites ? find(contents, type, holding.id, resource.inputs, account) : undefined;
    const { taken } = admit(holding, there, contents, account.accountId);
    contents.holdings = [...contents.holdings.filter((other) => other !== there), withGiven(holding, taken)];
    return new proto.CreateResponse().setId(holding.id).setProperties(withId({ ...made.outputs, ...taken }, made.id));
  }, "create");
}

/** Says what is there: for a refresh, for an import, and for whoever asks to see what is somebody else's. */
export function read(request: proto.ReadRequest, account: Account, file: AccountFile): proto.ReadResponse {
  const type = request.getType();
  const model = modelOf(type);
  const contents = file.read();
  const known = { inputs: propertiesOf(request.getInputs()), outputs: propertiesOf(request.getProperties()) };
  const holding = find(contents, type, request.getId(), { ...known.outputs, ...known.inputs }, account);
  if (!holding) return new proto.ReadResponse();
  const { inputs, outputs } = stateOf(model, completed(holding, account, contents), account, known);
  return new proto.ReadResponse()
    .setId(holding.id)
    .setProperties(withId(outputs, holding.id))
    .setInputs(structOf(inputs));
}

/** Changes it in place. */
export function update(request: proto.UpdateRequest, account: Account, file: AccountFile): proto.UpdateResponse {
  const type = request.getType();
  const model = modelOf(type);
  const [id, news] = [request.getId(), propertiesOf(request.getNews())];
  const resource = { type, urn: request.getUrn(), name: request.getName() };
  const known = { inputs: propertiesOf(request.getOldInputs()), outputs: propertiesOf(request.getOlds()) };
  if (request.getPreview()) {
    const contents = file.read();
    const urn = find(contents, type, id, known.inputs, account)?.madeAs ?? resource.urn;
    const now = { id, ...known };
    const inputs = effective(model, now.outputs, news);
    const outputs = updated(model, { ...resource, urn, inputs }, now, account, "preview", inventoryOf(contents));
    return new proto.UpdateResponse().setProperties(withId(outputs, id));
  }
  return file.change((contents) => {
    const holding = find(contents, type, id, known.inputs, account);
    if (!holding) throw new Refused(missingId(id));
    const now = { id, ...stateOf(model, completed(holding, account, contents), account, known) };
    const inputs = effective(model, now.outputs, news);
    const same = { ...resource, urn: holding.madeAs, inputs };
    const outputs = updated(model, same, now, account, "deployed", inventoryOf(contents));
    const changed = { ...holding, ...kept(model, { inputs, outputs }) };
    const { taken, along } = admit(changed, holding, contents, account.accountId);
    contents.holdings[contents.holdings.indexOf(holding)] = withGiven(changed, taken);
    for (const { thing, properties } of along) changeAlong(contents, thing, properties);
    return new proto.UpdateResponse().setProperties(withId({ ...outputs, ...taken }, id));
  }, "update");
}

/** Takes it away; what is gone already is as good as deleted. */
export function remove(request: proto.DeleteRequest, account: Account, file: AccountFile): Empty {
  const [type, told] = [request.getType(), openedAll(propertiesOf(request.getProperties()))];
  const model = modelOf(type);
  // The provider's word for leaving it to AWS.
  if (told["skipDestroy"] === true) return new Empty();
  file.change((contents) => {
    const holding = find(contents, type, request.getId(), told, account);
    if (!holding) return;
    admitDeletion(holding, told, contents);
    const along = goesWith(holding, contents);
    const left = model.leaves?.(thingOf(holding), told);
    if (left === "itself, pending deletion") {
      holding.pendingDeletion = true;
      return;
    }
    contents.holdings = contents.holdings.filter((other) => other !== holding && !along.includes(other));
    if (!left) return;
    const { properties, ...thing } = left;
    contents.holdings.push({ ...thing, region: holding.region, madeAs: "", inputs: properties, computed: {} });
  }, "delete");
  return new Empty();
}

/** With what AWS gives it instead of what somebody asked for, or of what it had. */
function withGiven(holding: Holding, given: Properties): Holding {
  const isAsked = (key: string) => key in holding.inputs;
  const part = (asked: boolean) => Object.fromEntries(Object.entries(given).filter(([key]) => isAsked(key) === asked));
  return {
    ...holding,
    inputs: { ...holding.inputs, ...part(true) },
    computed: { ...holding.computed, ...part(false) },
  };
}

function changeAlong(contents: Contents, { type, id, region }: Thing, properties: Properties): void {
  const isIt = (other: Holding) => other.type === type && other.id === id && other.region === region;
  contents.holdings = contents.holdings.map((other) => (isIt(other) ? withGiven(other, properties) : other));
}

/** The real provider gives a resource's id among its properties, too, and that is where a policy pack finds it. */
function withId(outputs: Properties, id: Value): Struct {
  return structOf({ ...outputs, id });
}

/** The URN itself the first time, so that ids are those that a plan shows; later ones are counted. */
function nextMadeAs({ made }: Contents, urn: string): string {
  const count = (made[urn] ?? 0) + 1;
  made[urn] = count;
  return count === 1 ? urn : `${urn} #${String(count)}`;
}

/** What is meant by an id, given what is known of it: its region, and what its id is one of. */
function find(contents: Contents, type: string, id: string, known: Properties, account: Account): Holding | undefined {
  const region = regionOf(known, account);
  const { idWithin } = modelOf(type);
  const within = idWithin === undefined ? null : opened(known[idWithin] ?? null);
  const nearby = present(contents).filter((holding) => holding.type === type && isIn(holding, region));
  // Who imports knows nothing yet but the id.
  return named(
    nearby.filter(({ inputs }) => idWithin === undefined || within === null || inputs[idWithin] === within),
    id,
  );
}

/** With what AWS would have decided of a holding that a person wrote. */
function completed(holding: Holding, account: Account, contents: Contents): Holding {
  const { type, id, madeAs, inputs } = holding;
  const model = { ...modelOf(type), id: () => id };
  const name = madeAs.split("::").pop() ?? "";
  const region = holding.region || account.region;
  const resource = { type, urn: madeAs === "" ? id : madeAs, name, inputs: { region, ...inputs } };
  const { outputs } = answer(model, resource, account, "deployed", inventoryOf(contents));
  const { computed } = kept(model, { inputs: resource.inputs, outputs });
  return { ...holding, computed: { ...computed, ...holding.computed } };
}

const inventoryOf = (contents: Contents) => (id: string) => {
  const holding = named(present(contents), id);
  return holding && thingOf(holding).properties;
};

function regionOf(inputs: Properties, account: Account): string {
  const region: Value = opened(inputs["region"] ?? null);
  return typeof region === "string" ? region : account.region;
}
