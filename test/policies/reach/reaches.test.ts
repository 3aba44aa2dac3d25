import { deepStrictEqual } from "node:assert/strict";
import { id, made, out, type Given } from "../draft";
import { both } from "../good-stack";
import { doubts, reachers, scene, type Scene } from "./scene";

const byWeb = ["launch template web: tcp 5432"];

/** What a change makes of who reaches the database, at preview and once deployed. */
function reachedAfter(change: (stack: Scene) => void, expected: string[]): void {
  for (const knowledge of both) {
    const stack = scene();
    change(stack);
    deepStrictEqual(reachers(stack, knowledge), expected, knowledge);
    deepStrictEqual(doubts(stack, knowledge), [], knowledge);
  }
}

const fromWeb = ({ webGroup }: Scene): Record<string, Given> => ({ referencedSecurityGroupId: id(webGroup) });
const toDatabase = ({ databaseGroup }: Scene): Record<string, Given> => ({
  referencedSecurityGroupId: id(databaseGroup),
});

describe("who reaches whom", () => {
  it("takes a rule on either side", () => {
    reachedAfter(() => undefined, []);
    reachedAfter((stack) => stack.ingress(fromWeb(stack)), []);
    reachedAfter((stack) => stack.egress(toDatabase(stack)), []);
    reachedAfter((stack) => {
      stack.ingress(fromWeb(stack));
      stack.egress(toDatabase(stack));
    }, byWeb);
  });

  it("is the same for the older rules", () => {
    reachedAfter(({ draft, webGroup, databaseGroup }) => {
      const ports = { protocol: "tcp", fromPort: 5432, toPort: 5432 };
      const type = "aws:ec2/securityGroupRule:SecurityGroupRule";
      const [web, database] = [id(webGroup), id(databaseGroup)];
      draft.add(type, "in", { type: "ingress", ...ports, securityGroupId: database, sourceSecurityGroupId: web });
      draft.add(type, "out", { type: "egress", ...ports, securityGroupId: web, sourceSecurityGroupId: database });
    }, byWeb);
  });

  it("is the same for rules inside a group", () => {
    reachedAfter(({ draft, webGroup, databaseGroup }) => {
      const ports = { protocol: "tcp", fromPort: 5432, toPort: 5432 };
      draft.set(databaseGroup, { ingress: [{ ...ports, securityGroups: [id(webGroup)] }] });
      draft.set(webGroup, { egress: [{ ...ports, cidrBlocks: ["10.0.0.0/16"] }] });
    }, byWeb);
  });

  it("is over the ports that both sides let through", () => {
    const ports = (said: Record<string, Given>) => (stack: Scene) => {
      stack.ingress({ ...fromWeb(stack), fromPort: 5000, toPort: 6000 });
      stack.egress({ ...toDatabase(stack), ...said });
    };
    reachedAfter(ports({ fromPort: 5500, toPort: 7000 }), ["launch template web: tcp 5500 to 6000"]);
    reachedAfter(ports({ fromPort: 6001, toPort: 7000 }), []);
    reachedAfter(ports({ ipProtocol: "-1", fromPort: 0, toPort: 0 }), ["launch template web: tcp 5000 to 6000"]);
    reachedAfter(ports({ ipProtocol: "udp" }), []);
    reachedAfter(ports({ ipProtocol: "6" }), ["launch template web: tcp 5432"]);
  });

  it("counts every member of a group, and those of a group that admits itself", () => {
    reachedAfter(
      ({ draft, databaseGroup }) => {
        draft.add("aws:lambda/function:Function", "report", {
          vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: [id(databaseGroup)] },
        });
        const all = { protocol: "-1", fromPort: 0, toPort: 0 };
        draft.set(databaseGroup, { ingress: [{ ...all, self: true }], egress: [{ ...all, self: true }] });
      },
      ["function report: every protocol and port"],
    );
  });

  it("counts every group of whoever has several", () => {
    reachedAfter((stack) => {
      const { draft, web, webGroup, group } = stack;
      const second = group("second");
      draft.set(web, { vpcSecurityGroupIds: [id(webGroup), id(second)] });
      stack.ingress({ referencedSecurityGroupId: id(second) });
      stack.egress(toDatabase(stack));
    }, byWeb);
  });

  it("follows a VPC's default group to the resource that took it over", () => {
    const rules = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
    const change = (stack: Scene) => {
      const { draft, vpc, web } = stack;
      const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
      const taken = draft.add(type, "taken", { vpcId: id(vpc), egress: rules });
      draft.set(web, { vpcSecurityGroupIds: [id(taken)] });
      return taken;
    };
    reachedAfter((stack) => stack.ingress({ referencedSecurityGroupId: id(change(stack)) }), byWeb);
    // At preview the group's id as the VPC gives it is known by where it comes from.
    const stack = scene();
    change(stack);
    stack.ingress({ referencedSecurityGroupId: out(stack.vpc, "defaultSecurityGroupId") });
    deepStrictEqual(reachers(stack, "preview"), byWeb);
  });

  it("is certain where one of several rules is", () => {
    for (const ranges of [
      ["10.0.16.0/20", "10.0.0.0/16"],
      ["10.0.0.0/16", "10.0.16.0/20"],
    ])
      reachedAfter((stack) => {
        for (const cidrIpv4 of ranges) stack.ingress({ cidrIpv4 });
        stack.egress(toDatabase(stack));
      }, byWeb);
  });

  describe("by addresses", () => {
    const admitting = (range: string) => (stack: Scene) => {
      stack.ingress(range.includes(":") ? { cidrIpv6: range } : { cidrIpv4: range });
      stack.egress({ cidrIpv4: "0.0.0.0/0" });
      stack.egress({ cidrIpv6: "::/0" });
    };

    it("counts the world, and whoever in the VPC calls anybody", () => {
      for (const range of ["0.0.0.0/0", "::/0"])
        reachedAfter(admitting(range), [...byWeb, "the world (world): tcp 5432"]);
    });

    it("counts a part of the internet as such", () => {
      for (const range of ["203.0.113.7/32", "2001:db8::/64"]) {
        const stack = scene();
        stack.ingress(range.includes(":") ? { cidrIpv6: range } : { cidrIpv4: range });
        deepStrictEqual(reachers(stack, "deployed"), [`${range} (world): tcp 5432`]);
      }
      reachedAfter(admitting("128.0.0.0/1"), ["128.0.0.0/1 (world): tcp 5432"]);
    });

    it("counts everybody in a VPC whose addresses are admitted, and nobody outside it", () => {
      reachedAfter(admitting("10.0.0.0/16"), byWeb);
      reachedAfter(admitting("10.0.0.0/8"), ["10.0.0.0/8: tcp 5432", ...byWeb]);
    });

    it("leaves open who in the VPC has the addresses of a part of it", () => {
      reachedAfter(admitting("10.0.16.0/20"), ["perhaps launch template web: tcp 5432"]);
    });

    it("counts another network as outside", () => {
      reachedAfter(admitting("192.168.0.0/24"), ["192.168.0.0/24: tcp 5432"]);
    });

    it("takes no way in by IPv4 and out by IPv6", () => {
      reachedAfter(
        (stack) => {
          stack.ingress({ cidrIpv4: "0.0.0.0/0" });
          stack.egress({ cidrIpv6: "::/0" });
        },
        ["the world (world): tcp 5432"],
      );
    });
  });

  describe("by prefix lists", () => {
    it("counts the addresses of one in this stack", () => {
      reachedAfter(
        (stack) => {
          const { draft } = stack;
          const list = draft.add("aws:ec2/managedPrefixList:ManagedPrefixList", "offices", {
            entries: [{ cidr: "203.0.113.0/24" }],
          });
          draft.add("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "vpc", {
            prefixListId: id(list),
            cidr: "10.0.0.0/16",
          });
          stack.ingress({ prefixListId: id(list) });
          stack.egress(toDatabase(stack));
        },
        ["203.0.113.0/24 (world): tcp 5432", ...byWeb],
      );
    });

    it("names one outside it", () => {
      reachedAfter((stack) => stack.ingress({ prefixListId: "pl-01234567" }), ["prefix list pl-01234567: tcp 5432"]);
    });
  });

  describe("outside the stack", () => {
    it("names a group that is admitted", () => {
      reachedAfter(
        (stack) => stack.ingress({ referencedSecurityGroupId: "123456789012/sg-0a" }),
        ["security group sg-0a: tcp 5432"],
      );
    });

    it("takes whoever has such a group for one that may call", () => {
      reachedAfter(
        (stack) => {
          stack.draft.set(stack.web, { vpcSecurityGroupIds: ["sg-0a"] });
          stack.ingress({ referencedSecurityGroupId: "sg-0a" });
        },
        ["perhaps launch template web: tcp 5432", "security group sg-0a: tcp 5432"],
      );
    });

    it("doubts whom such a group admits", () => {
      const stack = scene();
      stack.draft.set(stack.database, { vpcSecurityGroupIds: ["sg-0b"] });
      for (const knowledge of both)
        deepStrictEqual(doubts(stack, knowledge), [
          "security group sg-0b is outside this stack, and whom it admits is not seen here",
        ]);
    });
  });

  describe("that is not known yet", () => {
    it("is told of as a choice where one of several groups is meant", () => {
      const stack = scene();
      const { draft, web, webGroup, group } = stack;
      const other = group("other");
      draft.set(web, { vpcSecurityGroupIds: made([webGroup, other], [id(webGroup)]) });
      stack.ingress(fromWeb(stack));
      stack.egress(toDatabase(stack));
      deepStrictEqual(reachers(stack, "preview"), ["perhaps launch template web: tcp 5432"]);
      deepStrictEqual(reachers(stack, "deployed"), byWeb);
    });

    it("is told of as such where the store may have one of several groups", () => {
      const stack = scene();
      const { draft, database, databaseGroup, group } = stack;
      const other = group("other");
      draft.set(database, { vpcSecurityGroupIds: made([databaseGroup, other], [id(databaseGroup)]) });
      stack.ingress({ cidrIpv4: "0.0.0.0/0" });
      deepStrictEqual(reachers(stack, "preview"), ["perhaps the world (world): tcp 5432"]);
      deepStrictEqual(reachers(stack, "deployed"), ["the world (world): tcp 5432"]);
    });

    it("is a doubt where it is an address or a group that is admitted", () => {
      for (const property of ["cidrIpv4", "referencedSecurityGroupId"]) {
        const stack = scene();
        const office = stack.draft.addOutside("office", { cidrIpv4: "10.9.0.0/16", referencedSecurityGroupId: "sg-0" });
        const rule = stack.ingress({ [property]: out(office, property) });
        const said = `it is not known yet whom security group ingress rule ${rule.name} admits`;
        deepStrictEqual(doubts(stack, "preview"), [said]);
        deepStrictEqual(doubts(stack, "deployed"), []);
      }
    });

    it("is a doubt about everybody where it is the group that a rule stands on", () => {
      const stack = scene();
      const elsewhere = stack.draft.addOutside("elsewhere", { group: "sg-database" });
      const rule = stack.ingress({ securityGroupId: out(elsewhere, "group"), cidrIpv4: "0.0.0.0/0" });
      const said = `it is not known yet which security group security group ingress rule ${rule.name} stands on`;
      deepStrictEqual(doubts(stack, "preview"), [said]);
      deepStrictEqual(reachers(stack, "deployed"), ["the world (world): tcp 5432"]);
    });

    it("may be anybody where it is whom one calls", () => {
      const stack = scene();
      const partner = stack.draft.addOutside("partner", { cidr: "203.0.113.0/24" });
      stack.ingress(fromWeb(stack));
      stack.egress({ cidrIpv4: out(partner, "cidr") });
      deepStrictEqual(reachers(stack, "preview"), ["perhaps launch template web: tcp 5432"]);
      deepStrictEqual(reachers(stack, "deployed"), []);
    });
  });

  it("is a doubt where a store names no group", () => {
    const stack = scene();
    stack.draft.unset(stack.database, "vpcSecurityGroupIds");
    for (const knowledge of both)
      deepStrictEqual(doubts(stack, knowledge), ["it names no security group, and gets its VPC's default one"]);
  });
});
