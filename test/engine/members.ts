import type { Change } from "./changes";
import { alone } from "./workspace";

const of = (what: string, edit: Change["edit"], done: Partial<Change>): Change => ({
  ...{ what, project: alone("members"), stack: "dev", edit },
  ...done,
});

const withoutProtection = (file: string) => file.replace("threatProtection: true", "threatProtection: false");

/** What people change about users and their files, none of which may lose a user or a file. */
export const memberChanges: Change[] = [
  of("threat protection is switched off, on a plan that is cheaper", withoutProtection, {
    updated: ["UserPool users"],
    // The settings about risks are Cognito's to end: it refuses their deletion where nothing looks for risks any more.
    deleted: ["MetricAlarm users-account-takeover", "RiskConfiguration users"],
  }),
  of("threat protection is switched on", (file) => file, {
    from: withoutProtection,
    created: ["MetricAlarm users-account-takeover", "RiskConfiguration users"],
    updated: ["UserPool users"],
  }),
  of("the API gets another scope", (file) => file.replace('{"read":"Read"}', '{"read":"Read","write":"Write"}'), {
    updated: ["ResourceServer users", "UserPoolClient users"],
  }),
  of("the application says more of its users", (file) => file.replace('["plan"]', '["plan","team"]'), {
    updated: ["UserPool users", "UserPoolClient users"],
  }),
  of("web pages may use the files", (file) => file.replace('"[]"', `'["https://members.example.com"]'`), {
    created: ["BucketCorsConfiguration users-files"],
  }),
];
