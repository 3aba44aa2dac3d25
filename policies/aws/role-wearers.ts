/** How a type of resource says which role it acts in. */
export interface RoleWearer {
  readonly what: string;
  /** Where its role stands, by ARN or name. */
  readonly at: readonly string[];
  /** The type that stands there: a role, or the profile of instances that holds one. */
  readonly by?: "instance profile";
  /** What those are called whose role stands at a place, where they are others than the rest. */
  readonly others?: Readonly<Record<string, string>>;
}

const instances = (what: string, ...at: readonly string[]): RoleWearer => ({ what, at, by: "instance profile" });

/** Everything whose role is given in it. A role that nobody here wears is named with the services it trusts. */
export const roleWearers: ReadonlyMap<string, RoleWearer> = new Map([
  ["aws:ec2/instance:Instance", instances("instance", "iamInstanceProfile")],
  ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", instances("instance", "iamInstanceProfile")],
  [
    "aws:ec2/launchTemplate:LaunchTemplate",
    instances("launch template", "iamInstanceProfile.arn", "iamInstanceProfile.name"),
  ],
  ["aws:ec2/launchConfiguration:LaunchConfiguration", instances("launch configuration", "iamInstanceProfile")],
  ["aws:lambda/function:Function", { what: "function", at: ["role"] }],
  ["aws:ecs/taskDefinition:TaskDefinition", { what: "task", at: ["taskRoleArn", "executionRoleArn"] }],
  ["aws:apprunner/service:Service", { what: "service", at: ["instanceConfiguration.instanceRoleArn"] }],
  ["aws:codebuild/project:Project", { what: "build", at: ["serviceRole"] }],
  ["aws:sfn/stateMachine:StateMachine", { what: "state machine", at: ["roleArn"] }],
  ["aws:pipes/pipe:Pipe", { what: "pipe", at: ["roleArn"] }],
  ["aws:glue/job:Job", { what: "job", at: ["roleArn"] }],
  ["aws:dax/cluster:Cluster", { what: "cache", at: ["iamRoleArn"] }],
  [
    "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
    {
      what: "users of",
      at: ["roles.authenticated", "roles.unauthenticated"],
      others: { "roles.unauthenticated": "guests of" },
    },
  ],
]);
