import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { StatefulWebTier } from "../../../components/stateful-web-tier/stateful-web-tier";
import { bothStates, stackOf } from "../stack";
import { groupOf, layout, least, releaseShare, sessionCache, shop, types } from "./tier";

/** Something that is made last, and an output that is known by then. */
const lastOf = (name: string) => new aws.cloudwatch.LogGroup(name);

/** The names of what a resource waits for, with what its values come from. */
async function awaitedBy(
  type: string,
  program: () => unknown,
  knowledge: (typeof bothStates)[number] = "preview",
): Promise<string[]> {
  const { dependencies } = (await stackOf(program, knowledge)).one(type, "shop-web");
  return dependencies.map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
}

describe("the instances of a web tier wait for", () => {
  for (const knowledge of bothStates) {
    it(`every rule that lets them call and be called (${knowledge})`, async () => {
      const program = () => {
        const stores = { database: { securityGroupId: groupOf("database").id, port: 5432 } };
        const cache = { ...sessionCache, securityGroupId: groupOf("carts").id };
        new StatefulWebTier("shop-web", { ...least, stores, sessionStrategy: "cache", sessionCache: cache });
      };
      const awaited = await awaitedBy(types.group, program, knowledge);
      for (const call of ["from-load-balancer", "to-releases", "to-sessions", "to-database"]) {
        for (const side of ["egress", "ingress"]) assert.ok(awaited.includes(`shop-web-${call}-${side}`), call);
      }
      for (const version of ["ipv4", "ipv6"]) assert.ok(awaited.includes(`shop-web-https-${version}`));
    });

    it(`the first release, the stores and the sessions, by what these are made of last (${knowledge})`, async () => {
      const program = () => {
        const share = { ...releaseShare, readiness: lastOf("published").name };
        const stores = {
          database: { securityGroupId: groupOf("database").id, port: 5432, readiness: lastOf("migrated").name },
        };
        const cache = { ...sessionCache, readiness: lastOf("cached").name };
        const args = { ...least, releaseShare: share, stores };
        new StatefulWebTier("shop-web", { ...args, sessionStrategy: "cache", sessionCache: cache });
      };
      const awaited = await awaitedBy(types.group, program, knowledge);
      for (const last of ["published", "migrated", "cached"]) assert.ok(awaited.includes(last), last);
    });

    it(`whatever the program gives as dependsOn, in each form that Pulumi knows (${knowledge})`, async () => {
      const forms: Record<string, (last: pulumi.Resource) => pulumi.ComponentResourceOptions["dependsOn"]> = {
        "a resource": (last) => last,
        "a list": (last) => [last],
        "an output of a resource": (last) => pulumi.output(last),
        "a promise of a list": (last) => Promise.resolve([last]),
      };
      for (const [form, dependsOn] of Object.entries(forms)) {
        const program = () => {
          const given = dependsOn(lastOf("last"));
          new StatefulWebTier("shop-web", least, given === undefined ? {} : { dependsOn: given });
        };
        for (const type of [types.group, types.loadBalancer]) {
          assert.ok((await awaitedBy(type, program, knowledge)).includes("last"), `${form}, ${type}`);
        }
      }
    });
  }

  it("the routes of a network that is given as dependsOn", async () => {
    assert.ok((await awaitedBy(types.group, shop())).includes("shop-app-a-ipv4"));
  });

  it("what they may do, and the listener that leads to them", async () => {
    const awaited = await awaitedBy(types.group, () => new StatefulWebTier("shop-web", least));
    for (const name of ["shop-web-boot", "shop-web-session-manager", "shop-web-http"]) {
      assert.ok(awaited.includes(name), name);
    }
  });

  it("nothing that would start them anew when only its value changes", async () => {
    const groupWith = async (readiness: string) => {
      const program = () => new StatefulWebTier("shop-web", { ...least, releaseShare: { ...releaseShare, readiness } });
      const { one } = await stackOf(program, "deployed");
      return [types.group, types.template].map((type) => one(type, "shop-web").inputs);
    };
    assert.deepEqual(await groupWith("v1"), await groupWith("v2"));
  });
});

describe("a web tier", () => {
  it("depends on its share in its user data and on nothing that it does not mean", async () => {
    const program = () => {
      const share = lastOf("fs-source");
      const fileSystemId = share.name.apply(() => releaseShare.fileSystemId);
      new StatefulWebTier("shop-web", { ...least, network: layout, releaseShare: { ...releaseShare, fileSystemId } });
    };
    const { one, namesBehind } = await stackOf(program);
    assert.deepEqual(namesBehind(one(types.template, "shop-web"), "userData"), ["fs-source"]);
  });
});
