import { holdsSeveral, valuesOf, type Context } from "./keys";
import { fits, fitsArn, withVariables } from "./patterns";

/** Operator, key and what the key is compared with. */
export type Conditions = Record<string, Record<string, string | boolean | number | (string | boolean | number)[]>>;

/** Compares one value of the request with one of the policy. */
type Comparison = (value: string, wanted: string, context: Context) => boolean;

const text =
  (options: { wildcards: boolean; ignoreCase?: boolean }): Comparison =>
  (value, wanted, context) => {
    const pieces = withVariables(wanted, context, options.wildcards);
    return pieces !== undefined && fits(pieces, value, options);
  };

const arn: Comparison = (value, wanted, context) => fitsArn(wanted, value, context);

const number =
  (holds: (value: number, wanted: number) => boolean): Comparison =>
  (value, wanted) =>
    holds(numeric(value), numeric(wanted));

function numeric(value: string): number {
  if (value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  throw new Error(`${value} is no number`);
}

/**
 * The operators that the judge knows (IAM user guide, "Condition operators"). A negated one asks that none of the
 * policy's values fits, and is met where the key is missing.
 */
const operators: Readonly<Record<string, { compare: Comparison; negated?: true }>> = {
  StringEquals: { compare: text({ wildcards: false }) },
  StringNotEquals: { compare: text({ wildcards: false }), negated: true },
  StringEqualsIgnoreCase: { compare: text({ wildcards: false, ignoreCase: true }) },
  StringNotEqualsIgnoreCase: { compare: text({ wildcards: false, ignoreCase: true }), negated: true },
  StringLike: { compare: text({ wildcards: true }) },
  StringNotLike: { compare: text({ wildcards: true }), negated: true },
  ArnEquals: { compare: arn },
  ArnLike: { compare: arn },
  ArnNotEquals: { compare: arn, negated: true },
  ArnNotLike: { compare: arn, negated: true },
  Bool: { compare: text({ wildcards: false, ignoreCase: true }) },
  NumericEquals: { compare: number((value, wanted) => value === wanted) },
  NumericNotEquals: { compare: number((value, wanted) => value === wanted), negated: true },
  NumericLessThan: { compare: number((value, wanted) => value < wanted) },
  NumericLessThanEquals: { compare: number((value, wanted) => value <= wanted) },
  NumericGreaterThan: { compare: number((value, wanted) => value > wanted) },
  NumericGreaterThanEquals: { compare: number((value, wanted) => value >= wanted) },
};

/** Whether all conditions of a statement are met. Each is looked at, so that an unknown one stops the judge anyway. */
export function areMet(conditions: Conditions, context: Context): boolean {
  return Object.entries(conditions)
    .flatMap(([operator, tests]) =>
      Object.entries(tests).map(([key, wanted]) => isMet(operator, key, [wanted].flat().map(String), context)),
    )
    .every(Boolean);
}

function isMet(written: string, key: string, wanted: readonly string[], context: Context): boolean {
  const values = valuesOf(context, key);
  if (written === "Null") return wanted.some((one) => one.toLowerCase() === String(values === undefined));

  const [, set, name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(written) ?? [];
  const operator = operators[name];
  if (!operator) throw new Error(`the judge does not know the operator ${written}: add what it means`);
  if (set === undefined && holdsSeveral(key)) {
    throw new Error(`${written} of ${key}, which holds several values: it needs ForAllValues or ForAnyValue`);
  }
  if (ifExists !== undefined && values === undefined) return true;
  const isRight = (value: string) =>
    wanted.some((one) => operator.compare(value, one, context)) !== (operator.negated ?? false);
  // No value at all: all of them are right, and not one.
  if (set === "ForAllValues") return (values ?? []).every(isRight);
  if (set === "ForAnyValue") return (values ?? []).some(isRight);
  return values === undefined ? (operator.negated ?? false) : values.every(isRight);
}
