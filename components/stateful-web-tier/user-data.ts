import * as pulumi from "@pulumi/pulumi";
import { refuse, type ArgumentProblem } from "../arguments/problem";
import { entriesOf } from "../arguments/records";
import { bootScript } from "./boot/boot-script";
import { userDataProblems } from "./boot/user-data-size";
import { defaults, type WebTier } from "./defaults";
import { hooks } from "./hooks";
import type { SessionNeeds } from "./sessions/needs";

type Texts = Record<string, string>;
type Inputs = Record<string, pulumi.Input<string>>;
type Needs = Pick<SessionNeeds, "settings" | "secretArns">;

/** What the tier tells every release by itself; a person's settings cannot have these names. */
export const toldByTier = ["KEEP_ALIVE_SECONDS", "DRAIN_SECONDS"];

/** The boot script of the instances, in base64 as a launch template takes it. */
export function makeUserData(name: string, tier: WebTier, sessions: Needs): pulumi.Output<string> {
  const { fileSystemId, accessPointId } = tier.releaseShare;
  const settings: Inputs = { ...tier.settings, ...sessions.settings };
  const secretArns: Inputs = { ...tier.secretArns, ...sessions.secretArns };
  return pulumi
    .all([
      pulumi.all([fileSystemId, accessPointId]),
      pulumi.all(settings),
      pulumi.all(secretArns),
      secretsAmong(settings),
    ])
    .apply(([[fileSystem, accessPoint], environment, arns, secrets]) => {
      const script = render(tier, { fileSystem, accessPoint, environment, arns });
      refuse("StatefulWebTier", name, [...secretProblems(secrets), ...userDataProblems("settings", script)]);
      return Buffer.from(script).toString("base64");
    });
}

/**
 * Refuses settings that are too long already, before anything exists. What is not known yet counts for as little as it
 * can be: an id and an ARN have their least length, a setting may be empty. So what fits is never refused here, and
 * what does not fit after all is refused by `makeUserData` in the same words, before any instance starts.
 */
export function earlyUserDataProblems(tier: WebTier): ArgumentProblem[] {
  const { fileSystemId, accessPointId } = tier.releaseShare;
  const script = render(tier, {
    fileSystem: known(fileSystemId, leastIds.fileSystem),
    accessPoint: known(accessPointId, leastIds.accessPoint),
    environment: mapped(tier.settings, ""),
    arns: mapped(tier.secretArns, "arn:aws:ssm:xx-x-1:000000000000:parameter/x"),
  });
  return userDataProblems("settings", script);
}

/** The same beside arguments that are wrong: the settings that are text count, and everything else as its default. */
export function settingsTooLong(settings: unknown): ArgumentProblem[] {
  const texts = entriesOf(settings).map(([name, value]) => [name, typeof value === "string" ? value : ""] as const);
  const script = render(defaults, { ...leastIds, environment: Object.fromEntries(texts), arns: {} });
  return userDataProblems("settings", script);
}

const leastIds = { fileSystem: "fs-00000000", accessPoint: "fsap-00000000" };

type Rendered = "idleTimeoutSeconds" | "deregistrationDelaySeconds" | "bootTimeoutSeconds" | "port" | "healthPath";

function render(
  tier: Pick<WebTier, Rendered>,
  known: { fileSystem: string; accessPoint: string; environment: Texts; arns: Texts },
): string {
  const { idleTimeoutSeconds, deregistrationDelaySeconds, bootTimeoutSeconds, port, healthPath } = tier;
  const environment = {
    ...known.environment,
    // Whoever closes an idle connection first must be the load balancer: else it sends a request into a connection that
    // is just being closed, and answers 502.
    KEEP_ALIVE_SECONDS: String(idleTimeoutSeconds + 5),
    // A little less than systemd waits for before it kills.
    DRAIN_SECONDS: String(deregistrationDelaySeconds - 3),
  };
  return bootScript(
    {
      fileSystemId: known.fileSystem,
      accessPointId: known.accessPoint,
      port,
      healthPath,
      environment,
      secretArns: known.arns,
      bootTimeoutSeconds,
      drainSeconds: deregistrationDelaySeconds,
    },
    hooks,
  );
}

/** The names of settings that are secret. They would stand in the user data, which whoever sees the instance can read. */
async function secretsAmong(settings: Inputs): Promise<string[]> {
  const names = Object.entries(settings).map(async ([name, value]) =>
    (await pulumi.isSecret(pulumi.output(value))) ? [name] : [],
  );
  return (await Promise.all(names)).flat();
}

function secretProblems(names: string[]): ArgumentProblem[] {
  return names.map((name) => ({
    argument: `settings.${name}`,
    gotInWords: "a secret",
    allowed: "values that whoever may see the instances may see",
    fix: "keep it in Secrets Manager or Systems Manager, and give its ARN in secretArns",
  }));
}

function known(value: pulumi.Input<string>, least: string): string {
  return typeof value === "string" ? value : least;
}

function mapped(values: Inputs, least: string): Texts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value, least)]));
}
