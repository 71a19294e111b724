// What CloudFormation's resource schema defines for AWS::DynamoDB::Table: which properties exist, with which types,
// which are required, and the allowed values of some.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <span>

#include "generator/analysis/described.h"
#include "generator/analysis/enumerations.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/dynamodb/table.h"
#include "generator/data/resource_types.h"
#include "generator/nearest.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::dynamodb {

namespace {

/// `json` is a separate document (a policy), as a map or as a string.
enum class Form : unsigned char { text, integer, boolean, map, list, json };

struct Shape;

struct Property {
    std::string_view name;
    Form form;
    bool required = false;
    const Shape* shape = nullptr;                  ///< of a map, or of a list's elements; without one they are strings
    std::span<const std::string_view> words = {};  ///< the only strings allowed, if there are any
};

/// A property that people often write but CloudFormation does not have.
struct Mistake {
    std::string_view name;
    std::string_view fix;
};

struct Shape {
    std::string_view noun;  ///< of an element of a list: "key attribute"
    std::span<const Property> properties;
    std::span<const Mistake> mistakes = {};
};

constexpr std::string_view attribute_types[] = {"S", "N", "B"};
constexpr std::string_view key_types[] = {"HASH", "RANGE"};
constexpr std::string_view projection_types[] = {"ALL", "KEYS_ONLY", "INCLUDE"};
constexpr std::string_view billing_modes[] = {"PROVISIONED", "PAY_PER_REQUEST"};
constexpr std::string_view stream_views[] = {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"};
constexpr std::string_view table_classes[] = {"STANDARD", "STANDARD_INFREQUENT_ACCESS"};
constexpr std::string_view encryption_types[] = {"KMS"};
constexpr std::string_view insights_modes[] = {"ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"};
constexpr std::string_view precisions[] = {"MICROSECOND", "MILLISECOND"};
constexpr std::string_view import_formats[] = {"CSV", "DYNAMODB_JSON", "ION"};
constexpr std::string_view compressions[] = {"GZIP", "NONE", "ZSTD"};

constexpr Property definition_properties[] = {
    {"AttributeName", Form::text, true},
    {"AttributeType", Form::text, true, nullptr, attribute_types},
};
constexpr Shape definition_shape{"attribute definition", definition_properties};

constexpr Property key_properties[] = {
    {"AttributeName", Form::text, true},
    {"KeyType", Form::text, true, nullptr, key_types},
};
constexpr Shape key_attribute_shape{"key attribute", key_properties};

constexpr Property projection_properties[] = {
    {"NonKeyAttributes", Form::list},
    {"ProjectionType", Form::text, true, nullptr, projection_types},
};
constexpr Shape projection_shape{"", projection_properties};

constexpr Property provisioned_properties[] = {
    {"ReadCapacityUnits", Form::integer, true},
    {"WriteCapacityUnits", Form::integer, true},
};
constexpr Shape provisioned_shape{"", provisioned_properties};

constexpr Property on_demand_properties[] = {
    {"MaxReadRequestUnits", Form::integer},
    {"MaxWriteRequestUnits", Form::integer},
};
constexpr Shape on_demand_shape{"", on_demand_properties};

constexpr Property warm_properties[] = {
    {"ReadUnitsPerSecond", Form::integer},
    {"WriteUnitsPerSecond", Form::integer},
};
constexpr Shape warm_shape{"", warm_properties};

constexpr Property insights_properties[] = {
    {"Enabled", Form::boolean, true},
    {"Mode", Form::text, false, nullptr, insights_modes},
};
constexpr Shape insights_shape{"", insights_properties};

constexpr Property global_index_properties[] = {
    {"ContributorInsightsSpecification", Form::map, false, &insights_shape},
    {"IndexName", Form::text, true},
    {"KeySchema", Form::list, true, &key_attribute_shape},
    {"OnDemandThroughput", Form::map, false, &on_demand_shape},
    {"Projection", Form::map, true, &projection_shape},
    {"ProvisionedThroughput", Form::map, false, &provisioned_shape},
    {"WarmThroughput", Form::map, false, &warm_shape},
};
constexpr Shape global_index_shape{"global index", global_index_properties};

constexpr Property local_index_properties[] = {
    {"IndexName", Form::text, true},
    {"KeySchema", Form::list, true, &key_attribute_shape},
    {"Projection", Form::map, true, &projection_shape},
};
constexpr std::string_view uses_table_capacity = "remove it: a local index uses the capacity of its table";
constexpr Mistake local_index_mistakes[] = {
    {"ProvisionedThroughput", uses_table_capacity},
    {"OnDemandThroughput", uses_table_capacity},
    {"WarmThroughput", uses_table_capacity},
};
constexpr Shape local_index_shape{"local index", local_index_properties, local_index_mistakes};

constexpr std::string_view search_types[] = {"HASH", "INLINE_FILTER"};
constexpr std::string_view distance_functions[] = {"COSINE", "DOT_PRODUCT", "EUCLIDEAN"};
constexpr Property vector_properties[] = {{"AttributeName", Form::text, true}};
constexpr Shape vector_shape{"", vector_properties};
constexpr Property search_properties[] = {
    {"AttributeName", Form::text, true},
    {"SearchSchemaElementType", Form::text, true, nullptr, search_types},
};
constexpr Shape search_shape{"search attribute", search_properties};
constexpr Property vector_index_properties[] = {
    {"Dimensions", Form::integer, true},
    {"DistanceFunction", Form::text, true, nullptr, distance_functions},
    {"IndexName", Form::text, true},
    {"Projection", Form::map, true, &projection_shape},
    {"SearchSchema", Form::list, false, &search_shape},
    {"VectorAttribute", Form::map, true, &vector_shape},
};
constexpr Shape vector_index_shape{"vector index", vector_index_properties};

constexpr Property policy_properties[] = {{"PolicyDocument", Form::json, true}};
constexpr Shape policy_shape{"", policy_properties};

constexpr Property stream_properties[] = {
    {"ResourcePolicy", Form::map, false, &policy_shape},
    {"StreamViewType", Form::text, true, nullptr, stream_views},
};
constexpr Mistake stream_mistakes[] = {
    {"StreamEnabled", "remove it: `StreamSpecification` alone enables the stream"},
};
constexpr Shape stream_shape{"", stream_properties, stream_mistakes};

constexpr Property recovery_properties[] = {
    {"PointInTimeRecoveryEnabled", Form::boolean},
    {"RecoveryPeriodInDays", Form::integer},
};
constexpr Shape recovery_shape{"", recovery_properties};

constexpr Property encryption_properties[] = {
    {"KMSMasterKeyId", Form::text},
    {"SSEEnabled", Form::boolean, true},
    {"SSEType", Form::text, false, nullptr, encryption_types},
};
constexpr Mistake encryption_mistakes[] = {{"Enabled", "write `SSEEnabled`"}};
constexpr Shape encryption_shape{"", encryption_properties, encryption_mistakes};

constexpr Property time_to_live_properties[] = {
    {"AttributeName", Form::text},
    {"Enabled", Form::boolean, true},
};
constexpr Shape time_to_live_shape{"", time_to_live_properties};

constexpr Property tag_properties[] = {
    {"Key", Form::text, true},
    {"Value", Form::text, true},
};
constexpr Shape tag_shape{"tag", tag_properties};

constexpr Property kinesis_properties[] = {
    {"ApproximateCreationDateTimePrecision", Form::text, false, nullptr, precisions},
    {"StreamArn", Form::text, true},
};
constexpr Shape kinesis_shape{"", kinesis_properties};

constexpr Property csv_properties[] = {
    {"Delimiter", Form::text},
    {"HeaderList", Form::list},
};
constexpr Shape csv_shape{"", csv_properties};
constexpr Property format_properties[] = {{"Csv", Form::map, false, &csv_shape}};
constexpr Shape format_options_shape{"", format_properties};
constexpr Property bucket_properties[] = {
    {"S3Bucket", Form::text, true},
    {"S3BucketOwner", Form::text},
    {"S3KeyPrefix", Form::text},
};
constexpr Shape bucket_shape{"", bucket_properties};
constexpr Property import_properties[] = {
    {"InputCompressionType", Form::text, false, nullptr, compressions},
    {"InputFormat", Form::text, true, nullptr, import_formats},
    {"InputFormatOptions", Form::map, false, &format_options_shape},
    {"S3BucketSource", Form::map, true, &bucket_shape},
};
constexpr Shape import_source_shape{"", import_properties};

constexpr Property table_properties[] = {
    {"AttributeDefinitions", Form::list, true, &definition_shape},
    {"BillingMode", Form::text, false, nullptr, billing_modes},
    {"ContributorInsightsSpecification", Form::map, false, &insights_shape},
    {"DeletionProtectionEnabled", Form::boolean},
    {"GlobalSecondaryIndexes", Form::list, false, &global_index_shape},
    {"ImportSourceSpecification", Form::map, false, &import_source_shape},
    {"KeySchema", Form::list, true, &key_attribute_shape},
    {"KinesisStreamSpecification", Form::map, false, &kinesis_shape},
    {"LocalSecondaryIndexes", Form::list, false, &local_index_shape},
    {"OnDemandThroughput", Form::map, false, &on_demand_shape},
    {"PointInTimeRecoverySpecification", Form::map, false, &recovery_shape},
    {"ProvisionedThroughput", Form::map, false, &provisioned_shape},
    {"ResourcePolicy", Form::map, false, &policy_shape},
    {"SSESpecification", Form::map, false, &encryption_shape},
    {"StreamSpecification", Form::map, false, &stream_shape},
    {"TableClass", Form::text, false, nullptr, table_classes},
    {"TableName", Form::text},
    {"Tags", Form::list, false, &tag_shape},
    {"TimeToLiveSpecification", Form::map, false, &time_to_live_shape},
    {"VectorIndexes", Form::list, false, &vector_index_shape},
    {"WarmThroughput", Form::map, false, &warm_shape},
};
constexpr std::string_view read_only = "remove it: it is a return value, for `Fn::GetAtt`";
constexpr std::string_view by_keys = "write `KeySchema` and `AttributeDefinitions`";
constexpr Mistake table_mistakes[] = {
    // Of the API, of Terraform and of the CDK.
    {"AttributeName", "write it in `KeySchema` and `AttributeDefinitions`"},
    {"GlobalSecondaryIndexUpdates", "write the indexes as they are to be, in `GlobalSecondaryIndexes`"},
    {"HashKey", by_keys},
    {"RangeKey", by_keys},
    {"PartitionKey", by_keys},
    {"SortKey", by_keys},
    {"PrimaryKey", by_keys},
    {"ReadCapacity", "write `ProvisionedThroughput`"},
    {"WriteCapacity", "write `ProvisionedThroughput`"},
    {"Replicas", "use the type AWS::DynamoDB::GlobalTable"},
    {"ReplicaUpdates", "use the type AWS::DynamoDB::GlobalTable"},
    {"RemovalPolicy", "write `DeletionPolicy` beside `Properties`"},
    {"TableArn", read_only},
    {"TableId", read_only},
    {"TableStatus", read_only},
    {"TTL", "write `TimeToLiveSpecification`"},
    {"TimeToLive", "write `TimeToLiveSpecification`"},
    {"PointInTimeRecovery", "write `PointInTimeRecoverySpecification`"},
    {"ServerSideEncryption", "write `SSESpecification`"},
    {"Arn", read_only},
    {"StreamArn", read_only},
    {"StreamEnabled", "remove it, and add `StreamSpecification` with a `StreamViewType`"},
    {"SSEEnabled", "move it into `SSESpecification`"},
};
constexpr Shape table_shape{"table", table_properties, table_mistakes};

std::string_view article_noun(Form form) {
    switch (form) {
        case Form::text:
            return "a string";
        case Form::integer:
            return "an integer";
        case Form::boolean:
            return "true or false";
        case Form::map:
            return "a map";
        case Form::list:
            return "a list";
        case Form::json:
            return "a map or a string";
    }
    return "";
}

bool fits(const Value& value, Form form) {
    switch (form) {
        case Form::text:
            return value.is_scalar() && !value.is_null();
        case Form::integer:
            return integer_in(value).has_value();
        case Form::boolean:
            return boolean_in(value).has_value();
        case Form::map:
            return value.is_map();
        case Form::list:
            return value.is_list();
        case Form::json:
            return value.is_map() || value.is_text();
    }
    return false;
}

/// How messages name a value. Computed only when there is something to report, which is rare.
struct Title {
    const Title* owner = nullptr;
    std::string_view member = {};  ///< "`Projection` of …", or the list of an element when there is a number
    std::size_t number = 0;        ///< of an element, from 1
    std::string_view noun = {};    ///< of an element: "key attribute 2 of …"
    std::string_view index = {};   ///< the readable name of an element that is an index
    std::string_view table = {};   ///< "table `Orders`", where the chain ends

    std::string in_words() const {
        if (!owner) return std::string(table);
        const std::string of = " of " + owner->in_words();
        if (!index.empty()) return fmt::format("index `{}`{}", index, of);
        if (number == 0) return fmt::format("`{}`{}", member, of);
        if (!noun.empty()) return fmt::format("{} {}{}", noun, number, of);
        return member.empty() ? fmt::format("element {}{}", number, of)
                              : fmt::format("element {} of `{}`{}", number, member, of);
    }
};

class ShapeCheck {
public:
    ShapeCheck(const TemplateResource& resource, Report& report) : resource_(resource), report_(report) {}

    void members(Spot map, const Shape& shape, const Title& title) {
        for (const Member& one : map.value->map()) {
            const Place around = one.place.or_else(map.place());
            const Property* known = find(shape, one.name);
            if (known)
                property({&one.value, around}, *known, {.owner = &title, .member = known->name});
            else if (one.name.rfind("Fn::", 0) != 0)
                unknown(one, around, shape, title);
        }
        if (is_open(*map.value)) return;
        for (const Property& one : shape.properties)
            if (one.required && !map[one.name])
                missing(title.owner ? map.place() : resource_.place_without(one.name, map.place()), one,
                        fmt::format("{} has no `{}`", title.in_words(), one.name));
    }

    void missing(Place place, const Property& property, std::string message) {
        std::string fix = fmt::format("add `{}`, {}", property.name, article_noun(property.form));
        if (!property.words.empty())
            fix = fmt::format("add `{}`: {}", property.name,
                              quoted_list({property.words.begin(), property.words.end()}, "or"));
        report_.add({.rule = &rules::table_missing_property,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    void wrong_type(Spot spot, Form expected, const Title& what) {
        report_.add({.rule = &rules::table_wrong_type,
                     .message = fmt::format("{} is {}, not {}", what.in_words(), described(*spot.value),
                                            article_noun(expected)),
                     .primary = {spot.place(), {}},
                     .fix = fmt::format("write {}", article_noun(expected))});
    }

private:
    static const Property* find(const Shape& shape, std::string_view name) {
        for (const Property& one : shape.properties)
            if (one.name == name) return &one;
        return nullptr;
    }

    /// "VectorIndexes": what AWS adds to tables has a name of two words or more, of letters only. The few names of one
    /// word have been there for years.
    static bool may_be_new(std::string_view name) {
        return is_upper(name.empty() ? 'a' : name.front()) && std::count_if(name.begin(), name.end(), is_upper) > 1 &&
               std::all_of(name.begin(), name.end(), [](char one) { return is_letter(one); });
    }

    /// At another level of a table: that one was meant.
    static bool is_elsewhere(const Shape& shape, std::string_view name) {
        return std::any_of(shape.properties.begin(), shape.properties.end(), [&](const Property& one) {
            return one.name == name || (one.shape && is_elsewhere(*one.shape, name));
        });
    }

    void unknown(const Member& member, Place place, const Shape& shape, const Title& title) {
        std::vector<std::string_view> names;
        for (const Property& one : shape.properties) names.push_back(one.name);
        std::string fix = nearest_fix(member.name, names);
        for (const Mistake& one : shape.mistakes)
            if (one.name == member.name) fix = one.fix;
        const bool is_mistake = std::any_of(shape.mistakes.begin(), shape.mistakes.end(),
                                            [&](const Mistake& one) { return one.name == member.name; });
        const bool is_wrong = is_mistake || !may_be_new(member.name) || is_elsewhere(table_shape, member.name) ||
                              std::any_of(names.begin(), names.end(),
                                          [&](std::string_view one) { return is_misspelling(member.name, one); });
        if (!is_wrong) {
            if (fix.empty()) fix = "check its spelling in the template reference";
            report_.add({.rule = &rules::table_unlisted_property,
                         .message = fmt::format("{} has the property `{}`, which is not in bob's data",
                                                title.in_words(), member.name),
                         .primary = {place, fmt::format("not there on {}", schema::data_date())},
                         .fix = or_refresh(std::move(fix)),
                         .why = why_unlisted(schema::data_date())});
            return;
        }
        if (fix.empty()) fix = fmt::format("remove it, or use {}", quoted_list(names, "or"));
        report_.add({.rule = &rules::table_unknown_property,
                     .message = fmt::format("unknown property `{}` in {}", member.name, title.in_words()),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    void property(Spot spot, const Property& property, const Title& what) {
        // Null is a separate finding and does not count as a wrong type.
        if (is_unknown(*spot.value) || spot.value->is_null()) return;
        if (!fits(*spot.value, property.form)) return wrong_type(spot, property.form, what);
        switch (property.form) {
            case Form::text:
                return text(spot, property, what);
            case Form::map:
                return members(spot, *property.shape, what);
            case Form::list:
                return elements(spot, property, *what.owner);
            case Form::integer:
            case Form::boolean:
            case Form::json:
                return;
        }
    }

    void text(Spot spot, const Property& property, const Title& what) {
        if (!spot.value->is_text()) spelt_out(spot, what);
        if (property.words.empty()) return;
        const std::string given = *text_in(*spot.value);
        for (std::string_view one : property.words)
            if (one == given) return;
        const std::vector<std::string_view> words(property.words.begin(), property.words.end());
        std::string fix = nearest_fix(given, words);
        if (fix.empty())
            fix = words.size() == 1 ? fmt::format("write `{}`", words[0]) : "write " + quoted_list(words, "or");
        const std::string expected =
            words.size() == 1 ? fmt::format("not `{}`", words[0]) : "none of " + quoted_list(words);
        report_.add({.rule = &rules::table_unknown_value,
                     .message = fmt::format("{} is `{}`, {}", what.in_words(), given, expected),
                     .primary = {spot.place(), {}},
                     .fix = std::move(fix)});
    }

    void spelt_out(Spot spot, const Title& what) {
        const std::string given = *text_in(*spot.value);
        report_.add({.rule = &rules::table_number_as_text,
                     .message = fmt::format("{} is {}, not a string", what.in_words(), described(*spot.value)),
                     .primary = {spot.place(), {}},
                     .fix = fmt::format("write it in quotes: `\"{}\"`", given)});
    }

    void elements(Spot list, const Property& property, const Title& owner) {
        std::size_t number = 0;
        for (Spot element : list.elements()) {
            ++number;
            if (is_unknown(*element.value) || element.value->is_null()) continue;
            Title title{.owner = &owner, .member = property.name, .number = number};
            if (property.shape) title.noun = property.shape->noun;
            if (!property.shape) {
                if (!fits(*element.value, Form::text))
                    wrong_type(element, Form::text, title);
                else if (!element.value->is_text())
                    spelt_out(element, title);
                continue;
            }
            if (!element.value->is_map()) {
                wrong_type(element, Form::map, title);
                continue;
            }
            const Text name(element["IndexName"]);
            if (name.known) title.index = name.text;
            members(element, *property.shape, title);
        }
    }

    const TemplateResource& resource_;
    Report& report_;
};

/// Two properties are required only together with another one.
void required_together(const Table& table, ShapeCheck& check, std::string_view specification, std::string_view given,
                       const Property& needed) {
    const Spot map = table.properties[specification];
    if (map && map.value->is_map() && !is_open(*map.value) && map[given] && !map[needed.name])
        check.missing(map[given].place(), needed,
                      fmt::format("`{}` of {} has `{}` but no `{}`", specification, table.title, given, needed.name));
}

void nulls(Spot spot, const Title& what, Report& report) {
    const Value& value = *spot.value;
    if (value.is_null())
        report.add({.rule = &rules::table_null_value,
                    .message = fmt::format("{} is null", what.in_words()),
                    .primary = {spot.place(), {}},
                    .fix = "remove it, or write `Ref: AWS::NoValue` if a condition decides"});
    if (value.is_map())
        for (const Member& one : value.map())
            nulls({&one.value, one.place.or_else(spot.place())}, {.owner = &what, .member = one.name}, report);
    if (value.is_list())
        for (std::size_t i = 0; i < value.list().size(); ++i)
            nulls({&value.list()[i], spot.place()}, {.owner = &what, .number = i + 1}, report);
    if (value.is_call())
        nulls({&value.argument(), spot.place()}, {.owner = &what, .member = long_name(value.call().function)}, report);
}

}  // namespace

bool has_unlisted_properties(const Table& table) {
    const Value& given = *table.properties.value;
    return given.is_map() && std::any_of(given.map().begin(), given.map().end(), [](const Member& member) {
               return std::none_of(table_shape.properties.begin(), table_shape.properties.end(),
                                   [&](const Property& one) { return one.name == member.name; });
           });
}

void check_shape(const Table& table, Report& report) {
    // Even in a branch that is not taken: CloudFormation rejects the template's text before it evaluates conditions.
    const Title title{.table = table.title};
    const Value& written = table.resource->properties;
    if (!written.is_null()) nulls({&written, table.resource->place}, title, report);

    ShapeCheck check(*table.resource, report);
    const Value& properties = *table.properties.value;
    if (is_unknown(properties)) return;
    static const Value none = Map{};
    if (properties.is_null()) return check.members({&none, table.resource->place}, table_shape, title);
    if (!properties.is_map())
        return check.wrong_type(table.properties, Form::map, {.owner = &title, .member = "Properties"});
    check.members(table.properties, table_shape, title);
    required_together(table, check, "PointInTimeRecoverySpecification", "RecoveryPeriodInDays", recovery_properties[0]);
    required_together(table, check, "SSESpecification", "KMSMasterKeyId", encryption_properties[2]);
}

}  // namespace bobgen::dynamodb
