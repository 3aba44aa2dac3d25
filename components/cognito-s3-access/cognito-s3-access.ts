import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../arguments/problem";
import { makeAccessAlarms } from "./alarms";
import { accessProblems } from "./arguments";
import { accessLimits, filePrefix, type SecondFactor } from "./choices";
import { makeFiles } from "./files";
import { makeIdentities } from "./identity-pool";
import { allowOwnThings } from "./permissions";
import { makeSignIn, type SignIn } from "./sign-in";
import { makeThreatProtection } from "./threat-protection";
import { makeUserPool } from "./user-pool";

export interface CognitoS3AccessArgs {
  /** What the address of the sign-in pages begins with. Nobody else in the region may have it. No default. */
  domainPrefix: pulumi.Input<string>;
  /** Where people may come back to, signed in: https, a scheme of the application's own, http on localhost. No default. */
  callbackUrls: pulumi.Input<string>[];
  /** Where people may come back to, signed out. Default: nowhere, they stay on the sign-in pages. */
  logoutUrls?: pulumi.Input<string>[];
  /** The origins of web pages that use the files. Default: none, as for an application that is no web page. */
  webOrigins?: pulumi.Input<string>[];
  /** What access tokens may permit at an API: what each scope permits, for people, by its name. Default: none. */
  scopes?: Record<string, string>;
  /** The API as its scopes name it, `identifier/scope`. Changing it replaces them. Default: the component's name. */
  apiIdentifier?: string;
  /**
   * What the application says of a user besides the standard attributes: optional texts that it can change and clients
   * only read. Cognito removes none ever again. Default: none.
   */
  customAttributes?: string[];
  /** Whether people sign in with a code of an authenticator app, too. Default: optional. */
  secondFactor?: SecondFactor;
  /** Whether anybody may make an account. Default: true. */
  selfSignUp?: boolean;
  /**
   * Whether Cognito refuses passwords known to thieves, and asks for the second factor where somebody looks like somebody
   * else. It puts the pool on the plan Plus, which costs by the user. Default: false.
   */
  threatProtection?: boolean;
  /** The SES identity that mails to users are sent with. Default: Cognito's own, for 50 mails a day. */
  mailIdentityArn?: pulumi.Input<string>;
  /** Who the mails are from, an address of that identity. Default: Cognito's own address. */
  mailFrom?: pulumi.Input<string>;
  /** How the sign-in pages look, the JSON settings of Cognito's branding editor. Default: as Cognito makes them. */
  loginSettings?: string;
  /** How long an access token is good, in minutes: 5 to 1440. Default: 60. */
  accessTokenMinutes?: number;
  /** After how many days without the application people sign in again: 1 to 3650. Default: 30. */
  refreshTokenDays?: number;
  /** For how many days a file that was overwritten or deleted can be brought back: 1 to 3650. Default: 90. */
  oldVersionsKeptDays?: number;
  /** A table that users reach directly: the items whose partition key is the identity's id. Default: none. */
  tableArn?: pulumi.Input<string>;
  /** A function that users invoke directly. Default: none. */
  functionArn?: pulumi.Input<string>;
  /** The bucket that keeps the access logs of the files' bucket, its policy in place. Default: none are kept. */
  accessLogBucketName?: pulumi.Input<string>;
  /**
   * Whether Cognito refuses to delete the user pool, and Pulumi that pool, the identity pool, the bucket and its key.
   * Default: true.
   */
  deletionProtection?: boolean;
  /** The SNS topic that alarms are sent to. Default: none, the alarms are only seen in CloudWatch. */
  alarmTopicArn?: pulumi.Input<string>;
}

/**
 * Users who sign in, and for each a folder in a bucket that nobody else reaches, by temporary credentials of an hour. No
 * client keeps a secret: all that it is told are identifiers.
 */
export class CognitoS3Access extends pulumi.ComponentResource {
  /** The user pool's id. */
  readonly userPoolId: pulumi.Output<string>;
  /** The user pool's ARN, for an API's authoriser. */
  readonly userPoolArn: pulumi.Output<string>;
  /** The client's id. The client is public: it has no secret, and sends a code challenge. */
  readonly clientId: pulumi.Output<string>;
  /** The identity pool's id. */
  readonly identityPoolId: pulumi.Output<string>;
  /** Where the sign-in pages and the token endpoint are: `/oauth2/authorize`, `/oauth2/token`, `/logout`. */
  readonly signInUrl: pulumi.Output<string>;
  /** Who signs the tokens. Without `https://` it is the login that the identity pool knows the user pool by. */
  readonly issuerUrl: pulumi.Output<string>;
  /** The API's scopes as access tokens name them, in the order of the argument. */
  readonly scopes: pulumi.Output<string[]>;
  /** The bucket with everybody's folder. */
  readonly bucketName: pulumi.Output<string>;
  /** What the keys of a user's files begin with; then come the identity's id and a slash. */
  readonly filePrefix: string;
  /** The region of it all. */
  readonly region: pulumi.Output<string>;
  /** The ARN of the role of those who are signed in. */
  readonly authenticatedRoleArn: pulumi.Output<string>;

  constructor(name: string, args: CognitoS3AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("CognitoS3Access", name, accessProblems(name, args));
    super("clothesline:index:CognitoS3Access", name, {}, opts);
    const settings = settingsOf(name, args);

    const pool = makeUserPool(name, settings, this);
    if (settings.threatProtection) makeThreatProtection(name, pool, this);
    const signIn = makeSignIn(name, { ...settings, pool }, this);
    const identities = makeIdentities(name, { ...settings, pool, client: signIn.client }, this);
    const bucket = makeFiles(name, settings, this);
    allowOwnThings(name, { ...settings, role: identities.role, bucketArn: bucket.arn }, this);
    const watched = { ...settings, pool, client: signIn.client };
    makeAccessAlarms(name, watched, { topicArn: args.alarmTopicArn, parent: this });

    this.userPoolId = pool.id;
    this.userPoolArn = pool.arn;
    this.clientId = signIn.client.id;
    this.identityPoolId = identities.pool.id;
    this.signInUrl = signInUrl(signIn);
    this.issuerUrl = pulumi.interpolate`https://${pool.endpoint}`;
    this.scopes = pulumi.all(signIn.scopes);
    this.bucketName = bucket.bucket;
    this.filePrefix = filePrefix;
    this.region = pool.region;
    this.authenticatedRoleArn = identities.role.arn;
    this.registerOutputs(outputsOf(this));
  }
}

/** The arguments, and what stands for those that nobody gave. */
function settingsOf(name: string, args: CognitoS3AccessArgs) {
  return {
    domainPrefix: args.domainPrefix,
    callbackUrls: args.callbackUrls,
    logoutUrls: args.logoutUrls ?? [],
    webOrigins: args.webOrigins ?? [],
    scopes: args.scopes ?? {},
    apiIdentifier: args.apiIdentifier ?? name,
    customAttributes: args.customAttributes ?? [],
    secondFactor: args.secondFactor,
    selfSignUp: args.selfSignUp ?? true,
    threatProtection: args.threatProtection ?? false,
    mailIdentityArn: args.mailIdentityArn,
    mailFrom: args.mailFrom,
    loginSettings: args.loginSettings,
    accessTokenMinutes: args.accessTokenMinutes ?? accessLimits.accessTokenMinutes.fallback,
    refreshTokenDays: args.refreshTokenDays ?? accessLimits.refreshTokenDays.fallback,
    oldVersionsKeptDays: args.oldVersionsKeptDays ?? accessLimits.oldVersionsKeptDays.fallback,
    tableArn: args.tableArn,
    functionArn: args.functionArn,
    accessLogBucketName: args.accessLogBucketName,
    protect: args.deletionProtection ?? true,
  };
}

function signInUrl({ domain }: SignIn): pulumi.Output<string> {
  return pulumi.interpolate`https://${domain.domain}.auth.${domain.region}.amazoncognito.com`;
}

/** The component as its users see it, without what Pulumi keeps in one. */
function outputsOf({ userPoolId, userPoolArn, clientId, identityPoolId, ...access }: CognitoS3Access) {
  const { signInUrl, issuerUrl, scopes, bucketName, filePrefix, region, authenticatedRoleArn } = access;
  const users = { userPoolId, userPoolArn, clientId, identityPoolId, signInUrl, issuerUrl, scopes };
  return { ...users, bucketName, filePrefix, region, authenticatedRoleArn };
}
