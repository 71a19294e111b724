/// What can be wrong with the way from one template to the next.
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
inline constexpr std::string_view access =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html";
}  // namespace change_page

// What CloudFormation refuses, whatever the resource.

inline constexpr Rule resource_type_changed{
    .id = "resource-type-changed",
    .severity = Severity::error,
    .summary = "a resource whose type changes under the same logical id",
    .why = "CloudFormation refuses to make one type into another, and rolls the whole update back",
    .example = R"(Orders: {Type: AWS::DynamoDB::Table} -> Orders: {Type: AWS::DynamoDB::GlobalTable})",
    .better = R"(OrdersEverywhere: {Type: AWS::DynamoDB::GlobalTable}  # another logical id)",
    .source = change_page::modifying};

inline constexpr Rule custom_named_replacement{
    .id = "custom-named-replacement",
    .severity = Severity::error,
    .summary = "a change that needs a new resource, which would have the name of the old one",
    .why =
        "CloudFormation makes the new resource before it removes the old one, so both can't have the name: "
        "it refuses the update",
    .example = R"(TableName: orders, and another KeySchema)",
    .better = R"(TableName: orders-2, and another KeySchema)",
    .source = change_page::names};

inline constexpr Rule name_taken{
    .id = "name-taken",
    .severity = Severity::error,
    .summary = "a new resource with the name of one that is still there",
    .why =
        "CloudFormation creates what is new before it deletes what is gone, so the service answers that it exists "
        "already, and the update rolls back",
    .example = R"(Orders: {Properties: {TableName: orders}} -> OrdersTable: {Properties: {TableName: orders}})",
    .better = R"(Orders: {Properties: {TableName: orders}}  # the same logical id)",
    .source = change_page::names};

inline constexpr Rule property_cannot_change{
    .id = "property-cannot-change",
    .severity = Severity::error,
    .summary = "a property that its service never changes, and CloudFormation does not replace the resource for",
    .why = "the service refuses the update, and CloudFormation rolls it back",
    .example = R"(UsernameAttributes: [email] -> UsernameAttributes: [phone_number])",
    .better = R"(another user pool beside the first, and a way for its users to move)",
    .source = change_page::user_pool};

inline constexpr Rule deletion_protected{
    .id = "deletion-protected",
    .severity = Severity::error,
    .summary = "a resource that is to go while it is protected from deletion",
    .why = "the service refuses to delete it; it stays, outside the stack, and costs what it costs",
    .example = R"(Orders: {Properties: {DeletionProtectionEnabled: true}} -> no Orders)",
    .better = R"(first an update with DeletionProtectionEnabled: false, then one without the table)",
    .source = change_page::table_deletion};

// Tables.

inline constexpr Rule index_changes_in_one_update{
    .id = "index-changes-in-one-update",
    .severity = Severity::error,
    .summary = "more than one global index created or deleted in one update of a table",
    .why = "DynamoDB creates or deletes one global index at a time, so CloudFormation refuses the update half-way",
    .example = R"(GlobalSecondaryIndexes: [ByOwner] -> [ByStatus]  # one goes, one comes)",
    .better = R"([ByOwner] -> [ByOwner, ByStatus], then, when ByStatus is ACTIVE, -> [ByStatus])",
    .source = change_page::table};

inline constexpr Rule index_changed_in_place{
    .id = "index-changed-in-place",
    .severity = Severity::error,
    .summary = "a global index with another key or projection under the same name",
    .why = "DynamoDB can't change the key or the projection of an index that is there, so the update fails",
    .example = R"(ByOwner: {Projection: {ProjectionType: KEYS_ONLY}} -> ByOwner: {Projection: {ProjectionType: ALL}})",
    .better = R"(ByOwnerAll: {Projection: {ProjectionType: ALL}}  # another name; the old one goes in a later update)",
    .source = change_page::global_index};

inline constexpr Rule table_key_changed{
    .id = "table-key-changed",
    .severity = Severity::warning,
    .summary = "a table with another key",
    .why =
        "the key of a table is fixed when it is created: CloudFormation makes a new, empty table and deletes the "
        "old one with its items",
    .example = R"(KeySchema: [{AttributeName: id, …}] -> KeySchema: [{AttributeName: owner, …}])",
    .better = R"(a new table beside the old one; copy the items, switch the code, then retire the old one)",
    .source = change_page::table};

inline constexpr Rule local_index_changed{
    .id = "local-index-changed",
    .severity = Severity::warning,
    .summary = "a local index that is added to, changed in or removed from a table",
    .why =
        "local indexes are fixed when their table is created: CloudFormation makes a new, empty table and deletes "
        "the old one with its items",
    .example = R"(LocalSecondaryIndexes: [ByDate] -> LocalSecondaryIndexes: [ByDate, BySize])",
    .better = R"(GlobalSecondaryIndexes: [BySize]  # with the same partition key)",
    .source = change_page::local_indexes};

inline constexpr Rule ttl_attribute_changed{
    .id = "ttl-attribute-changed",
    .severity = Severity::error,
    .summary = "another attribute for the time to live, while one is in use",
    .why = "DynamoDB takes one change of the time to live an hour, and moving it takes two: the update fails",
    .example = R"(TimeToLiveSpecification: {AttributeName: expires, …} -> {AttributeName: endsAt, …})",
    .better = R"(first {AttributeName: expires, Enabled: false}; an hour later {AttributeName: endsAt, Enabled: true})",
    .source = change_page::time_to_live};

inline constexpr Rule stream_in_use{
    .id = "stream-in-use",
    .severity = Severity::error,
    .summary = "a table loses its stream while something in the template still asks for it",
    .why = "`StreamArn` of a table without a stream is nothing, so CloudFormation can't update what asks for it",
    .example = R"(no StreamSpecification, but EventSourceArn: !GetAtt Orders.StreamArn)",
    .better = R"(remove the event source mapping in the same update)",
    .source = change_page::stream};

inline constexpr Rule stream_replaced{
    .id = "stream-replaced",
    .severity = Severity::warning,
    .summary = "a table gets a new stream in place of the one it has",
    .why =
        "the old stream is read no more: what its readers have not seen yet is lost to them, and the new stream has "
        "another ARN",
    .example = R"(StreamViewType: KEYS_ONLY -> StreamViewType: NEW_IMAGE)",
    .better = R"(change it when the readers have caught up, and writing can pause)",
    .source = change_page::stream};

inline constexpr Rule billing_mode_switched{
    .id = "billing-mode-switched",
    .severity = Severity::warning,
    .summary = "a table switches between on-demand and provisioned capacity",
    .why = "the way to on-demand is open only a few times a day, and provisioned capacity throttles what exceeds it",
    .example = R"(BillingMode: PROVISIONED -> BillingMode: PAY_PER_REQUEST)",
    .better = R"(one switch, when the load is known)",
    .source = change_page::quotas};

inline constexpr Rule capacity_decreased{.id = "capacity-decreased",
                                         .severity = Severity::warning,
                                         .summary = "the provisioned capacity of a table or an index decreases",
                                         .why = "decreases are counted: when the day's are used up, the update fails",
                                         .example = R"(ReadCapacityUnits: 20 -> ReadCapacityUnits: 5)",
                                         .better = R"(one decrease, to the capacity that is needed)",
                                         .source = change_page::quotas};

inline constexpr Rule table_class_switched{
    .id = "table-class-switched",
    .severity = Severity::warning,
    .summary = "a table gets another table class",
    .why = "a table's class can be changed twice in 30 days; then the update fails",
    .example = R"(TableClass: STANDARD -> TableClass: STANDARD_INFREQUENT_ACCESS)",
    .better = R"(one change, after a look at the bill)",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html"};

// User pools.

inline constexpr Rule user_pool_schema_changed{
    .id = "user-pool-schema-changed",
    .severity = Severity::error,
    .summary = "an attribute of a user pool's schema is changed or removed",
    .why = "Cognito adds attributes to a pool, and never changes or removes one: the update fails",
    .example = R"(Schema: [{Name: team, Mutable: true}] -> Schema: [{Name: team, Mutable: false}])",
    .better = R"(Schema: [{Name: team, Mutable: true}, {Name: club, Mutable: false}])",
    .source = change_page::user_pool};

// What happens, and should be meant.

inline constexpr Rule resource_replaced{
    .id = "resource-replaced",
    .severity = Severity::warning,
    .summary = "a change that CloudFormation makes by replacing the resource",
    .why = "a new resource with another physical id takes its place, and the old one is deleted with all that is in it",
    .example = R"(FunctionName: shop-export -> FunctionName: shop-export-games)",
    .better = R"(leave the name, or mean it)",
    .source = change_page::behaviours};

inline constexpr Rule resource_interrupted{
    .id = "resource-interrupted",
    .severity = Severity::warning,
    .summary = "a change during which the resource can't be used",
    .why = "the service stops or restarts the resource while it is changed",
    .example = R"(DBInstanceClass: db.t4g.small -> DBInstanceClass: db.t4g.large)",
    .better = R"(deploy it in a maintenance window)",
    .source = change_page::behaviours};

inline constexpr Rule resource_deleted{.id = "resource-deleted",
                                       .severity = Severity::warning,
                                       .summary = "a resource that is gone from the template",
                                       .why = "CloudFormation deletes it, unless its deletion policy keeps it",
                                       .example = R"(Resources: {Orders: …, Users: …} -> Resources: {Orders: …})",
                                       .better = R"(DeletionPolicy: Retain, in an update before)",
                                       .source = change_page::deletion_policy};

inline constexpr Rule protection_removed{.id = "protection-removed",
                                         .severity = Severity::warning,
                                         .summary = "what protects the data of a resource is taken away",
                                         .why = "the next mistake can delete the data for good",
                                         .example = R"(DeletionPolicy: Retain -> no DeletionPolicy)",
                                         .better = R"(DeletionPolicy: Retain)",
                                         .source = change_page::deletion_policy};

inline constexpr Rule export_changed{.id = "export-changed",
                                     .severity = Severity::warning,
                                     .summary = "an exported output is removed, renamed or gets another value",
                                     .why = "CloudFormation refuses it while another stack imports the output",
                                     .example = R"(Outputs: {OrdersTable: {Export: {Name: orders}}} -> no OrdersTable)",
                                     .better = R"(first update the stacks that import it, then remove it)",
                                     .source = change_page::exports};

inline constexpr Rule parameter_needs_value{
    .id = "parameter-needs-value",
    .severity = Severity::warning,
    .summary = "a new parameter without a default",
    .why = "the deployment that brings it fails unless somebody gives it a value",
    .example = R"(Parameters: {ArtifactBucket: {Type: String}})",
    .better = R"(aws cloudformation deploy --parameter-overrides ArtifactBucket=shop-artifacts)",
    .source = change_page::parameters};

inline constexpr Rule permission_broadened{
    .id = "permission-broadened",
    .severity = Severity::warning,
    .summary = "somebody may do more than before",
    .why = "a permission is easier given than taken back; a person should have meant it",
    .example = R"(Action: dynamodb:GetItem -> Action: dynamodb:*)",
    .better = R"(Action: [dynamodb:GetItem, dynamodb:Query])",
    .source = change_page::statements};

inline constexpr Rule route_opened{
    .id = "route-opened",
    .severity = Severity::warning,
    .summary = "a route that anybody may call now",
    .why = "it has no authorizer any more, so everybody on the internet reaches the function behind it",
    .example = R"(AuthorizationType: COGNITO_USER_POOLS -> AuthorizationType: NONE)",
    .better = R"(AuthorizationType: COGNITO_USER_POOLS)",
    .source = change_page::access};

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
                                          &user_pool_schema_changed,
                                          &resource_replaced,
                                          &resource_interrupted,
                                          &resource_deleted,
                                          &protection_removed,
                                          &export_changed,
                                          &parameter_needs_value,
                                          &permission_broadened,
                                          &route_opened};

}  // namespace bobgen::rules
