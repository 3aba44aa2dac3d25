import assert from "node:assert/strict";
import { forLocalAccount, withoutDeletionProtection } from "../../../sandbox/local/stack-file";

describe("a stack's file for the local account", () => {
  it("is as it stands, without the key of the real stack", () => {
    const own = "secretsprovider: passphrase\nencryptionsalt: v1:abc=\nconfig:\n  aws:region: eu-west-1\n";
    assert.equal(forLocalAccount(own, "dev"), "config:\n  aws:region: eu-west-1\n");
  });

  it("is refused with the names of its secrets, which nobody here can open, and never with a value", () => {
    const sealed = [
      "config:",
      "  clothesline:token:",
      "    secure: v1:first",
      "  clothesline:keys: { secure: v1:second }",
      "  clothesline:shop:",
      "    password:",
      "      secure: v1:third",
    ].join("\n");
    assert.throws(
      () => forLocalAccount(sealed, "dev"),
      (error: Error) => {
        assert.match(error.message, /Pulumi\.dev\.yaml .*: clothesline:token, clothesline:keys, password\./);
        assert.doesNotMatch(error.message, /first|second|third/);
        return true;
      },
    );
  });

  it("lets go of what it protects, wherever that is said", () => {
    const protecting = "a:\n  deletionProtection: true # data\nb: { size: 1, deletionProtection: true }\nc: true\n";
    assert.equal(
      withoutDeletionProtection(protecting),
      "a:\n  deletionProtection: false # data\nb: { size: 1, deletionProtection: false }\nc: true\n",
    );
  });
});
