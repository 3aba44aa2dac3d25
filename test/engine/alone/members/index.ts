import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import { CognitoS3Access } from "../../../../components/index";

/** Users with their own files, of whom the tests change what grows with an application. */
const config = new Config();
const provider = new aws.Provider("members", { region: aws.config.requireRegion() });
const members = new CognitoS3Access(
  "users",
  {
    domainPrefix: "members-example-com",
    callbackUrls: ["members://signed-in"],
    customAttributes: config.requireObject<string[]>("customAttributes"),
    deletionProtection: config.requireBoolean("deletionProtection"),
    scopes: config.requireObject<Record<string, string>>("scopes"),
    threatProtection: config.requireBoolean("threatProtection"),
    webOrigins: config.requireObject<string[]>("webOrigins"),
  },
  { providers: [provider] },
);

export const scopes = members.scopes;
