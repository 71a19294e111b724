#include "tests/unit/plan_templates.h"

namespace bobgen::testing {

namespace {

std::string attribute(int key) { return "k" + std::to_string(key); }

Value key_schema(const std::string& attribute) {
    return list({map({{"AttributeName", attribute}, {"KeyType", "HASH"}})});
}

Value throughput() { return map({{"ReadCapacityUnits", 5}, {"WriteCapacityUnits", 5}}); }

constexpr const char* views[] = {"", "NEW_IMAGE", "KEYS_ONLY", "NEW_AND_OLD_IMAGES"};

TemplateResource drawn_table(const std::string& id, const SketchTable& from) {
    TemplateResource made;
    made.logical_id = id;
    made.type = "AWS::DynamoDB::Table";
    if (from.retained) made.deletion_policy = made.update_replace_policy = "Retain";
    Value properties = Map{};
    std::set<std::string> attributes{attribute(from.key)};
    for (const auto& [name, index] : from.indexes) attributes.insert(attribute(index.key));
    List definitions;
    for (const std::string& one : attributes)
        definitions.push_back(map({{"AttributeName", one}, {"AttributeType", "S"}}));
    properties.set("AttributeDefinitions", Value(std::move(definitions)));
    properties.set("KeySchema", key_schema(attribute(from.key)));
    if (from.billing == 0)
        properties.set("BillingMode", "PAY_PER_REQUEST");
    else
        properties.set("ProvisionedThroughput", throughput());
    if (!from.indexes.empty()) {
        List indexes;
        for (const auto& [name, index] : from.indexes) {
            Value one = map({{"IndexName", name}, {"KeySchema", key_schema(attribute(index.key))}});
            Value projection = Map{};
            projection.set("ProjectionType", index.projection == 0 ? "ALL" : "INCLUDE");
            if (index.projection > 0) {
                List names;
                for (int i = 0; i < index.projection; ++i) names.push_back("p" + std::to_string(i));
                projection.set("NonKeyAttributes", Value(std::move(names)));
            }
            one.set("Projection", std::move(projection));
            if (from.billing == 1) one.set("ProvisionedThroughput", throughput());
            indexes.push_back(std::move(one));
        }
        properties.set("GlobalSecondaryIndexes", Value(std::move(indexes)));
    }
    if (from.time_to_live > 0)
        properties.set("TimeToLiveSpecification",
                       map({{"AttributeName", "t" + std::to_string(from.time_to_live)}, {"Enabled", true}}));
    if (from.stream > 0) properties.set("StreamSpecification", map({{"StreamViewType", views[from.stream]}}));
    if (from.is_protected) properties.set("DeletionProtectionEnabled", true);
    if (from.tags > 0) properties.set("Tags", list({map({{"Key", "version"}, {"Value", std::to_string(from.tags)}})}));
    made.properties = std::move(properties);
    return made;
}

void draw_function(const std::string& id, const SketchFunction& from, Template& in) {
    TemplateResource role;
    role.logical_id = id + "Role";
    role.type = "AWS::IAM::Role";
    const auto allow = [](List actions, Value resource) {
        return map({{"Effect", "Allow"}, {"Action", Value(std::move(actions))}, {"Resource", std::move(resource)}});
    };
    List statements{allow({"logs:CreateLogStream", "logs:PutLogEvents"},
                          sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*"))};
    List indexes;
    for (const auto& [table, index] : from.queries) indexes.push_back(sub("${" + table + ".Arn}/index/" + index));
    if (!indexes.empty()) statements.push_back(allow({"dynamodb:Query"}, Value(std::move(indexes))));
    if (!from.reads_stream_of.empty())
        statements.push_back(allow({"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"},
                                   get_att(from.reads_stream_of, "StreamArn")));
    role.properties = map(
        {{"AssumeRolePolicyDocument",
          map({{"Version", "2012-10-17"},
               {"Statement", list({map({{"Effect", "Allow"},
                                        {"Principal", map({{"Service", "lambda.amazonaws.com"}})},
                                        {"Action", "sts:AssumeRole"}})})}})},
         {"Policies", list({map({{"PolicyName", "all"},
                                 {"PolicyDocument",
                                  map({{"Version", "2012-10-17"}, {"Statement", Value(std::move(statements))}})}})})}});
    in.resources.push_back(std::move(role));

    TemplateResource function;
    function.logical_id = id;
    function.type = "AWS::Lambda::Function";
    Value key =
        from.code == 0 ? sub("${ArtifactPrefix}" + id + ".zip") : Value("v" + std::to_string(from.code) + ".zip");
    function.properties = map({{"Code", map({{"S3Bucket", "artifacts"}, {"S3Key", std::move(key)}})},
                               {"Handler", "bootstrap"},
                               {"Runtime", "provided.al2023"},
                               {"MemorySize", from.memory},
                               {"Role", get_att(id + "Role", "Arn")}});
    in.resources.push_back(std::move(function));

    if (from.reads_stream_of.empty()) return;
    TemplateResource source;
    source.logical_id = id + "Source";
    source.type = "AWS::Lambda::EventSourceMapping";
    source.properties = map({{"EventSourceArn", get_att(from.reads_stream_of, "StreamArn")},
                             {"FunctionName", get_att(id, "Arn")},
                             {"StartingPosition", "TRIM_HORIZON"}});
    in.resources.push_back(std::move(source));
}

SketchIndex any_index(std::mt19937& random) {
    return {static_cast<int>(random() % 3) + 1, static_cast<int>(random() % 2)};
}

SketchTable any_table(std::mt19937& random, const SketchKinds& kinds) {
    SketchTable made;
    for (int i = 0; i < kinds.indexes; ++i)
        if (random() % 2) made.indexes.emplace(std::string(1, static_cast<char>('A' + i)) + "Index", any_index(random));
    if (kinds.settings) {
        made.billing = static_cast<int>(random() % 2);
        made.time_to_live = static_cast<int>(random() % 3);
        made.stream = static_cast<int>(random() % 3);
        made.tags = static_cast<int>(random() % 3);
    }
    return made;
}

SketchFunction any_function(std::mt19937& random, const SketchKinds& kinds, const Sketch& in) {
    SketchFunction made;
    for (const auto& [id, table] : in.tables) {
        for (const auto& [name, index] : table.indexes)
            if (random() % 3 == 0) made.queries.insert({id, name});
        if (table.stream > 0 && random() % 2) made.reads_stream_of = id;
    }
    made.code = kinds.shared_code && random() % 2 ? 0 : static_cast<int>(random() % 2) + 1;
    if (!kinds.shared_code) made.code = 1;
    made.memory = random() % 2 ? 128 : 256;
    return made;
}

void add_functions(Sketch& to, std::mt19937& random, const SketchKinds& kinds) {
    for (int i = 0; i < kinds.functions; ++i)
        if (random() % 5 != 0) to.functions.emplace("F" + std::to_string(i), any_function(random, kinds, to));
}

}  // namespace

Template Sketch::drawn() const {
    Template made;
    made.parameters.push_back({"ArtifactPrefix", map({{"Type", "String"}, {"Default", ""}})});
    for (const auto& [id, table] : tables) made.resources.push_back(drawn_table(id, table));
    for (const auto& [id, function] : functions) draw_function(id, function, made);
    if (functions.empty()) {
        made.parameters.clear();
        if (tables.empty()) {
            TemplateResource one;
            one.logical_id = "Nothing";
            one.type = "AWS::SNS::Topic";
            one.properties = Map{};
            made.resources.push_back(std::move(one));
        }
    }
    if (!lost.empty()) {
        List tombstones;
        for (const std::string& id : lost)
            tombstones.push_back(map({{"LogicalId", id},
                                      {"Type", "AWS::DynamoDB::Table"},
                                      {"Why", "nobody reads it"},
                                      {"Since", "2026-11-21"},
                                      {"Data", "lost"}}));
        made.metadata = map({{"Bob", map({{"Tombstones", Value(std::move(tombstones))}})}});
    }
    return made;
}

Sketch any_sketch(std::mt19937& random, const SketchKinds& kinds) {
    Sketch made;
    for (int i = 0; i < kinds.tables; ++i)
        if (!kinds.removal || random() % 4 != 0) made.tables.emplace("T" + std::to_string(i), any_table(random, kinds));
    add_functions(made, random, kinds);
    return made;
}

Sketch changed(const Sketch& from, std::mt19937& random, const SketchKinds& kinds) {
    Sketch made;
    for (int i = 0; i < kinds.tables; ++i) {
        const std::string id = "T" + std::to_string(i);
        const auto old_one = from.tables.find(id);
        const bool goes = kinds.removal && random() % 4 == 0;
        if (goes) {
            if (old_one != from.tables.end() && !old_one->second.retained) made.lost.push_back(id);
            continue;
        }
        SketchTable table = any_table(random, kinds);
        if (old_one != from.tables.end()) {
            table.retained = old_one->second.retained;
            table.is_protected = old_one->second.is_protected;
            // Half of the indexes stay as they are.
            for (const auto& [name, index] : old_one->second.indexes)
                if (random() % 2) table.indexes[name] = index;
            table.key = old_one->second.key;
        }
        if (kinds.keys && random() % 3 == 0) table.key = 4;
        made.tables.emplace(id, std::move(table));
    }
    add_functions(made, random, kinds);
    return made;
}

}  // namespace bobgen::testing
