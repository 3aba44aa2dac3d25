import { holdAlarms } from "../alarms";
import { todoWithUsers } from "./todo";

/** Cognito counts 1 for a sign-in that succeeds, and 0 for one that does not. */
const signIns = ({ failed, succeeded }: { failed: number; succeeded: number }) => ({
  SignInSuccesses: [...Array.from({ length: failed }, () => 0), ...Array.from({ length: succeeded }, () => 1)],
});

describe("an alarm of users", () => {
  const twoOfThree = { period: 300, periods: 2, of: 3 };
  const silence = "well";
  holdAlarms(todoWithUsers({ threatProtection: true }), {
    "todo-users-sign-in-throttles": {
      ...twoOfThree,
      bad: { SignInThrottles: [0, 1] },
      good: { SignInThrottles: [0, 0] },
      silence,
      says: "people who sign in away from todo-users, in two periods of 5 minutes of three",
    },
    "todo-users-sign-up-throttles": {
      ...twoOfThree,
      bad: { SignUpThrottles: [0, 1] },
      good: { SignUpThrottles: [0, 0] },
      silence,
      says: "people who sign up away from todo-users, in two periods of 5 minutes of three",
    },
    "todo-users-token-refresh-throttles": {
      ...twoOfThree,
      bad: { TokenRefreshThrottles: [0, 1] },
      good: { TokenRefreshThrottles: [0, 0] },
      silence,
      says: "applications that renew their tokens away from todo-users, in two periods of 5 minutes of three",
    },
    "todo-users-sign-in-failures": {
      ...{ period: 300, periods: 3 },
      bad: signIns({ failed: 41, succeeded: 9 }),
      good: signIns({ failed: 40, succeeded: 10 }),
      // Too few to tell anything.
      alsoGood: signIns({ failed: 49, succeeded: 0 }),
      silence,
      says: "More than 80 % of the sign-ins to todo-users failed for 15 minutes, of at least 50 in each 5",
    },
    "todo-users-account-takeover": {
      period: 300,
      bad: { AccountTakeoverRisk: [5, 6] },
      good: { AccountTakeoverRisk: [5, 5] },
      silence,
      says: "more than 10 sign-ins to todo-users within 5 minutes",
    },
  });
});
