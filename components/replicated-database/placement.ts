import type { ArgumentProblem } from "../arguments/problem";

/** Refuses a network without a second zone. RDS wants one from the first day, also where no standby is asked for. */
export function zonesProblems(argument: string, networkZones: string[]): ArgumentProblem[] {
  if (networkZones.length !== 1) return [];
  const allowed = "a network over at least two zones (RDS: DBSubnetGroupDoesNotCoverEnoughAZs)";
  return [{ argument, gotInWords: `a network in ${networkZones.join()} alone`, allowed, fix: "add a zone to it" }];
}

export function primaryZoneProblems(
  argument: string,
  value: unknown,
  { multiAz, networkZones }: { multiAz: unknown; networkZones: string[] },
): ArgumentProblem[] {
  if (value === undefined) return [];
  if (multiAz !== false) {
    return [
      {
        argument,
        got: value,
        allowed: "nothing beside a standby (multiAz), whose zone and the primary's AWS chooses and swaps",
        fix: "leave it out, or write multiAz: false",
      },
    ];
  }
  if (typeof value === "string" && (networkZones.includes(value) || networkZones.length === 0)) return [];
  const allowed = `one of the network's zones ${networkZones.join(", ")}`;
  return [{ argument, got: value, allowed, fix: "write one of these, or leave it out" }];
}

export function snapshotProblems(argument: string, value: unknown): ArgumentProblem[] {
  const pattern =
    /^(?:arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:snapshot:)?(?:rds:|awsbackup:)?[A-Za-z][A-Za-z0-9:-]{0,254}$/;
  if (value === undefined || (typeof value === "string" && pattern.test(value))) return [];
  return [
    {
      argument,
      got: value,
      allowed: 'the identifier or the ARN of a DB snapshot, plain, for example "shop-final-1a2b3c4d"',
      fix: "write it as RDS shows it, or leave it out for an empty database",
    },
  ];
}

export function caCertificateProblems(argument: string, value: unknown, fallback: string): ArgumentProblem[] {
  if (value === undefined || (typeof value === "string" && /^rds-ca-[a-z0-9-]+$/.test(value))) return [];
  return [
    {
      argument,
      got: value,
      allowed:
        "the identifier of one of RDS's certificate authorities: rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1",
      fix: `write one of these, or leave it out for ${JSON.stringify(fallback)}`,
    },
  ];
}
