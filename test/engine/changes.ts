import { fixture, program } from "./workspace";

/**
 * A change that a person makes to a stack's configuration, and everything that the engine does for it. A resource is
 * written as `Class name`. A system adds the changes that its people will make.
 */
export interface Change {
  what: string;
  project: string;
  stack: string;
  /** The configuration that the stack has before, if not the checked-in one. */
  from?: (stackFile: string) => string;
  edit: (stackFile: string) => string;
  created?: string[];
  /** Names, or what is told of every resource that has tags. */
  updated?: string[] | "everything with tags, and the provider";
  replaced?: string[];
  deleted?: string[];
  /** Resources that hold data and that the person gives up with this change. */
  givenUp?: string[];
}

const inZone = (zone: string) => [
  ...["public", "app", "data"].flatMap((tier) => [
    `RouteTableAssociation platform-network-${tier}-${zone}`,
    `Subnet platform-network-${tier}-${zone}`,
  ]),
  `Route platform-network-app-${zone}-ipv4`,
  `Route platform-network-app-${zone}-ipv6`,
  `RouteTable platform-network-app-${zone}`,
];

/** The endpoints for S3 and DynamoDB list the route tables that lead to them. */
const endpoints = ["VpcEndpoint platform-network-dynamodb", "VpcEndpoint platform-network-s3"];

const natIn = (zone: string) => [`Eip platform-network-nat-${zone}`, `NatGateway platform-network-nat-${zone}`];

const unprotected = (file: string) => file.replace("deletionProtection: true", "deletionProtection: false");

/** A bucket has no such switch in AWS: Pulumi's own protection comes and goes, and that is no operation. */
const withSwitch = ["Instance orders", "Table sessions", "UserPool users"];

export const changes: Change[] = [
  {
    what: "a zone is added",
    project: program,
    stack: "dev",
    edit: (file) => file.replace("zones: [a, b]", "zones: [a, b, c]"),
    created: inZone("c"),
    updated: endpoints,
  },
  {
    what: "a zone is taken away",
    project: program,
    stack: "prod",
    edit: (file) => file.replace("zones: [a, b, c]", "zones: [a, b]"),
    deleted: [...inZone("c"), ...natIn("c")],
    updated: endpoints,
  },
  {
    what: "a tag is changed",
    project: program,
    stack: "dev",
    edit: (file) => file.replace("owner: platform", "owner: web"),
    updated: "everything with tags, and the provider",
  },
  {
    what: "every zone gets a NAT gateway of its own",
    project: program,
    stack: "dev",
    edit: (file) => file.replace("nat: single", "nat: perZone"),
    created: natIn("b"),
    updated: ["Route platform-network-app-b-ipv4"],
  },
  {
    what: "one NAT gateway is left for all zones",
    project: program,
    stack: "prod",
    edit: (file) => file.replace("nat: perZone", "nat: single"),
    deleted: [...natIn("b"), ...natIn("c")],
    updated: ["Route platform-network-app-b-ipv4", "Route platform-network-app-c-ipv4"],
  },
  {
    what: "a bucket has another name in the program, and its former one as an alias",
    project: fixture("stateful"),
    stack: "dev",
    edit: (file) => file.replace("documents: documents", "documents: papers"),
  },
  {
    what: "deletion protection is switched off",
    project: fixture("stateful"),
    stack: "dev",
    edit: unprotected,
    updated: withSwitch,
  },
  {
    what: "deletion protection is switched on",
    project: fixture("stateful"),
    stack: "dev",
    from: unprotected,
    edit: (file) => file,
    updated: withSwitch,
  },
];
