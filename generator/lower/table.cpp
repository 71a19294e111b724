#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

std::string_view type_letter(bob::ScalarType type) {
    switch (type) {
        case bob::ScalarType::none:
        case bob::ScalarType::string:
            return "S";
        case bob::ScalarType::number:
            return "N";
        case bob::ScalarType::binary:
            return "B";
    }
    return "S";
}

std::string_view stream_view(bob::StreamViewType view) {
    switch (view) {
        case bob::StreamViewType::keys_only:
            return "KEYS_ONLY";
        case bob::StreamViewType::new_image:
            return "NEW_IMAGE";
        case bob::StreamViewType::old_image:
            return "OLD_IMAGE";
        case bob::StreamViewType::new_and_old_images:
            return "NEW_AND_OLD_IMAGES";
    }
    return {};
}

/// Each key attribute of the table and its indexes once, in the order of first use. Two types for one name are both
/// kept: the rules report them.
class Definitions {
public:
    /// `owner` is the place of the table or index, for attributes without a place.
    void define(const bob::Member<void>& attribute, Place owner) {
        const Place place = Place(attribute.place).or_else(owner);
        bool known = false;
        for (const Value& one : definitions_)
            known |= one.find("AttributeName")->text() == attribute.name &&
                     one.find("AttributeType")->text() == type_letter(attribute.type);
        if (!known)
            definitions_.push_back(map({{"AttributeName", Value(attribute.name).at(place)},
                                        {"AttributeType", Value(type_letter(attribute.type)).at(place)}}));
    }
    Value key(const bob::Member<void>& attribute, std::string_view key_type, Place owner) {
        define(attribute, owner);
        const Place place = Place(attribute.place).or_else(owner);
        return map({{"AttributeName", Value(attribute.name).at(place)}, {"KeyType", Value(key_type).at(place)}})
            .at(place);
    }
    List take() { return std::move(definitions_); }

private:
    List definitions_;
};

Value projection(const bob::Projection<void>& from, Place owner) {
    const Place place = Place(from.place).or_else(owner);
    switch (from.type) {
        case bob::ProjectionType::all:
            return map({{"ProjectionType", Value("ALL").at(place)}}).at(place);
        case bob::ProjectionType::keys_only:
            return map({{"ProjectionType", Value("KEYS_ONLY").at(place)}}).at(place);
        case bob::ProjectionType::include:
            break;
    }
    List names;
    for (const auto& attribute : from.attributes)
        names.push_back(Value(attribute.name).at(Place(attribute.place).or_else(owner)));
    return map({{"ProjectionType", Value("INCLUDE").at(place)}, {"NonKeyAttributes", std::move(names)}}).at(place);
}

Value throughput(const Model& model, const bob::Provisioned& from, Place place) {
    Value made = Map{};
    put(made, "ReadCapacityUnits", model.setting(from.read));
    put(made, "WriteCapacityUnits", model.setting(from.write));
    return std::move(made).at(place);
}

Value on_demand_throughput(const Model& model, const bob::OnDemand& from) {
    Value made;
    put(made, "MaxReadRequestUnits", model.setting(from.max_read));
    put(made, "MaxWriteRequestUnits", model.setting(from.max_write));
    return made;
}

/// Target tracking, as a policy of its own and in a global table.
Value target_tracking(const Model& model, const bob::Scaling& scaling) {
    Value utilization = model.setting(scaling.target_utilization);
    if (utilization.is_null()) utilization = 70;
    Value made = map({{"TargetValue", std::move(utilization)}});
    put(made, "ScaleInCooldown", model.setting(scaling.scale_in_cooldown));
    put(made, "ScaleOutCooldown", model.setting(scaling.scale_out_cooldown));
    return made;
}

Value scheduled_actions(const Model& model, const bob::Scaling& scaling) {
    List made;
    if (!scaling.schedule) return {};
    for (const bob::ScheduledScaling& from : scaling.schedule.settings->actions) {
        Value action = Map{};
        put(action, "MinCapacity", model.setting(from.min));
        put(action, "MaxCapacity", model.setting(from.max));
        Value one = map({{"ScheduledActionName", Model::text(from.name)}, {"Schedule", Model::text(from.schedule)}});
        if (from.timezone) one.set("Timezone", Model::text(from.timezone));
        one.set("ScalableTargetAction", std::move(action));
        made.push_back(std::move(one).at(from.name.place));
    }
    return made;
}

/// Application Auto Scaling of one dimension of a table or index: a target and a policy that tracks utilization.
void scaling(const Model& model, const bob::Scaling& scaling, const TemplateResource& table, std::string_view index,
             bool read, Template& into) {
    if (!scaling) return;
    const std::string capacity = read ? "Read" : "Write";
    const std::string name = table.logical_id + naming::of_object(index) + capacity;
    const std::string dimension =
        std::string(index.empty() ? "dynamodb:table:" : "dynamodb:index:") + capacity + "CapacityUnits";
    const Place place = Place(scaling.max.place).or_else(scaling.min.place);
    const std::string condition = table.condition;
    const Place condition_place = table.condition_place;
    const std::string table_id = table.logical_id;  // `table` moves when resources are added

    TemplateResource& target = add(into, name + "Scaling", "AWS::ApplicationAutoScaling::ScalableTarget", place);
    target.condition = condition;
    target.condition_place = condition_place;
    put(target.properties, "MinCapacity", model.setting(scaling.min));
    put(target.properties, "MaxCapacity", model.setting(scaling.max));
    target.properties.set("ResourceId", sub("table/${" + table_id + "}" +
                                            (index.empty() ? std::string() : "/index/" + std::string(index))));
    target.properties.set("ScalableDimension", dimension);
    target.properties.set("ServiceNamespace", "dynamodb");
    target.properties.set("RoleARN",
                          sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/dynamodb.application-"
                              "autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable"));
    put(target.properties, "ScheduledActions", scheduled_actions(model, scaling));

    TemplateResource& policy = add(into, name + "ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy", place);
    policy.condition = condition;
    policy.condition_place = condition_place;
    policy.properties.set("PolicyName", name);
    policy.properties.set("PolicyType", "TargetTrackingScaling");
    policy.properties.set("ScalingTargetId", bobgen::ref(name + "Scaling"));
    Value tracking = target_tracking(model, scaling);
    tracking.set("PredefinedMetricSpecification",
                 map({{"PredefinedMetricType", "DynamoDB" + capacity + "CapacityUtilization"}}));
    policy.properties.set("TargetTrackingScalingPolicyConfiguration", std::move(tracking));
}

Value warm_throughput(const Model& model, const bob::WarmThroughput& from) {
    Value made;
    put(made, "ReadUnitsPerSecond", model.setting(from.read));
    put(made, "WriteUnitsPerSecond", model.setting(from.write));
    return made;
}

Value contributor_insights(const bob::Setting<bob::ContributorInsights>& from) {
    if (!from.set) return {};
    const bool all = *from == bob::ContributorInsights::accessed_and_throttled_keys;
    return map({{"Enabled", true}, {"Mode", all ? "ACCESSED_AND_THROTTLED_KEYS" : "THROTTLED_KEYS"}}).at(from.place);
}

Value kinesis_destination(const Model& model, const bob::Expression& stream,
                          const bob::Setting<bob::TimePrecision>& precision) {
    if (!stream) return {};
    Value made = Map{};
    if (precision.set)
        made.set("ApproximateCreationDateTimePrecision",
                 *precision == bob::TimePrecision::microsecond ? "MICROSECOND" : "MILLISECOND");
    made.set("StreamArn", model.value(stream));
    return made;
}

/// Its own resource stands in a policy as `*`: a reference to the table that has the policy would be a circle.
Value resource_policy(const Model& model, const bob::Shared<bob::ResourcePolicy>& from) {
    if (!from) return {};
    List statements;
    for (const bob::PolicyStatement& one : from.settings->statements) {
        Value made = policy_statement(model, one);
        if (one.statement.resources.empty()) *made.find("Resource") = "*";
        statements.push_back(std::move(made));
    }
    return map({{"PolicyDocument", map({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}})}})
        .at(from.place);
}

Value recovery_specification(const Model& model, const bob::Setting<bob::PointInTimeRecovery>& from) {
    if (!from.set) return model.hardened ? map({{"PointInTimeRecoveryEnabled", true}}) : Value();
    Value made = Map{};
    made.set("PointInTimeRecoveryEnabled", Value((*from).enabled).at(from.place));
    if ((*from).days != 0) made.set("RecoveryPeriodInDays", Value((*from).days).at(from.place));
    return made;
}

Value table_class(const bob::Setting<bob::TableClass>& from) {
    if (!from.set) return {};
    return Value(*from == bob::TableClass::standard ? "STANDARD" : "STANDARD_INFREQUENT_ACCESS").at(from.place);
}

Value import_source(const Model& model, const bob::Shared<bob::ImportSource>& given) {
    if (!given) return {};
    const bob::ImportSource& from = *given.settings;
    constexpr std::string_view formats[] = {"DYNAMODB_JSON", "ION", "CSV"};
    constexpr std::string_view compressions[] = {"NONE", "GZIP", "ZSTD"};
    Value bucket = map({{"S3Bucket", model.value(from.bucket)}});
    put(bucket, "S3BucketOwner", model.value(from.bucket_owner));
    if (from.key_prefix) bucket.set("S3KeyPrefix", Model::text(from.key_prefix));
    Value csv;
    if (from.csv_delimiter) csv.set("Delimiter", Model::text(from.csv_delimiter));
    if (!from.csv_headers.empty()) csv.set("HeaderList", Model::texts(from.csv_headers));
    Value made = map({{"S3BucketSource", std::move(bucket)},
                      {"InputFormat", formats[static_cast<std::size_t>(from.format)]},
                      {"InputCompressionType", compressions[static_cast<std::size_t>(from.compression)]}});
    if (!csv.is_null()) made.set("InputFormatOptions", map({{"Csv", std::move(csv)}}));
    return std::move(made).at(given.place);
}

Value vector_index(const Model& model, const bob::VectorIndex<>& from, Definitions& definitions) {
    constexpr std::string_view distances[] = {"COSINE", "DOT_PRODUCT", "EUCLIDEAN"};
    const Place place = from.name.place;
    List schema;
    const auto element = [&](const bob::Member<void>& attribute, std::string_view type) {
        definitions.define(attribute, place);
        schema.push_back(map({{"AttributeName", Value(attribute.name).at(Place(attribute.place).or_else(place))},
                              {"SearchSchemaElementType", type}}));
    };
    if (from.partition_key) element(from.partition_key, "HASH");
    for (const auto& filter : from.filters) element(filter, "INLINE_FILTER");
    Value made = map({{"IndexName", Model::text(from.name)},
                      {"VectorAttribute", map({{"AttributeName", Value(from.vector.name).at(from.vector.place)}})},
                      {"Dimensions", model.setting(from.dimensions)},
                      {"DistanceFunction", distances[static_cast<std::size_t>(from.distance)]}});
    if (!schema.empty()) made.set("SearchSchema", std::move(schema));
    made.set("Projection", projection(from.projection, place));
    return std::move(made).at(place);
}

/// A capacity of a global table scales by what stands in the table itself.
Value global_capacity(const Model& model, const bob::Scaling& scaling, const bob::Setting<int>& units,
                      std::string_view capacity) {
    Value made = Map{};
    if (!scaling) {
        put(made, std::string(capacity) + "CapacityUnits", model.setting(units));
        return made;
    }
    Value scaled = Map{};
    put(scaled, "MinCapacity", model.setting(scaling.min));
    put(scaled, "MaxCapacity", model.setting(scaling.max));
    put(scaled, "SeedCapacity", model.setting(units));
    scaled.set("TargetTrackingScalingPolicyConfiguration", target_tracking(model, scaling));
    made.set(std::string(capacity) + "CapacityAutoScalingSettings", std::move(scaled));
    return made;
}

const bob::Capacity& capacity_of(const bob::GlobalIndex<>& index, const bob::Table<>& table) {
    return index.capacity.set ? index.capacity : table.capacity;
}

bool protects(const Model& model, const bob::Table<>& from, const TemplateResource& made) {
    return !from.deletion_protection.set && model.protects_data(made.deletion_policy);
}

/// One replica of a global table; the first is the table in the stack's own Region.
Value replica(const Model& model, const bob::Table<>& from, const bob::Replica* other, bool protect) {
    const auto own_or = [&](const auto& its, const auto& own) { return other && its.set ? its : own; };
    static constexpr bob::Replica nothing{};
    const bob::Replica& with = other ? *other : nothing;
    const Place place = other ? Place(other->region.place) : Place(from.replication.place);
    Value made = Map{};
    made.set("Region", other ? Model::text(with.region) : bobgen::ref("AWS::Region"));
    put(made, "ContributorInsightsSpecification",
        contributor_insights(own_or(with.contributor_insights, from.contributor_insights)));
    if (protect && !with.deletion_protection.set) made.set("DeletionProtectionEnabled", true);
    put(made, "DeletionProtectionEnabled", model.setting(own_or(with.deletion_protection, from.deletion_protection)));
    const bool provisioned = from.capacity.mode == bob::BillingMode::provisioned;
    List indexes;
    for (const auto& index : from.global_indexes) {
        Value one = map({{"IndexName", Model::text(index.name)}});
        put(one, "ContributorInsightsSpecification", contributor_insights(index.contributor_insights));
        if (provisioned) {
            const bob::Provisioned& capacity = capacity_of(index, from).provisioned;
            one.set("ReadProvisionedThroughputSettings",
                    global_capacity(model, capacity.read_scaling, capacity.read, "Read"));
        }
        if (one.map().size() > 1) indexes.push_back(std::move(one).at(index.name.place));
    }
    if (!indexes.empty()) made.set("GlobalSecondaryIndexes", std::move(indexes));
    put(made, "KinesisStreamSpecification",
        kinesis_destination(model, other ? with.kinesis_stream : from.kinesis.stream_arn, from.kinesis.time_precision));
    put(made, "PointInTimeRecoverySpecification",
        recovery_specification(model, own_or(with.point_in_time_recovery, from.point_in_time_recovery)));
    if (with.max_read.set)
        made.set("ReadOnDemandThroughputSettings", map({{"MaxReadRequestUnits", model.setting(with.max_read)}}));
    if (provisioned) {
        const bob::Provisioned& capacity = from.capacity.provisioned;
        const bool differs = with.read.set || with.read_scaling;
        made.set("ReadProvisionedThroughputSettings",
                 global_capacity(model, differs ? with.read_scaling : capacity.read_scaling,
                                 with.read.set ? with.read : capacity.read, "Read"));
    }
    put(made, "ResourcePolicy", resource_policy(model, other ? with.policy : from.policy));
    const bob::Expression& key = other ? with.kms_key : from.encryption.kms_key;
    if (key) made.set("SSESpecification", map({{"KMSMasterKeyId", model.value(key)}}));
    put(made, "TableClass", table_class(own_or(with.table_class, from.table_class)));
    bob::List<bob::Tag, 50> tags = from.tags;
    for (const bob::Tag& one : with.tags) tags.push_back(one);
    put(made, "Tags", model.tags(tags));
    return std::move(made).at(place);
}

/// What only a global table has, and what it has in place of a table's own properties.
void global_settings(const Model& model, const bob::Table<>& from, bool protect, Value& properties) {
    const bob::Replication& with = *from.replication.settings;
    List replicas;
    replicas.push_back(replica(model, from, nullptr, protect));
    for (const bob::Replica& one : with.replicas) replicas.push_back(replica(model, from, &one, protect));
    properties.set("Replicas", std::move(replicas));
    if (with.consistency.set)
        properties.set("MultiRegionConsistency",
                       Value(*with.consistency == bob::MultiRegionConsistency::strong ? "STRONG" : "EVENTUAL")
                           .at(with.consistency.place));
    if (with.witness) properties.set("GlobalTableWitnesses", list({map({{"Region", Model::text(with.witness)}})}));
}

}  // namespace

static void table(const Model& model, const bob::Table<>& from, Template& into) {
    const Place place = from.name.place;
    const std::size_t position = into.resources.size();
    const bool global = static_cast<bool>(from.replication);
    TemplateResource& made = add(model, from, global ? "AWS::DynamoDB::GlobalTable" : dynamodb_table, into);
    Value& properties = made.properties;
    const bool provisioned = from.capacity.mode == bob::BillingMode::provisioned;

    /// In its own table, read and write capacity stand together; in a global one, reads may differ by replica.
    const auto put_capacity = [&](Value& owner, const bob::Capacity& capacity) {
        const bob::OnDemand& limits = capacity.on_demand;
        if (!global && provisioned)
            owner.set("ProvisionedThroughput", throughput(model, capacity.provisioned, capacity.place));
        else if (!global)
            put(owner, "OnDemandThroughput", on_demand_throughput(model, limits));
        else if (provisioned)
            owner.set("WriteProvisionedThroughputSettings",
                      global_capacity(model, capacity.provisioned.write_scaling, capacity.provisioned.write, "Write"));
        if (!global || provisioned) return;
        if (limits.max_read.set)
            owner.set("ReadOnDemandThroughputSettings", map({{"MaxReadRequestUnits", model.setting(limits.max_read)}}));
        if (limits.max_write.set)
            owner.set("WriteOnDemandThroughputSettings",
                      map({{"MaxWriteRequestUnits", model.setting(limits.max_write)}}));
    };

    Definitions definitions;
    List table_keys;
    table_keys.push_back(definitions.key(from.partition_key, "HASH", place));
    if (from.sort_key) table_keys.push_back(definitions.key(from.sort_key, "RANGE", place));

    List globals, locals, vectors;
    for (const auto& index : from.global_indexes) {
        Value one = Map{};
        one.set("IndexName", Model::text(index.name));
        List keys;
        for (const auto& key : index.partition_key) keys.push_back(definitions.key(key, "HASH", index.name.place));
        for (const auto& key : index.sort_key) keys.push_back(definitions.key(key, "RANGE", index.name.place));
        one.set("KeySchema", std::move(keys));
        one.set("Projection", projection(index.projection, index.name.place));
        put_capacity(one, provisioned ? capacity_of(index, from) : index.capacity);
        put(one, "WarmThroughput", warm_throughput(model, index.warm_throughput));
        if (!global) put(one, "ContributorInsightsSpecification", contributor_insights(index.contributor_insights));
        globals.push_back(std::move(one).at(index.name.place));
    }
    for (const auto& index : from.local_indexes) {
        List keys;
        keys.push_back(definitions.key(from.partition_key, "HASH", place));
        if (index.sort_key) keys.push_back(definitions.key(index.sort_key, "RANGE", index.name.place));
        locals.push_back(map({{"IndexName", Model::text(index.name)},
                              {"KeySchema", std::move(keys)},
                              {"Projection", projection(index.projection, index.name.place)}})
                             .at(index.name.place));
    }
    for (const auto& index : from.vector_indexes) vectors.push_back(vector_index(model, index, definitions));

    put(properties, "TableName", model.value(from.table_name));
    properties.set("AttributeDefinitions", definitions.take());
    properties.set("KeySchema", std::move(table_keys));
    properties.set("BillingMode", Value(provisioned ? "PROVISIONED" : "PAY_PER_REQUEST").at(from.capacity.place));
    put_capacity(properties, from.capacity);
    put(properties, "WarmThroughput", warm_throughput(model, from.warm_throughput));
    if (!globals.empty()) properties.set("GlobalSecondaryIndexes", std::move(globals));
    if (!locals.empty()) properties.set("LocalSecondaryIndexes", std::move(locals));
    if (!vectors.empty()) properties.set("VectorIndexes", std::move(vectors));
    if (from.stream.set)
        properties.set("StreamSpecification",
                       map({{"StreamViewType", Value(stream_view(*from.stream)).at(from.stream.place)}}));
    else if (global)
        properties.set("StreamSpecification", map({{"StreamViewType", "NEW_AND_OLD_IMAGES"}}));
    if (from.time_to_live)
        properties.set(
            "TimeToLiveSpecification",
            map({{"AttributeName", Value(from.time_to_live.name).at(from.time_to_live.place)}, {"Enabled", true}}));
    if (!global)
        put(properties, "PointInTimeRecoverySpecification", recovery_specification(model, from.point_in_time_recovery));
    if (from.encryption.owner != bob::Encryption::Owner::dynamodb || model.encryption_key(from)) {
        Value specification = Map{};
        specification.set("SSEEnabled", true);
        specification.set("SSEType", "KMS");
        if (!global) put(specification, "KMSMasterKeyId", model.value(model.encryption_key(from)));
        properties.set("SSESpecification", std::move(specification));
    }
    if (global) return global_settings(model, from, protects(model, from, made), properties);
    put(properties, "TableClass", table_class(from.table_class));
    put(properties, "ContributorInsightsSpecification", contributor_insights(from.contributor_insights));
    put(properties, "KinesisStreamSpecification",
        kinesis_destination(model, from.kinesis.stream_arn, from.kinesis.time_precision));
    put(properties, "ResourcePolicy", resource_policy(model, from.policy));
    put(properties, "ImportSourceSpecification", import_source(model, from.import_source));
    if (protects(model, from, made)) properties.set("DeletionProtectionEnabled", true);
    put(properties, "DeletionProtectionEnabled", model.setting(from.deletion_protection));
    put(properties, "Tags", model.tags(from.tags));

    if (!provisioned) return;
    const auto scale = [&](const bob::Provisioned& capacity, std::string_view index) {
        scaling(model, capacity.read_scaling, into.resources[position], index, true, into);
        scaling(model, capacity.write_scaling, into.resources[position], index, false, into);
    };
    scale(from.capacity.provisioned, {});
    for (const auto& index : from.global_indexes) scale(capacity_of(index, from).provisioned, index.name.text);
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const Table<>& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::table(model, one, into);
}
}  // namespace bob
