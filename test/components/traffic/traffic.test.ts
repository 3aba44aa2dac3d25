import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { output } from "@pulumi/pulumi";
import { Traffic, type TrafficArgs } from "../../../components/index";
import { refusal, refused } from "../refusal";
import { bothStates, stackOf, text } from "../stack";

const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

function webToDatabase(args: Partial<TrafficArgs> = {}) {
  return () => {
    const web = new aws.ec2.SecurityGroup("web", { vpcId: "vpc-0123456789abcdef0", description: "web" });
    const database = new aws.ec2.SecurityGroup("database", { vpcId: "vpc-0123456789abcdef0", description: "database" });
    new Traffic("web-to-database", {
      fromSecurityGroupId: web.id,
      toSecurityGroupId: database.id,
      port: 5432,
      ...args,
    });
  };
}

describe("traffic from one group to another", () => {
  for (const knowledge of bothStates) {
    it(`is one rule out of the first and one into the second, and nothing else (${knowledge})`, async () => {
      const { resources, one, namesBehind } = await stackOf(webToDatabase(), knowledge);
      const traffic = one("clothesline:index:Traffic", "web-to-database");
      const made = resources.filter(({ parent }) => parent === traffic.urn);
      assert.deepEqual(made.map(({ type }) => type).sort(), [egressType, ingressType]);

      const out = one(egressType, "web-to-database-egress");
      assert.deepEqual(namesBehind(out, "securityGroupId"), ["web"]);
      assert.deepEqual(namesBehind(out, "referencedSecurityGroupId"), ["database"]);
      const into = one(ingressType, "web-to-database-ingress");
      assert.deepEqual(namesBehind(into, "securityGroupId"), ["database"]);
      assert.deepEqual(namesBehind(into, "referencedSecurityGroupId"), ["web"]);
    });
  }

  it("is open on that port alone, over TCP unless told otherwise", async () => {
    for (const [args, ipProtocol] of [
      [{}, "tcp"],
      [{ protocol: "udp" }, "udp"],
    ] as const) {
      const { all } = await stackOf(webToDatabase(args));
      for (const { inputs } of [...all(ingressType), ...all(egressType)]) {
        assert.deepEqual([inputs["ipProtocol"], inputs["fromPort"], inputs["toPort"]], [ipProtocol, 5432, 5432]);
      }
    }
  });

  it("can be on any port, the first and the last included", async () => {
    for (const port of [1, 65535]) {
      const { one } = await stackOf(webToDatabase({ port }));
      assert.equal(one(ingressType, "web-to-database-ingress").inputs["toPort"], port);
    }
  });

  it("is described on both sides, by its name and port unless told otherwise", async () => {
    for (const [args, description] of [
      [{}, "web-to-database: tcp 5432"],
      [{ description: "The shop reads its users" }, "The shop reads its users"],
    ] as const) {
      const { all } = await stackOf(webToDatabase(args));
      const rules = [...all(ingressType), ...all(egressType)];
      assert.deepEqual(
        rules.map(({ inputs }) => inputs["description"]),
        [description, description],
      );
    }
  });
});

describe("traffic refuses", () => {
  const good = { fromSecurityGroupId: "sg-0123456789abcdef0", toSecurityGroupId: "sg-1a2b3c4d", port: 443 };
  const traffic = (args: object | undefined) => new Traffic("web-to-database", args as TrafficArgs);

  const table: { what: string; args: object | undefined; wrong: string[] }[] = [
    { what: "no arguments at all", args: undefined, wrong: ["fromSecurityGroupId", "toSecurityGroupId", "port"] },
    {
      what: "a CIDR block as source",
      args: { ...good, fromSecurityGroupId: "0.0.0.0/0" },
      wrong: ["fromSecurityGroupId"],
    },
    {
      what: "another kind of id",
      args: { ...good, toSecurityGroupId: "subnet-1a2b3c4d" },
      wrong: ["toSecurityGroupId"],
    },
    { what: "a truncated id", args: { ...good, toSecurityGroupId: "sg-1a2b3c4" }, wrong: ["toSecurityGroupId"] },
    { what: "a number for an id", args: { ...good, toSecurityGroupId: 7 }, wrong: ["toSecurityGroupId"] },
    { what: "port 0", args: { ...good, port: 0 }, wrong: ["port"] },
    { what: "a port beyond the last", args: { ...good, port: 65536 }, wrong: ["port"] },
    { what: "half a port", args: { ...good, port: 44.3 }, wrong: ["port"] },
    { what: "a port as text", args: { ...good, port: "443" }, wrong: ["port"] },
    { what: "a port known only later", args: { ...good, port: output(443) }, wrong: ["port"] },
    { what: "every protocol", args: { ...good, protocol: "-1" }, wrong: ["protocol"] },
    { what: "an empty description", args: { ...good, description: "" }, wrong: ["description"] },
    {
      what: "a description AWS cannot store",
      args: { ...good, description: "web → database" },
      wrong: ["description"],
    },
    { what: "a description too long", args: { ...good, description: "x".repeat(256) }, wrong: ["description"] },
  ];
  for (const { what, args, wrong } of table) {
    it(what, () => {
      assert.deepEqual(
        refused(() => traffic(args)),
        wrong,
      );
    });
  }

  it("no name, whether or not a description is given", () => {
    for (const given of [{}, { description: "web to database" }]) {
      assert.deepEqual(
        refused(() => new Traffic("", { ...good, ...given })),
        ["name"],
      );
    }
  });

  it("a name that makes no description, unless one is given", async () => {
    const named = (name: string, args = {}) => new Traffic(name, { ...good, ...args });
    for (const name of ["web → database", "x".repeat(245)]) {
      assert.deepEqual(
        refused(() => named(name)),
        ["name"],
      );
      const { all } = await stackOf(() => named(name, { description: "web to database" }));
      assert.equal(all(ingressType).length, 1);
    }
    const { all } = await stackOf(() => named("x".repeat(244), { port: 65535 }));
    assert.equal(text(all(ingressType)[0]?.inputs["description"]).length, 255);
  });

  it("a description with words that say which would do", () => {
    assert.equal(
      refusal(() => traffic({ ...good, description: "" })).errors[0]?.reason,
      'got "". Allowed: 1 to 255 letters, digits, spaces and characters of ._-:/()#,@[]+=&;{}!$*. ' +
        "Fix: write a plain sentence, or leave it out for the name and the port.",
    );
  });

  it("with a message that says how to put it right", () => {
    assert.equal(
      refusal(() => traffic({ ...good, port: 70000 })).message,
      'Traffic "web-to-database" cannot be made, one argument is wrong:\n' +
        "  port: got 70000. Allowed: a whole number from 1 to 65535, plain. " +
        "Fix: write the port that the called listen on, for example 443.",
    );
  });
});
