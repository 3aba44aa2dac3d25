import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import { ServerlessApi } from "../../../../components/index";

/** An API whose routes, handlers and cache the tests change. */
const config = new Config();
const provider = new aws.Provider("api", { region: aws.config.requireRegion() });
const pool = new aws.cognito.UserPool("users", {}, { provider });

const security = [{ users: [config.require("scope")] }];
const routes: Record<string, object> = {
  "/todos": { get: { operationId: "listTodos", security } },
  "/templates": {
    get: { operationId: "listTemplates", security, "x-clothesline-cache": { seconds: 300, perUser: false } },
  },
  "/health": { get: { operationId: "readHealth", security: [] } },
};
const operations = config.require("operations").split(",");
const paths = Object.fromEntries(
  Object.entries(routes).filter(([, route]) => operations.some((id) => JSON.stringify(route).includes(`"${id}"`))),
);
const handlers = Object.fromEntries(
  operations.map((id) => [
    id,
    { entry: join(__dirname, "handlers", `${id === "listTodos" ? config.require("listHandler") : "list"}.ts`) },
  ]),
);

const api = new ServerlessApi(
  "todos",
  {
    openApiDocument: JSON.stringify({
      ...{ openapi: "3.0.3", info: { title: "Todos", version: "1" }, paths },
      components: { securitySchemes: { users: { type: "apiKey", in: "header", name: "Authorization" } } },
    }),
    handlers,
    userPoolArns: [pool.arn],
    responseCache: config.requireBoolean("responseCache"),
  },
  { providers: [provider] },
);

export const url = api.url;
