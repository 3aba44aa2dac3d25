import assert from "node:assert/strict";

/** Values of metrics in one period, by the ids of their queries; undefined where nothing was measured. */
export interface Measurements {
  values: ReadonlyMap<string, number | undefined>;
  /** In seconds. */
  period: number;
}

type Operand = number | undefined;

/**
 * The value of an expression in one period, as far as alarms here use the language (CloudWatch user guide, "Using math
 * expressions with CloudWatch metrics"). What is not known is no value; anything else that is not understood fails.
 */
export function valueOf(expression: string, { values, period }: Measurements): Operand {
  const tokens = expression.match(/\d+(?:\.\d+)?|\w+|>=|[-+*/(),[\]]|\S/g) ?? [];
  let place = 0;
  const take = (...expected: string[]) => {
    const token = tokens[place];
    if (token === undefined || (expected.length > 0 && !expected.includes(token))) return undefined;
    place++;
    return token;
  };
  const must = (expected: string) => {
    assert.equal(take(expected), expected, `${expression}, at ${tokens.slice(place).join(" ")}`);
  };

  const comparison = (): Operand => {
    const left = sum();
    return take(">=") === undefined ? left : both(left, sum(), (a, b) => Number(a >= b));
  };
  const sum = (): Operand => {
    let value = product();
    for (let sign = take("+", "-"); sign !== undefined; sign = take("+", "-")) {
      const factor = sign === "+" ? 1 : -1;
      value = both(value, product(), (a, b) => a + factor * b);
    }
    return value;
  };
  const product = (): Operand => {
    let value = single();
    for (let sign = take("*", "/"); sign !== undefined; sign = take("*", "/")) {
      const isProduct = sign === "*";
      value = both(value, single(), (a, b) => (isProduct ? a * b : a / b));
    }
    return value;
  };
  const single = (): Operand => {
    if (take("(") !== undefined) return closed(comparison(), ")");
    const token = take() ?? "";
    if (/^\d/.test(token)) return Number(token);
    if (take("(") !== undefined) return closed(call(token), ")");
    assert.ok(values.has(token), `${token} in ${expression} is no metric of the alarm`);
    return values.get(token);
  };
  const closed = (value: Operand, by: string): Operand => {
    must(by);
    return value;
  };
  const list = (): Operand[] => {
    const found = [comparison()];
    while (take(",") !== undefined) found.push(comparison());
    return found;
  };
  const call = (name: string): Operand => {
    if (name === "MAX" || name === "SUM") {
      must("[");
      const known = list().filter((value) => value !== undefined);
      must("]");
      if (known.length === 0) return undefined;
      return name === "MAX" ? Math.max(...known) : known.reduce((total, value) => total + value, 0);
    }
    const [first, second, third, ...rest] = list();
    assert.equal(rest.length, 0, expression);
    if (name === "FILL") return first ?? second;
    if (name === "PERIOD") return period;
    assert.equal(name, "IF", expression);
    return first === undefined ? undefined : first === 0 ? third : second;
  };

  const value = comparison();
  assert.equal(place, tokens.length, `${expression}, at ${tokens.slice(place).join(" ")}`);
  return value;
}

/** Nothing is what comes of nothing, and of a division by nought. */
function both(left: Operand, right: Operand, combine: (left: number, right: number) => number): Operand {
  if (left === undefined || right === undefined) return undefined;
  const value = combine(left, right);
  return Number.isFinite(value) ? value : undefined;
}
