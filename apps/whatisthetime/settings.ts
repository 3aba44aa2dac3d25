/** What the server is told by the environment in which it is started. */
export interface Settings {
  port: number;
  /** How long an idle connection is kept: longer than the load balancer's own idle timeout. */
  keepAliveSeconds: number;
  /** How long a stopping server goes on answering, so that those who hold a connection learn to give it up. */
  closingSeconds: number;
  /** How long a stopping server waits for the answers that it has begun. */
  drainSeconds: number;
  /** Where the server runs, as it says in its answers. */
  place: Place;
}

export interface Place {
  instance: string;
  availabilityZone: string;
  release: string;
}

type Environment = Record<string, string | undefined>;

/** Reads the settings, or tells all that is wrong with them. */
export function settingsFrom(environment: Environment): Settings | string[] {
  const problems: string[] = [];
  const number = (name: string, fallback: number, most: number): number => {
    const text = environment[name];
    if (text === undefined || text === "") return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    problems.push(
      `${name}: got ${JSON.stringify(text)}. Allowed: a whole number from 0 to ${most}. ` +
        `Fix: write one, or leave it out for ${fallback}.`,
    );
    return fallback;
  };
  const settings: Settings = {
    // 0 lets the system choose.
    port: number("PORT", 8080, 65_535),
    // An Application Load Balancer gives up idle connections after 60 s. Whoever closes first must be the load
    // balancer, or it sends a request into a connection that is just being closed and answers 502.
    keepAliveSeconds: number("KEEP_ALIVE_SECONDS", 65, 4_100),
    closingSeconds: number("CLOSING_SECONDS", 1, 60),
    drainSeconds: number("DRAIN_SECONDS", 25, 3_600),
    place: {
      instance: environment["INSTANCE_ID"] ?? "this machine",
      availabilityZone: environment["AVAILABILITY_ZONE"] ?? "no zone",
      release: environment["RELEASE_VERSION"] ?? "unreleased",
    },
  };
  return problems.length === 0 ? settings : problems;
}
