import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { kept } from "./kept";
import type { ClientSettings } from "./settings";

/** A person's own folder in the bucket. Only here are the names of a todo's attachments places. */
export interface OwnFolder {
  upload: (name: string, content: Uint8Array, contentType: string) => Promise<void>;
  download: (name: string) => Promise<Uint8Array>;
}

const fileName = /^[A-Za-z0-9][A-Za-z0-9._ -]{0,99}$/;

/** Opens it with credentials for an hour at most, which are replaced before they expire and never stored. */
export function ownFolder(settings: ClientSettings, idToken: () => Promise<string>, endpoint?: string): OwnFolder {
  const { region, userPoolId, identityPoolId, bucketName } = settings;
  const at = endpoint === undefined ? {} : { endpoint };
  const identities = new CognitoIdentityClient({ region, ...at });
  const login = async () => ({ [`cognito-idp.${region}.amazonaws.com/${userPoolId}`]: await idToken() });

  let identity: Promise<string> | undefined;
  // Kept as long as this is, as a person's never changes; a failure is not, so that the next upload asks again.
  const identityId = () =>
    (identity ??= login()
      .then(findIdentity)
      .catch((error: unknown) => {
        identity = undefined;
        throw error;
      }));
  const findIdentity = async (Logins: Record<string, string>): Promise<string> => {
    const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId: identityPoolId, Logins }));
    return needed(IdentityId, "an identity");
  };

  const credentials = kept(async () => {
    const asked = { IdentityId: await identityId(), Logins: await login() };
    const madeAt = Date.now();
    const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand(asked));
    const { AccessKeyId, SecretKey, SessionToken, Expiration } = Credentials ?? {};
    return {
      accessKeyId: needed(AccessKeyId, "an access key"),
      secretAccessKey: needed(SecretKey, "its secret"),
      sessionToken: needed(SessionToken, "its session"),
      expiration: needed(Expiration, "its end"),
      madeAt,
      expiresAt: needed(Expiration, "its end").getTime(),
    };
  });

  const bucket = new S3Client({ region, credentials, ...at, forcePathStyle: endpoint !== undefined });
  const place = async (name: string) => {
    if (!fileName.test(name)) throw new Error(`${JSON.stringify(name)} is no file name. Allowed: ${fileName.source}`);
    return { Bucket: bucketName, Key: `private/${await identityId()}/${name}` };
  };
  return {
    upload: async (name, content, ContentType) => {
      await bucket.send(new PutObjectCommand({ ...(await place(name)), Body: content, ContentType }));
    },
    download: async (name) => {
      const { Body } = await bucket.send(new GetObjectCommand(await place(name)));
      return needed(Body, "a content").transformToByteArray();
    },
  };
}

function needed<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`AWS answered without ${what}.`);
  return value;
}
