import { isObject, type Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { text, type Facts, type ResourceModel } from "./model";

const records = "aws:route53/record:Record";
const withoutDot = (name: string) => name.replace(/\.$/, "");

/** Four servers, one in each of Route 53's four domains. */
export function nameServersOf(digits: (length: number, salt: string) => string): string[] {
  const number = (salt: string) => parseInt(digits(3, salt), 16) % 2048;
  return ["com", "net", "org", "co.uk"].map(
    (end) => `ns-${String(number(end))}.awsdns-${String(number(end) % 64).padStart(2, "0")}.${end}`,
  );
}

const zone: ResourceModel = {
  // terraform-provider-aws internal/service/route53/zone.go
  replaces: ["delegationSetId", "name"],
  refusesDelete: ({ now, inputs, others }) => {
    const own = others(records).filter(({ properties }) => properties["zoneId"] === now.id);
    if (own.length === 0 || inputs["forceDestroy"] === true) return undefined;
    return "HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.";
  },
  global: true,
  missing: (id) => `NoSuchHostedZone: No hosted zone found with ID: ${id}`,
  id: ({ digits }) => `Z${digits(20).toUpperCase()}`,
  tagged: true,
  generatedName: { argument: "name", maxLength: 255 },
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  sets: ["vpcs"],
  computed: {
    arn: ({ partition, id }) => `arn:${partition}:route53:::hostedzone/${id}`,
    enableAcceleratedRecovery: () => false,
    nameServers: ({ digits }) => nameServersOf(digits),
    primaryNameServer: ({ digits }) => nameServersOf(digits)[0] ?? "",
    zoneId: ({ id }) => id,
  },
};

const routings = [
  ...["cidrRoutingPolicy", "failoverRoutingPolicies", "geolocationRoutingPolicies", "geoproximityRoutingPolicy"],
  ...["latencyRoutingPolicies", "multivalueAnswerRoutingPolicy", "weightedRoutingPolicies"],
];

/** Route 53 knows names in full: who gives less means a name in the zone. */
const fullName = (facts: Facts) => {
  const [name, zoneName] = [withoutDot(text(facts.inputs["name"])), text(facts.find(facts.inputs["zoneId"])?.["name"])];
  if (zoneName === "" || name === zoneName || name.endsWith(`.${zoneName}`)) return name;
  return name === "" ? zoneName : `${name}.${zoneName}`;
};

function badValue({ inputs }: Attempt): Refusal {
  const isAlias = Array.isArray(inputs["aliases"]) && inputs["aliases"].length > 0;
  const values = Array.isArray(inputs["records"]) ? inputs["records"] : [];
  if (isAlias && (values.length > 0 || text(inputs["ttl"]) !== "")) return `"alias": conflicts with records and ttl`;
  if (!isAlias && values.length === 0) return `one of "alias,records" must be specified`;
  if (!isAlias && text(inputs["ttl"]) === "") return `all of "records,ttl" must be specified`;
  return undefined;
}

/** The same name and type again, unless each says which of several it is. */
function isTaken({ inputs, now, others }: Attempt): Refusal {
  if (now || inputs["allowOverwrite"] === true) return undefined;
  const isSame = (other: Properties) =>
    ["zoneId", "type"].every((argument) => other[argument] === inputs[argument]) &&
    withoutDot(text(other["name"])).toLowerCase() === withoutDot(text(inputs["name"])).toLowerCase() &&
    text(other["setIdentifier"]) === text(inputs["setIdentifier"]);
  if (!others(records).some(({ properties }) => isSame(properties))) return undefined;
  const [name, type] = [text(inputs["name"]), text(inputs["type"])];
  return `InvalidChangeBatch: [Tried to create resource record set [name='${name}.', type='${type}'] but it already exists]`;
}

function lacksIdentifier({ inputs }: Attempt): Refusal {
  const isRouted = routings.some((routing) => {
    const value = inputs[routing];
    return value === true || (Array.isArray(value) && value.length > 0) || (value !== undefined && isObject(value));
  });
  if (!isRouted || text(inputs["setIdentifier"]) !== "") return undefined;
  return `all of "set_identifier" and a routing policy must be specified`;
}

const record: ResourceModel = {
  required: ["name", "type", "zoneId"],
  // terraform-provider-aws internal/service/route53/record.go: the type and the set identifier change in place.
  replaces: ["name", "zoneId"],
  refuses: (attempt) => badValue(attempt) ?? lacksIdentifier(attempt) ?? isTaken(attempt),
  global: true,
  // The zone is not looked up: a name's zone is made once, mostly elsewhere, and a stack is only told its id.
  id: ({ inputs }) => {
    const [zoneId = "", name = "", type = "", set = ""] = ["zoneId", "name", "type", "setIdentifier"].map((argument) =>
      text(inputs[argument]),
    );
    return [zoneId, withoutDot(name).toLowerCase(), type, ...(set === "" ? [] : [set])].join("_");
  },
  sets: ["records"],
  computed: { allowOverwrite: () => false, fqdn: fullName },
};

export const dns: Record<string, ResourceModel> = { [records]: record, "aws:route53/zone:Zone": zone };
