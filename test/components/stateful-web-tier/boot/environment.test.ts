import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { environmentNameProblems } from "../../../../components/stateful-web-tier/boot/environment-names";
import { Instance } from "./instance";

const cookieKeys = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-cookie-keys-AbCdEf";
const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/key";

const awkward: Record<string, string> = {
  PLAIN: "carts",
  EMPTY: "",
  SPACES: "  two  words ",
  QUOTES: `it's "quoted"`,
  SHELL: '$(touch "$WORLD/ran") `touch "$WORLD/ran"` $HOME ${HOME} !! && exit 7; \\',
  ENDS_IN_BACKSLASH: "C:\\",
  LINES: "first\nsecond\n\n  EXTRA=1",
  AMPERSANDS: "a&b\\&c",
  WORDS: "Grüße, 東京",
  JSON: '{"current":"k1","previous":null,"path":"\\\\"}',
};

const ready = (settings: ConstructorParameters<typeof Instance>[0]) =>
  new Instance(settings).release("v1").current("v1");

/** The environment as a process of the release has it. systemd and the shell read double quotes alike. */
function environmentOf(instance: Instance): Record<string, string> {
  const file = join(instance.folder, "run/environment");
  const { stdout } = spawnSync("bash", ["-c", 'set -a; source "$1"; env -0', "bash", file], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  return Object.fromEntries(
    stdout.split("\0").flatMap((line) => (line === "" ? [] : [line.split(/=([^]*)/, 2)])) as [string, string][],
  );
}

describe("the environment of a release", () => {
  it("holds every setting as it was given, whatever stands in it", () => {
    const instance = ready({ environment: awkward });
    const { code, log } = instance.boots();
    assert.equal(code, 0, log);
    const found = environmentOf(instance);
    for (const [name, value] of Object.entries(awkward)) assert.equal(found[name], value, name);
    assert.equal(existsSync(join(instance.folder, "ran")), false);
  });

  it("tells where it runs", () => {
    const instance = ready({});
    instance.boots();
    const { INSTANCE_ID, AVAILABILITY_ZONE, AWS_REGION } = environmentOf(instance);
    assert.deepEqual([INSTANCE_ID, AVAILABILITY_ZONE, AWS_REGION], ["i-0123456789abcdef0", "eu-west-1b", "eu-west-1"]);
  });

  it("holds the secrets, each read from where its ARN says", () => {
    const instance = ready({ secretArns: { COOKIE_KEYS: cookieKeys, KEY: parameter } });
    instance.holds(`secrets/${cookieKeys}`, awkward["JSON"] ?? "");
    mkdirSync(join(instance.folder, "secrets", parameter, ".."), { recursive: true });
    instance.holds(`secrets/${parameter}`, awkward["SHELL"] ?? "");
    const { code, log } = instance.boots();
    assert.equal(code, 0, log);
    const { COOKIE_KEYS, KEY } = environmentOf(instance);
    assert.deepEqual([COOKIE_KEYS, KEY], [awkward["JSON"], awkward["SHELL"]]);
    const calls = instance.calls("aws").map(({ words }) => words);
    const ofSecret = "--region eu-central-1 --secret-id";
    assert.ok(calls.some((words) => words.startsWith(`secretsmanager get-secret-value ${ofSecret} ${cookieKeys} `)));
    assert.ok(
      calls.some((words) => words.startsWith("ssm get-parameter --region eu-west-1 --with-decryption --name ")),
    );
  });

  it("keeps secrets where root alone reads them, out of logs, calls and every other file", () => {
    const secret = "only-the-release-knows";
    const instance = ready({ secretArns: { COOKIE_KEYS: cookieKeys } }).holds(`secrets/${cookieKeys}`, secret);
    const { log } = instance.boots();
    assert.equal(environmentOf(instance)["COOKIE_KEYS"], secret);
    assert.equal(statSync(join(instance.folder, "run/environment")).mode & 0o777, 0o600);
    assert.equal(statSync(join(instance.folder, "run")).mode & 0o777, 0o700);
    assert.ok(!log.includes(secret));
    const files = readdirSync(instance.folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const holders = files
      .map(({ parentPath, name }) => join(parentPath, name).slice(instance.folder.length + 1))
      .filter((file) => instance.read(file).includes(secret));
    assert.deepEqual(holders, ["run/environment", `secrets/${cookieKeys}`].sort());
  });

  it("waits for a secret that may not be read yet", () => {
    const instance = ready({ secretArns: { COOKIE_KEYS: cookieKeys } });
    instance.later(30, `echo late >secrets/${cookieKeys}`);
    assert.equal(instance.boots().code, 0);
    assert.equal(environmentOf(instance)["COOKIE_KEYS"], "late");
  });

  it("is read anew for a new release", () => {
    const instance = ready({ secretArns: { COOKIE_KEYS: cookieKeys }, staggerSeconds: 0 }).release("v2");
    instance.holds(`secrets/${cookieKeys}`, "old");
    instance.boots();
    instance.holds(`secrets/${cookieKeys}`, "rotated").flips(30, "v2").leaves(100);
    assert.equal(instance.runs("agent").code, 0);
    assert.equal(environmentOf(instance)["COOKIE_KEYS"], "rotated");
  });
});

describe("names in the environment", () => {
  const problems = (settings: string[], secrets: string[]) =>
    environmentNameProblems(
      { argument: "environment", names: settings },
      { argument: "secretArns", names: secrets },
    ).map(({ argument }) => argument);

  it("may be any that a process can have", () => {
    assert.deepEqual(problems(["TABLE_NAME", "_x1"], ["KEY"]), []);
  });

  it("are refused when they cannot be read, are the instance's own, or stand in both maps", () => {
    assert.deepEqual(problems(["1A", "a-b", "", "A=B", "PORT", "BOTH"], ["BOTH", "INSTANCE_ID", "x y"]), [
      'environment["1A"]',
      'environment["a-b"]',
      'environment[""]',
      'environment["A=B"]',
      'environment["PORT"]',
      'secretArns["BOTH"]',
      'secretArns["INSTANCE_ID"]',
      'secretArns["x y"]',
    ]);
  });
});
