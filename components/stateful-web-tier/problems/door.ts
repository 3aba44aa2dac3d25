import type { ArgumentProblem } from "../../arguments/problem";
import { besideProblem, nameInDnsProblems } from "../../domain/problems";

/** Two of AWS's names have room for 32 letters, of which Pulumi's own suffix needs 8. */
const longestName = 24;

/** A load balancer's name is the strictest of all that are made from the tier's; "sg-" is what EC2 keeps to itself. */
export function tierNameProblems(name: unknown): ArgumentProblem[] {
  const pattern = /^(?!internal-|sg-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
  if (typeof name === "string" && pattern.test(name) && name.length <= longestName) return [];
  return [
    {
      argument: "name",
      got: name,
      allowed:
        `1 to ${longestName} letters, digits and dashes, with no dash at either end, and not beginning with ` +
        '"internal-" or "sg-", since load balancer and security groups are named after it',
      fix: 'write a short name in the form "system-purpose"',
    },
  ];
}

/** A name and its zone belong together; who wants neither says that nothing is encrypted on the way. */
export function domainProblems(args: Partial<Record<string, unknown>>): ArgumentProblem[] {
  const { domainName, hostedZoneId, plainHttp } = args;
  if (domainName === undefined) {
    return [
      ...(hostedZoneId === undefined
        ? []
        : [besideProblem("domainName", "hostedZoneId", "the name, or leave the zone out")]),
      ...(plainHttp === true || hostedZoneId !== undefined
        ? []
        : [
            {
              argument: "domainName",
              allowed: "a name in DNS, beside hostedZoneId",
              fix: "write both, or plainHttp: true to be reached without encryption under the load balancer's own name",
            },
          ]),
    ];
  }
  return [
    ...nameInDnsProblems(domainName),
    ...(hostedZoneId === undefined
      ? [besideProblem("hostedZoneId", "domainName", "the zone that the name is in")]
      : []),
    ...(plainHttp === true
      ? [
          {
            argument: "plainHttp",
            got: plainHttp,
            allowed: "false beside domainName, which is served over HTTPS",
            fix: "leave one of the two out",
          },
        ]
      : []),
  ];
}

export function healthPathProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined || (typeof value === "string" && /^\/[\w.~/?=&%-]{0,199}$/.test(value))) return [];
  return [
    {
      argument,
      got: value,
      allowed: "a path of up to 200 characters that begins with a slash",
      fix: 'write one like "/health", or leave it out for "/health"',
    },
  ];
}

/** A load balancer works in two zones at least. */
export function zoneCountProblems(zones: number): ArgumentProblem[] {
  if (zones !== 1) return [];
  return [
    {
      argument: "network",
      gotInWords: "a network in one zone",
      allowed: "a network in two zones or more, which AWS asks of a load balancer",
      fix: "add a zone to the network",
    },
  ];
}
