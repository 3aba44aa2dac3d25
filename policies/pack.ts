import { PolicyPack, type ResourceValidationPolicy, type StackValidationPolicy } from "@pulumi/policy";
import { rememberLast } from "./graph/memo";
import { buildStack, type Stack } from "./graph/stack";
import type { ValueRecord } from "./graph/value";
import { fromHost, plainRecord } from "./host-resources";
import { answersOf, defaultLevel } from "./judge";
import type { Answer, Rule } from "./rule";
import { rules } from "./rules";

/** One graph for all rules: the host hands the same resources over once per rule. */
const remember = rememberLast<Stack>();

/** By URN. The engine shows each resource by itself before the whole stack, and then as it was asked for. */
const asked = new Map<string, ValueRecord>();

/** Only a resource policy sees what was asked, and a policy is of one kind: so this one does nothing else. */
const inputs: ResourceValidationPolicy = {
  name: "inputs-of-a-preview",
  description: "Finds nothing. Notes what the program asks, so that the rules can tell more in a preview.",
  enforcementLevel: "advisory",
  validateResource: ({ urn, props }) => {
    asked.set(urn, plainRecord(props));
  },
};

function toPolicy(rule: Rule): StackValidationPolicy {
  const properties = Object.fromEntries((rule.options ?? []).map(({ name, schema }) => [name, schema]));
  return {
    name: rule.name,
    description: rule.sentence,
    enforcementLevel: defaultLevel(rule),
    configSchema: { properties },
    validateStack: (host, reportViolation) => {
      const plain = fromHost(host.resources, asked);
      const stack = remember(JSON.stringify(plain), () => buildStack(plain));
      for (const answer of answersOf(rule, stack, host.getConfig<Record<string, unknown>>())) {
        const report = reportOf(answer);
        // The object form of a report is not in the host's types. It keeps the message as it is, where a bare text gets
        // the policy's description put before it, and takes a level of its own.
        if (report !== undefined) Reflect.apply(reportViolation, undefined, [report]);
      }
    },
  };
}

function reportOf(answer: Answer): Record<string, string> | undefined {
  if (answer.verdict === "pass") return undefined;
  const { message, resource } = answer;
  // What cannot be told must be seen, and must not stop a preview that may well be right.
  const level = answer.verdict === "cannot tell" ? { enforcementLevel: "advisory" } : {};
  return { message, urn: resource.urn, ...level };
}

new PolicyPack("clothesline", { policies: [inputs, ...rules.map(toPolicy)] });
