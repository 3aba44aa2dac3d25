import assert from "node:assert/strict";
import { Instance } from "./instance";

const ready = () => new Instance().release("v1").current("v1");

describe("an instance that boots", () => {
  it("mounts the share, starts the current release and tells its group once it is healthy", () => {
    const instance = ready();
    const { code, log } = instance.boots();
    assert.equal(code, 0, log);
    assert.deepEqual(instance.services(), ["0 restart a"]);
    assert.deepEqual(instance.told(), ["serves CONTINUE"]);
    assert.match(
      instance.read("process-a"),
      /^RELEASE_VERSION="v1"\nRELEASE_DIRECTORY=".*\/share\/releases\/v1"\nPORT="8080"\n$/,
    );
  });

  it("mounts through the access point, over TLS, as its role, for reading only, and forgets folders in seconds", () => {
    const instance = ready();
    instance.boots();
    const options = "tls,iam,accesspoint=fsap-0123456789abcdef0,ro,nosuid,nodev,acdirmin=1,acdirmax=5";
    const share = `${instance.folder}/share`;
    assert.deepEqual(
      instance.calls("mount").map(({ words }) => words),
      [`-t efs -o ${options} fs-0123456789abcdef0 ${share}`],
    );
  });

  it("installs the share's client and what the release needs", () => {
    const instance = ready();
    instance.boots();
    assert.equal(instance.calls("dnf")[0]?.words, "install -y -q amazon-efs-utils nodejs24");
  });

  it("leaves an agent behind, and comes up again by itself at the next boot", () => {
    const instance = ready();
    instance.boots();
    const calls = instance.calls("systemctl").map(({ words }) => words);
    assert.ok(calls.includes("enable clothesline-boot.service"));
    assert.ok(calls.includes("--no-block start clothesline-agent.service"));
  });

  it("waits for a share that comes late", () => {
    const instance = ready().holds("share-from", 40);
    assert.equal(instance.boots().code, 0);
    assert.ok(instance.clock >= 40 && instance.clock < 50);
    assert.deepEqual(instance.told(), ["serves CONTINUE"]);
  });

  it("waits for a first release that comes late", () => {
    const instance = new Instance().release("v1").later(40, "ln -s releases/v1 share/current");
    assert.equal(instance.boots().code, 0);
    assert.deepEqual(instance.services(), ["40 restart a"]);
  });

  it("waits for the group to be ready to hear it", () => {
    const instance = ready().holds("state", "Pending").later(30, "echo Pending:Wait >state");
    assert.equal(instance.boots().code, 0);
    assert.deepEqual(instance.told(), ["serves CONTINUE"]);
  });

  it("tells nobody when it was merely rebooted", () => {
    const instance = ready();
    instance.boots();
    instance.holds("state", "InService");
    assert.equal(instance.runs("boot").code, 0);
    assert.deepEqual(instance.services(), ["0 restart a", "0 restart b", "0 stop a"]);
    assert.equal(instance.told().length, 1);
  });

  it("tells its group again when it comes out of a warm pool", () => {
    const instance = ready().holds("state", "Warmed:Pending:Wait");
    instance.boots();
    instance.holds("state", "Pending:Wait");
    assert.equal(instance.runs("boot").code, 0);
    assert.deepEqual(instance.told(), ["serves CONTINUE", "serves CONTINUE"]);
  });

  it("needs no group", () => {
    const instance = ready();
    assert.equal(instance.boots(instance.scriptOutsideAnyGroup()).code, 0);
    assert.deepEqual(instance.services(), ["0 restart a"]);
    assert.deepEqual(instance.calls("aws"), []);
  });
});

describe("what hangs", () => {
  const secret = "arn:aws:secretsmanager:eu-west-1:1:secret:key-a";

  for (const command of ["dnf", "mountpoint", "mount", "readlink", "test", "aws"]) {
    it(`does not hang a boot, which tries again: ${command}`, () => {
      const instance = ready().hangs(command);
      const { code, log } = instance.boots(instance.impatientScript());
      assert.equal(code, 0, log);
      assert.ok(instance.hasHung(command));
      assert.deepEqual(instance.told(), ["serves CONTINUE"]);
    });
  }

  it("does not hang a boot that reads a secret", () => {
    const instance = new Instance({ secretArns: { KEY: secret } }).release("v1").current("v1").hangs("aws");
    instance.holds(`secrets/${secret}`, "x");
    assert.equal(instance.boots(instance.impatientScript()).code, 0);
    assert.deepEqual(instance.told(), ["serves CONTINUE"]);
  });

  for (const command of ["readlink", "test", "aws"]) {
    it(`does not hang an agent, which still answers for the instance's end: ${command}`, () => {
      const instance = ready();
      assert.equal(instance.boots(instance.impatientScript()).code, 0);
      instance.hangs(command).leaves(50);
      assert.equal(instance.runs("agent").code, 0);
      assert.ok(instance.hasHung(command));
      assert.deepEqual(instance.told(), ["serves CONTINUE", "drains CONTINUE"]);
    });
  }
});

describe("a secret that somebody has deleted", () => {
  const arn = "arn:aws:secretsmanager:eu-west-1:1:secret:key-a";
  const withKey = () =>
    new Instance({ secretArns: { KEY: arn } }).release("v1").current("v1").holds(`secrets/${arn}`, "x");
  const words = {
    "and that waits for its end":
      "InvalidRequestException: You can't perform this operation because it was marked for deletion.",
    "and that is gone": "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  };

  for (const [what, refusal] of Object.entries(words)) {
    it(`${what} ends a boot within its bound, with the secret's name and AWS's words`, () => {
      const instance = withKey().holds("refusal", refusal);
      const { code, log } = instance.boots();
      assert.equal(code, 1);
      assert.ok(log.includes(refusal));
      assert.ok(log.includes(`the secret for KEY could not be read: ${arn}`));
      assert.match(log, /FAILED: the settings are not complete/);
      assert.ok(instance.clock <= 70, `it took ${instance.clock} s`);
      assert.deepEqual(instance.told(), ["serves ABANDON"]);
      assert.deepEqual(instance.services(), []);
    });
  }

  it("lets a boot go on that is still waiting when it is restored", () => {
    const instance = withKey().holds("refusal", words["and that waits for its end"]).later(30, "rm refusal");
    assert.equal(instance.boots().code, 0);
    assert.deepEqual(instance.services(), ["30 restart a"]);
    assert.deepEqual(instance.told(), ["serves CONTINUE"]);
  });
});

describe("an instance that cannot serve", () => {
  const table: { what: string; instance: () => Instance; code: number; cause: RegExp; upTo: number }[] = [
    {
      what: "because no package can be had",
      instance: () => ready().lacks("packages-from"),
      code: 11,
      cause: /packages could not be installed: amazon-efs-utils nodejs24/,
      upTo: 310,
    },
    {
      what: "because the share never comes",
      instance: () => ready().lacks("share-from"),
      code: 1,
      cause: /the share fs-0123456789abcdef0 could not be mounted in 60 s/,
      upTo: 70,
    },
    {
      what: "because there is no release",
      instance: () => new Instance(),
      code: 1,
      cause: /the share has no current release after 60 s/,
      upTo: 70,
    },
    {
      what: "because `current` leads out of the releases",
      instance: () => new Instance().release("v1").later(2, "ln -s ../share/releases/v1 share/current"),
      code: 1,
      cause: /the share has no current release/,
      upTo: 70,
    },
    {
      what: "because the release cannot be started",
      instance: () => ready().lacks("share/releases/v1/start"),
      code: 1,
      cause: /the share has no current release/,
      upTo: 70,
    },
    {
      what: "because the application is not healthy",
      instance: () => new Instance().release("v1", []).current("v1"),
      code: 1,
      cause: /release v1 did not answer 200 on port 8080 at \/health/,
      upTo: 70,
    },
    {
      what: "because a secret may not be read",
      instance: () => new Instance({ secretArns: { KEY: "arn:aws:secretsmanager:eu-west-1:1:secret:key-a" } }),
      code: 1,
      cause: /the secret for KEY could not be read: arn:aws:secretsmanager:eu-west-1:1:secret:key-a/,
      upTo: 70,
    },
  ];
  for (const { what, instance: make, code: expected, cause, upTo } of table) {
    it(`${what} says so, gives itself up within a bound, and lets its agent answer for its end`, () => {
      const instance = make();
      const { code, log } = instance.boots();
      assert.equal(code, expected, log);
      assert.match(log, cause);
      assert.ok(instance.clock <= upTo, `it took ${instance.clock} s`);
      assert.deepEqual(instance.told(), ["serves ABANDON"]);
      const calls = instance.calls("systemctl").map(({ words }) => words);
      assert.ok(calls.includes("--no-block start clothesline-agent.service"));
    });
  }

  it("has an exit code for each cause", () => {
    const codes = [
      ready().lacks("share-from"),
      new Instance({ secretArns: { KEY: "arn:aws:secretsmanager:eu-west-1:1:secret:key-a" } }),
      new Instance(),
      new Instance().release("v1", []).current("v1"),
      ready().lacks("hook-from"),
    ].map((instance) => {
      instance.boots();
      return instance.runs("boot").code;
    });
    assert.deepEqual(codes, [12, 13, 14, 15, 16]);
  });

  it("gives up on the group, too, when its hook cannot be told", () => {
    const instance = ready().lacks("hook-from");
    const { code, log } = instance.boots();
    assert.equal(code, 1);
    assert.match(log, /the hook serves could not be told CONTINUE/);
    assert.ok(instance.clock <= 260);
  });

  it("stops within a bound even when it cannot learn who it is", () => {
    const instance = ready().lacks("metadata/instance-id");
    const { code, log } = instance.boots();
    assert.equal(code, 10);
    assert.match(log, /the metadata service did not say which instance this is/);
    assert.ok(instance.clock <= 70);
  });
});
