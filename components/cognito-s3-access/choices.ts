/** Whether people sign in with a second factor, a code of an authenticator app. */
export const SecondFactor = {
  /** Nobody can. */
  Off: "off",
  /** Whoever sets one up. */
  Optional: "optional",
  /** Everybody has to. */
  Required: "required",
} as const;
export type SecondFactor = (typeof SecondFactor)[keyof typeof SecondFactor];

/** The second factor where nobody says. */
export const defaultSecondFactor: SecondFactor = SecondFactor.Optional;

/** What the keys of a person's files begin with; then come the identity's id and a slash. */
export const filePrefix = "private/";

/** Who is let in, and for how long. */
export const accessLimits = {
  // Cognito API, CreateUserPoolClient: AccessTokenValidity and RefreshTokenValidity.
  accessTokenMinutes: { from: 5, to: 1440, fallback: 60 },
  refreshTokenDays: { from: 1, to: 3650, fallback: 30 },
  oldVersionsKeptDays: { from: 1, to: 3650, fallback: 90 },
} as const;
