import type { WorkerAnswer } from "./worker";

/** 0 if every stack is clean, 1 if a mandatory policy is violated, 2 if a stack cannot be planned. */
export function exitCode(answers: readonly WorkerAnswer[]): 0 | 1 | 2 {
  if (answers.some((answer) => "broken" in answer)) return 2;
  return answers.some((answer) => mandatoryViolations(answer) > 0) ? 1 : 0;
}

export function mandatoryViolations(answer: WorkerAnswer): number {
  if ("broken" in answer) return 0;
  return answer.planned.plan.policies.violations.filter(({ level }) => level === "mandatory").length;
}
