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
    Value key(const bob::Member<void>& attribute, std::string_view key_type, Place owner) {
        const Place place = Place(attribute.place).or_else(owner);
        bool known = false;
        for (const Value& one : definitions_)
            known |= one.find("AttributeName")->text() == attribute.name &&
                     one.find("AttributeType")->text() == type_letter(attribute.type);
        if (!known)
            definitions_.push_back(map({{"AttributeName", Value(attribute.name).at(place)},
                                        {"AttributeType", Value(type_letter(attribute.type)).at(place)}}));
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

    Value utilization = model.setting(scaling.target_utilization);
    if (utilization.is_null()) utilization = 70;
    TemplateResource& policy = add(into, name + "ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy", place);
    policy.condition = condition;
    policy.condition_place = condition_place;
    policy.properties.set("PolicyName", name);
    policy.properties.set("PolicyType", "TargetTrackingScaling");
    policy.properties.set("ScalingTargetId", bobgen::ref(name + "Scaling"));
    policy.properties.set("TargetTrackingScalingPolicyConfiguration",
                          map({{"TargetValue", std::move(utilization)},
                               {"PredefinedMetricSpecification",
                                map({{"PredefinedMetricType", "DynamoDB" + capacity + "CapacityUtilization"}})}}));
}

}  // namespace

static void table(const Model& model, const bob::Table<>& from, Template& into) {
    const Place place = from.name.place;
    const std::size_t position = into.resources.size();
    TemplateResource& made = add(model, from, std::string(dynamodb_table), into);
    Value& properties = made.properties;
    const bool provisioned = from.capacity.mode == bob::BillingMode::provisioned;

    Definitions definitions;
    List table_keys;
    table_keys.push_back(definitions.key(from.partition_key, "HASH", place));
    if (from.sort_key) table_keys.push_back(definitions.key(from.sort_key, "RANGE", place));

    List globals, locals;
    for (const auto& index : from.global_indexes) {
        Value one = Map{};
        one.set("IndexName", Model::text(index.name));
        List keys;
        for (const auto& key : index.partition_key) keys.push_back(definitions.key(key, "HASH", index.name.place));
        for (const auto& key : index.sort_key) keys.push_back(definitions.key(key, "RANGE", index.name.place));
        one.set("KeySchema", std::move(keys));
        one.set("Projection", projection(index.projection, index.name.place));
        if (provisioned) {
            const bob::Capacity& capacity = index.capacity.set ? index.capacity : from.capacity;
            one.set("ProvisionedThroughput", throughput(model, capacity.provisioned, capacity.place));
        } else {
            put(one, "OnDemandThroughput", on_demand_throughput(model, index.capacity.on_demand));
        }
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

    put(properties, "TableName", model.value(from.table_name));
    properties.set("AttributeDefinitions", definitions.take());
    properties.set("KeySchema", std::move(table_keys));
    properties.set("BillingMode", Value(provisioned ? "PROVISIONED" : "PAY_PER_REQUEST").at(from.capacity.place));
    if (provisioned)
        properties.set("ProvisionedThroughput", throughput(model, from.capacity.provisioned, from.capacity.place));
    else
        put(properties, "OnDemandThroughput", on_demand_throughput(model, from.capacity.on_demand));
    if (!globals.empty()) properties.set("GlobalSecondaryIndexes", std::move(globals));
    if (!locals.empty()) properties.set("LocalSecondaryIndexes", std::move(locals));
    if (from.stream.set)
        properties.set("StreamSpecification",
                       map({{"StreamViewType", Value(stream_view(*from.stream)).at(from.stream.place)}}));
    if (from.time_to_live)
        properties.set(
            "TimeToLiveSpecification",
            map({{"AttributeName", Value(from.time_to_live.name).at(from.time_to_live.place)}, {"Enabled", true}}));
    if (from.point_in_time_recovery.set) {
        const bob::PointInTimeRecovery& recovery = *from.point_in_time_recovery;
        Value specification = Map{};
        specification.set("PointInTimeRecoveryEnabled", Value(recovery.enabled).at(from.point_in_time_recovery.place));
        if (recovery.days != 0)
            specification.set("RecoveryPeriodInDays", Value(recovery.days).at(from.point_in_time_recovery.place));
        properties.set("PointInTimeRecoverySpecification", std::move(specification));
    } else if (model.hardened) {
        properties.set("PointInTimeRecoverySpecification", map({{"PointInTimeRecoveryEnabled", true}}));
    }
    if (from.encryption.owner != bob::Encryption::Owner::dynamodb || model.encryption_key(from)) {
        Value specification = Map{};
        specification.set("SSEEnabled", true);
        specification.set("SSEType", "KMS");
        put(specification, "KMSMasterKeyId", model.value(model.encryption_key(from)));
        properties.set("SSESpecification", std::move(specification));
    }
    if (from.table_class.set)
        properties.set("TableClass",
                       Value(*from.table_class == bob::TableClass::standard ? "STANDARD" : "STANDARD_INFREQUENT_ACCESS")
                           .at(from.table_class.place));
    if (!from.deletion_protection.set && model.protects_data(made.deletion_policy))
        properties.set("DeletionProtectionEnabled", true);
    put(properties, "DeletionProtectionEnabled", model.setting(from.deletion_protection));
    put(properties, "Tags", model.tags(from.tags));

    if (!provisioned) return;
    const auto scale = [&](const bob::Provisioned& capacity, std::string_view index) {
        scaling(model, capacity.read_scaling, into.resources[position], index, true, into);
        scaling(model, capacity.write_scaling, into.resources[position], index, false, into);
    };
    scale(from.capacity.provisioned, {});
    for (const auto& index : from.global_indexes)
        scale((index.capacity.set ? index.capacity : from.capacity).provisioned, index.name.text);
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const Table<>& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::table(model, one, into);
}
}  // namespace bob
