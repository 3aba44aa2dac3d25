import assert from "node:assert/strict";
import type { StackPlan } from "../../plan/stack-plan";
import { oneStack, plan, planJson, project } from "./run";

describe("the plan", () => {
  describe("of dev and prod", () => {
    let code: number | null, stdout: string, stderr: string;
    before(() => {
      ({ code, stdout, stderr } = plan("dev", "prod"));
    });

    it("is clean, and ends with code 0", () => {
      assert.equal(code, 0, stderr);
    });

    it("shows both stacks as trees by system", () => {
      assert.match(stdout, /^stack dev {2}\d+ resources$/m);
      assert.match(
        stdout,
        /^platform {2}\d+ resources\n├─ platform-random +provider random\n├─ platform-aws +provider aws/m,
      );
      assert.match(stdout, /^stack prod {2}\d+ resources$/m);
      assert.match(stdout, /└─ platform-network +Network\n {3}├─ /);
      assert.match(stdout, /platform-network-app-c +ec2 Subnet +eu-west-1c, 10\.1\.64\.0\/20/);
    });

    it("says of each load balancer's door whether it is encrypted", () => {
      assert.match(stdout, /whatisthetime-web-http +lb Listener +HTTP 80: not encrypted, everybody/);
      assert.match(stdout, /whatisthetime-web-http +lb Listener +HTTP 80 → HTTPS$/m);
      assert.match(stdout, /whatisthetime-web-https +lb Listener +HTTPS 443$/m);
    });

    it("says what becomes of each part when a zone fails", () => {
      const [dev = "", prod = ""] = stdout.split(/^stack prod /m);
      for (const line of [
        /myclothes-users +rds Instance +db\.t4g\.micro, one zone, no standby$/m,
        /myclothes-session-cache +elasticache ReplicationGroup +cache\.t4g\.micro, 1 node, no failover$/m,
        /myclothes-web +lb LoadBalancer +in 2 zones$/m,
        /myclothes-web +autoscaling Group +1 to 2 instances, in 2 subnets$/m,
      ])
        assert.match(dev, line);
      for (const line of [
        /myclothes-users +rds Instance +db\.t4g\.medium, two zones, fails over, protected$/m,
        /myclothes-users-orders +rds Instance +eu-west-1c, db\.t4g\.medium$/m,
        /myclothes-session-cache +elasticache .* 2 nodes in different zones, fails over, protected$/m,
        /myclothes-web +lb LoadBalancer +in 3 zones$/m,
        /myclothes-web +autoscaling Group +3 to 30 instances, in 3 subnets$/m,
      ])
        assert.match(prod, line);
    });

    it("says of each store who reaches it", () => {
      const found = [...stdout.matchAll(/^who reaches what is stored\n((?:.+\n)+)/gm)].map(([, lines = ""]) => lines);
      assert.equal(found.length, 2, stdout);
      for (const lines of found) {
        assert.match(lines, /^myclothes-users +database +tcp 5432 ← function myclothes-users-migrations, instances /m);
        assert.match(lines, /^whatisthetime-releases +file system +tcp 2049 ← /m);
      }
    });

    it("counts the policies' answers", () => {
      const counts = stdout.match(/^policies {2}3 rules, \d+ passes, 0 violations, 0 cannot tell, 0 waived$/gm);
      assert.equal(counts?.length, 2, stdout);
    });

    it("closes with a line that says where that leaves its reader", () => {
      assert.match(stdout, /\ndev and prod: no mandatory policy is violated\. .*nothing was made\.\n$/);
    });

    it("writes no colours into a pipe", () => {
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(stdout, /\u001b/);
    });
  });

  describe("for machines", () => {
    let prod: StackPlan;
    before(() => {
      prod = oneStack("prod");
    });

    it("has the fields of the contract and no others", () => {
      const fields = [
        ...["project", "stack", "knowledge", "resources", "stackOutputs", "stores", "permissions", "policies"],
        "durationMs",
      ];
      assert.deepEqual(Object.keys(prod), fields);
      assert.deepEqual(Object.keys(prod.policies).sort(), ["cannotTell", "unseenTypes", "violations", "waived"]);
      const resourceFields = [
        ...["aliases", "custom", "dependencies", "id", "ignoreChanges", "inputs", "name", "outputs", "parent"],
        ...["propertyDependencies", "protect", "provider", "retainOnDelete", "system", "type", "urn"],
      ];
      for (const resource of prod.resources)
        assert.deepEqual(Object.keys(resource).sort(), resourceFields, resource.urn);
    });

    it("is of the named stack, in preview unless told otherwise", () => {
      assert.equal(prod.project, "clothesline");
      assert.equal(prod.stack, "prod");
      assert.equal(prod.knowledge, "preview");
      assert.ok(prod.durationMs > 0);
    });

    it("says of every resource which system it belongs to, and of none of the stack itself", () => {
      for (const { type, system, name, urn } of prod.resources) {
        assert.equal(system, type === "pulumi:pulumi:Stack" ? null : name.split("-")[0], urn);
      }
      assert.deepEqual(
        [...new Set(prod.resources.flatMap(({ system }) => system ?? []))],
        ["platform", "whatisthetime", "myclothes", "mytodolist"],
      );
    });

    it("names the provider of everything that has one", () => {
      for (const { type, custom, provider, urn } of prod.resources) {
        const aws = /::pulumi:providers:aws::platform-aws$/;
        const random = /::pulumi:providers:random::platform-random$/;
        const expected = !custom || type.startsWith("pulumi:") ? /^null$/ : type.startsWith("aws:") ? aws : random;
        assert.match(String(provider), expected, urn);
      }
    });

    it("says of each database, cache and file system of the stack who reaches it", () => {
      const kept = prod.resources.filter(({ type }) =>
        /^aws:(rds\/instance|elasticache\/replicationGroup|efs\/fileSystem|dax\/cluster):/.test(type),
      );
      assert.deepEqual(prod.stores.map(({ urn }) => urn).sort(), kept.map(({ urn }) => urn).sort());
      for (const { reachedBy, cannotTell, name } of prod.stores) {
        assert.deepEqual(cannotTell, [], name);
        assert.ok(reachedBy.length > 0, name);
        for (const { urn, certain } of reachedBy) {
          assert.ok(certain, name);
          assert.ok(
            prod.resources.some((resource) => resource.urn === urn),
            name,
          );
        }
      }
    });

    it("says of each table, bucket and secret of the stack who may do what, and whether that is certain", () => {
      const kept = prod.resources.filter(({ type }) =>
        /^aws:(dynamodb\/table|s3\/bucket|secretsmanager\/secret):(Table|Bucket|Secret)$/.test(type),
      );
      assert.deepEqual(prod.permissions.map(({ urn }) => urn).sort(), kept.map(({ urn }) => urn).sort());
      const storeFields = ["cannotTell", "kind", "name", "permitted", "system", "type", "urn"];
      const fields = ["certain", "component", "conditional", "kind", "may", "name", "system", "urn"];
      for (const store of prod.permissions) {
        assert.deepEqual(Object.keys(store).sort(), storeFields, store.name);
        assert.deepEqual(store.cannotTell, [], store.name);
        assert.ok(store.permitted.length > 0, store.name);
        for (const one of store.permitted) assert.deepEqual(Object.keys(one).sort(), fields, store.name);
      }
      const master = prod.permissions.find(({ name }) => name === "myclothes-users-master");
      assert.deepEqual(
        master?.permitted.map(({ kind, name, may, certain, conditional }) => [kind, name, may, certain, conditional]),
        [["function", "myclothes-users-migrations", ["reads"], true, false]],
      );
    });

    it("writes what only AWS can know as unknown", () => {
      const vpc = prod.resources.find(({ type }) => type === "aws:ec2/vpc:Vpc");
      assert.deepEqual(vpc?.id, { $unknown: true });
      assert.deepEqual((prod.stackOutputs as Record<string, unknown>)["vpcId"], { $unknown: true });
    });

    it("has dev and prod in one list where both are asked for", () => {
      const { stacks } = JSON.parse(planJson("prod", "dev").json) as { stacks: StackPlan[] };
      assert.deepEqual(
        stacks.map(({ stack }) => stack),
        ["prod", "dev"],
      );
    });
  });

  for (const stack of ["dev", "prod"]) {
    describe(`of ${stack}, before and after it is deployed`, () => {
      let preview: StackPlan, deployed: StackPlan;
      before(() => {
        preview = oneStack(stack);
        deployed = oneStack(stack, "--knowledge", "deployed");
      });

      it("has the same resources", () => {
        const urns = ({ resources }: StackPlan) => resources.map(({ urn }) => urn).sort();
        assert.deepEqual(urns(preview), urns(deployed));
      });

      it("has the same stores, reached by the same", () => {
        assert.deepEqual(preview.stores, deployed.stores);
      });

      it("has nothing unknown once deployed", () => {
        assert.doesNotMatch(JSON.stringify(deployed), /\$unknown/);
      });

      it("leaves no policy in doubt about the network", () => {
        for (const { policies } of [preview, deployed]) {
          assert.deepEqual(policies.cannotTell, []);
          assert.deepEqual(policies.violations, []);
        }
      });
    });
  }

  it("plans every stack that has a file where none is named", () => {
    const { code, stdout } = plan(...project("secretive"));
    assert.equal(code, 0);
    assert.match(stdout, /^stack dev /m);
  });

  it("reports what no policy can tell, with what it waits for, and stays clean", () => {
    const { code, stdout, json } = planJson("dev", ...project("doubtful"));
    assert.equal(code, 0);
    assert.match(stdout, /^cannot tell {2}data-subnets-have-no-internet-route {2}.*orders$/m);
    const { cannotTell } = (JSON.parse(json) as StackPlan).policies;
    assert.equal(cannotTell.length, 1);
    assert.deepEqual(cannotTell[0]?.needs, ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]);
  });

  it("takes what a program exports by name for the stack's outputs", () => {
    const { json } = planJson("dev", ...project("violating"));
    assert.deepEqual((JSON.parse(json) as StackPlan).stackOutputs, { retentionDays: 7 });
  });

  it("never writes a secret in clear", () => {
    const { stdout, json } = planJson("dev", ...project("secretive"));
    assert.doesNotMatch(stdout + json, /correct-horse/);
    const { stackOutputs, resources } = JSON.parse(json) as StackPlan;
    assert.deepEqual(stackOutputs, {
      name: { $secret: true },
      nested: { list: [{ $secret: true }] },
      password: { $secret: true },
    });
    const group = resources.find(({ name }) => name === "group");
    assert.deepEqual((group?.inputs as Record<string, unknown>)["name"], { $secret: true });
  });

  it("ends with code 1 where a mandatory policy is violated, with the rule's own message", () => {
    const { code, stdout } = plan("dev", ...project("violating"));
    assert.equal(code, 1);
    assert.match(stdout, /^violated {2}resources-are-tagged {2}.*LogGroup anonymous$/m);
    assert.match(stdout, /\ndev would be refused: a mandatory policy is violated\.\n$/);
  });

  it("gives machines the violation with its rule, level and resource", () => {
    const { json } = planJson("dev", ...project("violating"));
    const { policies } = JSON.parse(json) as StackPlan;
    assert.deepEqual(
      policies.violations.map(({ policy, level, urn }) => ({ policy, level, urn })),
      [
        {
          policy: "resources-are-tagged",
          level: "mandatory",
          urn: "urn:pulumi:dev::violating::aws:cloudwatch/logGroup:LogGroup::anonymous",
        },
      ],
    );
  });
});

describe("a plan that cannot be made ends with code 2 and", () => {
  const noStackTrace = (output: string) => {
    assert.doesNotMatch(output, /^\s+at .*\(.*:\d+:\d+\)|node:internal/m);
  };

  it("lists the stacks that exist where one does not", () => {
    const { code, stderr } = plan("dev", "staging");
    assert.equal(code, 2);
    assert.match(stderr, /There is no stack "staging".*\nThe stacks here are dev, prod\./);
    noStackTrace(stderr);
  });

  it("says every mistake of a configuration", () => {
    const { code, stdout, stderr } = plan("dev", ...project("misconfigured"));
    assert.equal(code, 2);
    for (const mistake of [/aws:region/, /clothesline:netwrok/, /clothesline:owner/]) assert.match(stdout, mistake);
    assert.match(stdout, /dev cannot be planned/);
    noStackTrace(stdout + stderr);
  });

  it("says what a program threw, and at which line", () => {
    const { code, stdout, stderr } = plan("dev", ...project("throwing"));
    assert.equal(code, 2);
    assert.match(stdout, /the moon is not full\n {2}at index\.ts:5:9/);
    noStackTrace(stdout + stderr);
  });

  it("says that a program waits for what never comes", () => {
    const { code, stdout } = plan("dev", ...project("waiting"));
    assert.equal(code, 2);
    assert.match(stdout, /waits for something that never comes/);
  });

  it("says which option it does not know, and which there are", () => {
    const { code, stderr } = plan("--jsn", "plan.json");
    assert.equal(code, 2);
    assert.match(stderr, /--jsn[\s\S]*--json FILE/);
    noStackTrace(stderr);
  });

  it("says what knowledge there is", () => {
    const { code, stderr } = plan("--knowledge", "some");
    assert.equal(code, 2);
    assert.match(stderr, /--knowledge got "some"; allowed is preview or deployed/);
  });

  it("says why the file for machines cannot be written, after all that a person reads", () => {
    const { code, stdout, stderr } = plan("dev", "--json", "no/such/folder/plan.json", ...project("secretive"));
    assert.equal(code, 2);
    assert.match(stdout, /\ndev: no mandatory policy is violated/);
    assert.match(stderr, /--json no\/such\/folder\/plan\.json cannot be written: ENOENT/);
    noStackTrace(stderr);
  });

  it("says that a project has no stack", () => {
    const { code, stderr } = plan(...project("stackless"));
    assert.equal(code, 2);
    assert.match(stderr, /No stack has a file in/);
  });

  it("says that a folder holds no project", () => {
    const { code, stderr } = plan("--cwd", __dirname);
    assert.equal(code, 2);
    assert.match(stderr, /There is no Pulumi\.yaml in .*plan; give the project's folder with --cwd/);
  });
});
