import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { bootScript, releaseRunnerScript } from "../../../../components/stateful-web-tier/boot/boot-script";
import type { ReleaseRunnerSettings } from "../../../../components/stateful-web-tier/boot/settings";
import {
  longestLaunchSeconds,
  longestTerminationSeconds,
} from "../../../../components/stateful-web-tier/boot/time-bounds";
import { longestUserDataBytes, userDataProblems } from "../../../../components/stateful-web-tier/boot/user-data-size";
import { Instance } from "./instance";

const secretArn = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:myclothes-${name}-AbCdEf`;

/** As much as a shop's production has. */
const productionLike: ReleaseRunnerSettings = {
  fileSystemId: "fs-0123456789abcdef0",
  accessPointId: "fsap-0123456789abcdef0",
  port: 8080,
  healthPath: "/health",
  environment: Object.fromEntries(
    Array.from({ length: 25 }, (_, index) => [
      `MYCLOTHES_SETTING_NUMBER_${index}`,
      `myclothes-database-${index}.abcdefghijkl.eu-west-1.rds.amazonaws.com`,
    ]),
  ),
  secretArns: { COOKIE_KEY: secretArn("cookie-key"), COOKIE_KEY_BEFORE: secretArn("cookie-key-before") },
};
const hooks = { launchHookName: "release-is-healthy", terminateHookName: "release-has-drained" };

describe("the boot script", () => {
  it("is one that bash can read", () => {
    for (const script of [bootScript(productionLike, hooks), releaseRunnerScript(productionLike)]) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      assert.equal(status, 0, stderr);
    }
  });

  it("fits into user data with the settings of a production", () => {
    const script = bootScript(productionLike, hooks);
    console.log(`      user data: ${Buffer.byteLength(script)} of ${longestUserDataBytes} bytes`);
    assert.deepEqual(userDataProblems("environment", script), []);
  });

  it("is the same for the same settings in another order", () => {
    const turned = Object.fromEntries(Object.entries(productionLike.environment).reverse());
    assert.equal(bootScript({ ...productionLike, environment: turned }, hooks), bootScript(productionLike, hooks));
  });

  it("speaks of no group outside one", () => {
    assert.doesNotMatch(releaseRunnerScript(productionLike), /autoscaling|lifecycle-action/);
  });
});

describe("the service of a release", () => {
  const unit = (settings: Partial<ReleaseRunnerSettings> = {}) => {
    const instance = new Instance(settings).release("v1").current("v1");
    instance.boots();
    return instance.read("units/clothesline-release@.service").split("\n");
  };

  it("runs as nobody in particular, who may change nothing", () => {
    const lines = unit();
    for (const line of ["DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"]) {
      assert.ok(lines.includes(line), line);
    }
    assert.ok(lines.includes("CapabilityBoundingSet="));
  });

  /** The lines of one section of it: systemd passes over what stands in the wrong one (systemd.syntax(7)). */
  const section = (name: string): string[] => {
    const lines = unit();
    const rest = lines.slice(lines.indexOf(`[${name}]`) + 1);
    const end = rest.findIndex((line) => line.startsWith("["));
    return end < 0 ? rest : rest.slice(0, end);
  };
  const saidOf = (name: string, key: string) => section(name).filter((line) => line.startsWith(`${key}=`));

  it("comes again whenever it ends, with code 0 too, which on-failure would take for done (systemd.service(5))", () => {
    assert.deepEqual(saidOf("Service", "Restart"), ["Restart=always"]);
  });

  it("comes again however often it ends: systemd gives up after 5 starts in 10 s otherwise (systemd.unit(5))", () => {
    assert.deepEqual(saidOf("Unit", "StartLimitIntervalSec"), ["StartLimitIntervalSec=0"]);
  });

  it("alone is told to stop, so that it finishes with its children, which are killed after it (systemd.kill(5))", () => {
    assert.deepEqual(saidOf("Service", "KillMode"), ["KillMode=mixed"]);
  });

  it("is given the time to drain that was asked for", () => {
    assert.ok(unit({ drainSeconds: 47 }).includes("TimeoutStopSec=47"));
  });

  it("starts in the release's own folder", () => {
    assert.ok(unit().includes(`ExecStart=/bin/sh -c 'cd "$$RELEASE_DIRECTORY" && exec ./start'`));
  });
});

describe("the port of a release", () => {
  const instance = () => {
    const made = new Instance().release("v1").current("v1");
    made.boots();
    return made;
  };

  it("is systemd's, and handed to whichever release serves; a release on trial gets one of its own", () => {
    const made = instance();
    assert.match(made.read("units/clothesline-port@.socket"), /^ListenStream=%i$/m);
    const socketOf = (name: string) =>
      /^Sockets=(.*)$/m.exec(made.read(`units/clothesline-release@${name}.service.d/port.conf`))?.[1];
    assert.deepEqual(["a", "b", "trial"].map(socketOf), [
      "clothesline-port@8080.socket",
      "clothesline-port@8080.socket",
      "clothesline-port@8081.socket",
    ]);
  });

  it("blocks no release where another was faster", () => {
    assert.match(instance().read("units/clothesline-release@.service"), /^NonBlocking=yes$/m);
  });

  it("starts nothing by itself when somebody calls", () => {
    const lines = instance().read("units/clothesline-port@.service").split("\n");
    for (const line of ["Type=oneshot", "RemainAfterExit=yes", "ExecStart=/bin/true"]) {
      assert.ok(lines.includes(line), line);
    }
  });
});

describe("the service that boots", () => {
  it("leaves alive what speaks TLS for the share when it has ended", () => {
    const instance = new Instance().release("v1").current("v1");
    instance.boots();
    assert.match(instance.read("units/clothesline-boot.service"), /^KillMode=process$/m);
  });
});

describe("user data", () => {
  it("may have 16,384 bytes, counted as bytes, and not one more", () => {
    assert.deepEqual(userDataProblems("environment", "é".repeat(8192)), []);
    assert.deepEqual(userDataProblems("environment", `${"é".repeat(8192)}x`), [
      {
        argument: "environment",
        got: 16_385,
        allowed: "settings with which the user data has at most 16384 bytes",
        fix: "shorten the settings by 1 bytes, or keep long ones in a secret",
      },
    ]);
  });
});

describe("the hooks' time", () => {
  it("is longer than the slowest launch that still answers", () => {
    const instance = new Instance()
      .release("v1", [])
      .current("v1")
      .holds("packages-from", 290)
      .holds("state", "Pending");
    instance.later(460, "echo Pending:Wait >state");
    instance.boots();
    assert.deepEqual(instance.told(), ["serves ABANDON"]);
    assert.ok(instance.clock <= longestLaunchSeconds(instance.settings));
  });

  it("is longer than the slowest termination that still answers", () => {
    const instance = new Instance().release("v1").release("v2", ["trial"]).current("v1");
    assert.equal(instance.boots().code, 0);
    const start = instance.clock;
    // The decision falls while a release is on its way that will be given up.
    instance.holds("state", "Terminating").flips(15, "v2");
    instance.later(31, "echo Terminated >metadata/autoscaling/target-lifecycle-state");
    instance.later(140, "echo Terminating:Wait >state");
    assert.equal(instance.runs("agent").code, 0);
    assert.ok(instance.clock - start <= longestTerminationSeconds(instance.settings));
  });

  it("grows with the bounds that a person sets", () => {
    const { settings } = new Instance();
    const more = (change: Partial<ReleaseRunnerSettings>) => ({ ...settings, ...change });
    const launch = (change: Partial<ReleaseRunnerSettings>) => longestLaunchSeconds(more(change));
    assert.equal(launch({ bootTimeoutSeconds: 700 }) - launch({ bootTimeoutSeconds: 600 }), 100);
    const end = (change: Partial<ReleaseRunnerSettings>) => longestTerminationSeconds(more(change));
    // A change on its way waits for health, and for a release to drain, on trial, in service and on the way back; and
    // in the end what serves drains.
    assert.equal(end({ healthTimeoutSeconds: 70 }) - end({ healthTimeoutSeconds: 60 }), 3 * 10);
    assert.equal(end({ drainSeconds: 60 }) - end({ drainSeconds: 30 }), (3 + 1) * 30);
    assert.equal(end({ pollSeconds: 25 }) - end({ pollSeconds: 15 }), 10);
  });
});
