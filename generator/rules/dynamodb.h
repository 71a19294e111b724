/// What can be wrong with an `AWS::DynamoDB::Table`. The numbers are in `bob/limits.h`, not here.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

namespace dynamodb_page {
inline constexpr std::string_view table =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html";
inline constexpr std::string_view quotas =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html";
inline constexpr std::string_view constraints =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html";
inline constexpr std::string_view create_table =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html";
inline constexpr std::string_view projection =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html";
inline constexpr std::string_view on_demand =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html";
inline constexpr std::string_view multi_key =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html";
inline constexpr std::string_view local_indexes =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html";
inline constexpr std::string_view global_indexes =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html";
inline constexpr std::string_view warm_throughput =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html";
inline constexpr std::string_view encryption =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html";
inline constexpr std::string_view tags =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TaggingRestrictions.html";
inline constexpr std::string_view time_to_live =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html";
inline constexpr std::string_view recovery =
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html";
inline constexpr std::string_view formats =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html";
inline constexpr std::string_view global_tables =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html";
inline constexpr std::string_view vectors =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearch.Requirements.html";
}  // namespace dynamodb_page

// Structure: which properties, with which types and values.

inline constexpr Rule table_unknown_property{
    .id = "table-unknown-property",
    .severity = Severity::error,
    .summary = "a property that AWS::DynamoDB::Table does not have in this position",
    .why =
        "CloudFormation rejects the template: \"Encountered unsupported property\"; names are case-sensitive, and some "
        "properties of the DynamoDB API have another name in a template, or do not exist there",
    .example = R"(StreamSpecification:
  StreamEnabled: true
  StreamViewType: NEW_IMAGE)",
    .better = R"(StreamSpecification:
  StreamViewType: NEW_IMAGE)",
    .source = dynamodb_page::table};

inline constexpr Rule table_unlisted_property{
    .id = "table-unlisted-property",
    .severity = Severity::warning,
    .summary = "a property of a table that bob's data does not have",
    .why =
        "DynamoDB gets new features; unless this one is newer than bob's data, CloudFormation rejects the template: "
        "\"Encountered unsupported property\"",
    .example = "Archive: {AfterDays: 90}",
    .better = "TimeToLiveSpecification: {AttributeName: expires, Enabled: true}",
    .source = dynamodb_page::table};

inline constexpr Rule table_missing_property{
    .id = "table-missing-property",
    .severity = Severity::error,
    .summary = "a property that is required in this position is missing",
    .why = "the deployment fails at this table; a property whose value is `AWS::NoValue` counts as missing",
    .example = R"(GlobalSecondaryIndexes:
  - IndexName: ByStatus
    KeySchema: [{AttributeName: status, KeyType: HASH}])",
    .better = R"(GlobalSecondaryIndexes:
  - IndexName: ByStatus
    KeySchema: [{AttributeName: status, KeyType: HASH}]
    Projection: {ProjectionType: ALL})",
    .source = dynamodb_page::table};

inline constexpr Rule table_wrong_type{.id = "table-wrong-type",
                                       .severity = Severity::error,
                                       .summary = "a value whose type its property does not accept",
                                       .why =
                                           "CloudFormation converts a string into a number or a boolean, but never "
                                           "converts between a list, a map and a single value",
                                       .example = R"(KeySchema: {AttributeName: id, KeyType: HASH})",
                                       .better = R"(KeySchema: [{AttributeName: id, KeyType: HASH}])",
                                       .source = dynamodb_page::table};

inline constexpr Rule table_null_value{.id = "table-null-value",
                                       .severity = Severity::error,
                                       .summary = "a null in the properties of a table",
                                       .why =
                                           "CloudFormation rejects the whole template: \"'null' values are not allowed "
                                           "in templates\"; in YAML, a key without a value is a null",
                                       .example = R"(LocalSecondaryIndexes:)",
                                       .better = R"(LocalSecondaryIndexes:
  Ref: AWS::NoValue)",
                                       .source = dynamodb_page::formats};

inline constexpr Rule table_number_as_text{.id = "table-number-as-text",
                                           .severity = Severity::warning,
                                           .summary = "a number or a boolean where a property expects a string",
                                           .why =
                                               "CloudFormation converts it to a string, and not always as it was "
                                               "written: YAML reads 010 as 8, 1e3 as 1000, and no as false",
                                           .example = R"(TableName: 010)",
                                           .better = R"(TableName: "010")",
                                           .source = "@aws/cloudformation-validate 1.9.0, W9003"};

inline constexpr Rule table_unknown_value{
    .id = "table-unknown-value",
    .severity = Severity::error,
    .summary = "a value that its property does not allow",
    .why = "the property allows only a few values, in capitals, and AWS rejects any other",
    .example = R"(BillingMode: ON_DEMAND)",
    .better = R"(BillingMode: PAY_PER_REQUEST)",
    .source = dynamodb_page::create_table};

// Names.

inline constexpr Rule table_name_length{
    .id = "table-name-length",
    .severity = Severity::error,
    .summary = "the name of a table or an index is too short or too long",
    .why = "DynamoDB rejects the name, and with it the table",
    .example = R"(Table<User> users{.name = "Us", .partition_key = key<&User::id>};)",
    .better = R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>};)",
    .source = dynamodb_page::constraints};

inline constexpr Rule table_name_characters{
    .id = "table-name-characters",
    .severity = Severity::error,
    .summary = "the name of a table or an index has a character that DynamoDB does not allow",
    .why = "only ASCII letters and digits, underscore, hyphen and dot are allowed",
    .example = R"(Table<User> users{.name = "Users", .table_name = "app/users", .partition_key = key<&User::id>};)",
    .better = R"(Table<User> users{.name = "Users", .table_name = "app-users", .partition_key = key<&User::id>};)",
    .source = dynamodb_page::constraints};

inline constexpr Rule table_duplicate_name{
    .id = "table-duplicate-name",
    .severity = Severity::error,
    .summary = "two tables of a stack have the same physical name",
    .why = "a table name is unique in an account and region, so the second table is rejected: \"already exists\"",
    .example = R"(Table<User> users{.name = "Users", .table_name = "users", .partition_key = key<&User::id>};
Table<User> admins{.name = "Admins", .table_name = "users", .partition_key = key<&User::id>};)",
    .better = R"(Table<User> users{.name = "Users", .table_name = "users", .partition_key = key<&User::id>};
Table<User> admins{.name = "Admins", .table_name = "admins", .partition_key = key<&User::id>};)",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_attribute_name_length{
    .id = "table-attribute-name-length",
    .severity = Severity::error,
    .summary = "the name of a key, projected or time-to-live attribute is empty or too long",
    .why = "DynamoDB limits the length of these names in UTF-8 bytes, and a character outside ASCII takes 2 to 4",
    .example = R"(KeySchema: [{AttributeName: "", KeyType: HASH}])",
    .better = R"(KeySchema: [{AttributeName: id, KeyType: HASH}])",
    .source =
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html (attribute names: "
        "\"the total size of each name (after encoding)\"); DynamoDB Local 2026-05-28, CreateTable and "
        "UpdateTimeToLive"};

// Attribute definitions.

inline constexpr Rule table_attribute_type_conflict{
    .id = "table-attribute-type-conflict",
    .severity = Severity::error,
    .summary = "a key attribute has two types in one table",
    .why = "a table defines each key attribute once, with one type, and its indexes share it",
    .example = R"(Table<> games{.name = "Games",
              .partition_key = attribute("id"),
              .sort_key = attribute("createdAt", ScalarType::string),
              .global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::number)}}};)",
    .better = R"(Table<> games{.name = "Games",
              .partition_key = attribute("id"),
              .sort_key = attribute("createdAt", ScalarType::string),
              .global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::string)}}};)",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_attribute_defined_twice{
    .id = "table-attribute-defined-twice",
    .severity = Severity::error,
    .summary = "an attribute is defined twice in one table",
    .why = "DynamoDB rejects a table whose definitions are not exactly its key attributes, each once",
    .example = R"(AttributeDefinitions:
  - {AttributeName: id, AttributeType: S}
  - {AttributeName: id, AttributeType: S})",
    .better = R"(AttributeDefinitions:
  - {AttributeName: id, AttributeType: S})",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

inline constexpr Rule table_key_attribute_undefined{
    .id = "table-key-attribute-undefined",
    .severity = Severity::error,
    .summary = "a table or an index has a key attribute without a definition",
    .why =
        "DynamoDB must know the type of each key attribute: \"Some index key attributes are not defined in "
        "AttributeDefinitions\"",
    .example = R"(AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
KeySchema: [{AttributeName: owner, KeyType: HASH}, {AttributeName: id, KeyType: RANGE}])",
    .better = R"(AttributeDefinitions: [{AttributeName: owner, AttributeType: S}, {AttributeName: id, AttributeType: S}]
KeySchema: [{AttributeName: owner, KeyType: HASH}, {AttributeName: id, KeyType: RANGE}])",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_attribute_unused{
    .id = "table-attribute-unused",
    .severity = Severity::error,
    .summary = "an attribute is defined but is not a key of the table or of an index",
    .why =
        "definitions are for key attributes only, other attributes need none: \"Some AttributeDefinitions are not "
        "used\"",
    .example =
        R"(AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: email, AttributeType: S}]
KeySchema: [{AttributeName: id, KeyType: HASH}])",
    .better = R"(AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
KeySchema: [{AttributeName: id, KeyType: HASH}])",
    .source = dynamodb_page::create_table};

// Keys.

inline constexpr Rule table_key_empty{
    .id = "table-key-empty",
    .severity = Severity::error,
    .summary = "the key of a table or an index has no attribute",
    .why = "each table and each index needs a partition key",
    .example = R"(Table<User> users{.name = "Users"};)",
    .better = R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>};)",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_key_order{
    .id = "table-key-order",
    .severity = Severity::error,
    .summary = "the attributes of a key are not in order: partition key first, then sort key",
    .why =
        "DynamoDB reads a key in order: HASH first, then RANGE; only a global index can have several of each, all HASH "
        "before all RANGE",
    .example = R"(KeySchema: [{AttributeName: createdAt, KeyType: RANGE}, {AttributeName: owner, KeyType: HASH}])",
    .better = R"(KeySchema: [{AttributeName: owner, KeyType: HASH}, {AttributeName: createdAt, KeyType: RANGE}])",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_key_too_long{.id = "table-key-too-long",
                                         .severity = Severity::error,
                                         .summary = "a key has more attributes than DynamoDB allows",
                                         .why =
                                             "a table or a local index has one partition key attribute and one sort "
                                             "key attribute; a global index can have a few more of each, up to a limit",
                                         .example = R"(KeySchema:
  - {AttributeName: tenant, KeyType: HASH}
  - {AttributeName: year, KeyType: RANGE}
  - {AttributeName: month, KeyType: RANGE})",
                                         .better = R"(KeySchema:
  - {AttributeName: tenant, KeyType: HASH}
  - {AttributeName: yearAndMonth, KeyType: RANGE})",
                                         .source = dynamodb_page::multi_key};

inline constexpr Rule table_key_attribute_repeated{
    .id = "table-key-attribute-repeated",
    .severity = Severity::error,
    .summary = "a key names the same attribute twice",
    .why = "the second one has no effect, and DynamoDB rejects the key: \"Two keys can not have the same name\"",
    .example = R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>, .sort_key = key<&User::id>};)",
    .better = R"(Table<User> users{.name = "Users", .partition_key = key<&User::id>};)",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

// Indexes.

inline constexpr Rule table_global_index_count{
    .id = "table-global-index-count",
    .severity = Severity::error,
    .summary = "a table has more global indexes than the default quota allows",
    .why =
        "the table is rejected: \"GlobalSecondaryIndex count exceeds the per-table limit\"; AWS raises the quota on "
        "request",
    .example = R"(GlobalSecondaryIndexes: [ByOwner, ByStatus, ... one for each query])",
    .better =
        R"(GlobalSecondaryIndexes: [ByOwner, ByStatus] # one index serves several queries with a composite sort key)",
    .source = dynamodb_page::quotas};

inline constexpr Rule table_local_index_count{
    .id = "table-local-index-count",
    .severity = Severity::error,
    .summary = "a table has more local indexes than DynamoDB allows",
    .why = "the table is rejected, and this quota cannot be raised",
    .example = R"(LocalSecondaryIndexes: [ByDate, ByStatus, ByPrice, ByName, ByRank, BySize])",
    .better = R"(LocalSecondaryIndexes: [ByDate, ByStatus, ByPrice, ByName, ByRank]
GlobalSecondaryIndexes: [BySize])",
    .source = dynamodb_page::quotas};

inline constexpr Rule table_index_list_empty{
    .id = "table-index-list-empty",
    .severity = Severity::error,
    .summary = "a list of indexes that is empty",
    .why =
        "DynamoDB accepts a list of one or more indexes, or no list: \"List of GlobalSecondaryIndexes is empty\"; a "
        "list whose only element is `AWS::NoValue` is empty, too",
    .example = R"(GlobalSecondaryIndexes: [])",
    .better = R"(GlobalSecondaryIndexes: !If [HasIndexes, [{IndexName: ByOwner, ...}], !Ref AWS::NoValue])",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

inline constexpr Rule table_duplicate_index_name{
    .id = "table-duplicate-index-name",
    .severity = Severity::error,
    .summary = "two indexes of a table have the same name",
    .why =
        "a query selects an index by name, so the global and local indexes of a table share one set of names: "
        "\"Duplicate index name\"",
    .example = R"(.global_indexes = {{.name = "ByDate", .partition_key = key<&Game::day>},
                   {.name = "ByDate", .partition_key = key<&Game::month>}})",
    .better = R"(.global_indexes = {{.name = "ByDay", .partition_key = key<&Game::day>},
                   {.name = "ByMonth", .partition_key = key<&Game::month>}})",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

inline constexpr Rule table_local_index_without_table_sort_key{
    .id = "table-local-index-without-table-sort-key",
    .severity = Severity::error,
    .summary = "a local index on a table that has no sort key",
    .why =
        "a local index sorts the items of one partition by another attribute, and without a sort key a partition has a "
        "single item",
    .example = R"(Table<Game> games{.name = "Games",
                  .partition_key = key<&Game::id>,
                  .local_indexes = {{.name = "ByDate", .sort_key = key<&Game::date>}}};)",
    .better = R"(Table<Game> games{.name = "Games",
                  .partition_key = key<&Game::player>,
                  .sort_key = key<&Game::id>,
                  .local_indexes = {{.name = "ByDate", .sort_key = key<&Game::date>}}};)",
    .source = dynamodb_page::local_indexes};

inline constexpr Rule table_local_index_without_sort_key{
    .id = "table-local-index-without-sort-key",
    .severity = Severity::error,
    .summary = "a local index has no sort key",
    .why =
        "it has the partition key of its table, so it needs its own sort key: \"Index KeySchema does not have a range "
        "key\"",
    .example = R"(.local_indexes = {{.name = "ByDate"}})",
    .better = R"(.local_indexes = {{.name = "ByDate", .sort_key = key<&Game::date>}})",
    .source = dynamodb_page::local_indexes};

inline constexpr Rule table_local_index_partition_key{
    .id = "table-local-index-partition-key",
    .severity = Severity::error,
    .summary = "a local index has a different partition key than its table",
    .why = "a local index is stored in the partitions of its table; only a global index has its own partition key",
    .example = R"(LocalSecondaryIndexes:
  - IndexName: ByStatus
    KeySchema: [{AttributeName: status, KeyType: HASH}, {AttributeName: owner, KeyType: RANGE}])",
    .better = R"(LocalSecondaryIndexes:
  - IndexName: ByStatus
    KeySchema: [{AttributeName: owner, KeyType: HASH}, {AttributeName: status, KeyType: RANGE}])",
    .source = dynamodb_page::local_indexes};

// Projections.

inline constexpr Rule table_projection_without_attributes{
    .id = "table-projection-without-attributes",
    .severity = Severity::error,
    .summary = "a projection of type INCLUDE that names no attribute",
    .why = "INCLUDE means the keys and the listed attributes; DynamoDB rejects the index when none are listed",
    .example = R"(Projection: {ProjectionType: INCLUDE})",
    .better = R"(Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title]})",
    .source = dynamodb_page::projection};

inline constexpr Rule table_projection_with_attributes{
    .id = "table-projection-with-attributes",
    .severity = Severity::error,
    .summary = "a projection of type ALL or KEYS_ONLY that names attributes",
    .why = "the type already defines what the index contains, so DynamoDB rejects an index that also lists attributes",
    .example = R"(Projection: {ProjectionType: ALL, NonKeyAttributes: [title]})",
    .better = R"(Projection: {ProjectionType: ALL})",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

inline constexpr Rule table_projection_attribute_repeated{
    .id = "table-projection-attribute-repeated",
    .severity = Severity::error,
    .summary = "a projection names the same attribute twice",
    .why = "DynamoDB rejects the index: \"Cannot have two attributes with the same name\"",
    .example = R"(.projection = {key<&Game::title>, key<&Game::title>})",
    .better = R"(.projection = {key<&Game::title>})",
    .source = "DynamoDB Local 2026-05-28, CreateTable"};

inline constexpr Rule table_projection_too_wide{
    .id = "table-projection-too-wide",
    .severity = Severity::error,
    .summary = "an index projects more attributes by name than DynamoDB allows",
    .why = "the number of names per index is limited; ALL projects any number of attributes",
    .example = R"(Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [a, b, ... nearly every attribute]})",
    .better = R"(Projection: {ProjectionType: ALL})",
    .source = dynamodb_page::projection};

inline constexpr Rule table_projections_too_wide{
    .id = "table-projections-too-wide",
    .severity = Severity::error,
    .summary = "the indexes of a table together project more attributes by name than DynamoDB allows",
    .why = "the sum over all indexes is limited, and an attribute in two of them counts twice",
    .example = R"(GlobalSecondaryIndexes: # each with its own long NonKeyAttributes)",
    .better = R"(GlobalSecondaryIndexes: # the widest with ProjectionType: ALL, which does not count)",
    .source = dynamodb_page::quotas};

// Capacity.

inline constexpr Rule table_capacity_missing{
    .id = "table-capacity-missing",
    .severity = Severity::error,
    .summary = "a provisioned table, or a global index of one, has no capacity",
    .why =
        "a table without `BillingMode` is provisioned; the table and each of its global indexes then need read and "
        "write capacity units",
    .example = R"(TableName: users
KeySchema: [{AttributeName: id, KeyType: HASH}])",
    .better = R"(TableName: users
BillingMode: PAY_PER_REQUEST
KeySchema: [{AttributeName: id, KeyType: HASH}])",
    .source = dynamodb_page::table};

inline constexpr Rule table_capacity_when_on_demand{
    .id = "table-capacity-when-on-demand",
    .severity = Severity::error,
    .summary = "an on-demand table, or an index of one, has provisioned capacity",
    .why = "a table and its indexes are either all on-demand or all provisioned",
    .example = R"(BillingMode: PAY_PER_REQUEST
ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5})",
    .better = R"(BillingMode: PAY_PER_REQUEST)",
    .source = dynamodb_page::create_table};

inline constexpr Rule table_on_demand_limit_when_provisioned{
    .id = "table-on-demand-limit-when-provisioned",
    .severity = Severity::error,
    .summary = "a provisioned table, or an index of one, has an on-demand limit",
    .why = "a limit of request units is for on-demand tables; provisioned capacity is itself the limit",
    .example = R"(BillingMode: PROVISIONED
OnDemandThroughput: {MaxReadRequestUnits: 100})",
    .better = R"(BillingMode: PAY_PER_REQUEST
OnDemandThroughput: {MaxReadRequestUnits: 100})",
    .source = dynamodb_page::on_demand};

inline constexpr Rule table_throughput_empty{
    .id = "table-throughput-empty",
    .severity = Severity::error,
    .summary = "an on-demand limit or a warm throughput with neither reads nor writes",
    .why = "each needs reads, writes or both, and an empty one is rejected",
    .example = R"(OnDemandThroughput: {})",
    .better = R"(OnDemandThroughput: {MaxReadRequestUnits: 100})",
    .source = dynamodb_page::on_demand};

inline constexpr Rule table_capacity_below_one{.id = "table-capacity-below-one",
                                               .severity = Severity::error,
                                               .summary = "a capacity or an on-demand limit of less than one unit",
                                               .why = "one unit is the minimum; leave the limit out if none is wanted",
                                               .example = R"(.capacity = Provisioned{.read = 0, .write = 1})",
                                               .better = R"(.capacity = Provisioned{.read = 1, .write = 1})",
                                               .source = dynamodb_page::create_table};

inline constexpr Rule table_capacity_above_quota{
    .id = "table-capacity-above-quota",
    .severity = Severity::error,
    .summary = "a table or an index has more capacity than the default quota allows",
    .why =
        "the table is rejected: each table and each index has a quota of read units and one of write units, which AWS "
        "raises on request",
    .example = R"(ProvisionedThroughput: {ReadCapacityUnits: 100000, WriteCapacityUnits: 5})",
    .better = R"(ProvisionedThroughput: {ReadCapacityUnits: 40000, WriteCapacityUnits: 5})",
    .source = dynamodb_page::quotas};

inline constexpr Rule table_warm_throughput_too_low{
    .id = "table-warm-throughput-too-low",
    .severity = Severity::error,
    .summary = "a warm throughput is lower than the table's initial throughput",
    .why =
        "warm throughput can only increase: an on-demand table starts with its initial throughput, a provisioned one "
        "with its capacity, and DynamoDB rejects less: \"lower than initial throughput for OnDemand\"",
    .example = R"(BillingMode: PAY_PER_REQUEST
WarmThroughput: {ReadUnitsPerSecond: 5000})",
    .better = R"(BillingMode: PAY_PER_REQUEST
WarmThroughput: {ReadUnitsPerSecond: 15000})",
    .source = dynamodb_page::warm_throughput};

inline constexpr Rule table_index_write_capacity{
    .id = "table-index-write-capacity",
    .severity = Severity::warning,
    .summary = "a global index has less write capacity than its table",
    .why =
        "each write to an item in the index is also written to the index; when the index runs out of write capacity, "
        "DynamoDB throttles the writes to the table itself, even if the table has capacity left (back-pressure)",
    .example = R"(.global_indexes = {{.name = "ByStatus",
                    .partition_key = key<&Game::status>,
                    .capacity = Provisioned{.read = 5, .write = 1}}},
.capacity = Provisioned{.read = 5, .write = 10})",
    .better = R"(.global_indexes = {{.name = "ByStatus",
                    .partition_key = key<&Game::status>,
                    .capacity = Provisioned{.read = 5, .write = 10}}},
.capacity = Provisioned{.read = 5, .write = 10})",
    .source =
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html (\"Provisioned throughput "
        "considerations for Global Secondary Indexes\")"};

// Settings.

inline constexpr Rule table_ttl_without_attribute{
    .id = "table-ttl-without-attribute",
    .severity = Severity::error,
    .summary = "time to live is enabled, but names no attribute",
    .why = "DynamoDB deletes an item after the time in that attribute, so it must know which attribute it is",
    .example = R"(TimeToLiveSpecification: {Enabled: true})",
    .better = R"(TimeToLiveSpecification: {Enabled: true, AttributeName: expiresAt})",
    .source = dynamodb_page::time_to_live};

inline constexpr Rule table_recovery_days{
    .id = "table-recovery-days",
    .severity = Severity::error,
    .summary = "point-in-time recovery covers fewer or more days than DynamoDB allows",
    .why = "the number of days has a minimum and a maximum, and AWS rejects anything else",
    .example = R"(PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 90})",
    .better = R"(PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35})",
    .source = dynamodb_page::recovery};

inline constexpr Rule table_encryption_off{
    .id = "table-encryption-off",
    .severity = Severity::error,
    .summary = "encryption with a KMS key is off, but its type or key is given",
    .why =
        "with `SSEEnabled: false` DynamoDB encrypts with a key that AWS owns, and rejects any other setting: \"SSEType "
        "can not be specified if Enabled is false\"",
    .example = R"(SSESpecification: {SSEEnabled: false, SSEType: KMS})",
    .better = R"(SSESpecification: {SSEEnabled: true, SSEType: KMS})",
    .source = dynamodb_page::encryption};

inline constexpr Rule table_duplicate_tag{
    .id = "table-duplicate-tag",
    .severity = Severity::error,
    .summary = "a table has two tags with the same key",
    .why = "a table has one value for each key: \"Duplicate Tag Keys provided as input\"; keys are case-sensitive",
    .example = R"(Tags: [{Key: team, Value: chess}, {Key: team, Value: go}])",
    .better = R"(Tags: [{Key: team, Value: chess}, {Key: other-team, Value: go}])",
    .source = dynamodb_page::tags};

inline constexpr Rule table_refused_with_other_parameters{
    .id = "table-refused-with-other-parameters",
    .severity = Severity::warning,
    .summary = "a table is valid with the default parameters, but not with other allowed values",
    .why = "CloudFormation accepts the template only as long as the parameters have their defaults",
    .example = R"(Parameters: {Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST])",
    .better = R"(BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]
ProvisionedThroughput: !If [IsProd, {ReadCapacityUnits: 5, WriteCapacityUnits: 5}, !Ref AWS::NoValue])",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html"};

/// In the order of the docs page.
inline constexpr Rule vector_index_not_accepted{
    .id = "vector-index-not-accepted",
    .severity = Severity::error,
    .summary = "a vector index that DynamoDB does not create",
    .why =
        "DynamoDB has vector indexes in tables with on-demand capacity, of 1 to 4096 dimensions, and all indexes of "
        "one attribute have the same number",
    .example = R"(BillingMode: PROVISIONED
VectorIndexes:
  - {IndexName: ByText, VectorAttribute: {AttributeName: text}, Dimensions: 1024, …})",
    .better = R"(BillingMode: PAY_PER_REQUEST)",
    .source = dynamodb_page::vectors};

inline constexpr Rule global_table_not_accepted{
    .id = "global-table-not-accepted",
    .severity = Severity::error,
    .summary = "settings of a global table that DynamoDB or CloudFormation does not accept together",
    .why = "DynamoDB refuses to create the table, so the deployment fails and rolls back",
    .example = R"(MultiRegionConsistency: STRONG
Replicas: [{Region: eu-west-1}, {Region: eu-central-1}])",
    .better = R"(MultiRegionConsistency: STRONG
Replicas: [{Region: eu-west-1}, {Region: eu-central-1}]
GlobalTableWitnesses: [{Region: eu-west-3}])",
    .source = dynamodb_page::global_tables};

inline constexpr const Rule* dynamodb[] = {
    &table_unknown_property,
    &table_unlisted_property,
    &table_missing_property,
    &table_wrong_type,
    &table_null_value,
    &table_number_as_text,
    &table_unknown_value,
    &table_name_length,
    &table_name_characters,
    &table_duplicate_name,
    &table_attribute_name_length,
    &table_attribute_type_conflict,
    &table_attribute_defined_twice,
    &table_key_attribute_undefined,
    &table_attribute_unused,
    &table_key_empty,
    &table_key_order,
    &table_key_too_long,
    &table_key_attribute_repeated,
    &table_global_index_count,
    &table_local_index_count,
    &table_index_list_empty,
    &table_duplicate_index_name,
    &table_local_index_without_table_sort_key,
    &table_local_index_without_sort_key,
    &table_local_index_partition_key,
    &table_projection_without_attributes,
    &table_projection_with_attributes,
    &table_projection_attribute_repeated,
    &table_projection_too_wide,
    &table_projections_too_wide,
    &table_capacity_missing,
    &table_capacity_when_on_demand,
    &table_on_demand_limit_when_provisioned,
    &table_throughput_empty,
    &table_capacity_below_one,
    &table_capacity_above_quota,
    &table_warm_throughput_too_low,
    &table_index_write_capacity,
    &table_ttl_without_attribute,
    &table_recovery_days,
    &table_encryption_off,
    &table_duplicate_tag,
    &table_refused_with_other_parameters,
    &vector_index_not_accepted,
    &global_table_not_accepted,
};

}  // namespace bobgen::rules
