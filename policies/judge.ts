import type { PlainResource } from "./graph/resource";
import { buildStack, type Stack } from "./graph/stack";
import type { Answer, Rule } from "./rule";
import { rules as allRules } from "./rules";
import { settingsFrom } from "./settings";

export type EnforcementLevel = "mandatory" | "advisory" | "disabled";

/** Per rule: its level, its options, as in a pack's configuration file. */
export type PackConfig = Readonly<Record<string, EnforcementLevel | Readonly<Record<string, unknown>>>>;

export interface Finding {
  readonly policy: string;
  readonly level: "mandatory" | "advisory";
  readonly urn: string;
  readonly message: string;
}

export interface Doubtful extends Finding {
  /** URNs, or `urn#property`, of what is not known yet. */
  readonly needs: readonly string[];
}

export interface Verdict {
  readonly violations: readonly Finding[];
  readonly cannotTell: readonly Doubtful[];
  readonly waived: readonly Finding[];
  /** Types in this stack that no rule looks at. */
  readonly unseenTypes: readonly string[];
  /** How many answers were a pass. */
  readonly passes: number;
}

export interface JudgeOptions {
  readonly config?: PackConfig;
  readonly rules?: readonly Rule[];
}

/**
 * Judges a stack by every rule, in this process.
 * @throws PackConfigError where the configuration names what is not there or has a value of the wrong shape.
 */
export function judge(resources: readonly PlainResource[], options: JudgeOptions = {}): Verdict {
  const { config = {}, rules = allRules } = options;
  checkConfig(config, rules);
  const stack = buildStack(resources);
  const violations: Finding[] = [];
  const cannotTell: Doubtful[] = [];
  let passes = 0;
  for (const rule of rules) {
    const { level, given } = configured(rule, config);
    if (level === "disabled") continue;
    for (const answer of answersOf(rule, stack, given)) {
      const finding = { policy: rule.name, level, urn: answer.resource.urn };
      if (answer.verdict === "pass") passes += 1;
      else if (answer.verdict === "fail") violations.push({ ...finding, message: answer.message });
      else cannotTell.push({ ...finding, message: answer.message, needs: answer.needs });
    }
  }
  return { violations, cannotTell, waived: [], unseenTypes: unseenTypes(resources, rules), passes };
}

/** What a rule says of a stack. The policy host asks here too, so that both say the same. */
export const answersOf = (rule: Rule, stack: Stack, given: Readonly<Record<string, unknown>>): readonly Answer[] =>
  rule.check(stack, settingsFrom(given));

export const defaultLevel = (rule: Rule): "mandatory" | "advisory" => (rule.level === "M" ? "mandatory" : "advisory");

function configured(rule: Rule, config: PackConfig): { level: EnforcementLevel; given: Record<string, unknown> } {
  const entry = config[rule.name] ?? {};
  const { enforcementLevel = defaultLevel(rule), ...given } =
    typeof entry === "string" ? { enforcementLevel: entry } : entry;
  return { level: isLevel(enforcementLevel) ? enforcementLevel : defaultLevel(rule), given };
}

const levels = ["mandatory", "advisory", "disabled"] as const;
const isLevel = (value: unknown): value is EnforcementLevel => levels.some((level) => level === value);

/** All that is wrong with a pack's configuration, one line each. */
export class PackConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The policy pack's configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "PackConfigError";
  }
}

function checkConfig(config: PackConfig, rules: readonly Rule[]): void {
  const problems = Object.entries(config).flatMap(([name, entry]) => {
    const rule = rules.find((candidate) => candidate.name === name);
    if (rule === undefined) return [`${name}: no rule has this name; the rules are ${rules.map(nameOf).join(", ")}`];
    const given: Readonly<Record<string, unknown>> = typeof entry === "string" ? { enforcementLevel: entry } : entry;
    return Object.entries(given).flatMap(([key, value]) => problemsOf(rule, key, value));
  });
  if (problems.length > 0) throw new PackConfigError(problems);
}

function problemsOf(rule: Rule, key: string, value: unknown): readonly string[] {
  const place = `${rule.name}.${key}`;
  if (key === "enforcementLevel") {
    return isLevel(value) ? [] : [`${place}: got ${JSON.stringify(value)}, allowed is one of ${levels.join(", ")}`];
  }
  const option = rule.options?.find((candidate) => candidate.name === key);
  if (option === undefined) {
    const known = ["enforcementLevel", ...(rule.options ?? []).map(nameOf)].join(", ");
    return [`${place}: the rule has no such option; it has ${known}`];
  }
  if (option.parse(value) !== undefined) return [];
  return [`${place}: got ${JSON.stringify(value)}, allowed is ${option.allowed}; ${option.fix}`];
}

const nameOf = ({ name }: { readonly name: string }): string => name;

function unseenTypes(resources: readonly PlainResource[], rules: readonly Rule[]): readonly string[] {
  const seen = new Set(rules.flatMap((rule) => rule.types));
  const unseen = resources.filter(({ type, custom }) => !seen.has(type) && custom !== false && !isPulumiOwn(type));
  return [...new Set(unseen.map(({ type }) => type))].sort();
}

/** The stack itself and providers: nothing of theirs is in AWS. */
const isPulumiOwn = (type: string): boolean => type.startsWith("pulumi:");
