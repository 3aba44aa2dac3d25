import { keyOrAlias } from "./keys";
import { text, uuid, type Facts, type ResourceModel } from "./model";

const topicArn = (facts: Facts) => facts.arn("sns", text(facts.inputs["name"]));

/** The policy that SNS gives a topic nobody gives one: its owner, and whoever acts for that account. */
const ownersPolicy = (facts: Facts) =>
  JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          ...["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission"],
          ...["SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish"],
        ],
        Resource: topicArn(facts),
        Condition: { StringEquals: { "AWS:SourceOwner": facts.accountId } },
      },
    ],
  });

const topic: ResourceModel = {
  names: [
    {
      argument: "name",
      // SNS API, CreateTopic.
      pattern: /^[\w-]{1,256}(?:\.fifo)?$/,
      allowed: "1 to 256 letters, digits, hyphens and underscores, and .fifo behind the name of an ordered topic",
    },
  ],
  // terraform-provider-aws internal/service/sns/topic.go
  replaces: ["fifoTopic", "name", "namePrefix"],
  // To make a topic that is there is to find it.
  overwrites: true,
  refuses: ({ inputs }) => {
    const isOrdered = inputs["fifoTopic"] === true;
    if (isOrdered === text(inputs["name"]).endsWith(".fifo")) return undefined;
    return "InvalidParameter: Invalid parameter: Topic Name: the name of a FIFO topic ends with .fifo, and of no other";
  },
  refersTo: { kmsMasterKeyId: keyOrAlias },
  id: (facts) => topicArn({ ...facts, id: "" }),
  tagged: true,
  generatedName: { argument: "name", maxLength: 256 },
  defaults: { contentBasedDeduplication: false, fifoTopic: false },
  computed: {
    arn: ({ id }) => id,
    beginningArchiveTime: () => "",
    fifoThroughputScope: () => "",
    namePrefix: () => "",
    owner: ({ accountId }) => accountId,
    policy: ownersPolicy,
    signatureVersion: () => 0,
    tracingConfig: () => "",
  },
};

const topicPolicy: ResourceModel = {
  overwrites: true,
  goesWith: ["arn"],
  required: ["arn", "policy"],
  // terraform-provider-aws internal/service/sns/topic_policy.go
  replaces: ["arn"],
  refersTo: { arn: "aws:sns/topic:Topic" },
  id: ({ inputs }) => text(inputs["arn"]),
  computed: { owner: ({ accountId }) => accountId },
};

/** Whoever has to say yes by a link in a message has not done so yet. */
const isUnconfirmed = ({ inputs }: Facts) => /^(?:email|email-json|http|https)$/.test(text(inputs["protocol"]));

const topicSubscription: ResourceModel = {
  overwrites: true,
  goesWith: ["topic"],
  required: ["endpoint", "protocol", "topic"],
  // terraform-provider-aws internal/service/sns/topic_subscription.go
  replaces: ["endpoint", "protocol", "topic"],
  refersTo: { topic: "aws:sns/topic:Topic" },
  id: ({ inputs, digits }) => `${text(inputs["topic"])}:${uuid(digits(32))}`,
  defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
  computed: {
    arn: ({ id }) => id,
    confirmationWasAuthenticated: (facts) => !isUnconfirmed(facts),
    filterPolicyScope: () => "MessageAttributes",
    ownerId: ({ accountId }) => accountId,
    pendingConfirmation: isUnconfirmed,
  },
};

export const topics: Record<string, ResourceModel> = {
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": topicPolicy,
  "aws:sns/topicSubscription:TopicSubscription": topicSubscription,
};
