import type { Change } from "./changes";
import { alone } from "./workspace";

const replaced = (search: string, by: string) => (file: string) => file.replaceAll(search, by);

/** An operation of an API and all that answers it. */
const operation = (name: string) => [
  ...["Function", "LogGroup", "Permission", "Role", "RolePolicy"].map((type) => `${type} ${name}`),
  ...["errors", "throttles"].map((alarm) => `MetricAlarm ${name}-${alarm}`),
];

/** The same stage shows another picture of the API. */
const deployedAnew = {
  replaced: ["Deployment todos"],
  updated: ["RestApi todos", "Stage todos"],
};

const withHealth = replaced("listTodos,listTemplates", "listTodos,listTemplates,readHealth");
const withCache = replaced("responseCache: false", "responseCache: true");

/** What people do to an API: its routes, who may call, what answers, and what is kept. */
export const apiChanges: Change[] = [
  {
    what: "a route is added to an API",
    project: alone("api"),
    stack: "dev",
    edit: withHealth,
    created: operation("todos-readHealth"),
    ...deployedAnew,
  },
  {
    what: "a route is taken from an API",
    project: alone("api"),
    stack: "dev",
    from: withHealth,
    edit: (file) => file,
    deleted: operation("todos-readHealth"),
    // With the function goes what it wrote down of itself.
    givenUp: ["LogGroup todos-readHealth"],
    ...deployedAnew,
  },
  {
    what: "an API asks for another scope",
    project: alone("api"),
    stack: "dev",
    edit: replaced("scope: todos/read", "scope: todos/look"),
    replaced: deployedAnew.replaced,
    // Each says for whom it answers.
    updated: [...deployedAnew.updated, "Function todos-listTemplates", "Function todos-listTodos"],
  },
  {
    what: "a handler of an API is changed",
    project: alone("api"),
    stack: "dev",
    edit: replaced("listHandler: list", "listHandler: list-better"),
    updated: ["Function todos-listTodos"],
  },
  {
    what: "the cache of an API is switched on",
    project: alone("api"),
    stack: "dev",
    edit: withCache,
    created: ["MethodSettings todos-listTemplates"],
    updated: ["Stage todos"],
  },
  {
    what: "the cache of an API is switched off",
    project: alone("api"),
    stack: "dev",
    from: withCache,
    edit: (file) => file,
    deleted: ["MethodSettings todos-listTemplates"],
    updated: ["Stage todos"],
  },
];
