import type { Knowledge } from "../sandbox";
import { mandatoryViolations } from "./exit-code";
import { bold, dim, green, red, yellow } from "./paint";
import type { PlannedResource, PlannedStack } from "./stack-plan";
import { storeLines } from "./store-lines";
import { drawTree, typeName } from "./tree";
import type { WorkerAnswer } from "./worker";

/** What a person reads: each stack by system, the verdicts, and one line that says where that leaves them. */
export function report(answers: readonly WorkerAnswer[], knowledge: Knowledge): string {
  return [...answers.map(section), closing(answers, knowledge)].join("\n\n");
}

function section(answer: WorkerAnswer): string {
  if ("broken" in answer)
    return [`${bold(`stack ${answer.stack}`)}  ${red("broken")}`, "", answer.broken.trimEnd()].join("\n");
  const { plan, messages } = answer.planned;
  const resources = own(plan.resources);
  const systems = [...new Set(resources.map(({ system }) => system))].sort();
  const trees = systems.map((system) => {
    const members = resources.filter((resource) => resource.system === system);
    const heading = `${bold(system ?? "without a system")}  ${dim(counted(members.length, "resource"))}`;
    return [heading, ...drawTree(members)].join("\n");
  });
  const said = messages.map(({ severity, message }) => `${yellow(severity)}  ${message}`);
  const heading = `${bold(`stack ${plan.stack}`)}  ${counted(resources.length, "resource")}`;
  return [heading, ...trees, ...said, ...storeLines(plan.stores, plan.permissions), verdicts(answer.planned)].join(
    "\n\n",
  );
}

/** Everything but the stack itself, which is a name for the whole. */
function own(resources: readonly PlannedResource[]): PlannedResource[] {
  return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

function verdicts({ plan, rules, passes }: PlannedStack): string {
  const { violations, cannotTell, waived, unseenTypes } = plan.policies;
  const counts = [
    counted(rules, "rule"),
    counted(passes, "pass", "passes"),
    counted(violations.length, "violation"),
    `${String(cannotTell.length)} cannot tell`,
    `${String(waived.length)} waived`,
  ];
  const findings = [
    ...violations.map((one) => finding(one.level === "mandatory" ? red("violated") : yellow("advisory"), one)),
    ...cannotTell.map((one) =>
      finding(yellow("cannot tell"), { ...one, message: one.message.replace("cannot tell: ", "") }),
    ),
    ...waived.map((one) => finding(dim("waived"), one)),
  ];
  const unseen = unseenTypes.map(typeName).join(", ");
  const unseenLine = unseen === "" ? [] : [dim(`no rule looks at: ${unseen}`)];
  return [`${bold("policies")}  ${counts.join(", ")}`, ...findings, ...unseenLine].join("\n");
}

function finding(mark: string, { policy, urn, message }: { policy: string; urn: string; message: string }): string {
  return `${mark}  ${policy}  ${dim(urn.split("::").slice(2).join(" "))}\n  ${message.replaceAll("\n", "\n  ")}`;
}

function closing(answers: readonly WorkerAnswer[], knowledge: Knowledge): string {
  const broken = answers.filter((answer) => "broken" in answer).map(({ stack }) => stack);
  const violated = answers.filter((answer) => mandatoryViolations(answer) > 0).map(({ stack }) => stack);
  if (broken.length > 0) return red(`${listed(broken)} cannot be planned: mend what is said above.`);
  if (violated.length > 0) return red(`${listed(violated)} would be refused: a mandatory policy is violated.`);
  const clean = `${listed(answers.map(({ stack }) => stack))}: no mandatory policy is violated.`;
  const known =
    knowledge === "preview" ? "What only AWS can know was left unknown" : "What only AWS can know was filled in";
  return `${green(clean)} ${known}; no account was asked, nothing was made.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
