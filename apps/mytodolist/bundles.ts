/**
 * What the functions' bundles leave to Lambda's runtime, which brings the AWS SDK along. DAX's client loads it, where there
 * is DAX, and takes all of it in for one function. docs/decisions/bundled-sdk.md has the figures.
 */
export const leftToRuntime = ["@aws-sdk/credential-providers"];
