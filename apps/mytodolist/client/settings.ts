/** Where everything is: identifiers that anybody may know, and nothing that opens anything. */
export interface ClientSettings {
  region: string;
  /** The API's stage. */
  apiUrl: string;
  /** The user pool's domain, with https:// before it. */
  signInUrl: string;
  clientId: string;
  /** Where the sign-in page sends the person back to. */
  redirectUri: string;
  userPoolId: string;
  identityPoolId: string;
  bucketName: string;
}
