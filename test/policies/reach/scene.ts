import { buildStack, type Stack } from "../../../policies/graph/stack";
import { portsText } from "../../../policies/reach/ports";
import { reachDoubts, reaches } from "../../../policies/reach/reaches";
import { Draft, id, type Given, type Handle, type Knowledge } from "../draft";

/** Instances and a database in one VPC, each behind a group of its own, without any rule. */
export function scene() {
  const draft = new Draft();
  const vpc = draft.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" }, { computed: { ipv6CidrBlock: "" } });
  const group = (name: string, more: Record<string, Given> = {}): Handle =>
    draft.add("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: id(vpc), ...more });
  const [webGroup, databaseGroup] = [group("web"), group("database")];
  const web = draft.add("aws:ec2/launchTemplate:LaunchTemplate", "web", { vpcSecurityGroupIds: [id(webGroup)] });
  const database = draft.add("aws:rds/instance:Instance", "database", { vpcSecurityGroupIds: [id(databaseGroup)] });
  const rule = (kind: "Ingress" | "Egress", on: Handle, said: Record<string, Given>): Handle =>
    draft.add(
      `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`,
      `${on.name}-${kind}-${JSON.stringify(said)}`,
      { securityGroupId: id(on), ipProtocol: "tcp", fromPort: 5432, toPort: 5432, ...said },
    );
  return {
    ...{ draft, vpc, group, webGroup, databaseGroup, web, database },
    ingress: (said: Record<string, Given>, on = databaseGroup) => rule("Ingress", on, said),
    egress: (said: Record<string, Given>, on = webGroup) => rule("Egress", on, said),
  };
}

export type Scene = ReturnType<typeof scene>;

export function stackOf({ draft }: Scene, knowledge: Knowledge): Stack {
  return buildStack(draft.resources(knowledge));
}

/** Who reaches the database, as sentences. */
export function reachers(of: Scene, knowledge: Knowledge, target = of.database): string[] {
  return reaches(stackOf(of, knowledge))
    .filter(({ to }) => to.urn === target.urn)
    .map(({ from, ports, isCertain }) => {
      const who = "resource" in from ? `${from.what} ${from.resource.name}` : from.outside;
      const world = "isWorld" in from && from.isWorld ? " (world)" : "";
      return `${isCertain ? "" : "perhaps "}${who}${world}: ${portsText(ports)}`;
    })
    .sort();
}

export function doubts(of: Scene, knowledge: Knowledge): readonly string[] {
  const stack = stackOf(of, knowledge);
  const database = stack.get(of.database.urn);
  return database === undefined ? [] : reachDoubts(stack, database);
}
