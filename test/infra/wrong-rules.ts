import type { PlainResource } from "../../policies/graph";
import { added, changed, find, idOf, idsOf, type Plan } from "./planned";

const groupOf = (plan: Plan, name: string): PlainResource => find(plan, "SecurityGroup", name);
const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

/** A rule that admits addresses. */
function admitting(name: string, range: string, port: number) {
  return (plan: Plan): Plan =>
    added(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "added", {
      securityGroupId: idOf(groupOf(plan, name)),
      [range.includes(":") ? "cidrIpv6" : "cidrIpv4"]: range,
      ...tcp(port),
    });
}

/** The two rules by which one group may call another. */
function traffic(from: string, to: string, port: number) {
  return (plan: Plan): Plan => {
    const [caller, called] = [idOf(groupOf(plan, from)), idOf(groupOf(plan, to))];
    const type = (kind: string) => `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`;
    const ingress = { securityGroupId: called, referencedSecurityGroupId: caller, ...tcp(port) };
    const egress = { securityGroupId: caller, referencedSecurityGroupId: called, ...tcp(port) };
    return added(added(plan, type("Ingress"), "added", ingress), type("Egress"), "added", egress);
  };
}

/** What may go wrong with a stack's rules, and which check says what of it. */
export const wrongRules: Record<string, { change: (plan: Plan) => Plan; found: Record<string, RegExp> }> = {
  "the database open to the world": {
    change: admitting("myclothes-users", "0.0.0.0/0", 5432),
    found: { wrongDoors: /the world reaches instance myclothes-users-orders on tcp 5432/, strangers: /^the world/ },
  },
  "instances open to the world over IPv6": {
    change: admitting("myclothes-web", "::/0", 8080),
    found: { wrongDoors: /^the world reaches launch template myclothes-web on tcp 8080$/ },
  },
  "half of the internet, by a rule inside the group": {
    change: (plan) =>
      changed(plan, groupOf(plan, "myclothes-lookaside"), {
        ingress: [{ protocol: "tcp", fromPort: 6379, toPort: 6379, cidrBlocks: ["128.0.0.0/1"] }],
      }),
    found: { wrongDoors: /^128\.0\.0\.0\/1 reaches replication group myclothes-lookaside/, strangers: /^128/ },
  },
  "a cache open to a network beyond ours": {
    change: admitting("myclothes-session-cache", "192.168.0.0/16", 6379),
    found: { wrongDoors: /^192\.168\.0\.0\/16 reaches replication/, strangers: /^192\.168\.0\.0\/16 reaches/ },
  },
  "a load balancer open where it does not listen": {
    change: admitting("myclothes-web-load-balancer", "0.0.0.0/0", 8443),
    found: { wrongDoors: /^the world reaches load balancer myclothes-web on tcp 8443$/ },
  },
  "a load balancer for the inside, open to the world": {
    change: (plan) => changed(plan, find(plan, "LoadBalancer", "myclothes-web"), { internal: true }),
    found: { wrongDoors: /^the world reaches load balancer myclothes-web on tcp 443$/ },
  },
  "the database open to its load balancer": {
    change: traffic("myclothes-web-load-balancer", "myclothes-users", 5432),
    found: { strangers: /^load balancer myclothes-web reaches instance myclothes-users on tcp 5432$/ },
  },
  "a share open to the other system": {
    change: traffic("whatisthetime-web", "myclothes-releases", 2049),
    found: {
      strangers: /^launch template whatisthetime-web reaches mount target myclothes-releases-a on tcp 2049$/,
      leaks: /^launch template whatisthetime-web → mount target myclothes-releases-a$/,
    },
  },
  "a way into the other system's database by way of its function": {
    change: traffic("whatisthetime-web", "myclothes-users-migrations", 9000),
    found: {
      leaks:
        /^load balancer whatisthetime-web → launch template whatisthetime-web → function myclothes-users-migrations → instance myclothes-users$/,
    },
  },
  "the database in the group of the other system's instances, too": {
    change: (plan) =>
      changed(plan, find(plan, "Instance", "myclothes-users"), {
        vpcSecurityGroupIds: idsOf(groupOf(plan, "myclothes-users"), groupOf(plan, "whatisthetime-web")),
      }),
    found: {
      strangers: /^load balancer whatisthetime-web reaches instance myclothes-users on tcp 8080$/,
      leaks: /whatisthetime-web → instance myclothes-users$/,
    },
  },
  "a rule too few": {
    change: (plan) =>
      changed(plan, find(plan, "SecurityGroupEgressRule", "myclothes-web-to-sessions-egress"), {
        fromPort: 1,
        toPort: 1,
      }),
    found: { missing: /^no web tier reaches replication group myclothes-session-cache$/ },
  },
  "functions that do not reach what they read through": {
    change: (plan) =>
      plan.filter(({ name }) => !/^mytodolist-api-(listTodos|readTodo)-to-accelerator-ingress$/.test(name)),
    found: { missing: /^no function reaches cluster mytodolist-table$/ },
  },
  "the accelerator open to another system": {
    change: traffic("myclothes-web", "mytodolist-table-accelerator", 9111),
    found: {
      strangers: /^launch template myclothes-web reaches cluster mytodolist-table on tcp 9111$/,
      leaks: /^launch template myclothes-web → cluster mytodolist-table$/,
    },
  },
  "a way from the functions into another system": {
    change: traffic("mytodolist-api-listTodos", "myclothes-users", 5432),
    found: { strangers: /^function mytodolist-api-listTodos/, leaks: /^function mytodolist-api-listTodos → instance/ },
  },
  "instances that no load balancer calls": {
    change: (plan) => {
      const rule = find(plan, "SecurityGroupIngressRule", "whatisthetime-web-from-load-balancer-ingress");
      return plan.filter((each) => each !== rule);
    },
    found: {
      missing: /^nobody calls launch template whatisthetime-web$/,
      strangers: /^launch template whatisthetime-web/,
    },
  },
  "a group of somebody else's on the database": {
    change: (plan) =>
      changed(plan, find(plan, "Instance", "myclothes-users"), { vpcSecurityGroupIds: ["sg-0123456789abcdef0"] }),
    found: { doubtful: /sg-0123456789abcdef0 is outside this stack/, missing: /reaches instance myclothes-users$/ },
  },
};
