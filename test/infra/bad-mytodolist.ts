import type { BadConfiguration } from "./bad-configurations";

const todo = (block: unknown) => ({ "clothesline:mytodolist": block });
const key = (name: string) => `clothesline:mytodolist.${name}`;

/** Slips in the block of the todo lists. */
export const badTodoLists: BadConfiguration[] = [
  {
    slip: "todo lists that are only switched on",
    values: todo(true),
    told: { "clothesline:mytodolist": ["domain, signInPrefix, callbackUrls", "its keys below it"] },
  },
  {
    slip: "a sign-in prefix with a word of Amazon's",
    values: todo({ signInPrefix: "my-aws-todos" }),
    told: { [key("signInPrefix")]: ["without the words aws, amazon and cognito", "todo-example-com"] },
  },
  {
    slip: "a sign-in prefix with a dot",
    values: todo({ signInPrefix: "todo.example.com" }),
    told: { [key("signInPrefix")]: ["lower-case letters, digits and dashes", "todo-example-com"] },
  },
  {
    slip: "nowhere to come back to",
    values: todo({ callbackUrls: [] }),
    told: { [key("callbackUrls")]: ["a list of addresses", "[https://todo.example.com/signed-in]"] },
  },
  {
    slip: "one address without a list",
    values: todo({ callbackUrls: "https://todo.example.com/signed-in" }),
    told: { [key("callbackUrls")]: ["a list of addresses", "[https://todo.example.com/signed-in]"] },
  },
  {
    slip: "an address unencrypted, and one twice",
    values: todo({ callbackUrls: ["http://todo.example.com/", "todo://signed-in", "todo://signed-in"] }),
    told: {
      [key("callbackUrls[0]")]: ["https, or http on localhost", "todo://signed-in"],
      [key("callbackUrls[2]")]: ["each once", "take it out"],
    },
  },
  {
    slip: "an origin with a path",
    values: todo({ webOrigins: ["https://todo.example.com/"] }),
    told: { [key("webOrigins[0]")]: ["without a path", "https://todo.example.com"] },
  },
  {
    slip: "every origin",
    values: todo({ webOrigins: ["*"] }),
    told: { [key("webOrigins[0]")]: ["an origin", "https://todo.example.com"] },
  },
  {
    // S3 takes it, and API Gateway's templates do not.
    slip: "an origin by an address of IPv6",
    values: todo({ webOrigins: ["http://[::1]:8080"] }),
    told: { [key("webOrigins[0]")]: ["without path, slash or star", "https://app.example.com"] },
  },
  {
    slip: "a second factor by the word yes",
    values: todo({ secondFactor: "yes" }),
    told: { [key("secondFactor")]: ["off, optional or required", "write optional"] },
  },
  {
    slip: "protection that asks for a factor that nobody can have",
    values: todo({ threatProtection: true, secondFactor: "off" }),
    told: { [key("secondFactor")]: ["optional or required beside threatProtection", "threatProtection: false"] },
  },
  {
    slip: "mails of nobody",
    values: todo({ mail: { identityArn: "example.com" } }),
    told: {
      [key("mail.identityArn")]: ["the ARN of an identity of SES", "arn:aws:ses"],
      [key("mail.from")]: ["an address of the identity", "no-reply@example.com"],
    },
  },
  {
    slip: "an accelerator by the word yes",
    values: todo({ accelerator: true }),
    told: { [key("accelerator")]: ["nodes, nodeType", "its keys below it"] },
  },
  {
    slip: "twelve nodes of no kind of DAX's",
    values: todo({ accelerator: { nodes: 12, nodeType: "cache.t4g.small" } }),
    told: {
      [key("accelerator.nodes")]: ["1 to 11", "write 11"],
      [key("accelerator.nodeType")]: ["as DAX names it", "dax.t3.medium"],
    },
  },
  {
    slip: "answers that are kept for no time",
    values: todo({ stalenessSeconds: 0 }),
    told: { [key("stalenessSeconds")]: ["1 to 86400", "write 1"] },
  },
  {
    slip: "a capacity without a limit",
    values: todo({ capacity: { minReadUnits: 5, maxWriteUnits: 50 } }),
    told: { [key("capacity.maxReadUnits")]: ["1 to 1000000", "write 5"] },
  },
  {
    slip: "a capacity whose most is less than its least, beside another slip",
    values: todo({ capacity: { minReadUnits: 50, maxReadUnits: 10, minWriteUnits: 9, maxWriteUnits: 8 }, mail: 1 }),
    told: {
      [key("capacity.maxReadUnits")]: ["from 50 (minReadUnits)", "write 50 or more"],
      [key("capacity.maxWriteUnits")]: ["from 9 (minWriteUnits)", "write 9 or more"],
      [key("mail")]: ["identityArn, from", "its keys below it"],
    },
  },
  {
    slip: "a cache of one gigabyte, in quotes",
    values: todo({ responseCache: "true", responseCacheGigabytes: "1" }),
    told: {
      [key("responseCache")]: ["they are kept", "write true, without quotes"],
      [key("responseCacheGigabytes")]: ["0.5, 1.6, 6.1", "write 0.5, without quotes"],
    },
  },
  {
    slip: "a cache that is a little too large",
    values: todo({ responseCacheGigabytes: 7 }),
    told: { [key("responseCacheGigabytes")]: ["58.2, 118 or 237", "write 13.5"] },
  },
  {
    slip: "more requests than an account has",
    values: todo({ requestsPerSecond: 20_000, requestsInBurst: 9000 }),
    told: {
      [key("requestsPerSecond")]: ["1 to 10000", "write 10000"],
      [key("requestsInBurst")]: ["1 to 5000", "write 5000"],
    },
  },
  {
    slip: "an access log by name",
    values: todo({ accessLog: "requests" }),
    told: { [key("accessLog")]: ["accountSettings.apiGatewayLogs", "write false"] },
  },
  {
    slip: "logs for a year and a half, in months",
    values: todo({ logRetentionDays: 540 }),
    told: { [key("logRetentionDays")]: ["CloudWatch Logs knows", "write 545"] },
  },
  {
    slip: "a table that can go back two months",
    values: todo({ recoveryDays: 60 }),
    told: { [key("recoveryDays")]: ["1 to 35", "write 35"] },
  },
  {
    slip: "a name without its zone, and a key of the component's",
    values: todo({ domain: { name: "api.todo.example.com" }, domainPrefix: "todo" }),
    told: {
      [key("domain.hostedZoneId")]: ["hosted zone", "beginning with Z"],
      [key("domainPrefix")]: ["signInPrefix, callbackUrls", "rename it to signInPrefix"],
    },
  },
];
