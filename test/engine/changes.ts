import { apiChanges } from "./api-changes";
import { databaseChanges, outOfZoneC } from "./database-changes";
import { edited } from "./edited";
import { memberChanges } from "./members";
import { strategySwitches } from "./strategies";
import { tableChanges } from "./table-changes";
import { todoChanges } from "./todo-changes";
import { alone, fixture, program } from "./workspace";

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
  /** The configuration that it came up with, where it did not come up with that one. */
  cameUpWith?: (stackFile: string) => string;
  edit: (stackFile: string) => string;
  created?: string[];
  updated?: string[];
  /** Whether everything that has tags is updated, the provider among it. */
  retagged?: boolean;
  replaced?: string[];
  deleted?: string[];
  /** Resources that hold data and that the person gives up with this change. */
  givenUp?: string[];
  /** Groups whose instances are replaced, one after the other. */
  refreshes?: string[];
}

const inZone = (zone: string) => [
  ...["public", "app", "data"].flatMap((tier) => [
    `RouteTableAssociation platform-network-${tier}-${zone}`,
    `Subnet platform-network-${tier}-${zone}`,
  ]),
  `Route platform-network-app-${zone}-ipv4`,
  `Route platform-network-app-${zone}-ipv6`,
  `RouteTable platform-network-app-${zone}`,
  `MountTarget myclothes-releases-${zone}`,
  `MountTarget whatisthetime-releases-${zone}`,
];

/** What stands in all zones, or leads to all of them, in every stack. */
const overZones = [
  ...["dynamodb", "s3"].map((service) => `VpcEndpoint platform-network-${service}`),
  ...["lookaside", "session-cache", "users"].map((store) => `SubnetGroup myclothes-${store}`),
  ...["myclothes-releases-publisher", "myclothes-users-migrations", "whatisthetime-releases-publisher"].map(
    (name) => `Function ${name}`,
  ),
  ...["myclothes", "whatisthetime"].flatMap((system) => [`Group ${system}-web`, `LoadBalancer ${system}-web`]),
];

/** Besides, where todos are read through DAX. DAX lets go of no zone with a node in it. */
const daxOverZones = [
  "SubnetGroup mytodolist-table",
  ...["listTodos", "readTodo"].map((reader) => `Function mytodolist-api-${reader}`),
];
const leftZoneC = (file: string) => outOfZoneC(file).replace("accelerator: { nodes: 3", "accelerator: { nodes: 2");

const natIn = (zone: string) => [`Eip platform-network-nat-${zone}`, `NatGateway platform-network-nat-${zone}`];

const unprotected = (file: string) => file.replaceAll("deletionProtection: true", "deletionProtection: false");

/** A bucket has no such switch in AWS: Pulumi's own protection comes and goes, and that is no operation. */
const withSwitch = ["Instance orders", "Table sessions", "UserPool users"];

export const changes: Change[] = [
  {
    what: "a zone is added",
    project: program,
    stack: "dev",
    edit: edited("zones: [a, b]", "zones: [a, b, c]"),
    created: inZone("c"),
    updated: overZones,
  },
  {
    what: "a zone is taken away that its replica has left, and where neither the primary, its standby nor DAX is",
    project: program,
    stack: "prod",
    from: leftZoneC,
    edit: (file) => leftZoneC(file).replace("zones: [a, b, c]", "zones: [a, b]"),
    deleted: [...inZone("c"), ...natIn("c")],
    updated: [...overZones, ...daxOverZones],
  },
  {
    what: "a tag is changed",
    project: program,
    stack: "dev",
    edit: edited("owner: platform", "owner: web"),
    retagged: true,
    // A group's tags are a list of its own.
    updated: ["Group myclothes-web", "Group whatisthetime-web"],
    refreshes: ["Group myclothes-web", "Group whatisthetime-web"],
  },
  {
    what: "every zone gets a NAT gateway of its own",
    project: program,
    stack: "dev",
    edit: edited("nat: single", "nat: perZone"),
    created: natIn("b"),
    updated: ["Route platform-network-app-b-ipv4"],
  },
  {
    what: "one NAT gateway is left for all zones",
    project: program,
    stack: "prod",
    edit: edited("nat: perZone", "nat: single"),
    deleted: [...natIn("b"), ...natIn("c")],
    updated: ["Route platform-network-app-b-ipv4", "Route platform-network-app-c-ipv4"],
  },
  ...databaseChanges,
  ...strategySwitches,
  ...tableChanges,
  ...todoChanges,
  {
    what: "instances get another type",
    project: program,
    stack: "dev",
    edit: edited("instanceType: t4g.micro", "instanceType: t4g.small"),
    updated: ["myclothes", "whatisthetime"].flatMap((system) => [
      `Group ${system}-web`,
      `LaunchTemplate ${system}-web`,
    ]),
    refreshes: ["Group myclothes-web", "Group whatisthetime-web"],
  },
  {
    what: "instances get more time to boot",
    project: alone("fleet"),
    stack: "dev",
    edit: edited("bootTimeoutSeconds: 600", "bootTimeoutSeconds: 900"),
    updated: ["Group web", "LaunchTemplate web"],
    refreshes: ["Group web"],
  },
  {
    what: "the program brings another release",
    project: alone("fleet"),
    stack: "dev",
    edit: edited("release: first", "release: second"),
    replaced: ["BucketObjectv2 releases-release", "Invocation releases-release"],
  },
  ...apiChanges,
  ...memberChanges,
  {
    what: "a bucket has another name in the program, and its former one as an alias",
    project: fixture("stateful"),
    stack: "dev",
    edit: edited("documents: documents", "documents: papers"),
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
  {
    what: "the database in an unprotected instance gets another name",
    project: fixture("stateful"),
    stack: "dev",
    from: unprotected,
    edit: (file) => unprotected(file).replace("databaseName: orders", "databaseName: sales"),
    replaced: ["Instance orders"],
    givenUp: ["Instance orders"],
  },
];
