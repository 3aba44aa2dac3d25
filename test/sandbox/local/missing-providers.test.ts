import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { missingProviders } from "../../../sandbox/local/missing-providers";

const here = [{ name: "aws", version: "7.48.0", entry: "aws.ts" }];

describe("the providers that the local account lacks", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "clothesline-providers-"));
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  function write(file: string, content: object) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), JSON.stringify(content));
  }

  function uses(packages: Record<string, object>) {
    write("package.json", { dependencies: Object.fromEntries(Object.keys(packages).map((name) => [name, "1"])) });
    for (const [name, about] of Object.entries(packages)) write(`node_modules/${name}/package.json`, about);
  }

  it("are none where the project asks for what is here, and for packages that are no providers", () => {
    uses({
      "@pulumi/aws": { version: "7.48.0", pulumi: { resource: true, name: "aws", version: "7.48.0" } },
      "@pulumi/pulumi": { version: "3.248.0", pulumi: { comment: "no provider" } },
      yaml: { version: "2.9.1" },
    });
    assert.equal(missingProviders(project, here), undefined);
  });

  it("are told with what is here", () => {
    uses({ "@pulumi/gcp": { version: "9.1.0", pulumi: { resource: true, name: "gcp" } } });
    assert.match(missingProviders(project, here) ?? "", /no provider gcp 9\.1\.0, .*It has aws 7\.48\.0\./);
  });

  it("are told of a package that does not say its provider's name", () => {
    uses({ "@other/pulumi-thing": { version: "v1.0.0", pulumi: { resource: true } } });
    assert.match(missingProviders(project, here) ?? "", /no provider pulumi-thing 1\.0\.0,/);
  });

  it("are told where it is another version", () => {
    uses({ "@pulumi/aws": { version: "7.40.0", pulumi: { resource: true, name: "aws", version: "7.40.0" } } });
    assert.match(missingProviders(project, here) ?? "", /no provider aws 7\.40\.0, .*It has aws 7\.48\.0\./);
  });

  it("are looked for in the folder above, where that has the packages", () => {
    uses({ "@pulumi/gcp": { version: "9.1.0", pulumi: { resource: true, name: "gcp" } } });
    mkdirSync(join(project, "infra"));
    assert.match(missingProviders(join(project, "infra"), here) ?? "", /gcp 9\.1\.0/);
  });

  it("are not guessed at where a package is not installed", () => {
    write("package.json", { dependencies: { "@pulumi/gcp": "9.1.0" } });
    assert.equal(missingProviders(project, here), undefined);
  });
});
