import { statSync } from "node:fs";
import { awsIdProblems } from "../../arguments/aws-id";
import type { Check } from "../../arguments/checks";
import { flagProblems } from "../../arguments/flag";
import { fieldProblems, isLater, textProblems } from "../../arguments/inputs";
import { elementsOf } from "../../arguments/list";
import { nestedProblems } from "../../arguments/nested";
import { partNameProblems } from "../../arguments/part-names";
import type { ArgumentProblem } from "../../arguments/problem";
import { entriesOf, isRecord, recordProblems } from "../../arguments/records";
import { wholeNumberProblems } from "../../arguments/whole-number";
import { layoutProblems } from "../../network/layout-problems";
import type { ApiHandlerArgs, ApiStatement } from "../arguments";
import { handlerLimits } from "../defaults";
import { serviceNames } from "../function-network";
import { originsVariable } from "../functions";

export function handlerProblems(argument: string, value: unknown): ArgumentProblem[] {
  const alone = nestedProblems<ApiHandlerArgs>(argument, value, {
    entry: entryProblems,
    leftToRuntime: packagesProblems,
    environment: environmentProblems,
    statements: statementsProblems,
    network: (one, at) => (one === undefined ? [] : layoutProblems(at, one)),
    stores: storesProblems,
    reachesDynamodb: (one, at) => flagProblems(at, one),
    reachesS3: (one, at) => flagProblems(at, one),
    memoryMegabytes: (one, at) => wholeNumberProblems(at, one, handlerLimits.memoryMegabytes),
    timeoutSeconds: (one, at) => wholeNumberProblems(at, one, handlerLimits.timeoutSeconds),
  });
  const given = isRecord(value) ? value : {};
  return [...alone, ...needsNetwork(argument, given)];
}

/** Only a function in a network calls anything there; outside it reaches AWS by itself. */
function needsNetwork(handler: string, given: Record<string, unknown>): ArgumentProblem[] {
  if (given["network"] !== undefined) return [];
  const called = [
    ...(entriesOf(given["stores"]).length > 0 ? ["stores"] : []),
    ...["reachesDynamodb", "reachesS3"].filter((flag) => given[flag] === true),
  ];
  return called.map((argument) => ({
    argument: `${handler}.${argument}`,
    gotInWords: "it without a network",
    allowed: "it beside network alone: a function outside of one calls no store, and reaches AWS's services anyway",
    fix: "give the network, or leave it out",
  }));
}

const entryProblems: Check = (value, argument) => {
  if (
    typeof value === "string" &&
    /\.[cm]?[jt]s$/.test(value) &&
    statSync(value, { throwIfNoEntry: false })?.isFile()
  ) {
    return [];
  }
  return [
    {
      argument,
      got: value,
      allowed: "the path of a TypeScript or JavaScript file that is there",
      fix: 'write it in full, for example join(__dirname, "functions/listTodos.ts")',
    },
  ];
};

const packagesProblems: Check = (value, argument) => {
  const packages = value === undefined ? [] : elementsOf(value);
  const isPackage = (name: unknown) => typeof name === "string" && /^(?:@[\w.*-]+\/)?[\w.*-]+$/.test(name);
  if (packages?.every(isPackage)) return [];
  const allowed = "a plain list of names of packages, * for a part of a name";
  return [
    { argument, got: value, allowed, fix: 'write for example ["@aws-sdk/client-*"], or [] to bundle everything' },
  ];
};

/** Lambda developer guide, "Defined runtime environment variables": those that cannot be set. */
const reserved = [
  ...["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV"],
  ...["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION"],
  ...["AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME"],
  ...["AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API"],
  ...["LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"],
];

/** Lambda's quota for all variables of a function. */
const mostBytes = 4096;

const environmentProblems: Check = (value, argument) => {
  const names = entriesOf(value).map(([name]) => name);
  const known = entriesOf(value).filter(([, one]) => typeof one === "string");
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(known)));
  return [
    ...recordProblems(argument, value, (one, at) => textProblems(at, one)),
    ...names.flatMap((name) => environmentNameProblems(`${argument}[${JSON.stringify(name)}]`, name)),
    ...(bytes <= mostBytes
      ? []
      : [
          {
            argument,
            gotInWords: `${bytes} bytes`,
            allowed: `${mostBytes} bytes for all of a function's variables`,
            fix: "keep long values in a parameter or a table",
          },
        ]),
  ];
};

function environmentNameProblems(argument: string, name: string): ArgumentProblem[] {
  if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name)) {
    const allowed = "letters, digits and underscores, two at least, beginning with a letter";
    return [{ argument, got: name, allowed, fix: "write a name like TABLE_NAME" }];
  }
  if (name === originsVariable) {
    return [{ argument, got: name, allowed: "any name but this one", fix: "leave it out: allowedOrigins sets it" }];
  }
  if (!reserved.includes(name)) return [];
  return [{ argument, got: name, allowed: "any name but those that Lambda sets itself", fix: "write another name" }];
}

const storesProblems: Check = (value, argument) => [
  ...recordProblems(argument, value, (one, at) =>
    fieldProblems(at, one, "the store", {
      securityGroupId: (id, place) => awsIdProblems(place, id, "sg"),
      port: (port, place) => wholeNumberProblems(place, port, { from: 1, to: 65_535 }),
    }),
  ),
  ...partNameProblems(argument, value, { example: "accelerator", taken: { names: serviceNames } }),
];

const statementsProblems: Check = (value, argument) => {
  if (value === undefined) return [];
  const statements = elementsOf(value);
  if (statements === undefined) {
    const fix = 'write [{ actions: ["dynamodb:GetItem"], resources: [table.tableArn] }]';
    return [{ argument, got: value, allowed: "a plain list of statements", fix }];
  }
  return statements.flatMap((statement, index) =>
    nestedProblems<ApiStatement>(`${argument}[${index}]`, statement, {
      actions: actionsProblems,
      resources: resourcesProblems,
      conditions: (one, at) => recordProblems(at, one, conditionProblems),
    }),
  );
};

const conditionProblems: Check = (value, argument) =>
  value === undefined
    ? [{ argument, got: value, allowed: "values by context key", fix: "write { key: value }" }]
    : recordProblems(argument, value, (one, at) => textProblems(at, one));

const actionsProblems: Check = (value, argument) => {
  const actions = elementsOf(value) ?? [];
  // A star within a name stands for a few; at its beginning it stands for all that a service can do.
  const isExact = (action: unknown) => typeof action === "string" && /^[a-z0-9-]+:[A-Za-z][A-Za-z0-9*]*$/.test(action);
  if (actions.length > 0 && actions.every(isExact)) return [];
  return [
    {
      argument,
      got: value,
      allowed: "one action of a service or more, and not all that the service can do",
      fix: 'write them one by one, for example ["dynamodb:GetItem", "dynamodb:Query"]',
    },
  ];
};

const resourcesProblems: Check = (value, argument) => {
  const resources = elementsOf(value) ?? [];
  const isArn = (arn: unknown) => isLater(arn) || (typeof arn === "string" && (arn === "*" || /^arn:[^:]+:/.test(arn)));
  if (resources.length > 0 && resources.every(isArn)) return [];
  return [
    {
      argument,
      got: value,
      allowed: "the ARN of one resource or more, or outputs of them; a star where the action knows no narrower one",
      fix: "write [table.tableArn]",
    },
  ];
};
