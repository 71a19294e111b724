/// What can be wrong with a change from one template to the next.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

namespace change_page {
inline constexpr std::string_view behaviours =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html";
inline constexpr std::string_view names =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html";
inline constexpr std::string_view modifying =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-get-template.html";
inline constexpr std::string_view deletion_policy =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html";
inline constexpr std::string_view exports =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "intrinsic-function-reference-importvalue.html";
inline constexpr std::string_view parameters =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";
inline constexpr std::string_view table =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html";
inline constexpr std::string_view global_index =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-properties-dynamodb-table-globalsecondaryindex.html";
inline constexpr std::string_view local_indexes =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html";
inline constexpr std::string_view stream =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-properties-dynamodb-table-streamspecification.html";
inline constexpr std::string_view time_to_live =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html";
inline constexpr std::string_view table_deletion =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html";
inline constexpr std::string_view quotas =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html";
inline constexpr std::string_view user_pool =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html";
inline constexpr std::string_view statements =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
inline constexpr std::string_view redeploy =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html";
inline constexpr std::string_view version =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html";
inline constexpr std::string_view import =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html";
inline constexpr std::string_view mapping =
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";
inline constexpr std::string_view architectures = "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html";
inline constexpr std::string_view roles =
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html";
inline constexpr std::string_view keys =
    "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys-manually.html";
inline constexpr std::string_view tokens =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html";
inline constexpr std::string_view flows =
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html";
inline constexpr std::string_view authorizer =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html";
inline constexpr std::string_view concurrency =
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html";
inline constexpr std::string_view attributes =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html";
inline constexpr std::string_view refactoring =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html";
inline constexpr std::string_view access =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html";
}  // namespace change_page

// What CloudFormation rejects for any resource.

inline constexpr Rule resource_type_changed{
    .id = "resource-type-changed",
    .severity = Severity::error,
    .summary = "a resource's type changes under the same logical id",
    .why = "CloudFormation cannot change the type of a resource, and rolls the whole update back",
    .example = R"(Orders: {Type: AWS::DynamoDB::Table} -> Orders: {Type: AWS::DynamoDB::GlobalTable})",
    .better = R"(OrdersEverywhere: {Type: AWS::DynamoDB::GlobalTable}  # another logical id)",
    .source = change_page::modifying};

inline constexpr Rule custom_named_replacement{
    .id = "custom-named-replacement",
    .severity = Severity::error,
    .summary = "a change that replaces a resource under the same physical name",
    .why =
        "CloudFormation creates the new resource before it deletes the old one, so both would need the same name: it "
        "rejects the update",
    .example = R"(TableName: orders, with a different KeySchema)",
    .better = R"(TableName: orders-2, with a different KeySchema)",
    .source = change_page::names};

inline constexpr Rule name_taken{
    .id = "name-taken",
    .severity = Severity::error,
    .summary = "a new resource with the name of one that still exists",
    .why =
        "CloudFormation creates new resources before it deletes old ones, so the service reports that the name already "
        "exists, and the update rolls back",
    .example = R"(Orders: {Properties: {TableName: orders}} -> OrdersTable: {Properties: {TableName: orders}})",
    .better = R"(Orders: {Properties: {TableName: orders}}  # the same logical id)",
    .source = change_page::names};

inline constexpr Rule property_cannot_change{
    .id = "property-cannot-change",
    .severity = Severity::error,
    .summary =
        "a change to a property that its service cannot change and CloudFormation does not replace the resource for",
    .why = "the service rejects the update, and CloudFormation rolls it back",
    .example = R"(UsernameAttributes: [email] -> UsernameAttributes: [phone_number])",
    .better = R"(a second user pool, and a migration for the users)",
    .source = change_page::user_pool};

inline constexpr Rule deletion_protected{
    .id = "deletion-protected",
    .severity = Severity::error,
    .summary = "a resource is deleted while it has deletion protection",
    .why = "the service refuses to delete it, so it stays in the account, outside the stack, and is still billed",
    .example = R"(Orders: {Properties: {DeletionProtectionEnabled: true}} -> no Orders)",
    .better = R"(first an update with DeletionProtectionEnabled: false, then one without the table)",
    .source = change_page::table_deletion};

// Tables.

inline constexpr Rule index_changes_in_one_update{
    .id = "index-changes-in-one-update",
    .severity = Severity::error,
    .summary = "more than one global index is created or deleted in one update of a table",
    .why =
        "DynamoDB creates or deletes one global index at a time, so CloudFormation rejects the update partway through",
    .example = R"(GlobalSecondaryIndexes: [ByOwner] -> [ByStatus]  # one deleted, one created)",
    .better = R"([ByOwner] -> [ByOwner, ByStatus], then, when ByStatus is ACTIVE, -> [ByStatus])",
    .source = change_page::table};

inline constexpr Rule index_changed_in_place{
    .id = "index-changed-in-place",
    .severity = Severity::error,
    .summary = "a global index gets a different key or projection under the same name",
    .why = "DynamoDB cannot change the key or the projection of an existing index, so the update fails",
    .example = R"(ByOwner: {Projection: {ProjectionType: KEYS_ONLY}} -> ByOwner: {Projection: {ProjectionType: ALL}})",
    .better =
        R"(ByOwnerAll: {Projection: {ProjectionType: ALL}}  # a new name; delete the old index in a later update)",
    .source = change_page::global_index};

inline constexpr Rule table_key_changed{
    .id = "table-key-changed",
    .severity = Severity::warning,
    .summary = "a table gets a different key",
    .why =
        "the key of a table is fixed when it is created: CloudFormation creates a new, empty table and deletes the old "
        "one with its items",
    .example = R"(KeySchema: [{AttributeName: id, …}] -> KeySchema: [{AttributeName: owner, …}])",
    .better = R"(a new table next to the old one; copy the items, switch the code, then retire the old one)",
    .source = change_page::table};

inline constexpr Rule local_index_changed{
    .id = "local-index-changed",
    .severity = Severity::warning,
    .summary = "a local index is added, changed or removed",
    .why =
        "local indexes are fixed when their table is created: CloudFormation creates a new, empty table and deletes "
        "the old one with its items",
    .example = R"(LocalSecondaryIndexes: [ByDate] -> LocalSecondaryIndexes: [ByDate, BySize])",
    .better = R"(GlobalSecondaryIndexes: [BySize]  # with the same partition key)",
    .source = change_page::local_indexes};

inline constexpr Rule ttl_attribute_changed{
    .id = "ttl-attribute-changed",
    .severity = Severity::error,
    .summary = "the time-to-live attribute changes while time to live is enabled",
    .why = "DynamoDB accepts one change of the time to live per hour, and a new attribute needs two: the update fails",
    .example = R"(TimeToLiveSpecification: {AttributeName: expires, …} -> {AttributeName: endsAt, …})",
    .better =
        R"(first {AttributeName: expires, Enabled: false}; one hour later {AttributeName: endsAt, Enabled: true})",
    .source = change_page::time_to_live};

inline constexpr Rule stream_in_use{
    .id = "stream-in-use",
    .severity = Severity::error,
    .summary = "a table loses its stream while something in the template still refers to it",
    .why =
        "a table without a stream has no `StreamArn`, so CloudFormation cannot update the resources that refer to it",
    .example = R"(no StreamSpecification, but EventSourceArn: !GetAtt Orders.StreamArn)",
    .better = R"(remove the event source mapping in the same update)",
    .source = change_page::stream};

inline constexpr Rule stream_replaced{.id = "stream-replaced",
                                      .severity = Severity::warning,
                                      .summary = "a table gets a new stream in place of its current one",
                                      .why =
                                          "the old stream is no longer read: records that its consumers have not read "
                                          "yet are lost to them, and the new stream has a different ARN",
                                      .example = R"(StreamViewType: KEYS_ONLY -> StreamViewType: NEW_IMAGE)",
                                      .better = R"(pause the writers and let the consumers catch up before the change)",
                                      .source = change_page::stream};

inline constexpr Rule billing_mode_switched{.id = "billing-mode-switched",
                                            .severity = Severity::warning,
                                            .summary = "a table switches between on-demand and provisioned capacity",
                                            .why =
                                                "a table can be switched to on-demand only a few times a day, and "
                                                "provisioned capacity throttles requests that exceed it",
                                            .example = R"(BillingMode: PROVISIONED -> BillingMode: PAY_PER_REQUEST)",
                                            .better = R"(switch once, when the load is known)",
                                            .source = change_page::quotas};

inline constexpr Rule capacity_decreased{
    .id = "capacity-decreased",
    .severity = Severity::warning,
    .summary = "the provisioned capacity of a table or an index decreases",
    .why = "the number of decreases per day is limited: after the last one, the update fails",
    .example = R"(ReadCapacityUnits: 20 -> ReadCapacityUnits: 5)",
    .better = R"(one decrease, directly to the capacity that is needed)",
    .source = change_page::quotas};

inline constexpr Rule table_class_switched{
    .id = "table-class-switched",
    .severity = Severity::warning,
    .summary = "a table gets a different table class",
    .why = "the class of a table can be changed twice in 30 days; after that, the update fails",
    .example = R"(TableClass: STANDARD -> TableClass: STANDARD_INFREQUENT_ACCESS)",
    .better = R"(change it once, after comparing the costs)",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html"};

inline constexpr Rule vector_index_changed{
    .id = "vector-index-changed",
    .severity = Severity::error,
    .summary = "a vector index gets different settings under the same name",
    .why = "nothing of a vector index can be changed once it is created, so the update fails",
    .example = R"(ByText: {Dimensions: 512, …} -> ByText: {Dimensions: 1024, …})",
    .better = R"(ByLongText: {Dimensions: 1024, …}  # a new name; delete the old index in a later update)",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-dynamodb-table-vectorindex.html"};

inline constexpr Rule replica_removed{
    .id = "replica-removed",
    .severity = Severity::warning,
    .summary = "a global table loses a replica",
    .why = "DynamoDB deletes the table in that Region: what runs there no longer finds it, and its backups stay behind",
    .example = R"(Replicas: [{Region: eu-west-1}, {Region: us-east-1}] -> [{Region: eu-west-1}])",
    .better = R"(first move what uses the replica to another Region)",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html"};

inline constexpr Rule consistency_changed{
    .id = "consistency-changed",
    .severity = Severity::error,
    .summary = "a global table gets a different consistency",
    .why = "the consistency between Regions is settled when the table becomes global, so the update fails",
    .example = R"(MultiRegionConsistency: EVENTUAL -> MultiRegionConsistency: STRONG)",
    .better = R"(a second table, to which the items are copied)",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html"};

// User pools.

inline constexpr Rule user_pool_schema_changed{
    .id = "user-pool-schema-changed",
    .severity = Severity::error,
    .summary = "an attribute of a user pool's schema is changed or removed",
    .why = "Cognito only adds attributes to a pool; it never changes or removes one, so the update fails",
    .example = R"(Schema: [{Name: team, Mutable: true}] -> Schema: [{Name: team, Mutable: false}])",
    .better = R"(Schema: [{Name: team, Mutable: true}, {Name: club, Mutable: false}])",
    .source = change_page::user_pool};

// Changes that are possible, but should be intended.

inline constexpr Rule resource_replaced{
    .id = "resource-replaced",
    .severity = Severity::warning,
    .summary = "a change that makes CloudFormation replace the resource",
    .why = "a new resource with a different physical id is created, and the old one is deleted with everything in it",
    .example = R"(FunctionName: shop-export -> FunctionName: shop-export-games)",
    .better = R"(keep the name, or make sure that the replacement is intended)",
    .source = change_page::behaviours};

inline constexpr Rule resource_interrupted{
    .id = "resource-interrupted",
    .severity = Severity::warning,
    .summary = "a change that interrupts the resource",
    .why = "the service stops or restarts the resource during the change",
    .example = R"(DBInstanceClass: db.t4g.small -> DBInstanceClass: db.t4g.large)",
    .better = R"(deploy it in a maintenance window)",
    .source = change_page::behaviours};

inline constexpr Rule resource_deleted{.id = "resource-deleted",
                                       .severity = Severity::warning,
                                       .summary = "a resource is removed from the template",
                                       .why = "CloudFormation deletes it, unless its deletion policy retains it",
                                       .example = R"(Resources: {Orders: …, Users: …} -> Resources: {Orders: …})",
                                       .better = R"(DeletionPolicy: Retain, in an earlier update)",
                                       .source = change_page::deletion_policy};

inline constexpr Rule protection_removed{.id = "protection-removed",
                                         .severity = Severity::warning,
                                         .summary = "a setting that protects the data of a resource is removed",
                                         .why = "the next mistake can delete the data permanently",
                                         .example = R"(DeletionPolicy: Retain -> no DeletionPolicy)",
                                         .better = R"(DeletionPolicy: Retain)",
                                         .source = change_page::deletion_policy};

inline constexpr Rule export_changed{.id = "export-changed",
                                     .severity = Severity::warning,
                                     .summary = "an exported output is removed, renamed or gets another value",
                                     .why = "CloudFormation rejects this while another stack imports the output",
                                     .example = R"(Outputs: {OrdersTable: {Export: {Name: orders}}} -> no OrdersTable)",
                                     .better = R"(first update the stacks that import it, then remove it)",
                                     .source = change_page::exports};

inline constexpr Rule parameter_needs_value{
    .id = "parameter-needs-value",
    .severity = Severity::warning,
    .summary = "a new parameter without a default",
    .why = "the next deployment fails unless someone supplies a value",
    .example = R"(Parameters: {ArtifactBucket: {Type: String}})",
    .better = R"(aws cloudformation deploy --parameter-overrides ArtifactBucket=shop-artifacts)",
    .source = change_page::parameters};

inline constexpr Rule permission_broadened{
    .id = "permission-broadened",
    .severity = Severity::warning,
    .summary = "a principal gets more permissions than before",
    .why = "permissions are easier to grant than to revoke, so this should be intended",
    .example = R"(Action: dynamodb:GetItem -> Action: dynamodb:*)",
    .better = R"(Action: [dynamodb:GetItem, dynamodb:Query])",
    .source = change_page::statements};

inline constexpr Rule route_opened{
    .id = "route-opened",
    .severity = Severity::warning,
    .summary = "a route that anyone can now call",
    .why = "it no longer has an authorizer, so everyone on the internet can reach the function behind it",
    .example = R"(AuthorizationType: COGNITO_USER_POOLS -> AuthorizationType: NONE)",
    .better = R"(AuthorizationType: COGNITO_USER_POOLS)",
    .source = change_page::access};

// What CloudFormation accepts, and what is wrong afterwards.

inline constexpr Rule deployment_not_renewed{
    .id = "deployment-not-renewed",
    .severity = Severity::warning,
    .summary = "an API changes, and the deployment that its stage serves stays the same",
    .why =
        "a deployment is a copy of the API from when CloudFormation created it: the update succeeds, and callers still "
        "get the old methods, authorizers and models",
    .example = R"(Get: AuthorizationType: NONE -> AWS_IAM, and Deployment stays Deployment)",
    .better = R"(Deployment -> Deployment2  # a new logical id makes a new deployment; a hash of the API is usual)",
    .source = change_page::redeploy};

inline constexpr Rule version_not_renewed{
    .id = "version-not-renewed",
    .severity = Severity::warning,
    .summary = "a function changes, and its published version stays the same",
    .why =
        "a version is a copy of the function from when CloudFormation created it, and it creates none for a logical id "
        "that it knows: the alias stays on the old code and configuration",
    .example = R"(Export: Code: {S3Key: a1.zip} -> {S3Key: b2.zip}, and ExportVersion stays ExportVersion)",
    .better = R"(ExportVersion -> ExportVersionB2  # a new logical id publishes a version)",
    .source = change_page::version};

inline constexpr Rule made_by_aws_before{
    .id = "made-by-aws-before",
    .severity = Severity::warning,
    .summary = "a resource appears in a template after AWS made it by itself",
    .why =
        "a function, a build or a stage makes its log group when it is first used, and a service its linked role: "
        "creating it fails with `already exists`, and the update rolls back",
    .example = R"(ExportLogs: {Type: AWS::Logs::LogGroup, …: /aws/lambda/export}, months after the function)",
    .better = R"(a change set of type IMPORT for ExportLogs; or declare log groups together with what writes to them)",
    .source = change_page::import};

inline constexpr Rule mapping_restarts{
    .id = "mapping-restarts",
    .severity = Severity::warning,
    .summary = "an event source mapping of a stream is replaced",
    .why =
        "a new mapping knows nothing of what the old one has read: from TRIM_HORIZON it processes everything again "
        "that the stream holds, from LATEST it skips what is written before it is enabled",
    .example = R"(EventSourceArn: !GetAtt Orders.StreamArn -> !GetAtt OrdersByCustomer.StreamArn)",
    .better = R"(let the function catch up, and make it safe to process a record twice)",
    .source = change_page::mapping};

inline constexpr Rule code_of_other_architecture{
    .id = "code-of-other-architecture",
    .severity = Severity::warning,
    .summary = "a function moves to another architecture, and its code or a layer stays the one of the old",
    .why =
        "the update succeeds; the first invocation fails with `exec format error`, or a library of the layer can't be "
        "loaded",
    .example = R"(Architectures: [x86_64] -> [arm64], with Layers: [….:layer:LambdaInsightsExtension:53])",
    .better = R"(Architectures: [arm64], with Layers: [….:layer:LambdaInsightsExtension-Arm64:20])",
    .source = change_page::architectures};

inline constexpr Rule reserved_below_provisioned{
    .id = "reserved-below-provisioned",
    .severity = Severity::warning,
    .summary = "the reserved concurrency of a function falls below what is provisioned for it",
    .why =
        "provisioned concurrency is a part of the reserved one: Lambda refuses to reserve less, and in an update the "
        "function comes before its aliases",
    .example = R"(ReservedConcurrentExecutions: 50 -> 5, while an alias has 10 provisioned)",
    .better = R"(first ProvisionedConcurrentExecutions: 5, and in the next deployment ReservedConcurrentExecutions: 5)",
    .source = change_page::concurrency};

inline constexpr Rule role_replaced_in_use{
    .id = "role-replaced-in-use",
    .severity = Severity::warning,
    .summary = "the role that a function runs with is replaced",
    .why =
        "running invocations and published versions keep the old role, which CloudFormation deletes at the end of the "
        "update: their calls then fail with AccessDenied, and policies elsewhere that name the old role admit nobody",
    .example = R"(RoleName: export -> RoleName: export-games)",
    .better = R"(a second role under another logical id; the old one goes in a later deployment)",
    .source = change_page::roles};

inline constexpr Rule key_swapped{
    .id = "key-swapped",
    .severity = Severity::warning,
    .summary = "what is encrypted gets another key, or none of this account",
    .why =
        "the new key is for new data: what is there already can only be read with the old key, and is lost when that "
        "key is deleted",
    .example = R"(KMSMasterKeyID: !GetAtt OldKey.Arn -> KMSMasterKeyID: !GetAtt NewKey.Arn, and no OldKey)",
    .better = R"(KMSMasterKeyID: !GetAtt NewKey.Arn, and OldKey stays in the template)",
    .source = change_page::keys};

inline constexpr Rule callers_locked_out{
    .id = "callers-locked-out",
    .severity = Severity::warning,
    .summary = "an API key is removed, replaced or turned off, so that the callers who have it are refused",
    .why =
        "a key's value can't change: the new key has another one, and each call with the old value is answered with "
        "403 `Forbidden` as soon as the update is done",
    .example = R"(ApiKey{.name = "press", .value = "old…"} -> ApiKey{.name = "press", .value = "new…"})",
    .better = R"(ApiKey{.name = "press", .value = "old…"}, ApiKey{.name = "press2027", .value = "new…"})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html"};

inline constexpr Rule users_signed_out{
    .id = "users-signed-out",
    .severity = Severity::warning,
    .summary = "a change of a user pool's client ends the sessions of its users",
    .why =
        "apps renew their tokens with the client's refresh token: without it, with a shorter one or with another "
        "client, users have to sign in again",
    .example = R"(ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH] -> [ALLOW_USER_SRP_AUTH])",
    .better = R"(ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH])",
    .source = change_page::tokens};

inline constexpr Rule sign_in_refused{
    .id = "sign-in-refused",
    .severity = Severity::warning,
    .summary = "a client of a user pool loses a flow that users sign in with",
    .why = "Cognito answers `… flow not enabled for this client` to every app that still uses it",
    .example = R"(ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, …] -> [ALLOW_USER_SRP_AUTH, …])",
    .better = R"(both flows, until no app uses the old one)",
    .source = change_page::flows};

inline constexpr Rule tokens_refused{
    .id = "tokens-refused",
    .severity = Severity::warning,
    .summary = "an API no longer takes the tokens that its users have",
    .why =
        "an authorizer compares `iss` and the audience of a token with its own: everyone gets 401 until they sign in "
        "again, with an app that knows the new ones",
    .example = R"(Audience: [!Ref OldClient] -> Audience: [!Ref NewClient])",
    .better = R"(Audience: [!Ref OldClient, !Ref NewClient], and OldClient goes in a later deployment)",
    .source = change_page::authorizer};

inline constexpr Rule required_attribute_added{
    .id = "required-attribute-added",
    .severity = Severity::error,
    .summary = "a required attribute is added to a user pool that exists",
    .why =
        "which standard attributes are required is settled when a pool is created, and a custom one is never required: "
        "Cognito answers `Invalid AttributeDataType input` or `Required custom attributes are not supported`",
    .example = R"(Schema: [{Name: email, Required: true}] -> Schema: [{…}, {Name: given_name, Required: true}])",
    .better = R"(ask for it in the app; or a custom attribute, which is optional)",
    .source = change_page::attributes};

// Several stacks.

inline constexpr Rule export_in_use{
    .id = "export-in-use",
    .severity = Severity::warning,
    .summary = "stacks have to be deployed in one order: one gives up an export that another imports so far",
    .why = "CloudFormation answers `Export … cannot be deleted as it is in use by …` until the other stack is deployed",
    .example = R"(network: no Export `vpc-id`; shop: no longer imports `vpc-id`)",
    .better = R"(deploy shop first, then network)",
    .source = change_page::exports};

inline constexpr Rule export_held{
    .id = "export-held",
    .severity = Severity::error,
    .summary = "an export goes or changes, and a stack of the same folder still imports it",
    .why =
        "CloudFormation answers `Export … cannot be deleted as it is in use by …`, or `… cannot be updated …`, for as "
        "long as a stack imports it: no order of these deployments works",
    .example = R"(network: no Export `vpc-id`; shop: VpcId: !ImportValue vpc-id)",
    .better = R"(export the new value under a second name, let shop import that, then remove the old export)",
    .source = change_page::exports};

inline constexpr Rule data_moved_between_stacks{
    .id = "data-moved-between-stacks",
    .severity = Severity::error,
    .summary = "a resource with data leaves one stack and appears in another",
    .why =
        "CloudFormation knows no move: one stack deletes the resource with its data or leaves it behind, and the other "
        "makes an empty one, or fails since the name is taken",
    .example = R"(shop: no Orders; orders: Orders: {Type: AWS::DynamoDB::Table, …})",
    .better = R"(aws cloudformation create-stack-refactor …  # `bobgen plan` writes it)",
    .source = change_page::refactoring};

inline constexpr Rule resource_moved_between_stacks{
    .id = "resource-moved-between-stacks",
    .severity = Severity::warning,
    .summary = "a resource with a fixed name leaves one stack and appears in another",
    .why = "the new stack can't create it while the old one has it: `already exists`",
    .example = R"(shop: no ExportRole; roles: ExportRole: {Properties: {RoleName: export, …}})",
    .better = R"(deploy the stack that it leaves first; or move it by stack refactoring, without a gap)",
    .source = change_page::refactoring};

inline constexpr const Rule* changes[] = {&resource_type_changed,
                                          &custom_named_replacement,
                                          &name_taken,
                                          &property_cannot_change,
                                          &deletion_protected,
                                          &index_changes_in_one_update,
                                          &index_changed_in_place,
                                          &table_key_changed,
                                          &local_index_changed,
                                          &ttl_attribute_changed,
                                          &stream_in_use,
                                          &stream_replaced,
                                          &billing_mode_switched,
                                          &capacity_decreased,
                                          &table_class_switched,
                                          &vector_index_changed,
                                          &replica_removed,
                                          &consistency_changed,
                                          &user_pool_schema_changed,
                                          &resource_replaced,
                                          &resource_interrupted,
                                          &resource_deleted,
                                          &protection_removed,
                                          &export_changed,
                                          &parameter_needs_value,
                                          &permission_broadened,
                                          &route_opened,
                                          &deployment_not_renewed,
                                          &version_not_renewed,
                                          &made_by_aws_before,
                                          &mapping_restarts,
                                          &code_of_other_architecture,
                                          &reserved_below_provisioned,
                                          &role_replaced_in_use,
                                          &key_swapped,
                                          &callers_locked_out,
                                          &users_signed_out,
                                          &sign_in_refused,
                                          &tokens_refused,
                                          &required_attribute_added,
                                          &export_in_use,
                                          &export_held,
                                          &data_moved_between_stacks,
                                          &resource_moved_between_stacks};

}  // namespace bobgen::rules
