import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsIdProblems } from "../arguments/aws-id";
import { argumentProblems, type Check } from "../arguments/checks";
import { choiceProblems } from "../arguments/choice";
import { refuse, type ArgumentProblem } from "../arguments/problem";

/** How the traffic travels. */
export const TrafficProtocol = { Tcp: "tcp", Udp: "udp" } as const;
export type TrafficProtocol = (typeof TrafficProtocol)[keyof typeof TrafficProtocol];

const longestDescription = 255;

export interface TrafficArgs {
  /** The security group of those who call. No default. */
  fromSecurityGroupId: pulumi.Input<string>;
  /** The security group of those who are called. No default. */
  toSecurityGroupId: pulumi.Input<string>;
  /** The port that the called listen on. No default. */
  port: number;
  /** How the traffic travels. Default: tcp. */
  protocol?: TrafficProtocol;
  /** What the traffic is for, as AWS shows it beside both rules. Default: the name, the protocol and the port. */
  description?: string;
}

/**
 * Lets one security group call another on one port: one rule that lets the call out of the first, one that lets it into
 * the second, and nothing else.
 */
export class Traffic extends pulumi.ComponentResource {
  constructor(name: string, args: TrafficArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("Traffic", name, trafficProblems(name, args));
    super("clothesline:index:Traffic", name, {}, opts);
    const { fromSecurityGroupId, toSecurityGroupId, port, protocol = TrafficProtocol.Tcp } = args;
    const rule = {
      ipProtocol: protocol,
      fromPort: port,
      toPort: port,
      description: args.description ?? defaultDescription(name, port, protocol),
    };

    new aws.vpc.SecurityGroupEgressRule(
      `${name}-egress`,
      { ...rule, securityGroupId: fromSecurityGroupId, referencedSecurityGroupId: toSecurityGroupId },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-ingress`,
      { ...rule, securityGroupId: toSecurityGroupId, referencedSecurityGroupId: fromSecurityGroupId },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function defaultDescription(name: string, port: number, protocol: TrafficProtocol): string {
  return `${name}: ${protocol} ${port}`;
}

function trafficProblems(name: string, args: unknown): ArgumentProblem[] {
  const group: Check = (id, argument) => awsIdProblems(argument, id, "sg");
  const checks = argumentProblems<TrafficArgs>(args, {
    fromSecurityGroupId: group,
    toSecurityGroupId: group,
    port: portProblems,
    protocol: (value, argument) => choiceProblems(argument, value, Object.values(TrafficProtocol), TrafficProtocol.Tcp),
    // Without a description the name becomes a part of one.
    description: (text) =>
      text === undefined ? descriptionProblems("name", name) : descriptionProblems("description", text),
  });
  return [...emptyNameProblems(name, args), ...checks];
}

/** With a description of its own a resource may have any name but none. */
function emptyNameProblems(name: unknown, args: unknown): ArgumentProblem[] {
  const described = typeof args === "object" && args !== null && "description" in args;
  return described && (typeof name !== "string" || name === "") ? descriptionProblems("name", name) : [];
}

function portProblems(port: unknown): ArgumentProblem[] {
  if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535) return [];
  return [
    {
      argument: "port",
      got: port,
      allowed: "a whole number from 1 to 65535, plain",
      fix: "write the port that the called listen on, for example 443",
    },
  ];
}

function descriptionProblems(argument: "name" | "description", text: unknown): ArgumentProblem[] {
  // The default puts at most 11 characters behind the name: ": tcp 65535".
  const longest = argument === "name" ? longestDescription - 11 : longestDescription;
  const fits = typeof text === "string" && text.length > 0 && text.length <= longest;
  if (fits && /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/.test(text)) return [];
  return [
    {
      argument,
      got: text,
      allowed: `1 to ${longest} letters, digits, spaces and characters of ._-:/()#,@[]+=&;{}!$*`,
      fix:
        argument === "name"
          ? "write a shorter or plainer name, or give a description"
          : "write a plain sentence, or leave it out for the name and the port",
    },
  ];
}
