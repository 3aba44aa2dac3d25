import { argumentProblems, type Check } from "../../arguments/checks";
import { flagProblems } from "../../arguments/flag";
import { textProblems } from "../../arguments/inputs";
import type { ArgumentProblem } from "../../arguments/problem";
import { partNameProblems } from "../../arguments/part-names";
import { entriesOf, recordProblems } from "../../arguments/records";
import { tagsProblems } from "../../arguments/tags";
import { topicArnProblems } from "../../arguments/topic-arn";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { hostedZoneProblems } from "../../domain/problems";
import { firewallRequests } from "../../firewall/requests";
import { layoutProblems, zonesIn } from "../../network/layout-problems";
import type { StatefulWebTierArgs } from "../arguments";
import { environmentNameProblems } from "../boot/environment-names";
import { ownCallNames } from "../calls";
import { defaults, withDefaults } from "../defaults";
import { ownTags } from "../fleet-tag";
import { longestHours } from "../sessions/strategy";
import { earlyUserDataProblems, settingsTooLong, toldByTier } from "../user-data";
import { domainProblems, healthPathProblems, tierNameProblems, zoneCountProblems } from "./door";
import { instanceTypeProblems, portProblems, sizeProblems } from "./instances";
import { cookieNameProblems, sessionCacheProblems, sessionTableProblems, strategyProblems } from "./sessions";
import { permissionNameProblems, rolePermissionProblems, rolePolicyProblems } from "./role";
import { releaseShareProblems, secretArnProblems, storeProblems } from "./stores";

const flag: Check = (value, argument) => flagProblems(argument, value);
const text: Check = (value, argument) => (value === undefined ? [] : textProblems(argument, value));
const record =
  (check: Check): Check =>
  (value, argument) =>
    recordProblems(argument, value, check);
const whole =
  (from: number, to: number, fallback: number): Check =>
  (value, argument) =>
    wholeNumberProblems(argument, value, { from, to, fallback });
/** Looked at together with others. */
const together: Check = () => [];

export function webTierProblems(name: string, args: StatefulWebTierArgs): ArgumentProblem[] {
  const alone = argumentProblems<StatefulWebTierArgs>(args, {
    network: (value, argument) => layoutProblems(argument, value),
    releaseShare: releaseShareProblems,
    domainName: together,
    hostedZoneId: hostedZoneProblems,
    plainHttp: flag,
    ipv6: flag,
    idleTimeoutSeconds: whole(1, 4000, defaults.idleTimeoutSeconds),
    accessLogBucketName: text,
    firewall: flag,
    firewallRequestsPerFiveMinutes: (value, argument) => wholeNumberProblems(argument, value, firewallRequests),
    port: portProblems,
    healthPath: healthPathProblems,
    settings: record(text),
    secretArns: record(secretArnProblems),
    stores: record(storeProblems),
    rolePermissions: record(rolePermissionProblems),
    rolePolicies: record(rolePolicyProblems),
    sessionStrategy: together,
    sessionLifetimeHours: whole(1, longestHours, defaults.sessionLifetimeHours),
    sessionCookieName: together,
    sessionCache: sessionCacheProblems,
    sessionTable: sessionTableProblems,
    sessionCookieKeyGeneration: (value, argument) =>
      value === undefined ? [] : wholeNumberProblems(argument, value, { from: 1, to: 1_000_000 }),
    sessionLossAccepted: flag,
    instanceType: instanceTypeProblems,
    minInstances: together,
    maxInstances: together,
    desiredInstances: together,
    warmInstances: whole(0, 1000, defaults.warmInstances),
    targetRequestsPerMinute: whole(1, 1_000_000, defaults.targetRequestsPerMinute),
    targetCpuPercent: whole(10, 90, defaults.targetCpuPercent),
    instanceLifetimeDays: whole(1, 365, defaults.instanceLifetimeDays),
    volumeGigabytes: whole(8, 16_384, defaults.volumeGigabytes),
    instanceTags: (value, argument) => tagsProblems(argument, value, ownTags),
    bootTimeoutSeconds: whole(60, 2400, defaults.bootTimeoutSeconds),
    deregistrationDelaySeconds: whole(5, 900, defaults.deregistrationDelaySeconds),
    latencyAlarmSeconds: whole(1, 4000, defaults.latencyAlarmSeconds),
    alarmTopicArn: (value, argument) => topicArnProblems(argument, value),
    deletionProtection: flag,
  });
  const given = Object.fromEntries(entriesOf(args));
  const problems = [...tierNameProblems(name), ...alone, ...togetherProblems(given)];
  // How long the script becomes can be told for certain only of arguments that are right.
  if (problems.length === 0) return earlyUserDataProblems(withDefaults(args));
  return [...problems, ...settingsTooLong(given["settings"])];
}

function togetherProblems(given: Partial<Record<string, unknown>>): ArgumentProblem[] {
  const zones = zonesIn(given["network"]);
  const [settings, secrets] = [entriesOf(given["settings"]), entriesOf(given["secretArns"])].map((entries) =>
    entries.map(([key]) => key),
  );
  return [
    ...zoneCountProblems(zones),
    ...domainProblems(given),
    ...environmentNameProblems(
      { argument: "settings", names: settings ?? [] },
      { argument: "secretArns", names: secrets ?? [] },
    ),
    ...[...toldNames("settings", settings), ...toldNames("secretArns", secrets)],
    ...partNameProblems("stores", given["stores"], {
      example: "database",
      taken: { names: ownCallNames, why: ", which the tier has itself" },
    }),
    ...permissionNameProblems(given),
    ...strategyProblems(given),
    ...cookieNameProblems(given),
    ...sizeProblems(given, zones),
  ];
}

/** Names that the tier gives by itself, those of every strategy among them, so that strategies can be changed. */
function toldNames(argument: string, names: string[] = []): ArgumentProblem[] {
  return names
    .filter((name) => toldByTier.includes(name) || name.startsWith("SESSION_"))
    .map((name) => ({
      argument: `${argument}[${JSON.stringify(name)}]`,
      got: name,
      allowed: `any name but ${toldByTier.join(", ")} and those that begin with SESSION_`,
      fix: "leave it out: the tier sets it",
    }));
}
