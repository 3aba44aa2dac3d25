import { isObject, type Properties } from "../values";
import { digits, text, type Account } from "./model";
import { nameServersOf } from "./dns";
import { prefixListId, zoneId } from "./network";
import { getPolicyDocument } from "./policy-documents";
import { getAmi, getParameter } from "./public-parameters";
import { zonesOf } from "./zones";

type AwsFunction = (args: Properties, account: Account) => Properties;

const getAvailabilityZones: AwsFunction = (args, account) => {
  const region = text(args["region"]) || account.region;
  const names = zonesOf(region);
  return { ...args, groupNames: [region], id: region, names, region, zoneIds: names.map(zoneId) };
};

const getCallerIdentity: AwsFunction = (_args, { accountId, partition }) => ({
  accountId,
  arn: `arn:${partition}:sts::${accountId}:assumed-role/clothesline/sandbox`,
  id: accountId,
  userId: "AROAEXAMPLEEXAMPLE123:sandbox",
});

const getRegion: AwsFunction = (args, account) => {
  const region = text(args["region"]) || account.region;
  return { description: region, endpoint: `ec2.${region}.amazonaws.com`, id: region, name: region, region };
};

const getPartition: AwsFunction = (_args, { partition }) => ({
  dnsSuffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
  id: partition,
  partition,
  reverseDnsPrefix: partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
});

const getPrefixList: AwsFunction = (args, account) => {
  const name = prefixListName(args);
  const region = text(args["region"]) || account.region;
  // EC2 answers with the lists of the region that is asked, and the provider takes an empty answer for an error.
  if (name.startsWith("com.amazonaws.") && !name.startsWith(`com.amazonaws.${region}.`)) {
    throw new Error(`no matching prefix list found: ${name} is not of the region ${region}`);
  }
  return { ...args, cidrBlocks: ["198.51.100.0/24"], id: prefixListId(name), name, region };
};

const getManagedPrefixList: AwsFunction = (args, { region, partition }) => {
  const name = prefixListName(args);
  const id = prefixListId(name);
  return {
    ...args,
    addressFamily: "IPv4",
    arn: `arn:${partition}:ec2:${region}:aws:prefix-list/${id}`,
    entries: [{ cidr: "198.51.100.0/24", description: "" }],
    id,
    maxEntries: 0,
    name,
    ownerId: "AWS",
    region,
    tags: {},
    version: 1,
  };
};

/** By name, or by the filter that says the same. */
function prefixListName(args: Properties): string {
  if (typeof args["name"] === "string") return args["name"];
  const filters = Array.isArray(args["filters"]) ? args["filters"].filter(isObject) : [];
  const byName = filters.find(({ name }) => name === "prefix-list-name")?.["values"];
  if (Array.isArray(byName)) return text(byName[0]);
  throw new Error("the sandbox finds a prefix list by its name; give name, or the filter prefix-list-name");
}

/** A zone that somebody else made. Its id follows from its name, or its name from its id, so that both agree. */
const getZone: AwsFunction = (args, { accountId, partition }) => {
  const asked = text(args["name"]).replace(/\.$/, "");
  const id = text(args["zoneId"]) || `Z${digits(`${accountId} zone ${asked}`, 20).toUpperCase()}`;
  if (asked === "" && text(args["zoneId"]) === "") {
    throw new Error("the sandbox finds a hosted zone by its name or its zoneId; give one of them");
  }
  const nameServers = nameServersOf((length, salt) => digits(`${id} ${salt}`, length));
  return {
    ...args,
    arn: `arn:${partition}:route53:::hostedzone/${id}`,
    callerReference: `made-by-hand-${digits(id, 8)}`,
    comment: "",
    id,
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    name: asked || "example.com",
    nameServers,
    primaryNameServer: nameServers[0] ?? "",
    resourceRecordSetCount: 2,
    tags: {},
    zoneId: id,
  };
};

export const functions: Record<string, AwsFunction> = {
  "aws:ec2/getAmi:getAmi": getAmi,
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": getManagedPrefixList,
  "aws:ec2/getPrefixList:getPrefixList": getPrefixList,
  "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
  "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
  "aws:route53/getZone:getZone": getZone,
  "aws:ssm/getParameter:getParameter": getParameter,
};
