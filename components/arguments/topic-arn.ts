import { isLater } from "./inputs";
import type { ArgumentProblem } from "./problem";

/** Refuses what cannot be a topic's ARN. One that is only known later passes: AWS will tell. */
export function topicArnProblems(argument: string, value: unknown): ArgumentProblem[] {
  if (value === undefined || isLater(value)) return [];
  if (typeof value === "string" && /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/.test(value)) return [];
  return [
    {
      argument,
      got: value,
      allowed: 'the ARN of an SNS topic, for example "arn:aws:sns:eu-west-1:123456789012:alarms", or an output of one',
      fix: "write the topic's arn, or leave it out for alarms that tell nobody",
    },
  ];
}
