// What `Ref` and `Fn::GetAtt` give for resources whose names are written: data from the AWS resource reference.

/** One piece of a return value: text, a pseudo parameter, or a property with what stands for it if it is not written. */
export type Piece =
  | string
  | { readonly pseudo: "AWS::Partition" | "AWS::Region" | "AWS::AccountId" | "AWS::URLSuffix" }
  | { readonly property: string; readonly otherwise?: string };

export interface ReturnValues {
  readonly ref?: readonly Piece[];
  readonly attributes: ReadonlyMap<string, readonly Piece[]>;
}

/** Undefined for a type of which nothing is known before it is deployed. */
export function returnValues(type: string): ReturnValues | undefined {
  return table.get(type);
}

const partition: Piece = { pseudo: "AWS::Partition" };
const region: Piece = { pseudo: "AWS::Region" };
const account: Piece = { pseudo: "AWS::AccountId" };
const suffix: Piece = { pseudo: "AWS::URLSuffix" };

function named(property: string): Piece {
  return { property };
}

/** An ARN of the region and account that the stack is in. */
function arn(service: string, ...resource: readonly Piece[]): readonly Piece[] {
  return ["arn:", partition, `:${service}:`, region, ":", account, ":", ...resource];
}

function iamArn(kind: string, property: string): readonly Piece[] {
  const path: Piece = { property: "Path", otherwise: "/" };
  return ["arn:", partition, ":iam::", account, `:${kind}`, path, named(property)];
}

/** `Ref` is the name, and `Arn` the one attribute that is known. */
function nameAndArn(
  property: string,
  arnPieces: readonly Piece[],
  more: Readonly<Record<string, readonly Piece[]>> = {},
): ReturnValues {
  return {
    ref: [named(property)],
    attributes: new Map([["Arn", arnPieces], ...Object.entries(more)]),
  };
}

function nameOnly(property: string): ReturnValues {
  return { ref: [named(property)], attributes: new Map() };
}

/** `Ref` is the ARN. */
function arnAnd(
  arnPieces: readonly Piece[],
  attributes: Readonly<Record<string, readonly Piece[]>> = {},
): ReturnValues {
  return { ref: arnPieces, attributes: new Map(Object.entries(attributes)) };
}

function withName(
  service: string,
  property: string,
  prefix: string,
  more: Readonly<Record<string, readonly Piece[]>> = {},
): ReturnValues {
  return nameAndArn(property, arn(service, prefix, named(property)), more);
}

const bucket = named("BucketName");
const topicArn = arn("sns", named("TopicName"));
const queue = named("QueueName");
const stateMachineArn = arn("states", "stateMachine:", named("StateMachineName"));
const policyArn = iamArn("policy", "ManagedPolicyName");

const table: ReadonlyMap<string, ReturnValues> = new Map([
  ["AWS::IAM::Role", nameAndArn("RoleName", iamArn("role", "RoleName"))],
  ["AWS::IAM::User", nameAndArn("UserName", iamArn("user", "UserName"))],
  ["AWS::IAM::Group", nameAndArn("GroupName", iamArn("group", "GroupName"))],
  [
    "AWS::IAM::InstanceProfile",
    nameAndArn("InstanceProfileName", iamArn("instance-profile", "InstanceProfileName")),
  ],
  ["AWS::IAM::ManagedPolicy", arnAnd(policyArn, { PolicyArn: policyArn })],
  [
    "AWS::S3::Bucket",
    nameAndArn("BucketName", ["arn:", partition, ":s3:::", bucket], {
      DomainName: [bucket, ".s3.", suffix],
      RegionalDomainName: [bucket, ".s3.", region, ".", suffix],
      DualStackDomainName: [bucket, ".s3.dualstack.", region, ".", suffix],
    }),
  ],
  ["AWS::SNS::Topic", arnAnd(topicArn, { TopicArn: topicArn, TopicName: [named("TopicName")] })],
  [
    "AWS::SQS::Queue",
    {
      ref: ["https://sqs.", region, ".", suffix, "/", account, "/", queue],
      attributes: new Map<string, readonly Piece[]>([
        ["Arn", arn("sqs", queue)],
        ["QueueName", [queue]],
        ["QueueUrl", ["https://sqs.", region, ".", suffix, "/", account, "/", queue]],
      ]),
    },
  ],
  ["AWS::Lambda::Function", withName("lambda", "FunctionName", "function:")],
  ["AWS::DynamoDB::Table", withName("dynamodb", "TableName", "table/")],
  ["AWS::DynamoDB::GlobalTable", withName("dynamodb", "TableName", "table/")],
  [
    "AWS::Logs::LogGroup",
    nameAndArn("LogGroupName", arn("logs", "log-group:", named("LogGroupName"), ":*")),
  ],
  [
    "AWS::SSM::Parameter",
    {
      ref: [named("Name")],
      attributes: new Map([
        ["Type", [named("Type")]],
        ["Value", [named("Value")]],
      ]),
    },
  ],
  ["AWS::KMS::Alias", nameOnly("AliasName")],
  ["AWS::ECR::Repository", withName("ecr", "RepositoryName", "repository/")],
  ["AWS::ECS::Cluster", withName("ecs", "ClusterName", "cluster/")],
  ["AWS::EKS::Cluster", withName("eks", "Name", "cluster/")],
  ["AWS::Kinesis::Stream", withName("kinesis", "Name", "stream/")],
  [
    "AWS::KinesisFirehose::DeliveryStream",
    withName("firehose", "DeliveryStreamName", "deliverystream/"),
  ],
  [
    "AWS::StepFunctions::StateMachine",
    arnAnd(stateMachineArn, { Arn: stateMachineArn, Name: [named("StateMachineName")] }),
  ],
  ["AWS::CodeBuild::Project", withName("codebuild", "Name", "project/")],
  ["AWS::CodePipeline::Pipeline", nameOnly("Name")],
  ["AWS::CodeCommit::Repository", { attributes: new Map([["Name", [named("RepositoryName")]]]) }],
  ["AWS::CloudTrail::Trail", withName("cloudtrail", "TrailName", "trail/")],
  ["AWS::CloudWatch::Alarm", withName("cloudwatch", "AlarmName", "alarm:")],
  ["AWS::AutoScaling::AutoScalingGroup", nameOnly("AutoScalingGroupName")],
  ["AWS::Glue::Database", { attributes: new Map() }],
  ["AWS::Athena::WorkGroup", nameOnly("Name")],
  [
    "AWS::Backup::BackupVault",
    {
      ref: [named("BackupVaultName")],
      attributes: new Map<string, readonly Piece[]>([
        ["BackupVaultName", [named("BackupVaultName")]],
        ["BackupVaultArn", arn("backup", "backup-vault:", named("BackupVaultName"))],
      ]),
    },
  ],
  ["AWS::Events::EventBus", withName("events", "Name", "event-bus/", { Name: [named("Name")] })],
  ["AWS::Scheduler::ScheduleGroup", withName("scheduler", "Name", "schedule-group/")],
]);
