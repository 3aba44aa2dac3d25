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

const place = /^(https:\/\/[^/?#\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/[^?#\s]*)?$/;
const aPlace = "an address that begins with https://, or with http:// on this machine";
const aWord = "a text without spaces";
const word = /^\S+$/;

const known: Record<keyof ClientSettings, [allowed: string, pattern: RegExp]> = {
  region: ["a region such as eu-west-1", /^[a-z]{2}(-[a-z]+)+-\d+$/],
  apiUrl: [aPlace, place],
  signInUrl: [aPlace, place],
  clientId: [aWord, word],
  redirectUri: [
    "an address such as http://localhost:8080/signed-in or todo://signed-in",
    /^[a-z][a-z0-9+.-]*:\/\/\S+$/i,
  ],
  userPoolId: ["a user pool's id, which begins with its region and _", /^[a-z0-9-]+_\w+$/],
  identityPoolId: ["an identity pool's id, which begins with its region and a colon", /^[a-z0-9-]+:[\w-]+$/],
  bucketName: [aWord, word],
};

/** Reads the settings from what a stack tells, which may be more, or says all that is wrong with them. */
export function clientSettings(told: unknown): ClientSettings {
  const given = new Map<string, unknown>(typeof told === "object" && told !== null ? Object.entries(told) : []);
  const problems: string[] = [];
  const text = (name: keyof ClientSettings): string => {
    const [allowed, pattern] = known[name];
    const value = given.get(name);
    if (typeof value === "string" && pattern.test(value)) return value;
    const got = value === undefined ? "nothing" : JSON.stringify(value);
    problems.push(`${name}: got ${got}. Allowed: ${allowed}. Fix: take the output mytodolist of the stack.`);
    return "";
  };
  const settings = {
    region: text("region"),
    apiUrl: text("apiUrl"),
    signInUrl: text("signInUrl"),
    clientId: text("clientId"),
    redirectUri: text("redirectUri"),
    userPoolId: text("userPoolId"),
    identityPoolId: text("identityPoolId"),
    bucketName: text("bucketName"),
  };
  if (problems.length > 0) throw new Error(["The settings are not those of a client:", ...problems].join("\n  "));
  return settings;
}
