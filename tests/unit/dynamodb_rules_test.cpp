// The rules for DynamoDB tables: each is fired, each limit is tested on both sides, and no value, however wrong,
// crashes them. What is unknown before a deployment is never reported.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "bob/limits.h"
#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/dynamodb.h"
#include "generator/rules/dynamodb.h"
#include "tests/unit/template_from_json.h"

namespace bobgen {
namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::string>;
namespace limits = bob::limits;

struct Judged {
    testing::JsonTemplate tree;
    Report report;

    explicit Judged(const Json& document) : tree(testing::template_from_json(document.dump())) {
        check_dynamodb(tree.value, report);
    }

    Ids ids() const {
        Ids found;
        for (const Diagnostic& one : report.diagnostics()) found.emplace_back(one.rule->id);
        std::sort(found.begin(), found.end());
        return found;
    }
    bool has(std::string_view id) const {
        return std::any_of(report.diagnostics().begin(), report.diagnostics().end(),
                           [&](const Diagnostic& one) { return one.rule->id == id; });
    }
    std::string text() const {
        std::string all;
        for (const Diagnostic& one : report.diagnostics())
            all += std::string(one.rule->id) + ": " + one.message + " at " +
                   std::string(tree.pointer(one.primary.place)) + " (" + one.fix + ")\n";
        return all;
    }
};

Json template_of(const Json& properties) {
    return {{"Resources", {{"Orders", {{"Type", "AWS::DynamoDB::Table"}, {"Properties", properties}}}}}};
}

/// A small valid table, changed by a JSON merge patch (in which null removes).
Json table(std::string_view patch = "{}") {
    Json properties = Json::parse(R"({
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                 {"AttributeName": "sk", "AttributeType": "N"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]})");
    properties.merge_patch(Json::parse(patch));
    return properties;
}

Json key(const std::vector<std::pair<std::string, std::string>>& attributes) {
    Json made = Json::array();
    for (const auto& [name, type] : attributes) made.push_back({{"AttributeName", name}, {"KeyType", type}});
    return made;
}

Json definitions(const std::vector<std::string>& names) {
    Json made = Json::array();
    for (const std::string& name : names) made.push_back({{"AttributeName", name}, {"AttributeType", "S"}});
    return made;
}

Json global_index(const std::string& name, const Json& extra = Json::object()) {
    Json made = {
        {"IndexName", name}, {"KeySchema", key({{"sk", "HASH"}})}, {"Projection", {{"ProjectionType", "ALL"}}}};
    made.merge_patch(extra);
    return made;
}

Json local_index(const std::string& name, const Json& extra = Json::object()) {
    Json made = {{"IndexName", name},
                 {"KeySchema", key({{"pk", "HASH"}, {"sk", "RANGE"}})},
                 {"Projection", {{"ProjectionType", "ALL"}}}};
    made.merge_patch(extra);
    return made;
}

Json projection_of(std::int64_t from, std::int64_t count) {
    Json names = Json::array();
    for (std::int64_t i = 0; i < count; ++i) names.push_back("p" + std::to_string(from + i));
    return {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", names}};
}

/// A valid table with every property that two billing modes allow.
Json full_table(bool provisioned) {
    Json made = Json::parse(R"({
        "TableName": "orders",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                 {"AttributeName": "sk", "AttributeType": "N"},
                                 {"AttributeName": "status", "AttributeType": "B"},
                                 {"AttributeName": "day", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        "GlobalSecondaryIndexes": [
            {"IndexName": "ByStatus",
             "KeySchema": [{"AttributeName": "status", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "HASH"},
                           {"AttributeName": "sk", "KeyType": "RANGE"}],
             "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["title", "price"]},
             "ContributorInsightsSpecification": {"Enabled": true, "Mode": "THROTTLED_KEYS"},
             "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000}}],
        "LocalSecondaryIndexes": [
            {"IndexName": "ByDay",
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "RANGE"}],
             "Projection": {"ProjectionType": "KEYS_ONLY"}}],
        "ContributorInsightsSpecification": {"Enabled": false},
        "DeletionProtectionEnabled": true,
        "ImportSourceSpecification": {"InputFormat": "CSV", "InputCompressionType": "GZIP",
            "InputFormatOptions": {"Csv": {"Delimiter": ",", "HeaderList": ["pk", "sk"]}},
            "S3BucketSource": {"S3Bucket": "imports", "S3BucketOwner": "123456789012", "S3KeyPrefix": "orders/"}},
        "KinesisStreamSpecification": {"StreamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                                       "ApproximateCreationDateTimePrecision": "MILLISECOND"},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 7},
        "ResourcePolicy": {"PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
        "SSESpecification": {"SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": "alias/orders"},
        "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES",
                                "ResourcePolicy": {"PolicyDocument": {"Version": "2012-10-17", "Statement": []}}},
        "TableClass": "STANDARD",
        "Tags": [{"Key": "team", "Value": "checkout"}],
        "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "expiresAt"},
        "WarmThroughput": {"ReadUnitsPerSecond": 12000}})");
    const Json units = {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}};
    const Json most = {{"MaxReadRequestUnits", 100}, {"MaxWriteRequestUnits", 100}};
    made["BillingMode"] = provisioned ? "PROVISIONED" : "PAY_PER_REQUEST";
    const char* throughput = provisioned ? "ProvisionedThroughput" : "OnDemandThroughput";
    made[throughput] = made["GlobalSecondaryIndexes"][0][throughput] = provisioned ? units : most;
    return made;
}

std::string repeated(std::string_view text, std::int64_t times) {
    std::string made;
    for (std::int64_t i = 0; i < times; ++i) made += text;
    return made;
}

// ---------------------------------------------------------------------------------------------------------------------

struct Case {
    const char* name;
    std::string patch;  ///< of `table()`
    Ids expected;
    const char* pointer = "";  ///< below /Resources/Orders, where the first finding points
};

constexpr const char* by_sk = R"("IndexName": "BySk", "KeySchema": [{"AttributeName": "sk", "KeyType": "HASH"}])";

std::vector<Case> cases() {
    const auto index = [](std::string_view rest) {
        return R"({"GlobalSecondaryIndexes": [{)" + std::string(by_sk) + std::string(rest) + "}]}";
    };
    const auto local = [](std::string_view keys) {
        return R"({"LocalSecondaryIndexes": [{"IndexName": "Local", "Projection": {"ProjectionType": "ALL"},
                  "KeySchema": )" +
               std::string(keys) + "}]}";
    };
    return {
        {"as it is", "{}", {}},
        {"wrong case", R"({"tablename": "orders"})", {"table-unknown-property"}, "/Properties/tablename"},
        {"no stream switch",
         R"({"StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}})",
         {"table-unknown-property"},
         "/Properties/StreamSpecification/StreamEnabled"},
        {"api name of encryption",
         R"({"SSESpecification": {"Enabled": true}})",
         {"table-missing-property", "table-unknown-property"},
         "/Properties/SSESpecification/Enabled"},
        {"local capacity",
         R"({"LocalSecondaryIndexes": [{"IndexName": "Local", "Projection": {"ProjectionType": "ALL"},
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 1}}]})",
         {"table-unknown-property"},
         "/Properties/LocalSecondaryIndexes/0/ProvisionedThroughput"},
        {"attribute of the answer", R"({"Arn": "x"})", {"table-unknown-property"}, "/Properties/Arn"},
        {"unknown in a key element",
         R"({"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH", "Order": 1},
                           {"AttributeName": "sk", "KeyType": "RANGE"}]})",
         {"table-unknown-property"},
         "/Properties/KeySchema/0/Order"},
        {"newer than the data", R"({"FutureIndexes": []})", {"table-unlisted-property"}, "/Properties/FutureIndexes"},
        {"no distance",
         R"({"VectorIndexes": [{"IndexName": "ByText", "VectorAttribute": {"AttributeName": "text"}, "Dimensions": 4,
                                "Projection": {"ProjectionType": "ALL"}}]})",
         {"table-missing-property"},
         "/Properties/VectorIndexes/0"},
        {"too many dimensions",
         R"({"VectorIndexes": [{"IndexName": "ByText", "VectorAttribute": {"AttributeName": "text"}, "Dimensions": 4097,
                                "DistanceFunction": "COSINE", "Projection": {"ProjectionType": "ALL"}}]})",
         {"vector-index-not-accepted"},
         "/Properties/VectorIndexes/0/Dimensions"},

        {"no key", R"({"KeySchema": null})", {"table-missing-property"}, "/Properties"},
        {"no definitions", R"({"AttributeDefinitions": null})", {"table-missing-property"}, "/Properties"},
        {"no projection", index(""), {"table-missing-property"}, "/Properties/GlobalSecondaryIndexes/0"},
        {"empty projection",
         index(R"(, "Projection": {})"),
         {"table-missing-property"},
         "/Properties/GlobalSecondaryIndexes/0/Projection"},
        {"projection removed",
         index(R"(, "Projection": {"Ref": "AWS::NoValue"})"),
         {"table-missing-property"},
         "/Properties/GlobalSecondaryIndexes/0"},
        {"one capacity",
         R"({"BillingMode": "PROVISIONED", "ProvisionedThroughput": {"ReadCapacityUnits": 1}})",
         {"table-missing-property"},
         "/Properties/ProvisionedThroughput"},
        {"no view", R"({"StreamSpecification": {}})", {"table-missing-property"}, "/Properties/StreamSpecification"},
        {"no switch of time to live",
         R"({"TimeToLiveSpecification": {"AttributeName": "at"}})",
         {"table-missing-property"},
         "/Properties/TimeToLiveSpecification"},
        {"half a tag", R"({"Tags": [{"Key": "a"}]})", {"table-missing-property"}, "/Properties/Tags/0"},
        {"days without recovery",
         R"({"PointInTimeRecoverySpecification": {"RecoveryPeriodInDays": 5}})",
         {"table-missing-property"},
         "/Properties/PointInTimeRecoverySpecification/RecoveryPeriodInDays"},
        {"a key without its type",
         R"({"SSESpecification": {"SSEEnabled": true, "KMSMasterKeyId": "alias/x"}})",
         {"table-missing-property"},
         "/Properties/SSESpecification/KMSMasterKeyId"},

        {"map for list", R"({"Tags": {"Key": "a", "Value": "b"}})", {"table-wrong-type"}, "/Properties/Tags"},
        {"list for map",
         R"({"StreamSpecification": [{"StreamViewType": "KEYS_ONLY"}]})",
         {"table-wrong-type"},
         "/Properties/StreamSpecification"},
        {"list for text", R"({"TableName": ["orders"]})", {"table-wrong-type"}, "/Properties/TableName"},
        {"text for list of maps", R"({"Tags": ["a"]})", {"table-wrong-type"}, "/Properties/Tags/0"},
        {"no boolean", R"({"DeletionProtectionEnabled": "yes"})", {"table-wrong-type"}},
        {"number for boolean", R"({"DeletionProtectionEnabled": 1})", {"table-wrong-type"}},
        {"boolean as text", R"({"DeletionProtectionEnabled": "true"})", {}},
        {"boolean as text in capitals", R"({"DeletionProtectionEnabled": "False"})", {}},
        {"units as text",
         R"({"BillingMode": "PROVISIONED",
             "ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": "+5"}})",
         {}},
        {"units with a fraction",
         R"({"BillingMode": "PROVISIONED",
             "ProvisionedThroughput": {"ReadCapacityUnits": 1.5, "WriteCapacityUnits": 1.0}})",
         {"table-wrong-type"},
         "/Properties/ProvisionedThroughput/ReadCapacityUnits"},
        {"units of no number",
         R"({"BillingMode": "PROVISIONED",
             "ProvisionedThroughput": {"ReadCapacityUnits": "many", "WriteCapacityUnits": "99999999999999999999"}})",
         {"table-wrong-type", "table-wrong-type"}},
        {"number as name", R"({"TableName": 2026})", {"table-number-as-text"}, "/Properties/TableName"},
        {"number as name, too short", R"({"TableName": 8})", {"table-name-length", "table-number-as-text"}},
        {"boolean as tag", R"({"Tags": [{"Key": "a", "Value": false}]})", {"table-number-as-text"}},

        {"unknown mode", R"({"BillingMode": "ON_DEMAND"})", {"table-unknown-value"}, "/Properties/BillingMode"},
        {"unknown view", R"({"StreamSpecification": {"StreamViewType": "BOTH"}})", {"table-unknown-value"}},
        {"encryption of S3",
         R"({"SSESpecification": {"SSEEnabled": true, "SSEType": "AES256"}})",
         {"table-unknown-value"}},
        {"unknown half",
         R"({"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "SORT"}]})",
         {"table-unknown-value"},
         "/Properties/KeySchema/1/KeyType"},
        {"unknown attribute type",
         R"({"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "String"},
                                      {"AttributeName": "sk", "AttributeType": "N"}]})",
         {"table-unknown-value"},
         "/Properties/AttributeDefinitions/0/AttributeType"},

        {"two types",
         R"({"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"},
                                      {"AttributeName": "pk", "AttributeType": "N"}]})",
         {"table-attribute-type-conflict"},
         "/Properties/AttributeDefinitions/2/AttributeType"},
        {"defined twice",
         R"({"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"},
                                      {"AttributeName": "pk", "AttributeType": "S"}]})",
         {"table-attribute-defined-twice"},
         "/Properties/AttributeDefinitions/2"},
        {"one undefined",
         R"({"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]})",
         {"table-key-attribute-undefined"},
         "/Properties/KeySchema/1/AttributeName"},
        {"none defined",
         R"({"AttributeDefinitions": []})",
         {"table-key-attribute-undefined", "table-key-attribute-undefined"}},
        {"names differ by case",
         R"({"AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"}]})",
         {"table-attribute-unused", "table-key-attribute-undefined"}},
        {"unused",
         R"({"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"},
                                      {"AttributeName": "title", "AttributeType": "S"}]})",
         {"table-attribute-unused"},
         "/Properties/AttributeDefinitions/2/AttributeName"},
        {"an element that is no definition",
         R"({"AttributeDefinitions": ["pk", {"AttributeName": "sk", "AttributeType": "N"}]})",
         {"table-wrong-type"},
         "/Properties/AttributeDefinitions/0"},

        {"empty key", R"({"KeySchema": [], "AttributeDefinitions": []})", {"table-key-empty"}, "/Properties/KeySchema"},
        {"sort key first",
         R"({"KeySchema": [{"AttributeName": "sk", "KeyType": "RANGE"}, {"AttributeName": "pk", "KeyType": "HASH"}]})",
         {"table-key-order"},
         "/Properties/KeySchema/0/KeyType"},
        {"two partition keys",
         R"({"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "HASH"}]})",
         {"table-key-order"},
         "/Properties/KeySchema/1/KeyType"},
        {"three",
         R"({"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"},
                           {"AttributeName": "day", "KeyType": "RANGE"}],
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"},
                                      {"AttributeName": "day", "AttributeType": "S"}]})",
         {"table-key-too-long"},
         "/Properties/KeySchema/2"},
        {"the same twice",
         R"({"KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}],
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]})",
         {"table-key-attribute-repeated"},
         "/Properties/KeySchema/1/AttributeName"},

        {"local index without sort key",
         local(R"([{"AttributeName": "pk", "KeyType": "HASH"}])"),
         {"table-local-index-without-sort-key"},
         "/Properties/LocalSecondaryIndexes/0/KeySchema"},
        {"local index with the keys swapped",
         local(R"([{"AttributeName": "sk", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}])"),
         {"table-local-index-partition-key"},
         "/Properties/LocalSecondaryIndexes/0/KeySchema/0/AttributeName"},
        {"local index in the wrong order",
         local(R"([{"AttributeName": "sk", "KeyType": "RANGE"}, {"AttributeName": "pk", "KeyType": "HASH"}])"),
         {"table-key-order"}},
        {"local index sorted by its partition key",
         local(R"([{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}])"),
         {"table-key-attribute-repeated"}},
        {"local index like its table",
         local(R"([{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}])"),
         {}},

        {"include nothing",
         index(R"(, "Projection": {"ProjectionType": "INCLUDE"})"),
         {"table-projection-without-attributes"},
         "/Properties/GlobalSecondaryIndexes/0/Projection/ProjectionType"},
        {"include an empty list",
         index(R"(, "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": []})"),
         {"table-projection-without-attributes"},
         "/Properties/GlobalSecondaryIndexes/0/Projection/NonKeyAttributes"},
        {"all and more",
         index(R"(, "Projection": {"ProjectionType": "ALL", "NonKeyAttributes": ["a"]})"),
         {"table-projection-with-attributes"},
         "/Properties/GlobalSecondaryIndexes/0/Projection/NonKeyAttributes"},
        {"keys and more",
         index(R"(, "Projection": {"ProjectionType": "KEYS_ONLY", "NonKeyAttributes": []})"),
         {"table-projection-with-attributes"}},
        {"projected twice",
         index(R"(, "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a", "b", "a"]})"),
         {"table-projection-attribute-repeated"},
         "/Properties/GlobalSecondaryIndexes/0/Projection/NonKeyAttributes/2"},
        {"a projected key attribute",
         index(R"(, "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["pk", "sk"]})"),
         {}},

        {"no global index",
         R"({"GlobalSecondaryIndexes": []})",
         {"table-index-list-empty"},
         "/Properties/GlobalSecondaryIndexes"},
        {"no local index",
         R"({"LocalSecondaryIndexes": []})",
         {"table-index-list-empty"},
         "/Properties/LocalSecondaryIndexes"},
        {"an index that is not there",
         R"({"GlobalSecondaryIndexes": [{"Ref": "AWS::NoValue"}]})",
         {"table-index-list-empty"}},
        {"indexes that are not there", R"({"GlobalSecondaryIndexes": {"Ref": "AWS::NoValue"}})", {}},
        {"no tags", R"({"Tags": []})", {}},

        {"unlimited on demand", R"({"OnDemandThroughput": {"MaxReadRequestUnits": 1}})", {}},
        {"neither reads nor writes", R"({"OnDemandThroughput": {}})", {"table-throughput-empty"}},
        {"as the API removes it",
         R"({"OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": 1}})",
         {"table-capacity-below-one"},
         "/Properties/OnDemandThroughput/MaxReadRequestUnits"},
        {"warm for nothing", R"({"WarmThroughput": {}})", {"table-throughput-empty"}},

        {"encryption that is off", R"({"SSESpecification": {"SSEEnabled": false}})", {}},
        {"a type of encryption that is off",
         R"({"SSESpecification": {"SSEEnabled": "false", "SSEType": "KMS"}})",
         {"table-encryption-off"},
         "/Properties/SSESpecification/SSEType"},
        {"a key of encryption that is off",
         R"({"SSESpecification": {"SSEEnabled": false, "SSEType": "KMS", "KMSMasterKeyId": "alias/x"}})",
         {"table-encryption-off", "table-encryption-off"}},

        {"the same tag twice",
         R"({"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "1"}, {"Key": "a", "Value": "1"}]})",
         {"table-duplicate-tag"},
         "/Properties/Tags/2/Key"},
        {"tags differ by case", R"({"Tags": [{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "1"}]})", {}},

        {"time to live of nothing",
         R"({"TimeToLiveSpecification": {"Enabled": true}})",
         {"table-ttl-without-attribute"},
         "/Properties/TimeToLiveSpecification/Enabled"},
        {"time to live of nothing, as text",
         R"({"TimeToLiveSpecification": {"Enabled": "true"}})",
         {"table-ttl-without-attribute"}},
        {"time to live is off", R"({"TimeToLiveSpecification": {"Enabled": false}})", {}},
        {"time to live on a key", R"({"TimeToLiveSpecification": {"Enabled": true, "AttributeName": "sk"}})", {}},
    };
}

TEST(DynamodbRules, FindWhatIsWrongAndNothingElse) {
    for (const Case& one : cases()) {
        SCOPED_TRACE(one.name);
        const Judged judged(template_of(table(one.patch)));
        Ids expected = one.expected;
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(judged.ids(), expected) << judged.text();
        if (*one.pointer && !judged.report.clean()) {
            EXPECT_EQ(judged.tree.pointer(judged.report.diagnostics().front().primary.place),
                      "/Resources/Orders" + std::string(one.pointer))
                << judged.text();
        }
        for (const Diagnostic& found : judged.report.diagnostics()) {
            EXPECT_FALSE(found.message.empty());
            EXPECT_NE(found.message.back(), '.') << found.message;
            EXPECT_FALSE(found.fix.empty()) << found.message;
            EXPECT_FALSE(judged.tree.pointer(found.primary.place).empty()) << found.message;
            for (const Label& label : found.related)
                EXPECT_FALSE(judged.tree.pointer(label.place).empty()) << label.text;
        }
    }
}

TEST(DynamodbRules, NamesKeepToTheirLength) {
    const auto least = limits::table_name_min.value, most = limits::table_name_max.value;
    for (std::int64_t length : {std::int64_t{0}, least - 1, least, least + 1, most - 1, most, most + 1}) {
        SCOPED_TRACE(length);
        const Ids expected = length >= least && length <= most ? Ids{} : Ids{"table-name-length"};
        const std::string name = repeated("n", length);
        Json named = table();
        named["TableName"] = name;
        EXPECT_EQ(Judged(template_of(named)).ids(), expected);
        Json global = table(), local = table();
        global["GlobalSecondaryIndexes"] = Json::array({global_index(name)});
        local["LocalSecondaryIndexes"] = Json::array({local_index(name)});
        EXPECT_EQ(Judged(template_of(global)).ids(), expected);
        EXPECT_EQ(Judged(template_of(local)).ids(), expected);
    }
}

TEST(DynamodbRules, NamesKeepToTheirCharacters) {
    std::vector<std::string> characters{"\u00e9", "\u20ac", "\U0001f600"};
    for (char one = 1; one < 127; ++one) characters.emplace_back(1, one);
    for (const std::string& one : characters) {
        const bool allowed = one.size() == 1 && (std::isalnum(static_cast<unsigned char>(one[0])) ||
                                                 std::string_view("_.-").find(one) != std::string_view::npos);
        const Ids expected = allowed ? Ids{} : Ids{"table-name-characters"};
        for (const std::string& name : {one + "xyz", "xy" + one + "z", "xyz" + one}) {
            SCOPED_TRACE(name);
            Json named = table();
            named["TableName"] = name;
            const Judged judged(template_of(named));
            EXPECT_EQ(judged.ids(), expected) << judged.text();
            if (!allowed) {
                EXPECT_NE(judged.report.diagnostics()[0].message.find("`" + one + "`"), std::string::npos);
            }
            Json indexed = table();
            indexed["GlobalSecondaryIndexes"] = Json::array({global_index(name)});
            EXPECT_EQ(Judged(template_of(indexed)).ids(), expected);
        }
    }
}

TEST(DynamodbRules, AttributeNamesKeepToTheirBytes) {
    const auto most = limits::attribute_name_max.value;
    std::vector<std::string> names{"", "a", repeated("a", most), repeated("a", most + 1)};
    for (std::string_view wide : {"\u00e9", "\u20ac", "\U0001f600"}) {
        const auto fitting = most / static_cast<std::int64_t>(wide.size());
        names.push_back(repeated(wide, fitting));
        names.push_back(repeated(wide, fitting + 1));
    }
    for (const std::string& name : names) {
        SCOPED_TRACE(name.size());
        const bool fits = !name.empty() && static_cast<std::int64_t>(name.size()) <= most;
        const Ids expected = fits ? Ids{} : Ids{"table-attribute-name-length"};
        Json keyed = table();
        keyed["AttributeDefinitions"][0]["AttributeName"] = keyed["KeySchema"][0]["AttributeName"] = name;
        const Judged judged(template_of(keyed));
        EXPECT_EQ(judged.ids(), expected) << judged.text();
        if (!fits) {
            EXPECT_EQ(judged.report.diagnostics()[0].related.size(), 1u) << "the key is the second place";
        }

        Json projected = table(), timed = table();
        projected["GlobalSecondaryIndexes"] = Json::array({global_index(
            "ByStatus", {{"Projection", {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", {name}}}}})});
        timed["TimeToLiveSpecification"] = {{"Enabled", true}, {"AttributeName", name}};
        EXPECT_EQ(Judged(template_of(projected)).ids(), expected);
        EXPECT_EQ(Judged(template_of(timed)).ids(), expected);
    }
}

/// Every key of up to nine attributes, against the grammar of a key.
TEST(DynamodbRules, KeysHaveTheirOrderAndLength) {
    const auto is_key = [](const std::string& halves, std::size_t most) {
        const std::size_t partitions =
            halves.find_first_not_of('H') == halves.npos ? halves.size() : halves.find_first_not_of('H');
        return partitions >= 1 && partitions <= most && halves.find('H', partitions) == halves.npos &&
               halves.size() - partitions <= most;
    };
    const auto most = static_cast<std::size_t>(limits::index_key_attributes.value);
    const std::set<std::string> allowed{"table-key-order", "table-key-too-long", "table-key-empty"};
    for (unsigned length = 0; length <= 2 * most + 1; ++length)
        for (unsigned pattern = 0; pattern < 1u << length; ++pattern) {
            std::string halves;
            std::vector<std::pair<std::string, std::string>> attributes;
            std::vector<std::string> names;
            for (unsigned i = 0; i < length; ++i) {
                const bool sort = (pattern >> i) & 1;
                halves += sort ? 'R' : 'H';
                names.push_back("k" + std::to_string(i));
                attributes.emplace_back(names.back(), sort ? "RANGE" : "HASH");
            }
            SCOPED_TRACE(halves);
            Json indexed = table();
            names.push_back("pk");
            names.push_back("sk");
            indexed["AttributeDefinitions"] = definitions(names);
            indexed["GlobalSecondaryIndexes"] = Json::array({global_index("Index")});
            indexed["GlobalSecondaryIndexes"][0]["KeySchema"] = key(attributes);
            const Judged index(template_of(indexed));
            EXPECT_EQ(index.report.clean(), is_key(halves, most)) << index.text();
            for (const std::string& id : index.ids()) EXPECT_TRUE(allowed.count(id)) << id;

            if (length > 4) continue;
            names.resize(length);
            Json keyed = table();
            keyed["AttributeDefinitions"] = definitions(names);
            keyed["KeySchema"] = key(attributes);
            const Judged simple(template_of(keyed));
            EXPECT_EQ(simple.report.clean(), is_key(halves, 1)) << simple.text();
            for (const std::string& id : simple.ids()) EXPECT_TRUE(allowed.count(id)) << id;
        }
}

TEST(DynamodbRules, IndexesKeepToTheirNumber) {
    for (std::int64_t count = 0; count <= limits::global_indexes + 2; ++count) {
        Json made = table();
        for (std::int64_t i = 0; i < count; ++i)
            made["GlobalSecondaryIndexes"].push_back(global_index("Index" + std::to_string(i)));
        EXPECT_EQ(Judged(template_of(made)).ids(),
                  count > limits::global_indexes ? Ids{"table-global-index-count"} : Ids{})
            << count;
    }
    for (std::int64_t count = 0; count <= limits::local_indexes + 2; ++count) {
        Json made = table();
        for (std::int64_t i = 0; i < count; ++i)
            made["LocalSecondaryIndexes"].push_back(local_index("Index" + std::to_string(i)));
        EXPECT_EQ(Judged(template_of(made)).ids(),
                  count > limits::local_indexes ? Ids{"table-local-index-count"} : Ids{})
            << count;
    }
}

TEST(DynamodbRules, LocalIndexesNeedTheTablesSortKeyAndSayItOnce) {
    Json made = table();
    made["KeySchema"] = key({{"pk", "HASH"}});
    for (const char* name : {"First", "Second"}) made["LocalSecondaryIndexes"].push_back(local_index(name));
    const Judged judged(template_of(made));
    EXPECT_EQ(judged.ids(), Ids{"table-local-index-without-table-sort-key"}) << judged.text();
}

TEST(DynamodbRules, IndexNamesAreUniqueInATable) {
    Json both = table();
    both["GlobalSecondaryIndexes"] = Json::array({global_index("Same"), global_index("same"), global_index("Same")});
    both["LocalSecondaryIndexes"] = Json::array({local_index("Same")});
    const Judged judged(template_of(both));
    EXPECT_EQ(judged.ids(), (Ids{"table-duplicate-index-name", "table-duplicate-index-name"})) << judged.text();
    const Diagnostic& local = judged.report.diagnostics()[1];
    EXPECT_EQ(judged.tree.pointer(local.primary.place),
              "/Resources/Orders/Properties/LocalSecondaryIndexes/0/IndexName");
    ASSERT_EQ(local.related.size(), 1u);
    EXPECT_EQ(judged.tree.pointer(local.related[0].place),
              "/Resources/Orders/Properties/GlobalSecondaryIndexes/0/IndexName");
}

TEST(DynamodbRules, ProjectionsKeepToTheirNumber) {
    const auto in_one = limits::projected_in_one_index.value, in_all = limits::projected_in_all_indexes.value;
    for (std::int64_t count : {std::int64_t{1}, in_one - 1, in_one, in_one + 1}) {
        Json made = table();
        made["GlobalSecondaryIndexes"] =
            Json::array({global_index("Index", {{"Projection", projection_of(0, count)}})});
        EXPECT_EQ(Judged(template_of(made)).ids(), count > in_one ? Ids{"table-projection-too-wide"} : Ids{}) << count;
        made.erase("GlobalSecondaryIndexes");
        made["LocalSecondaryIndexes"] = Json::array({local_index("Index", {{"Projection", projection_of(0, count)}})});
        EXPECT_EQ(Judged(template_of(made)).ids(), count > in_one ? Ids{"table-projection-too-wide"} : Ids{}) << count;
    }
    for (std::int64_t total : {in_all - 1, in_all, in_all + 1, 2 * in_all})
        for (bool repeating : {false, true})
            for (bool with_local : {false, true}) {
                Json made = table();
                std::int64_t left = total;
                for (int number = 0; left > 0; ++number) {
                    const std::int64_t now = std::min(left, in_one);
                    const Json projection = {{"Projection", projection_of(repeating ? 0 : total - left, now)}};
                    const std::string name = "Index" + std::to_string(number);
                    if (with_local && number < 2)
                        made["LocalSecondaryIndexes"].push_back(local_index(name, projection));
                    else
                        made["GlobalSecondaryIndexes"].push_back(global_index(name, projection));
                    left -= now;
                }
                EXPECT_EQ(Judged(template_of(made)).ids(), total > in_all ? Ids{"table-projections-too-wide"} : Ids{})
                    << total << repeating << with_local;
            }
}

TEST(DynamodbRules, CapacityAgreesWithTheBillingMode) {
    const Json units = {{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}};
    const Json most = {{"MaxReadRequestUnits", 5}};
    for (const char* mode : {"", "PROVISIONED", "PAY_PER_REQUEST"})
        for (unsigned given = 0; given < 16; ++given) {
            Json made = table();
            made.erase("BillingMode");
            if (*mode) made["BillingMode"] = mode;
            Json index = global_index("Index");
            if (given & 1) made["ProvisionedThroughput"] = units;
            if (given & 2) made["OnDemandThroughput"] = most;
            if (given & 4) index["ProvisionedThroughput"] = units;
            if (given & 8) index["OnDemandThroughput"] = most;
            made["GlobalSecondaryIndexes"] = Json::array({index});
            Ids expected;
            const bool on_demand = std::string_view(mode) == "PAY_PER_REQUEST";
            for (unsigned has : {given & 3, given >> 2}) {
                if (on_demand && (has & 1)) expected.emplace_back("table-capacity-when-on-demand");
                if (!on_demand && !(has & 1)) expected.emplace_back("table-capacity-missing");
                if (!on_demand && (has & 2)) expected.emplace_back("table-on-demand-limit-when-provisioned");
            }
            std::sort(expected.begin(), expected.end());
            const Judged judged(template_of(made));
            EXPECT_EQ(judged.ids(), expected) << mode << given << "\n" << judged.text();
        }
}

TEST(DynamodbRules, UnitsAreAtLeastOne) {
    for (const Json& units : {Json(-100), Json(-1), Json(0), Json(1), Json(40000), Json("0"), Json("1"), Json("-1")}) {
        const bool enough = units == 1 || units == 40000 || units == "1";
        for (const char* holder : {"table", "index"})
            for (bool provisioned : {true, false})
                for (int which : {0, 1}) {
                    Json made = full_table(provisioned);
                    made.erase("WarmThroughput");
                    Json& body = *holder == 't' ? made : made["GlobalSecondaryIndexes"][0];
                    if (provisioned)
                        body["ProvisionedThroughput"][which ? "WriteCapacityUnits" : "ReadCapacityUnits"] = units;
                    else
                        body["OnDemandThroughput"][which ? "MaxWriteRequestUnits" : "MaxReadRequestUnits"] = units;
                    const Judged judged(template_of(made));
                    EXPECT_EQ(judged.report.errors(), enough ? 0u : 1u) << judged.text();
                    EXPECT_EQ(judged.has("table-capacity-below-one"), !enough) << judged.text();
                }
    }
}

TEST(DynamodbRules, UnitsKeepToTheQuota) {
    const std::int64_t most = limits::table_units;
    for (std::int64_t over : {0, 1}) {
        Json provisioned = table(R"({"BillingMode": "PROVISIONED"})");
        const Json units = {{"ReadCapacityUnits", most}, {"WriteCapacityUnits", most + over}};
        provisioned["ProvisionedThroughput"] = units;
        provisioned["GlobalSecondaryIndexes"] = Json::array({global_index("BySk", {{"ProvisionedThroughput", units}})});
        EXPECT_EQ(Judged(template_of(provisioned)).ids(), Ids(over * 2, "table-capacity-above-quota"));
        Json on_demand = table();
        on_demand["OnDemandThroughput"] = {{"MaxReadRequestUnits", most + over}};
        EXPECT_EQ(Judged(template_of(on_demand)).ids(), Ids(over, "table-capacity-above-quota"));
        Json warm = table();
        warm["WarmThroughput"] = {{"ReadUnitsPerSecond", most + over}};
        EXPECT_EQ(Judged(template_of(warm)).ids(), Ids());
    }
}

TEST(DynamodbRules, TablesBeginAsWarmAsTheirMode) {
    const std::int64_t reads = limits::warm_reads_min, writes = limits::warm_writes_min;
    const auto warm = [](std::int64_t read, std::int64_t write) -> Json {
        return {{"ReadUnitsPerSecond", read}, {"WriteUnitsPerSecond", write}};
    };
    for (std::int64_t under : {0, 1}) {
        const Json given = warm(reads - under, writes - under);
        Json made = table();
        made["WarmThroughput"] = given;
        EXPECT_EQ(Judged(template_of(made)).ids(), Ids(under * 2, "table-warm-throughput-too-low"));
        made = table();
        made["GlobalSecondaryIndexes"] = Json::array({global_index("BySk", {{"WarmThroughput", given}})});
        EXPECT_EQ(Judged(template_of(made)).ids(), Ids(under * 2, "table-warm-throughput-too-low"));
        made = table(R"({"BillingMode": "PROVISIONED",
                         "ProvisionedThroughput": {"ReadCapacityUnits": 50, "WriteCapacityUnits": 9}})");
        made["WarmThroughput"] = warm(50 - under, 9 - under);
        EXPECT_EQ(Judged(template_of(made)).ids(), Ids(under * 2, "table-warm-throughput-too-low"));
    }
}

TEST(DynamodbRules, TagsKeepToWhatAwsTakes) {
    const auto tagged = [](const std::string& name, const std::string& value) {
        Json made = table();
        made["Tags"] = {{{"Key", name}, {"Value", value}}};
        return Judged(template_of(made)).ids();
    };
    const Ids refused{"invalid-tag"};
    for (const char* letter : {"a", "ü"}) {
        EXPECT_EQ(tagged(repeated(letter, limits::tag_key_max), ""), Ids());
        EXPECT_EQ(tagged(repeated(letter, limits::tag_key_max + 1), ""), refused);
        EXPECT_EQ(tagged("a", repeated(letter, limits::tag_value_max)), Ids());
        EXPECT_EQ(tagged("a", repeated(letter, limits::tag_value_max + 1)), refused);
    }
    EXPECT_EQ(tagged("", "a"), refused);
    EXPECT_EQ(tagged("aws:team", "a"), refused);
    EXPECT_EQ(tagged("AWS:team", "aws:a"), Ids());
    EXPECT_EQ(tagged("a_b.c:d/e=f+g-h@i j9", "a_b.c:d/e=f+g-h@i j9"), Ids());
    for (const char* wrong : {"&", "*", "(", "#", "\n\001"}) {
        EXPECT_EQ(tagged(std::string("a") + wrong, ""), refused) << wrong;
        EXPECT_EQ(tagged("a", wrong), refused) << wrong;
    }
}

TEST(DynamodbRules, WarnOfAnIndexThatWritesSlowerThanItsTable) {
    for (int index_units : {1, 4, 5, 6}) {
        Json made = full_table(true);
        made["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["WriteCapacityUnits"] = index_units;
        made["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"] = 1;
        const Judged judged(template_of(made));
        EXPECT_EQ(judged.ids(), index_units < 5 ? Ids{"table-index-write-capacity"} : Ids{}) << judged.text();
        EXPECT_EQ(judged.report.errors(), 0u);
        if (index_units >= 5) continue;
        const Diagnostic& found = judged.report.diagnostics()[0];
        EXPECT_EQ(judged.tree.pointer(found.primary.place),
                  "/Resources/Orders/Properties/GlobalSecondaryIndexes/0/ProvisionedThroughput/WriteCapacityUnits");
        EXPECT_EQ(judged.tree.pointer(found.related.at(0).place),
                  "/Resources/Orders/Properties/ProvisionedThroughput/WriteCapacityUnits");
        EXPECT_NE(std::string(found.rule->why).find("back-pressure"), std::string::npos);
    }
}

TEST(DynamodbRules, RecoveryReachesBackAsFarAsDynamodbKeeps) {
    const auto least = limits::recovery_days_min.value, most = limits::recovery_days_max.value;
    for (std::int64_t days = least - 2; days <= most + 2; ++days) {
        Json made = table();
        made["PointInTimeRecoverySpecification"] = {{"PointInTimeRecoveryEnabled", true},
                                                    {"RecoveryPeriodInDays", days}};
        EXPECT_EQ(Judged(template_of(made)).ids(), days >= least && days <= most ? Ids{} : Ids{"table-recovery-days"})
            << days;
    }
}

TEST(DynamodbRules, WordsAreExact) {
    const struct {
        const char* pointer;
        std::vector<std::string> words;
    } properties[] = {
        {"/BillingMode", {"PROVISIONED"}},
        {"/TableClass", {"STANDARD", "STANDARD_INFREQUENT_ACCESS"}},
        {"/StreamSpecification/StreamViewType", {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"}},
        {"/SSESpecification/SSEType", {"KMS"}},
        {"/GlobalSecondaryIndexes/0/Projection/ProjectionType", {"INCLUDE"}},
        {"/LocalSecondaryIndexes/0/Projection/ProjectionType", {"ALL", "KEYS_ONLY"}},
        {"/AttributeDefinitions/0/AttributeType", {"S", "N", "B"}},
        {"/KeySchema/0/KeyType", {"HASH"}},
        {"/KeySchema/1/KeyType", {"RANGE"}},
        {"/GlobalSecondaryIndexes/0/KeySchema/0/KeyType", {"HASH"}},
        {"/LocalSecondaryIndexes/0/KeySchema/1/KeyType", {"RANGE"}},
        {"/KinesisStreamSpecification/ApproximateCreationDateTimePrecision", {"MICROSECOND", "MILLISECOND"}},
        {"/ContributorInsightsSpecification/Mode", {"ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"}},
        {"/ImportSourceSpecification/InputFormat", {"CSV", "DYNAMODB_JSON", "ION"}},
        {"/ImportSourceSpecification/InputCompressionType", {"GZIP", "NONE", "ZSTD"}},
    };
    for (const auto& [pointer, words] : properties)
        for (const std::string& word : words) {
            SCOPED_TRACE(std::string(pointer) + " " + word);
            Json made = full_table(true);
            Json& value = made[Json::json_pointer(pointer)];
            value = word;
            EXPECT_TRUE(Judged(template_of(made)).report.clean()) << Judged(template_of(made)).text();
            std::string lower = word;
            for (char& one : lower) one = static_cast<char>(std::tolower(one));
            for (const std::string& wrong : {lower, word + " ", word + "X", std::string("?"), std::string()}) {
                value = wrong;
                const Judged judged(template_of(made));
                EXPECT_EQ(judged.ids(), Ids{"table-unknown-value"}) << wrong << "\n" << judged.text();
                EXPECT_EQ(judged.tree.pointer(judged.report.diagnostics()[0].primary.place),
                          "/Resources/Orders/Properties" + std::string(pointer));
            }
            if (lower.size() > 1) {
                value = lower;
                EXPECT_EQ(Judged(template_of(made)).report.diagnostics()[0].fix, "did you mean `" + word + "`?");
            }
        }
}

TEST(DynamodbRules, TableNamesAreUniqueInATemplate) {
    const auto two = [](const Json& first, const Json& second) {
        Json made = template_of(table());
        made["Resources"]["Orders"]["Properties"]["TableName"] = first;
        made["Resources"]["Users"] = made["Resources"]["Orders"];
        made["Resources"]["Users"]["Properties"]["TableName"] = second;
        made["Parameters"]["Stage"] = {{"Type", "String"}};
        made["Parameters"]["Given"] = {{"Type", "String"}, {"Default", "dev"}};
        return made;
    };
    EXPECT_EQ(Judged(two("same", "same")).ids(), Ids{"table-duplicate-name"});
    EXPECT_TRUE(Judged(two("same", "Same")).report.clean());
    EXPECT_EQ(Judged(two({{"Fn::Sub", "${Given}-users"}}, "dev-users")).ids(), Ids{"table-duplicate-name"});
    EXPECT_EQ(Judged(two({{"Fn::Sub", "${Stage}-users"}}, {{"Fn::Sub", "${Stage}-users"}})).ids(),
              Ids{"table-duplicate-name"});
    EXPECT_TRUE(Judged(two({{"Fn::Sub", "${Stage}-users"}}, {{"Fn::Sub", "${Stage}-orders"}})).report.clean());
    EXPECT_TRUE(Judged(two({{"Ref", "AWS::NoValue"}}, {{"Ref", "AWS::NoValue"}})).report.clean());

    Json exclusive = two("same", "same");
    exclusive["Conditions"] = {{"IsProd", {{"Fn::Equals", {{{"Ref", "Stage"}}, "prod"}}}},
                               {"IsNot", {{"Fn::Not", {{{"Condition", "IsProd"}}}}}}};
    exclusive["Resources"]["Orders"]["Condition"] = "IsProd";
    exclusive["Resources"]["Users"]["Condition"] = "IsNot";
    EXPECT_TRUE(Judged(exclusive).report.clean()) << Judged(exclusive).text();
}

TEST(DynamodbRules, OtherResourcesAndOddOnesAreLeftAlone) {
    EXPECT_TRUE(Judged(Json::parse(R"({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KeySchema": 5}}, "Broken": 7}})"))
                    .report.clean());
    const Judged bare(Json::parse(R"({"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table"}}})"));
    EXPECT_EQ(bare.ids(), (Ids{"table-capacity-missing", "table-missing-property", "table-missing-property"}));
    EXPECT_TRUE(Judged(Json::parse(R"({"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table",
        "Properties": {"Fn::If": ["NoSuchCondition", {}, 5]}}}})"))
                    .report.clean());
    EXPECT_TRUE(Judged(template_of(Json::parse(R"({"Fn::Transform": {"Name": "Macro"}, "TableName": "orders"})")))
                    .report.clean());
    for (const char* wrong : {"[]", "5", "\"x\"", "true"}) {
        const Judged judged(Json::parse(R"({"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": )" +
                                        std::string(wrong) + "}}}"));
        EXPECT_EQ(judged.ids(), Ids{"table-wrong-type"}) << wrong;
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Every value of a table, replaced by everything else.

std::vector<Json::json_pointer> all_pointers(const Json& document) {
    std::vector<Json::json_pointer> found;
    const auto visit = [&](const auto& self, const Json& value, const Json::json_pointer& at) -> void {
        if (!at.empty()) found.push_back(at);
        if (value.is_object())
            for (const auto& [name, member] : value.items()) self(self, member, at / name);
        if (value.is_array())
            for (std::size_t i = 0; i < value.size(); ++i) self(self, value[i], at / i);
    };
    visit(visit, document, Json::json_pointer());
    return found;
}

bool inside_policy(const Json::json_pointer& pointer) {
    return pointer.to_string().find("PolicyDocument") != std::string::npos;
}

TEST(DynamodbRules, FullTablesAreClean) {
    for (bool provisioned : {true, false}) {
        const Judged judged(template_of(full_table(provisioned)));
        EXPECT_TRUE(judged.report.clean()) << judged.text();
    }
}

TEST(DynamodbRules, AnyWrongValueIsAFinding) {
    std::size_t tried = 0;
    for (bool provisioned : {true, false}) {
        const Json valid = full_table(provisioned);
        for (const auto& pointer : all_pointers(valid)) {
            SCOPED_TRACE(pointer.to_string());
            for (const char* wrong : {"null", "[]", "{}", "[null]", "[[[]]]", "{\"a\": {\"b\": [null]}}", "-7", "1e300",
                                      "1.5", "true", "\"\"", "\"\\u0000\"", "[5, \"x\", {}]"}) {
                const Json replaced = Json::parse(wrong);
                Json made = valid;
                const Json before = made[pointer];
                made[pointer] = replaced;
                const Judged judged(template_of(made));
                ++tried;
                if (std::string_view(wrong).find("null") != std::string_view::npos) {
                    EXPECT_TRUE(judged.has("table-null-value")) << wrong;
                }
                if (replaced.is_null() || inside_policy(pointer)) continue;
                const bool same_form =
                    replaced.is_object() == before.is_object() && replaced.is_array() == before.is_array();
                if (!same_form) {
                    EXPECT_TRUE(judged.has("table-wrong-type")) << wrong << "\n" << judged.text();
                }
                if (before.is_string() && !replaced.is_structured() && !replaced.is_string()) {
                    EXPECT_TRUE(judged.has("table-number-as-text")) << wrong << "\n" << judged.text();
                }
                if (before.is_number() &&
                    (replaced.is_number_float() || replaced.is_boolean() || replaced.is_string())) {
                    EXPECT_TRUE(judged.has("table-wrong-type")) << wrong << "\n" << judged.text();
                }
                if (before.is_boolean() && !replaced.is_boolean()) {
                    EXPECT_TRUE(judged.has("table-wrong-type")) << wrong << "\n" << judged.text();
                }
            }
        }
    }
    EXPECT_GT(tried, 1000u);
}

TEST(DynamodbRules, AnyUnknownPropertyIsAFinding) {
    const Json valid = full_table(true);
    for (const auto& pointer : all_pointers(valid)) {
        if (!valid[pointer].is_object() || inside_policy(pointer)) continue;
        SCOPED_TRACE(pointer.to_string());
        Json made = valid;
        made[pointer]["Zzz"] = "x";
        EXPECT_EQ(Judged(template_of(made)).ids(), Ids{"table-unknown-property"});
        // A known name, in a different case.
        for (const auto& [name, value] : valid[pointer].items()) {
            std::string other = name;
            other[0] = static_cast<char>(std::tolower(other[0]));
            made = valid;
            made[pointer][other] = value;
            const Judged judged(template_of(made));
            EXPECT_EQ(judged.ids(), Ids{"table-unknown-property"});
            EXPECT_EQ(judged.report.diagnostics()[0].fix, "did you mean `" + name + "`?");
        }
    }
}

TEST(DynamodbRules, NothingUnknownIsAFinding) {
    std::size_t tried = 0;
    for (bool provisioned : {true, false}) {
        const Json valid = full_table(provisioned);
        for (const auto& pointer : all_pointers(valid))
            for (const char* unknown :
                 {R"({"Ref": "NoDefault"})", R"({"Ref": "Queue"})", R"({"Fn::GetAtt": ["Queue", "QueueName"]})",
                  R"({"Fn::ImportValue": "shared"})", R"("{{resolve:ssm:/shared:1}}")",
                  R"({"Fn::Sub": "${NoDefault}-x"})", R"({"Fn::FindInMap": ["A", "B", "C"]})",
                  R"({"Ref": "FromStore"})", R"({"Fn::If": ["Unjudgeable", "?", {"Ref": "AWS::NoValue"}]})",
                  R"({"Fn::If": ["NoSuchCondition", "?", "!"]})", R"({"Fn::If": 7})", R"({"Ref": [null]})",
                  R"({"Fn::Transform": {"Name": "Macro"}})"}) {
                Json document = template_of(valid);
                document["Parameters"] = {
                    {"NoDefault", {{"Type", "String"}}},
                    {"FromStore", {{"Type", "AWS::SSM::Parameter::Value<String>"}, {"Default", "/x"}}}};
                document["Conditions"]["Unjudgeable"] =
                    Json::parse(R"({"Fn::Equals": [{"Fn::FindInMap": ["A", "B", "C"]}, "x"]})");
                document["Resources"]["Orders"]["Properties"][pointer] = Json::parse(unknown);
                const Judged judged(document);
                ++tried;
                if (std::string_view(unknown).find("null") != std::string_view::npos) {
                    EXPECT_EQ(judged.ids(), Ids{"table-null-value"}) << pointer << "\n" << judged.text();
                } else {
                    EXPECT_TRUE(judged.report.clean()) << pointer << " " << unknown << "\n" << judged.text();
                }
            }
    }
    EXPECT_GT(tried, 1000u);
}

TEST(DynamodbRules, WhatIsMissingIsAFindingExactlyWhereItIsNeeded) {
    const std::set<std::string> optional{"TableName",
                                         "TableClass",
                                         "Tags",
                                         "StreamSpecification",
                                         "SSESpecification",
                                         "TimeToLiveSpecification",
                                         "PointInTimeRecoverySpecification",
                                         "ResourcePolicy",
                                         "RecoveryPeriodInDays",
                                         "KMSMasterKeyId",
                                         "DeletionProtectionEnabled",
                                         "Mode",
                                         "ContributorInsightsSpecification",
                                         "WarmThroughput",
                                         "ReadUnitsPerSecond",
                                         "WriteUnitsPerSecond",
                                         "KinesisStreamSpecification",
                                         "InputCompressionType",
                                         "ApproximateCreationDateTimePrecision",
                                         "ImportSourceSpecification",
                                         "InputFormatOptions",
                                         "Csv",
                                         "Delimiter",
                                         "HeaderList",
                                         "S3BucketOwner",
                                         "S3KeyPrefix",
                                         "BillingMode",
                                         "Version",
                                         "Statement"};
    const Json valid = full_table(true);
    for (const auto& pointer : all_pointers(valid)) {
        const auto& parent = valid[pointer.parent_pointer()];
        if (!parent.is_object()) continue;
        // These affect the rest, and are tested one by one above.
        const std::string name = pointer.back();
        if (name == "GlobalSecondaryIndexes" || name == "LocalSecondaryIndexes") continue;
        if (pointer.to_string() == "/WarmThroughput/ReadUnitsPerSecond") continue;
        for (bool by_reference : {false, true}) {
            Json made = valid;
            if (by_reference)
                made[pointer] = {{"Ref", "AWS::NoValue"}};
            else
                made[pointer.parent_pointer()].erase(name);
            const Judged judged(template_of(made));
            EXPECT_EQ(judged.report.clean(), optional.count(name) == 1) << pointer << "\n" << judged.text();
        }
    }
}

TEST(DynamodbRules, EveryRuleIsFired) {
    std::set<std::string> fired;
    const auto run = [&](const Json& document) {
        for (const std::string& id : Judged(document).ids()) fired.insert(id);
    };
    for (const Case& one : cases()) run(template_of(table(one.patch)));
    Json more = full_table(true);
    more["TableName"] = "a/" + repeated("b", limits::table_name_max);
    more["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"] = limits::recovery_days_max + 1;
    more["OnDemandThroughput"] = {{"MaxReadRequestUnits", 0}};
    more["KeySchema"].erase(1);
    more["TimeToLiveSpecification"]["AttributeName"] = "";
    more["StreamSpecification"] = nullptr;
    more["ProvisionedThroughput"]["ReadCapacityUnits"] = limits::table_units + 1;
    Json& indexes = more["GlobalSecondaryIndexes"];
    indexes[0]["ProvisionedThroughput"]["WriteCapacityUnits"] = 1;
    for (std::int64_t i = 0; i <= limits::global_indexes; ++i)
        indexes.push_back(global_index("Same", {{"Projection", projection_of(0, limits::projected_in_one_index + 1)}}));
    for (std::int64_t i = 0; i <= limits::local_indexes; ++i)
        more["LocalSecondaryIndexes"].push_back(local_index("Local" + std::to_string(i)));
    Json document = template_of(more);
    document["Resources"]["Again"] = document["Resources"]["Orders"];
    run(document);
    Json on_demand = full_table(false);
    on_demand["ProvisionedThroughput"] = {{"ReadCapacityUnits", 1}, {"WriteCapacityUnits", 1}};
    run(template_of(on_demand));
    run(Json::parse(R"({
        "Parameters": {"Env": {"Type": "String", "Default": "dev"}},
        "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}},
        "Resources": {"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {
            "BillingMode": {"Fn::If": ["IsProd", "PROVISIONED", "PAY_PER_REQUEST"]},
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}}}})"));

    run(template_of(table(R"({"VectorIndexes": [{"Dimensions": 0}]})")));
    run(Json::parse(R"({"Resources": {"Orders": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
            "Replicas": [{"Region": "eu-west-1"}, {"Region": "eu-west-2"}]}}}})"));

    std::set<std::string> listed;
    for (const Rule* rule : rules::dynamodb) {
        EXPECT_TRUE(listed.insert(std::string(rule->id)).second) << rule->id << " is listed twice";
        EXPECT_FALSE(rule->summary.empty() || rule->why.empty() || rule->example.empty() || rule->better.empty() ||
                     rule->source.empty())
            << rule->id;
        EXPECT_NE(rule->example, rule->better) << rule->id;
    }
    EXPECT_EQ(fired, listed);
}

// ---------------------------------------------------------------------------------------------------------------------
// Parameters and conditions.

/// The parameter sets the billing mode; only one of the two is right.
Json conditional(const Json& environment, const char* provisioned_units) {
    Json made = template_of(table());
    Json& properties = made["Resources"]["Orders"]["Properties"];
    properties["BillingMode"] = Json::parse(R"({"Fn::If": ["IsProd", "PROVISIONED", "PAY_PER_REQUEST"]})");
    properties["ProvisionedThroughput"] = {
        {"Fn::If", {"IsProd", Json::parse(provisioned_units), {{"Ref", "AWS::NoValue"}}}}};
    made["Parameters"]["Env"] = environment;
    made["Conditions"]["IsProd"] = Json::parse(R"({"Fn::Equals": [{"Ref": "Env"}, "prod"]})");
    return made;
}

constexpr const char* good_units = R"({"ReadCapacityUnits": 1, "WriteCapacityUnits": 1})";
constexpr const char* bad_units = R"({"ReadCapacityUnits": 0, "WriteCapacityUnits": 1})";

TEST(DynamodbConditions, AreJudgedWithTheDefaults) {
    const auto with_default = [](const char* value) { return Json{{"Type", "String"}, {"Default", value}}; };
    EXPECT_TRUE(Judged(conditional(with_default("prod"), good_units)).report.clean());
    EXPECT_TRUE(Judged(conditional(with_default("dev"), good_units)).report.clean());
    const Judged dev(conditional(with_default("dev"), bad_units));
    EXPECT_EQ(dev.ids(), Ids{"table-refused-with-other-parameters"});
    EXPECT_EQ(dev.report.errors(), 0u);
    EXPECT_EQ(dev.report.diagnostics()[0].message, "`ReadCapacityUnits` of table `Orders` is 0, when `Env` is `prod`");
    const Judged prod(conditional(with_default("prod"), bad_units));
    EXPECT_EQ(prod.ids(), Ids{"table-capacity-below-one"});
    EXPECT_EQ(prod.report.diagnostics()[0].message, "`ReadCapacityUnits` of table `Orders` is 0");
}

TEST(DynamodbConditions, AreTriedBothWaysWithoutADefault) {
    const Json open = {{"Type", "String"}};
    EXPECT_TRUE(Judged(conditional(open, good_units)).report.clean());
    const Judged judged(conditional(open, bad_units));
    EXPECT_EQ(judged.ids(), Ids{"table-capacity-below-one"});
    EXPECT_EQ(judged.report.diagnostics()[0].message,
              "`ReadCapacityUnits` of table `Orders` is 0, when `Env` is `prod`");

    Json other = conditional(open, good_units);
    other["Resources"]["Orders"]["Properties"]["BillingMode"] = "PROVISIONED";
    EXPECT_EQ(Judged(other).report.diagnostics().at(0).message,
              "table `Orders` is provisioned, but has no `ProvisionedThroughput`, when `Env` is not `prod`");

    const Json never = {{"Type", "String"}, {"AllowedValues", {"dev", "test"}}};
    EXPECT_TRUE(Judged(conditional(never, bad_units)).report.clean());
    // What is wrong in every case is reported plainly, once.
    Json always = conditional(open, good_units);
    always["Resources"]["Orders"]["Properties"]["TableName"] = "x";
    EXPECT_EQ(Judged(always).report.diagnostics().at(0).message, "the name `x` of table `Orders` has 1 character");
    EXPECT_EQ(Judged(always).report.diagnostics().size(), 1u);
}

TEST(DynamodbConditions, OfOneParameterExcludeEachOther) {
    Json made = conditional({{"Type", "String"}}, good_units);
    made["Conditions"]["IsTest"] = Json::parse(R"({"Fn::Equals": ["test", {"Ref": "Env"}]})");
    made["Resources"]["Orders"]["Properties"]["OnDemandThroughput"] =
        Json::parse(R"({"Fn::If": ["IsTest", {"MaxReadRequestUnits": 1}, {"Ref": "AWS::NoValue"}]})");
    EXPECT_TRUE(Judged(made).report.clean()) << Judged(made).text();
}

TEST(DynamodbConditions, OfTheTableItselfAreAssumed) {
    Json made = conditional({{"Type", "String"}, {"Default", "dev"}}, good_units);
    Json& table = made["Resources"]["Orders"];
    table["Properties"]["BillingMode"] = "PROVISIONED";
    EXPECT_EQ(Judged(made).ids(), Ids{"table-capacity-missing"});
    table["Condition"] = "IsProd";
    EXPECT_TRUE(Judged(made).report.clean()) << Judged(made).text();
    table["Properties"]["TableName"] = "x";
    EXPECT_EQ(Judged(made).ids(), Ids{"table-name-length"}) << "a table that the defaults leave out is judged too";
}

TEST(DynamodbConditions, ManyParametersEndInReasonableTime) {
    Json made = template_of(table());
    Json all = Json::array();
    for (int i = 0; i < 40; ++i) {
        const std::string name = "P" + std::to_string(i);
        made["Parameters"][name] = {{"Type", "String"}};
        made["Conditions"]["C" + std::to_string(i)] = {{"Fn::Equals", {{{"Ref", name}}, "x"}}};
        // Each condition of this chain names the previous one twice.
        const Json before = {{"Condition", "D" + std::to_string(i - 1)}};
        made["Conditions"]["D" + std::to_string(i)] =
            i == 0 ? Json{{"Fn::Equals", {"a", {{"Ref", "AWS::Region"}}}}} : Json{{"Fn::And", {before, before}}};
    }
    made["Resources"]["Orders"]["Condition"] = "D39";
    made["Resources"]["Orders"]["Properties"]["TableName"] = {{"Fn::If", {"C39", "x", "orders"}}};
    EXPECT_TRUE(Judged(made).report.clean()) << "past the last parameter tried, a condition is unknown";
}

TEST(Resolve, WorksOutWhatTheTemplateTells) {
    const auto in = testing::template_from_json(R"({
        "Parameters": {"Name": {"Type": "String", "Default": "orders"}, "Count": {"Type": "Number", "Default": 3},
                       "Names": {"Type": "CommaDelimitedList", "Default": "a, b,c"}, "Open": {"Type": "String"}},
        "Conditions": {"Yes": {"Fn::Equals": [{"Ref": "Count"}, "3"]}, "No": {"Fn::Not": [{"Condition": "Yes"}]},
                       "Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]},
                       "Any": {"Fn::Or": [{"Condition": "Circle"}, {"Condition": "Yes"}]},
                       "Circle": {"Fn::And": [{"Condition": "Circle"}, {"Condition": "Yes"}]},
                       "Open": {"Fn::Equals": [{"Ref": "Open"}, "x"]}},
        "Resources": {"R": {"Type": "T", "Properties": {
            "a": {"Ref": "Name"}, "b": {"Ref": "Count"}, "c": {"Ref": "Names"}, "d": {"Ref": "Open"},
            "e": {"Fn::If": ["Yes", "1", "2"]}, "f": {"Fn::If": ["No", "1", "2"]}, "g": {"Fn::If": ["Both", "1", "2"]},
            "h": {"Fn::If": ["Any", "1", "2"]}, "i": {"Fn::If": ["Circle", "1", "2"]},
            "j": {"Fn::If": ["Circle", "1", "1"]}, "k": {"Ref": "AWS::NoValue"},
            "l": [1, {"Fn::If": ["No", 2, {"Ref": "AWS::NoValue"}]}, 3],
            "m": {"Fn::Sub": "${Name}-${!Name}-${Count}"}, "n": {"Fn::Sub": ["${x}/${Name}", {"x": {"Ref": "Count"}}]},
            "o": {"Fn::Sub": "${Name}-${AWS::Region}"}, "p": {"Fn::Join": ["-", ["a", {"Ref": "Name"}]]},
            "q": {"Fn::Select": ["1", {"Ref": "Names"}]}, "r": {"Fn::Split": ["r", {"Ref": "Name"}]},
            "s": {"Fn::Select": [9, {"Ref": "Names"}]}, "t": {"Fn::If": ["Open", 1, 2]}, "u": {"Fn::Join": ["-", 5]},
            "v": {"Fn::Sub": "${unclosed"}, "w": {"Fn::Split": ["", "x"]}}}}})");
    const Value& written = in.value.resources[0].properties;
    const Value made = resolved(written, in.value);
    const auto is = [&](const char* name, const Value& expected) {
        const Value* found = made.find(name);
        EXPECT_TRUE(found && *found == expected) << name;
    };
    const auto unknown = [&](const char* name) {
        EXPECT_TRUE(made.find(name) && *made.find(name) == *written.find(name) && is_unknown(*made.find(name))) << name;
    };
    is("a", "orders");
    is("b", "3");
    is("c", list({"a", "b", "c"}));
    unknown("d");
    is("e", "1");
    is("f", "2");
    is("g", "2");
    is("h", "1");
    unknown("i");
    is("j", "1");
    EXPECT_EQ(made.find("k"), nullptr);
    is("l", list({1, 3}));
    is("m", "orders-${Name}-3");
    is("n", "3/orders");
    unknown("o");
    is("p", "a-orders");
    is("q", "b");
    is("r", list({"o", "de", "s"}));
    for (const char* name : {"s", "t", "u", "w"}) unknown(name);
    is("v", "${unclosed");
    EXPECT_EQ(in.pointer(made.find("a")->place), "/Resources/R/Properties/a") << "the place of the reference";
    EXPECT_EQ(in.pointer(made.find("e")->place), "/Resources/R/Properties/e/Fn::If/1") << "the place of the branch";
}

TEST(Resolve, ReadsNumbersAsCloudFormationDoes) {
    EXPECT_EQ(integer_in("5"), 5);
    EXPECT_EQ(integer_in("-5"), -5);
    EXPECT_EQ(integer_in("+5"), 5);
    EXPECT_EQ(integer_in("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(integer_in(5.0), 5);
    for (const Value& wrong :
         {Value("9223372036854775808"), Value("5 "), Value("+-5"), Value("+"), Value(""), Value("0x5"), Value(5.5),
          Value(1e300), Value(-1e19), Value(true), Value(), Value(List{}), Value(Map{})})
        EXPECT_FALSE(integer_in(wrong).has_value());
    EXPECT_EQ(boolean_in("TRUE"), true);
    EXPECT_EQ(boolean_in(false), false);
    for (const Value& wrong : {Value("1"), Value(1), Value("yes"), Value(""), Value(List{})})
        EXPECT_FALSE(boolean_in(wrong).has_value());
}

}  // namespace
}  // namespace bobgen
