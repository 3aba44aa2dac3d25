import { choiceProblems } from "../../arguments/choice";
import type { ArgumentProblem } from "../../arguments/problem";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { awsIdProblems } from "../../arguments/aws-id";
import { cacheLimits } from "../../session-cache/choices";
import { longestHours, longestStickyHours, SessionStrategy } from "../sessions/strategy";
import { fieldProblems, shapeProblems, textProblems } from "../../arguments/inputs";
import { storePortProblems } from "./stores";

/** Of six nodes, one is the primary. */
const replicaCount = { from: cacheLimits.nodes.from - 1, to: cacheLimits.nodes.to - 1 };

export function sessionCacheProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const arn = (what: string, example: string) => (one: unknown, at: string) =>
    shapeProblems(at, one, { pattern: /^arn:aws[a-z-]*:elasticache:.+/, what, example });
  return fieldProblems(argument, value, "the SessionCache", {
    host: (one, at) => textProblems(at, one),
    port: storePortProblems,
    userName: (one, at) => textProblems(at, one),
    cacheId: (one, at) => textProblems(at, one),
    region: (one, at) => textProblems(at, one),
    isServerless: serverlessProblems,
    replicas: (one, at) => wholeNumberProblems(at, one, replicaCount),
    cacheArn: arn("the ARN of a cache", "arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts"),
    userArn: arn("the ARN of a cache's user", "arn:aws:elasticache:eu-west-1:123456789012:user:web"),
    securityGroupId: (one, at) => awsIdProblems(at, one, "sg"),
  });
}

function serverlessProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === false) return [];
  return [
    {
      argument,
      got: value,
      allowed: "false: a serverless cache throws out what was not used for long, and a cart must not be lost",
      fix: "hand over a SessionCache for the purpose of sessions",
    },
  ];
}

export function sessionTableProblems(value: unknown, argument: string): ArgumentProblem[] {
  if (value === undefined) return [];
  const example = "arn:aws:dynamodb:eu-west-1:123456789012:table/carts";
  return fieldProblems(argument, value, "the ServerlessTable", {
    tableName: (one, at) => textProblems(at, one),
    tableArn: (one, at) =>
      shapeProblems(at, one, { pattern: /^arn:aws[a-z-]*:dynamodb:.+:table\/.+/, what: "the ARN of a table", example }),
    region: (one, at) => (one === undefined ? [] : textProblems(at, one)),
  });
}

/** What the chosen strategy cannot do without, and what it cannot do. */
export function strategyProblems(args: Partial<Record<string, unknown>>): ArgumentProblem[] {
  const { sessionStrategy, sessionLossAccepted, sessionLifetimeHours } = args;
  if (sessionStrategy === undefined) return [];
  const choices = Object.values(SessionStrategy);
  const strategy = choices.find((choice) => choice === sessionStrategy);
  if (strategy === undefined) {
    // There is no default to fall back on: without a strategy the tier has no sessions.
    return choiceProblems("sessionStrategy", sessionStrategy, choices, SessionStrategy.Cache).map((problem) => ({
      ...problem,
      fix: "write one of these, or leave it out for a tier without sessions",
    }));
  }
  const needed: Record<string, [argument: string, fix: string]> = {
    [SessionStrategy.Cache]: ["sessionCache", "hand over the outputs of a SessionCache"],
    [SessionStrategy.Table]: ["sessionTable", "hand over the outputs of a ServerlessTable"],
    [SessionStrategy.Cookie]: [
      "sessionCookieKeyGeneration",
      "write 1 for the first keys, and later one more to rotate",
    ],
  };
  const [argument, fix] = needed[strategy] ?? [];
  if (argument !== undefined && fix !== undefined && args[argument] === undefined) {
    return [{ argument, allowed: `a value, since sessionStrategy is ${JSON.stringify(strategy)}`, fix }];
  }
  if (strategy !== SessionStrategy.Sticky) return [];
  // What is too long for any strategy is told already.
  const isLong = Number(sessionLifetimeHours) > longestStickyHours && Number(sessionLifetimeHours) <= longestHours;
  return [
    ...(sessionLossAccepted === true ? [] : [lossNotAccepted(sessionLossAccepted)]),
    ...(typeof sessionLifetimeHours === "number" && isLong
      ? wholeNumberProblems("sessionLifetimeHours", sessionLifetimeHours, { from: 1, to: longestStickyHours })
      : []),
  ];
}

function lossNotAccepted(got: unknown): ArgumentProblem {
  return {
    argument: "sessionLossAccepted",
    got,
    allowed: 'true beside sessionStrategy "sticky", with which a cart is lost when its instance goes',
    fix: `write true if that is what you want, or choose ${JSON.stringify(SessionStrategy.Cache)}`,
  };
}

export function cookieNameProblems(args: Partial<Record<string, unknown>>): ArgumentProblem[] {
  const { sessionCookieName: name, plainHttp } = args;
  if (name === undefined) return [];
  const problem = { argument: "sessionCookieName", got: name };
  if (typeof name !== "string" || !/^[\w!#$%&'*+.^`|~-]{1,64}$/.test(name)) {
    return [{ ...problem, allowed: "1 to 64 letters, digits and signs of !#$%&'*+-.^_`|~", fix: "write a plain word" }];
  }
  // Elastic Load Balancing, "Sticky sessions": AWSALB, AWSALBAPP and AWSALBTG are its own, and AWSALBCORS.
  if (/^AWSALB/i.test(name)) {
    const allowed = "a name that does not begin with AWSALB, which is the load balancer's own";
    return [{ ...problem, allowed, fix: "write another name" }];
  }
  if (plainHttp === true && /^__(?:Host|Secure)-/i.test(name)) {
    const allowed = "a name without the prefix __Host- or __Secure-, which browsers take over HTTPS alone";
    return [{ ...problem, allowed, fix: "leave the prefix out, or serve over HTTPS" }];
  }
  return [];
}
