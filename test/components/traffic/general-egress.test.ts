import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { allowHttpsOut } from "../../../components/traffic/https-egress";
import { allowPrefixListOut } from "../../../components/traffic/prefix-list-egress";
import { bothStates, stackOf } from "../stack";

const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const workers = () => new aws.ec2.SecurityGroup("workers", { vpcId: "vpc-0123456789abcdef0", description: "workers" });

for (const knowledge of bothStates) {
  describe(`the way out of a group (${knowledge})`, () => {
    it("to AWS's APIs is HTTPS to anywhere, over both kinds of addresses, and nothing else", async () => {
      const { all, one, namesBehind } = await stackOf(() => {
        const group = workers();
        allowHttpsOut("workers", group.id, group);
      }, knowledge);
      assert.deepEqual(
        all(egress).map(({ inputs }) => [
          inputs["cidrIpv4"] ?? inputs["cidrIpv6"],
          inputs["fromPort"],
          inputs["toPort"],
        ]),
        [
          ["0.0.0.0/0", 443, 443],
          ["::/0", 443, 443],
        ],
      );
      for (const name of ["workers-https-ipv4", "workers-https-ipv6"]) {
        const rule = one(egress, name);
        assert.equal(rule.inputs["ipProtocol"], "tcp");
        assert.equal(rule.inputs["description"], "AWS APIs and packages");
        assert.deepEqual(namesBehind(rule, "securityGroupId"), ["workers"]);
      }
    });

    it("to one service is HTTPS to its prefix list, and nothing else", async () => {
      const { all } = await stackOf(() => {
        const group = workers();
        allowPrefixListOut("workers-to-s3", group.id, "pl-01234567", "Fetches releases", group);
      }, knowledge);
      const [rule, ...more] = all(egress);
      assert.deepEqual(more, []);
      const { prefixListId, cidrIpv4, fromPort, toPort, description } = rule?.inputs ?? {};
      assert.deepEqual(
        [prefixListId, cidrIpv4, fromPort, toPort, description],
        ["pl-01234567", undefined, 443, 443, "Fetches releases"],
      );
    });
  });
}
