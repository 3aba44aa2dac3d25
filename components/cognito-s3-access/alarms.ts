import type * as aws from "@pulumi/aws";
import { makeAlarm, type AlarmPlace } from "../alarms/alarm";

interface Watched {
  pool: aws.cognito.UserPool;
  client: aws.cognito.UserPoolClient;
  threatProtection: boolean;
}

const fiveMinutes = 300;
const fewestSignIns = 50;
const mostFailingPercent = 80;

/** Metrics as the Cognito developer guide has them, "User pool metrics in CloudWatch". */
export function makeAccessAlarms(name: string, { pool, client, threatProtection }: Watched, place: AlarmPlace): void {
  const dimensions = { UserPool: pool.id, UserPoolClient: client.id };
  watchThrottles(name, dimensions, place);
  watchFailures(name, dimensions, place);
  if (threatProtection) watchThreats(name, pool, place);
}

type Dimensions = NonNullable<aws.cloudwatch.MetricAlarmArgs["dimensions"]>;

function watchThrottles(name: string, dimensions: Dimensions, place: AlarmPlace): void {
  for (const [what, metricName, whom] of [
    ["sign-in", "SignInThrottles", "people who sign in"],
    ["sign-up", "SignUpThrottles", "people who sign up"],
    ["token-refresh", "TokenRefreshThrottles", "applications that renew their tokens"],
  ] as const) {
    makeAlarm(
      `${name}-${what}-throttles`,
      {
        alarmDescription:
          `Cognito turned ${whom} away from ${name}, in two periods of 5 minutes of three. The rate is one for all ` +
          `pools of the account and region: see Service Quotas for who uses it, and have it raised there.`,
        namespace: "AWS/Cognito",
        metricName,
        dimensions,
        statistic: "Sum",
        period: fiveMinutes,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        // Cognito counts nothing while nobody is turned away.
        treatMissingData: "notBreaching",
      },
      place,
    );
  }
}

function watchFailures(name: string, dimensions: Dimensions, place: AlarmPlace): void {
  const signIns = (id: string, stat: string) => ({
    id,
    metric: { namespace: "AWS/Cognito", metricName: "SignInSuccesses", dimensions, stat, period: fiveMinutes },
  });
  makeAlarm(
    `${name}-sign-in-failures`,
    {
      alarmDescription:
        `More than ${mostFailingPercent} % of the sign-ins to ${name} failed for 15 minutes, of at least ` +
        `${fewestSignIns} in each 5: somebody tries passwords, or the application signs in wrongly. People mistype too, ` +
        `but not four of five.`,
      metricQueries: [
        {
          id: "failing",
          label: "Percent of sign-ins that failed",
          // A sign-in counts 1 when it succeeds and 0 when it does not.
          expression: `IF(tried >= ${fewestSignIns}, 100 * (tried - succeeded) / tried, 0)`,
          returnData: true,
        },
        signIns("tried", "SampleCount"),
        signIns("succeeded", "Sum"),
      ],
      evaluationPeriods: 3,
      comparisonOperator: "GreaterThanThreshold",
      threshold: mostFailingPercent,
      // Nobody has to sign in.
      treatMissingData: "notBreaching",
    },
    place,
  );
}

/** Cognito developer guide, "Viewing threat protection metrics". */
function watchThreats(name: string, pool: aws.cognito.UserPool, place: AlarmPlace): void {
  const mostRisky = 10;
  makeAlarm(
    `${name}-account-takeover`,
    {
      alarmDescription:
        `Cognito saw more than ${mostRisky} sign-ins to ${name} within 5 minutes that are most likely somebody else's. ` +
        `Those without a second factor were turned away. One is a journey, many are an attack: see the pool's user ` +
        `event history, and block the addresses that they come from.`,
      namespace: "AWS/Cognito",
      metricName: "AccountTakeoverRisk",
      dimensions: { UserPoolId: pool.id, Operation: "SignIn", RiskLevel: "high" },
      statistic: "Sum",
      period: fiveMinutes,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: mostRisky,
      // Cognito counts nothing while nothing is risky.
      treatMissingData: "notBreaching",
    },
    place,
  );
}
