import { deepStrictEqual, match } from "node:assert/strict";
import { id, made, out, type Given } from "../draft";
import { both } from "../good-stack";
import { allow, doubtsOn, permittedOn, scene, type Scene } from "./scene";

const reads = ({ table }: Scene): Given => allow({ Action: "dynamodb:GetItem", Resource: out(table, "arn") });

function after(change: (stack: Scene) => void, expected: string[]): void {
  for (const knowledge of both) {
    const stack = scene();
    change(stack);
    deepStrictEqual(permittedOn(stack, stack.table, knowledge), expected, knowledge);
  }
}

const attach = ({ draft, role }: Scene, policyArn: Given): void => {
  draft.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", { role: id(role), policyArn });
};
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const byWorker = ["function worker reads"];
const everything = ["function worker manages", "function worker reads", "function worker writes"];

describe("a role's policies", () => {
  it("stand beside it, in it, or in a policy that it is given", () => {
    after((stack) => stack.grant(reads(stack)), byWorker);
    after((stack) => {
      stack.draft.set(stack.role, { inlinePolicies: [{ name: "in", policy: reads(stack) }] });
    }, byWorker);
    const policyIn = (stack: Scene) =>
      stack.draft.add(
        "aws:iam/policy:Policy",
        "own",
        { policy: reads(stack) },
        { computed: { arn: "arn:aws:iam::123456789012:policy/own" } },
      );
    after((stack) => {
      attach(stack, out(policyIn(stack), "arn"));
    }, byWorker);
    after((stack) => {
      stack.draft.set(stack.role, { managedPolicyArns: [out(policyIn(stack), "arn")] });
    }, byWorker);
    after((stack) => {
      policyIn(stack);
    }, []);
  });

  it("may be AWS's own, of which some are known", () => {
    for (const [name, expected] of [
      ["AmazonDynamoDBFullAccess", everything],
      ["AmazonDynamoDBReadOnlyAccess", byWorker],
      ["AdministratorAccess", everything],
      ["PowerUserAccess", everything],
      ["AmazonSSMManagedInstanceCore", []],
      ["service-role/AWSLambdaVPCAccessExecutionRole", []],
      ["service-role/AmazonAPIGatewayPushToCloudWatchLogs", []],
      ["AmazonS3FullAccess", []],
    ] as const) {
      after(
        (stack) => {
          attach(stack, aws(name));
        },
        [...expected],
      );
    }
  });

  it("allow perhaps anything where they are not known", () => {
    for (const arn of [aws("AmazonUnheardOf"), "arn:aws:iam::123456789012:policy/AdministratorAccess"]) {
      for (const knowledge of both) {
        const stack = scene();
        attach(stack, arn);
        deepStrictEqual(
          permittedOn(stack, stack.table, knowledge),
          everything.map((each) => `perhaps ${each}`),
        );
        match(doubtsOn(stack, stack.table, knowledge).join(), /names arn:.*, and what that says is not known here/);
      }
    }
  });

  it("are limited by a boundary", () => {
    after(
      (stack) => {
        stack.grant(reads(stack));
        stack.draft.set(stack.role, { permissionsBoundary: aws("PowerUserAccess") });
      },
      ["function worker reads under conditions"],
    );
  });

  it("are perhaps another's where it is not known to which role they are given", () => {
    const stack = scene();
    const other = stack.draft.add("aws:iam/role:Role", "other");
    stack.draft.add("aws:iam/rolePolicy:RolePolicy", "choice", {
      role: made([stack.role, other], "role-other"),
      policy: reads(stack),
    });
    deepStrictEqual(permittedOn(stack, stack.table, "preview"), [
      "perhaps function worker reads",
      "perhaps role other reads",
    ]);
    deepStrictEqual(permittedOn(stack, stack.table, "deployed"), ["role other reads"]);
    const stray = scene();
    const network = stray.draft.addOutside("network", { role: "somebody" });
    stray.draft.add("aws:iam/rolePolicy:RolePolicy", "stray", { role: out(network, "role"), policy: reads(stray) });
    match(doubtsOn(stray, stray.table, "preview").join(), /not known yet to whom role policy stray is given/);
  });

  it("may be a user's, or a group's", () => {
    after(
      (stack) => {
        const user = stack.draft.add("aws:iam/user:User", "ann");
        stack.draft.add("aws:iam/userPolicy:UserPolicy", "ann", { user: id(user), policy: reads(stack) });
      },
      ["user ann reads"],
    );
  });
});

describe("who wears a role", () => {
  it("are instances, by the profile of their template", () => {
    after(
      (stack) => {
        stack.draft.remove(stack.worker);
        const profile = stack.draft.add(
          "aws:iam/instanceProfile:InstanceProfile",
          "web",
          { role: id(stack.role) },
          { computed: { arn: "arn:profile" } },
        );
        stack.draft.add("aws:ec2/launchTemplate:LaunchTemplate", "web", {
          iamInstanceProfile: { arn: out(profile, "arn") },
        });
        stack.grant(reads(stack));
      },
      ["launch template web reads"],
    );
  });

  it("are all that do", () => {
    after(
      (stack) => {
        stack.draft.add("aws:lambda/function:Function", "second", { role: out(stack.role, "arn") });
        stack.grant(reads(stack));
      },
      ["function second reads", ...byWorker],
    );
  });

  it("are the users or the guests of an identity pool, by where it has the role", () => {
    for (const [place, who] of [
      ["authenticated", "users of"],
      ["unauthenticated", "guests of"],
    ] as const) {
      after(
        (stack) => {
          stack.draft.remove(stack.worker);
          stack.draft.add("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment", "people", {
            roles: { [place]: out(stack.role, "arn") },
          });
          stack.grant(reads(stack));
        },
        [`${who} people reads`],
      );
    }
  });

  it("is the service that it trusts where nothing here does, and anybody else whom it trusts besides", () => {
    after(
      (stack) => {
        stack.draft.remove(stack.worker);
        stack.grant(reads(stack));
      },
      ["service lambda.amazonaws.com reads"],
    );
    after(
      (stack) => {
        stack.grant(reads(stack));
        const Principal = { Service: "lambda.amazonaws.com", AWS: "arn:aws:iam::210987654321:root" };
        stack.draft.set(stack.role, { assumeRolePolicy: allow({ Principal, Action: "sts:AssumeRole" }) });
      },
      ["account 210987654321 reads", ...byWorker],
    );
  });

  it("is the role itself where nobody can be seen to", () => {
    after(
      (stack) => {
        stack.draft.remove(stack.worker);
        stack.draft.set(stack.role, { assumeRolePolicy: allow({ Principal: {}, Action: "sts:AssumeRole" }) });
        stack.grant(reads(stack));
      },
      ["role worker reads"],
    );
  });
});

describe("a secret", () => {
  it("is read by whoever may get it, by its own ARN or by that of its version", () => {
    for (const by of ["secret", "version"] as const) {
      for (const knowledge of both) {
        const stack = scene();
        const { draft, secret, grant } = stack;
        const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:master-AbCdEf";
        const version = draft.add(
          "aws:secretsmanager/secretVersion:SecretVersion",
          "master",
          { secretId: id(secret) },
          { computed: { arn } },
        );
        grant(
          allow({ Action: "secretsmanager:GetSecretValue", Resource: out(by === "secret" ? secret : version, "arn") }),
        );
        deepStrictEqual(permittedOn(stack, secret, knowledge), byWorker);
      }
    }
  });
});
