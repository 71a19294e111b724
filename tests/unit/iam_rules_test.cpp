#include "generator/check/iam/iam.h"

#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;
using ::testing::StartsWith;

constexpr std::string_view tables = R"(,
    "Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "shop-dev-orders",
        "GlobalSecondaryIndexes": [{"IndexName": "ByOwner"}], "LocalSecondaryIndexes": [{"IndexName": "ByDate"}]}},
    "Mail": {"Type": "AWS::SQS::Queue"}, "News": {"Type": "AWS::SNS::Topic"}, "Box": {"Type": "AWS::S3::Bucket"},
    "Log": {"Type": "AWS::Logs::LogGroup"})";

Findings found(const std::string& resources) {
    Findings made(check_iam, of_resources(resources + std::string(tables)));
    expect_style(made);
    return made;
}

/// One statement of a role's inline policy.
Findings in_role(const std::string& statement) {
    return found(R"("Role": {"Type": "AWS::IAM::Role", "Properties": {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
        "Policies": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [)" +
                 statement + "]}}]}}");
}

Findings allowed(const std::string& action, const std::string& resource) {
    return in_role(R"({"Effect": "Allow", "Action": )" + action + R"(, "Resource": )" + resource + "}");
}

Findings in_policy_of(const std::string& type, const std::string& statement) {
    return found(R"("Policy": {"Type": ")" + type +
                 R"(", "Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement": )" + statement + "}}}");
}

const std::string at_statement = "/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0";

TEST(Iam, LeastPrivilegeIsSilent) {
    for (
        const auto& [action, resource] : std::vector<std::pair<std::string, std::string>>{
            {R"(["dynamodb:GetItem", "dynamodb:PutItem"])", R"({"Fn::GetAtt": ["Orders", "Arn"]})"},
            {R"("dynamodb:Query")", R"({"Fn::Sub": "${Orders.Arn}/index/ByOwner"})"},
            {R"("dynamodb:Query")", R"([{"Fn::GetAtt": ["Orders", "Arn"]}, {"Fn::Join": ["", [
                 {"Fn::GetAtt": ["Orders", "Arn"]}, "/index/", "ByDate"]]}])"},
            {R"("dynamodb:Query")", R"({"Fn::Sub": "${Orders.Arn}/index/*"})"},
            {R"(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"])",
             R"({"Fn::GetAtt": ["Orders", "StreamArn"]})"},
            {R"(["logs:CreateLogStream", "logs:PutLogEvents"])", R"({"Fn::GetAtt": ["Log", "Arn"]})"},
            {R"(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])",
             R"({"Fn::GetAtt": ["Mail", "Arn"]})"},
            {R"("sns:Publish")", R"({"Ref": "News"})"},
            {R"("s3:GetObject")", R"({"Fn::Sub": "${Box.Arn}/*"})"},
            {R"("s3:ListBucket")", R"({"Fn::GetAtt": ["Box", "Arn"]})"},
            {R"(["xray:PutTraceSegments", "xray:PutTelemetryRecords"])", R"("*")"},
            {R"("logs:DescribeLogGroups")", R"(["*"])"},
            {R"("cognito-idp:SignUp")", R"("*")"},
            {R"("DynamoDB:getitem")", R"({"Fn::GetAtt": ["Orders", "Arn"]})"},
            {R"("s3:GetObject")", R"({"Ref": "SomeParameter"})"},
            {R"("s3:GetObject")", R"({"Fn::ImportValue": "x"})"},
            {R"({"Ref": "SomeParameter"})", R"("arn:aws:s3:::b/*")"},
        }) {
        const Findings findings = allowed(action, resource);
        EXPECT_THAT(findings.at(), IsEmpty()) << action << " on " << resource;
    }
}

struct Wrong {
    const char* action;
    const char* rule;
    const char* fix;
};

TEST(Iam, AnActionIsOneOfAws) {
    for (const Wrong& one :
         {Wrong{"dynamodb:GetItm", "unknown-iam-action", "did you mean `dynamodb:GetItem`?"},
          Wrong{"dynamodb:GetItems", "unknown-iam-action", "did you mean `dynamodb:GetItem`?"},
          Wrong{"dynamodb:", "unknown-iam-action", nullptr}, Wrong{"dynamodb", "action-without-service", nullptr},
          Wrong{"dynamo:GetItem", "unknown-iam-service", "did you mean `dynamodb:GetItem`?"},
          Wrong{"dynamodbb:Zzzzzzzzzz", "unknown-iam-service", "did you mean the service `dynamodb`?"},
          Wrong{"dynamodb:Fetch*", "action-pattern-matches-nothing", "list the actions that the code calls"},
          Wrong{"dynamo:Get*", "unknown-iam-service", nullptr}, Wrong{"", "action-without-service", nullptr}}) {
        SCOPED_TRACE(one.action);
        const Findings findings = allowed('"' + std::string(one.action) + '"', R"({"Fn::GetAtt": ["Orders", "Arn"]})");
        EXPECT_THAT(findings.at(), ElementsAre(std::string(one.rule) + " " + at_statement + "/Action"));
        if (one.fix) {
            EXPECT_EQ(findings.only().fix, one.fix);
        }
    }
}

TEST(Iam, AnOperationWithoutActionNamesThoseThatStandForIt) {
    const Findings findings = allowed(R"("dynamodb:TransactWriteItems")", R"({"Fn::GetAtt": ["Orders", "Arn"]})");
    EXPECT_THAT(findings.only().fix, StartsWith("allow `dynamodb:"));
    EXPECT_THAT(findings.only().fix, EndsWith("the operation has no separate action"));
}

TEST(Iam, DeniedActionsExistToo) {
    EXPECT_THAT(in_role(R"({"Effect": "Deny", "Action": ["s3:*", "s3:GetObjct"], "Resource": "*"})").at(),
                ElementsAre("unknown-iam-action " + at_statement + "/Action/1"));
}

TEST(Iam, WildcardActionsAreFlagged) {
    const Findings findings =
        allowed(R"(["dynamodb:GetItem", "dynamodb:PutI*"])", R"({"Fn::GetAtt": ["Orders", "Arn"]})");
    EXPECT_THAT(findings.at(), ElementsAre("wildcard-action " + at_statement + "/Action/1"));
    EXPECT_EQ(findings.only().message, "`Role` is allowed one action by `dynamodb:PutI*`");
    EXPECT_EQ(findings.only().fix, "write `dynamodb:PutItem`");
    EXPECT_THAT(allowed(R"("*")", R"({"Fn::GetAtt": ["Orders", "Arn"]})").only().message,
                HasSubstr("every action of AWS"));
}

TEST(Iam, EveryResourceIsFlaggedWhereFewerWouldDo) {
    const Findings findings = allowed(R"(["xray:PutTraceSegments", "sqs:SendMessage"])", R"(["*"])");
    EXPECT_THAT(findings.at(), ElementsAre("wildcard-resource " + at_statement + "/Resource/0"));
    EXPECT_EQ(findings.only().message, "`Role` may use `sqs:SendMessage` on every resource");
    EXPECT_THAT(findings.related_to(findings.only()), ElementsAre(at_statement + "/Action/1: can be limited"));
    EXPECT_EQ(findings.only().fix, "list ARNs of the form `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`");
    EXPECT_THAT(in_role(R"({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*",
                            "Condition": {"StringEquals": {"aws:ResourceTag/team": "chess"}}})")
                    .at(),
                IsEmpty());
}

TEST(Iam, AnActionNeedsAResourceThatItWorksOn) {
    const Findings on_bucket = allowed(R"(["s3:GetObject", "s3:ListBucket"])", R"({"Fn::GetAtt": ["Box", "Arn"]})");
    EXPECT_THAT(on_bucket.at(), ElementsAre("action-never-applies " + at_statement + "/Action/0"));
    EXPECT_THAT(on_bucket.related_to(on_bucket.only()), ElementsAre(at_statement + "/Resource: limited to this"));
    const Findings not_limited = allowed(R"("xray:PutTraceSegments")", R"("arn:aws:xray:eu-west-1:1:group/x")");
    EXPECT_EQ(not_limited.only().message, "`xray:PutTraceSegments` cannot be limited to a resource");
    EXPECT_EQ(not_limited.only().fix, "allow it in a separate statement on `*`");
    EXPECT_THAT(allowed(R"("dynamodb:GetItem")", R"({"Fn::GetAtt": ["Mail", "Arn"]})").at(),
                ElementsAre("action-never-applies " + at_statement + "/Action"));
}

TEST(Iam, AllowingAllButSomeIsFlagged) {
    EXPECT_THAT(in_role(R"({"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::b"})").at(),
                ElementsAre("allow-all-but " + at_statement + "/NotAction"));
    EXPECT_THAT(in_role(R"({"Effect": "Deny", "NotAction": "iam:*", "Resource": "arn:aws:s3:::b"})").at(), IsEmpty());
    EXPECT_THAT(in_role(R"({"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::b/*"})").at(),
                ElementsAre("allow-all-but " + at_statement + "/NotResource"));
}

TEST(Iam, AStatementIsComplete) {
    EXPECT_EQ(in_role("{}").only().rule->id, "incomplete-statement");
    EXPECT_EQ(in_role("{}").only().message, "a policy statement of `Role` has no `Effect`, `Action`, `Resource`");
    EXPECT_EQ(in_role(R"({"Effect": "allow", "Action": "s3:GetObject", "Resource": "*"})").only().fix,
              "write `Allow` or `Deny`");
    EXPECT_EQ(in_policy_of("AWS::S3::BucketPolicy",
                           R"({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"})")
                  .only()
                  .message,
              "a policy statement of `Policy` has no `Principal`");
}

TEST(Iam, ADocumentSaysItsVersion) {
    EXPECT_THAT(found(R"("P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [
                   {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]}}})")
                    .at(),
                ElementsAre("missing-policy-version /Resources/P/Properties/PolicyDocument"));
}

TEST(Iam, EverybodyNeedsACondition) {
    const std::string rest =
        R"(, "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:1:q")";
    for (const char* everybody : {R"("*")", R"({"AWS": "*"})", R"({"AWS": ["123456789012", "*"]})"}) {
        const Findings findings =
            in_policy_of("AWS::SQS::QueuePolicy", R"({"Principal": )" + std::string(everybody) + rest + "}");
        EXPECT_EQ(findings.only().rule->id, "public-principal") << everybody;
    }
    EXPECT_THAT(in_policy_of("AWS::SQS::QueuePolicy",
                             R"({"Principal": "*")" + rest + R"(, "Condition": {"ArnEquals": {"aws:SourceArn": "a"}}})")
                    .at(),
                IsEmpty());
    EXPECT_THAT(
        in_policy_of("AWS::SQS::QueuePolicy", R"({"Principal": {"Service": "sns.amazonaws.com"})" + rest + "}").at(),
        IsEmpty());
    EXPECT_EQ(found(R"("P": {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": "*"}})").only().rule->id,
              "public-principal");
    EXPECT_THAT(found(R"("P": {"Type": "AWS::Lambda::Permission",
                     "Properties": {"Principal": "*", "FunctionUrlAuthType": "NONE"}})")
                    .at(),
                IsEmpty());
}

TEST(Iam, AKeysOwnPolicyMeansTheKey) {
    EXPECT_THAT(
        found(R"("K": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "kms:*", "Resource": "*"}]}}})")
            .at(),
        IsEmpty());
}

TEST(Iam, AnIndexIsOneOfTheTable) {
    for (const char* resource : {R"({"Fn::Sub": "${Orders.Arn}/index/ByOwnr"})",
                                 R"({"Fn::Join": ["", [{"Fn::GetAtt": ["Orders", "Arn"]}, "/index/ByOwnr"]]})",
                                 R"({"Fn::Join": ["/", [{"Fn::GetAtt": ["Orders", "Arn"]}, "index", "ByOwnr"]]})",
                                 R"({"Fn::Sub": ["${T}/index/ByOwnr", {"T": {"Fn::GetAtt": ["Orders", "Arn"]}}]})",
                                 R"({"Fn::Sub": "arn:aws:dynamodb:eu-west-1:1:table/${Orders}/index/ByOwnr"})",
                                 R"("arn:aws:dynamodb:eu-west-1:1:table/shop-dev-orders/index/ByOwnr")"}) {
        SCOPED_TRACE(resource);
        const Findings findings = allowed(R"("dynamodb:Query")", resource);
        EXPECT_EQ(findings.only().rule->id, "unknown-index-in-policy");
        EXPECT_EQ(findings.only().message,
                  "a policy of `Role` names index `ByOwnr`, which table `Orders` does not have");
        EXPECT_EQ(findings.only().fix, "did you mean `ByOwner`?");
        EXPECT_THAT(findings.related_to(findings.only()),
                    ElementsAre("/Resources/Orders: the table's indexes are `ByOwner`, `ByDate`"));
    }
}

TEST(Iam, ATableIsOneOfTheStack) {
    const Findings findings =
        allowed(R"("dynamodb:GetItem")", R"("arn:aws:dynamodb:eu-west-1:1:table/shop-dev-order")");
    EXPECT_THAT(findings.at(), ElementsAre("unknown-table-in-policy " + at_statement + "/Resource"));
    EXPECT_EQ(findings.only().fix, "did you mean `shop-dev-orders`? A reference cannot be misspelt");
    for (const char* resource :
         {R"("arn:aws:dynamodb:eu-west-1:1:table/shop-dev-orders")", R"("arn:aws:dynamodb:eu-west-1:1:table/shop-*")",
          R"({"Fn::Sub": "arn:aws:dynamodb:${AWS::Region}:1:table/${Name}"})",
          R"("arn:aws:dynamodb:eu-west-1:1:table/shop-dev-orders/index/*")"})
        EXPECT_THAT(allowed(R"("dynamodb:Query")", resource).at(), IsEmpty()) << resource;
    EXPECT_THAT(Findings(check_iam, of_resources(R"("P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
        "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "dynamodb:GetItem",
        "Resource": "arn:aws:dynamodb:eu-west-1:1:table/elsewhere"}}}})"))
                    .at(),
                IsEmpty());
}

TEST(Iam, ATableWhoseNameIsKnownOnlyLaterMayBeMeant) {
    EXPECT_THAT(Findings(check_iam, of_resources(R"("T": {"Type": "AWS::DynamoDB::Table",
        "Properties": {"TableName": {"Fn::Sub": "${AWS::StackName}-t"}}},
        "P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
        "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "dynamodb:GetItem",
        "Resource": "arn:aws:dynamodb:eu-west-1:1:table/shop-t"}}}})"))
                    .at(),
                IsEmpty());
}

TEST(Iam, InlinePoliciesOfARoleHaveALimit) {
    std::string resources;
    for (int i = 0; i < 400; ++i)
        resources += (i ? "," : "") + std::string(R"("arn:aws:s3:::bucket-)") + std::to_string(1000 + i) + R"(/*")";
    EXPECT_THAT(allowed(R"("s3:GetObject")", "[" + resources + "]").at(),
                ElementsAre("role-policy-too-large /Resources/Role/Properties/Policies"));
}

TEST(Iam, WrongShapesAreMalformed) {
    EXPECT_THAT(found(R"("A": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": "text",
        "Policies": [5, "x", {"PolicyDocument": []}, {"PolicyDocument": {"Version": 1, "Statement": [3, "x", null]}}]}},
        "B": {"Type": "AWS::IAM::ManagedPolicy"}, "C": {"Type": "AWS::S3::BucketPolicy", "Properties": []},
        "D": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": {"x": 1}, "Resource": 5}}}})")
                    .at(),
                ElementsAre("malformed-policy /Resources/A/Properties/Policies/3/PolicyDocument/Version",
                            "malformed-policy /Resources/A/Properties/Policies/3/PolicyDocument/Statement/0",
                            "malformed-policy /Resources/A/Properties/Policies/3/PolicyDocument/Statement/1",
                            "malformed-policy /Resources/D/Properties/PolicyDocument/Statement/Action",
                            "malformed-policy /Resources/D/Properties/PolicyDocument/Statement/Resource"));
}

TEST(Iam, ADocumentHasNoOtherWords) {
    const std::string rest = R"("Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*")";
    EXPECT_THAT(in_role("{" + rest + R"(, "Conditions": {}})").at(),
                ElementsAre("malformed-policy " + at_statement + "/Conditions"));
    EXPECT_EQ(in_role("{" + rest + R"(, "Conditions": {}})").only().fix, "did you mean `Condition`?");
    EXPECT_THAT(in_role("{" + rest + R"(, "NotAction": "s3:PutObject"})").at(),
                Contains("malformed-policy " + at_statement + "/NotAction"));
    EXPECT_EQ(in_role("{" + rest + R"(, "Principal": "*"})").only().message,
              "a policy statement of `Role` has a `Principal`");
    EXPECT_THAT(in_role("{" + rest + R"(, "Sid": "read it"})").only().message, HasSubstr("letters and digits"));
    EXPECT_THAT(in_role("{" + rest + R"(, "Sid": "A"}, {)" + rest + R"(, "Sid": "A"})").at(),
                ElementsAre("malformed-policy /Resources/Role/Properties/Policies/0/PolicyDocument/Statement/1/Sid"));
    EXPECT_THAT(in_role("{" + rest + R"(, "Sid": "A"}, {)" + rest + R"(, "Sid": "B1"})").at(), IsEmpty());
    EXPECT_THAT(found(R"("P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument":
              {"Version": "2012-10-18", "Statements": []}}})")
                    .at(),
                ElementsAre("malformed-policy /Resources/P/Properties/PolicyDocument/Statements",
                            "malformed-policy /Resources/P/Properties/PolicyDocument/Version",
                            "malformed-policy /Resources/P/Properties/PolicyDocument"));
}

Findings in_trust(const std::string& statement) {
    return found(R"("R": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {
        "Version": "2012-10-17", "Statement": )" +
                 statement + "}}}");
}

TEST(Iam, ATrustPolicyIsAboutItsRole) {
    const std::string who = R"({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"})";
    EXPECT_THAT(in_trust(who + R"(, "Action": ["sts:AssumeRole", "sts:TagSession"]})").at(), IsEmpty());
    EXPECT_THAT(in_trust(who + R"(, "Action": "sts:AssumeRole", "Resource": "*"})").only().fix,
                HasSubstr("whatever the policy is attached to"));
    EXPECT_THAT(in_trust(who + R"(, "Action": "lambda:InvokeFunction"})").only().message,
                HasSubstr("is not an STS action"));
}

TEST(Iam, APrincipalIsSomebody) {
    const auto by = [](const std::string& principal) {
        return in_trust(R"({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": )" + principal + "}");
    };
    for (const char* good :
         {R"({"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]})", R"({"AWS": "123456789012"})",
          R"({"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}})", R"({"AWS": "AROAEXAMPLEID"})",
          R"({"Federated": "cognito-identity.amazonaws.com"})", R"({"AWS": "arn:aws:iam::123456789012:role/x"})",
          R"({"Service": {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}})", R"({"Ref": "Someone"})"})
        EXPECT_THAT(by(good).at(), IsEmpty()) << good;
    for (const char* bad :
         {R"("lambda.amazonaws.com")", R"({"Services": "lambda.amazonaws.com"})", R"({"Service": "lambda"})",
          R"({"AWS": "arn:aws:iam::123456789012:role/*"})", R"({"AWS": "me"})", R"(["me"])"})
        EXPECT_EQ(by(bad).only().rule->id, "invalid-principal") << bad;
    EXPECT_EQ(by(R"({"Service": "lambda"})").only().fix, "did you mean `lambda.amazonaws.com`?");
}

TEST(Iam, AConditionComparesWhatThereIs) {
    const auto when = [](const std::string& condition) {
        return in_role(R"({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": )" + condition +
                       "}");
    };
    for (const char* good :
         {R"({"StringEquals": {"aws:ResourceTag/team": "chess"}})", R"({"Null": {"aws:TokenIssueTime": "true"}})",
          R"({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1/*"}})",
          R"({"StringEqualsIfExists": {"AWS:sourceaccount": {"Ref": "AWS::AccountId"}}})",
          R"({"bool": {"aws:SecureTransport": "true"}})", R"({"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:::*"}})",
          R"({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}})",
          R"({"StringEquals": {"aws:SomethingEntirelyNewOfAws": "1"}})", R"({"Ref": "Some"})"})
        EXPECT_THAT(when(good).at(), IsEmpty()) << good;
    EXPECT_EQ(when(R"({"StringEqual": {"aws:SourceAccount": "1"}})").only().fix, "did you mean `StringEquals`?");
    EXPECT_EQ(when(R"({"NullIfExists": {"aws:SourceAccount": "1"}})").only().rule->id, "unknown-condition-operator");
    EXPECT_EQ(when(R"({"ArnLike": {"aws:SourceARNs": "1"}})").only().fix, "did you mean `aws:SourceArn`?");
    EXPECT_EQ(when(R"({"ArnLike": {"SourceArn": "1"}})").only().fix, "did you mean `aws:SourceArn`?");
    EXPECT_EQ(when(R"(["StringEquals"])").only().rule->id, "malformed-policy");
    EXPECT_EQ(when(R"({"StringEquals": "aws:SourceArn"})").only().rule->id, "malformed-policy");
}

/// Every kind of policy document in AWS's resource types, with a misspelt action.
TEST(Iam, PoliciesAreFoundAnywhere) {
    const std::string allow = R"({"Effect": "Allow", "Action": "s3:GetObjct", "Resource": "arn:aws:s3:::b/*"})";
    const std::string document = R"({"Version": "2012-10-17", "Statement": [)" + allow + "]}";
    const std::string for_someone =
        R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"},
            "Action": "s3:GetObjct", "Resource": "arn:aws:s3:::b/*"}})";
    for (const auto& [type, properties] : std::vector<std::pair<std::string, std::string>>{
             {"AWS::IAM::Group", R"("Policies": [{"PolicyDocument": )" + document + "}]"},
             {"AWS::IAM::UserPolicy", R"("PolicyDocument": )" + document},
             {"AWS::SSO::PermissionSet", R"("InlinePolicy": )" + document},
             {"AWS::Serverless::Function", R"("Policies": [")"
                                           "AWSLambdaExecute\", " +
                                               document + "]"},
             {"AWS::IoT::Policy", R"("PolicyDocument": )" + document},
             {"AWS::SecretsManager::ResourcePolicy", R"("ResourcePolicy": )" + for_someone},
             {"AWS::SNS::TopicPolicy", R"("PolicyDocument": )" + for_someone},
             {"AWS::KMS::ReplicaKey", R"("KeyPolicy": )" + for_someone},
             {"AWS::ApiGateway::RestApi", R"("Policy": )" + for_someone},
             {"AWS::EC2::VPCEndpoint", R"("PolicyDocument": )" + for_someone},
             {"AWS::DynamoDB::Table", R"("ResourcePolicy": {"PolicyDocument": )" + for_someone + "}"},
             {"AWS::EFS::FileSystem", R"("FileSystemPolicy": )" + for_someone},
             {"AWS::Organizations::Policy", R"("Content": )" + document},
             {"AWS::Lambda::Permission", R"("Principal": "sns.amazonaws.com", "Action": "lambda:InvokeFunctio")"},
             {"AWS::Events::EventBusPolicy", R"("StatementId": "x", "Statement": {"Effect": "Allow",
                "Principal": {"AWS": "123456789012"}, "Action": "events:PutEvnts", "Resource": "arn:aws:events:::x"})"},
             {"AWS::Logs::ResourcePolicy", R"("PolicyDocument": {"Fn::Sub": "{\"Version\": \"2012-10-17\",
                \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"es.amazonaws.com\"}, \"Action\":
                \"logs:PutLogEvnts\", \"Resource\": \"arn:aws:logs:${AWS::Region}:1:log-group:x\"}}"})"},
             {"Custom::Anything", R"("Deep": [{"er": )" + document + "}]"}}) {
        std::string escaped = properties;
        for (char& c : escaped)
            if (c == '\n') c = ' ';
        const Findings findings = found(R"("X": {"Type": ")" + type + R"(", "Properties": {)" + escaped + "}}");
        EXPECT_EQ(findings.only().rule->id, "unknown-iam-action") << type;
    }
}

TEST(Iam, WhatIsNoPolicyIsLeftAlone) {
    EXPECT_THAT(found(R"("W": {"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [{"Name": "n", "Priority": 1,
        "Statement": {"RateBasedStatement": {"Limit": 100}}, "Action": {"Block": {}}}]}},
        "E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"PolicyDocument": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}}},
        "R": {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryPolicyText": {"Version": "2012-10-17",
            "Statement": [{"Sid": "let them pull", "Effect": "Allow", "Principal": {"AWS": "123456789012"},
            "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]}]}}},
        "O": {"Type": "AWS::Organizations::Policy", "Properties": {"Content": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}},
        "S": {"Type": "AWS::OpenSearchService::Domain", "Properties": {"VPCOptions": {"SubnetIds": ["s"]},
            "AccessPolicies": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"},
            "Action": "es:*", "Resource": "*"}]}}},
        "D": {"Type": "AWS::DynamoDB::Table", "Properties": {"ResourcePolicy": {"PolicyDocument": {
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"},
            "Action": "dynamodb:GetItem", "Resource": "*"}]}}}})")
                    .at(),
                IsEmpty());
}

TEST(Iam, ABucketsPolicyNamesItsObjects) {
    EXPECT_THAT(in_policy_of("AWS::S3::BucketPolicy",
                             R"({"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"},
                                 "Action": "s3:GetObject", "Resource": {"Fn::GetAtt": ["Box", "Arn"]}})")
                    .at(),
                ElementsAre("action-never-applies /Resources/Policy/Properties/PolicyDocument/Statement/Action"));
}

}  // namespace
}  // namespace bobgen
