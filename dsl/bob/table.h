/// A DynamoDB table as a value: the template, the IAM policies and the handler's data access are generated from it.
#pragma once

#include "bob/existing.h"
#include "bob/key.h"
#include "bob/statement.h"

namespace bob {

#ifndef BOB_MAX_GLOBAL_INDEXES
/// Define a higher value if AWS has raised your account's quota.
#define BOB_MAX_GLOBAL_INDEXES limits::global_indexes.value
#endif

/// Which attributes an index contains besides the keys; all of them by default.
enum class ProjectionType : unsigned char { all, keys_only, include };

template <class Item>
struct Projection {
    ProjectionType type = ProjectionType::all;
    List<Member<Item>, limits::projected_in_one_index.value> attributes;
    Place place;

    constexpr Projection() noexcept {}
    constexpr Projection(ProjectionType only, std::source_location at = std::source_location::current()) noexcept
        : type(only), place(at) {}
    constexpr Projection(std::initializer_list<Member<Item>> included) noexcept : type(ProjectionType::include) {
        for (Member<Item> one : included) {
            one.place = {};  // see Keys
            attributes.push_back(one);
        }
    }
};

/// From a moment on, a capacity scales between other bounds. One that is left out stays as it is.
struct ScheduledScaling {
    Text name;
    Text schedule;          ///< "cron(0 8 ? * MON-FRI *)", "rate(1 day)" or "at(2027-01-31T20:00:00)"
    Setting<int> min = {};  ///< units
    Setting<int> max = {};  ///< units
    Text timezone = {};     ///< UTC by default: "Europe/Berlin"
};

/// `static constexpr ScalingSchedule office_hours{.actions = {{.name = "morning", …}, {.name = "evening", …}}};`
struct ScalingSchedule {
    List<ScheduledScaling, 8> actions = {};
};

/// Application Auto Scaling of one capacity, between `min` and `max`, towards `target_utilization` percent.
struct Scaling {
    Setting<int> min = {};
    Setting<int> max = {};
    Setting<int> target_utilization = {};      ///< 20 to 90 percent; 70 by default
    Setting<Seconds> scale_in_cooldown = {};   ///< from one step down to the next; 0 s by default
    Setting<Seconds> scale_out_cooldown = {};  ///< from one step up to the next; 0 s by default
    Shared<ScalingSchedule> schedule = {};

    constexpr explicit operator bool() const { return min.set || max.set; }
};

/// Reserved throughput, in capacity units: one read unit is a strongly consistent read of 4 KB a second,
/// one write unit a write of 1 KB a second.
struct Provisioned {
    Setting<int> read = {};
    Setting<int> write = {};
    Scaling read_scaling = {};
    Scaling write_scaling = {};
};

/// Pay per request, with an optional limit in request units per second.
struct OnDemand {
    Setting<int> max_read = {};
    Setting<int> max_write = {};
};

enum class BillingMode : unsigned char { on_demand, provisioned };

/// One of the two, never a mixture. By default, a global index of a provisioned table has the table's capacity.
struct Capacity {
    BillingMode mode = BillingMode::on_demand;
    bool set = false;
    Provisioned provisioned;
    OnDemand on_demand;
    Place place;

    constexpr Capacity() noexcept {}
    constexpr Capacity(Provisioned given, std::source_location at = std::source_location::current()) noexcept
        : mode(BillingMode::provisioned), set(true), provisioned(given), place(at) {}
    constexpr Capacity(OnDemand given, std::source_location at = std::source_location::current()) noexcept
        : set(true), on_demand(given), place(at) {}
};

/// What DynamoDB keeps ready for a sudden peak. It grows with use, can be raised, and never falls.
struct WarmThroughput {
    Setting<std::int64_t> read = {};   ///< read units a second, at least 12,000
    Setting<std::int64_t> write = {};  ///< write units a second, at least 4,000

    constexpr explicit operator bool() const { return read.set || write.set; }
};

/// Which keys CloudWatch Contributor Insights lists: those used most and those throttled most, or the latter alone.
enum class ContributorInsights : unsigned char { accessed_and_throttled_keys, throttled_keys };

enum class TimePrecision : unsigned char { millisecond, microsecond };

/// Sends each change of an item to a Kinesis data stream of the account and Region.
struct KinesisDestination {
    Expression stream_arn = {};
    Setting<TimePrecision> time_precision = {};  ///< of the time of a change; milliseconds by default

    constexpr explicit operator bool() const { return static_cast<bool>(stream_arn); }
};

enum class ImportFormat : unsigned char { dynamodb_json, ion, csv };
enum class ImportCompression : unsigned char { none, gzip, zstd };

/// What a new table begins with: objects of an S3 bucket. It counts when the table is created, and another one needs
/// another table.
struct ImportSource {
    Expression bucket;
    Expression bucket_owner = {};  ///< an account id; the stack's own by default
    Text key_prefix = {};
    ImportFormat format = ImportFormat::dynamodb_json;
    ImportCompression compression = ImportCompression::none;
    Text csv_delimiter = {};           ///< one of `,`, tab, `:`, `;`, `|` and blank; a comma by default
    Items<Text, 32> csv_headers = {};  ///< the first line of each object when left out
};

template <class Item = void>
struct GlobalIndex {
    TableName name;
    Keys<Item> partition_key = {};
    Keys<Item> sort_key = {};
    Projection<Item> projection = {};
    Capacity capacity = {};
    WarmThroughput warm_throughput = {};
    Setting<ContributorInsights> contributor_insights = {};
};

template <class Item = void>
struct LocalIndex {
    TableName name;
    Key<Item> sort_key = {};
    Projection<Item> projection = {};
};

enum class DistanceFunction : unsigned char { cosine, dot_product, euclidean };

/// Finds items by the distance of their vectors (`dynamodb:SearchVectors`), in a table with on-demand capacity. All of
/// it is settled when the index is created.
template <class Item = void>
struct VectorIndex {
    TableName name;
    Member<Item> vector = {};      ///< a list of numbers
    Setting<int> dimensions = {};  ///< of each vector, 1 to 4096
    DistanceFunction distance = DistanceFunction::cosine;
    Key<Item> partition_key = {};     ///< each search names its value, when set
    List<Key<Item>, 4> filters = {};  ///< what a search may narrow down by, while it searches
    Projection<Item> projection = {};
};

enum class StreamViewType : unsigned char { keys_only, new_image, old_image, new_and_old_images };
enum class TableClass : unsigned char { standard, standard_infrequent_access };
enum class DeletionPolicy : unsigned char { retain, remove, snapshot, retain_except_on_create };

/// Point-in-time recovery: `true`, or the number of days that it reaches back (35 by default).
struct PointInTimeRecovery {
    bool enabled = false;
    int days = 0;
    constexpr PointInTimeRecovery() noexcept {}
    constexpr PointInTimeRecovery(std::same_as<bool> auto on) noexcept : enabled(on) {}
    constexpr PointInTimeRecovery(std::chrono::days back) noexcept
        : enabled(true), days(static_cast<int>(back.count())) {}
};

/// Who owns the key that a table is encrypted with; DynamoDB's own key by default.
struct Encryption {
    enum class Owner : unsigned char { dynamodb, aws_managed, customer };
    Owner owner = Owner::dynamodb;
    Expression kms_key;

    constexpr Encryption() noexcept {}
    constexpr Encryption(Owner by) noexcept : owner(by) {}
    /// A customer managed KMS key, by id, ARN, alias or reference.
    template <class Key>
        requires(std::convertible_to<Key, Expression> && !std::integral<Key>)
    constexpr Encryption(Key key, std::source_location at = std::source_location::current()) noexcept
        : owner(Owner::customer), kms_key(key, at) {}
};

/// A copy of the table in another Region. What is left out is as in the table itself, except what belongs to a Region:
/// a customer managed key, a Kinesis stream and a policy.
struct Replica {
    Text region;                     ///< "eu-west-1", never the stack's own
    Expression kms_key = {};         ///< of that Region, if the table has a customer managed key
    Expression kinesis_stream = {};  ///< the ARN of a stream of that Region
    Setting<int> read = {};          ///< provisioned read units
    Scaling read_scaling = {};
    Setting<int> max_read = {};  ///< on-demand read request units a second
    Setting<PointInTimeRecovery> point_in_time_recovery = {};
    Setting<TableClass> table_class = {};
    Setting<bool> deletion_protection = {};
    Setting<ContributorInsights> contributor_insights = {};
    Shared<ResourcePolicy> policy = {};
    List<Tag, 8> tags = {};  ///< besides those of the stack and the table
};

/// Reads see the last write of any Region (`strong`), or soon do (`eventual`, the default).
enum class MultiRegionConsistency : unsigned char { eventual, strong };

/// Makes a table global: `AWS::DynamoDB::GlobalTable`, with a replica in the stack's Region and in each of these.
/// `strong` takes three Regions of one set: two replicas here, or one and a witness, which stores no items.
struct Replication {
    List<Replica, 12> replicas = {};
    Setting<MultiRegionConsistency> consistency = {};
    Text witness = {};  ///< a Region
};

namespace names {
/// The Regions that can be strongly consistent together (DynamoDB, "How DynamoDB global tables work"): the set's number
/// from 1, or 0 for any other Region.
constexpr int strong_region_set(std::string_view region) {
    constexpr std::string_view sets[][4] = {{"us-east-1", "us-east-2", "us-west-2", {}},
                                            {"eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"},
                                            {"ap-northeast-1", "ap-northeast-2", "ap-northeast-3", {}}};
    int number = 0;
    for (const auto& set : sets) {
        ++number;
        for (std::string_view one : set)
            if (!one.empty() && one == region) return number;
    }
    return 0;
}
}  // namespace names

namespace compile_error {
inline void a_table_needs_a_partition_key() {}
inline void a_table_key_cannot_be_optional() {}
inline void the_partition_key_and_the_sort_key_are_the_same_attribute() {}
inline void a_global_index_needs_a_partition_key() {}
inline void a_global_index_names_an_attribute_twice_in_its_key() {}
inline void a_local_index_needs_a_sort_key() {}
inline void a_local_index_needs_a_table_with_a_sort_key() {}
inline void a_local_index_has_the_partition_key_of_its_table_so_its_sort_key_is_another_attribute() {}
inline void two_indexes_of_a_table_have_the_same_name() {}
inline void a_key_attribute_has_two_types() {}
inline void a_projection_names_an_attribute_twice() {}
inline void an_index_of_an_on_demand_table_has_no_provisioned_capacity() {}
inline void an_index_of_a_provisioned_table_has_no_on_demand_capacity() {}
inline void capacity_is_at_least_1_unit() {}
inline void point_in_time_recovery_reaches_back_1_to_35_days() {}
inline void time_to_live_is_a_number_of_seconds_since_1970() {}
inline void a_target_utilization_is_20_to_90_percent() {}
inline void a_scaled_capacity_has_a_min_and_a_max() {}
inline void the_min_of_a_scaled_capacity_is_at_most_its_max() {}
inline void a_scheduled_scaling_has_a_name_a_schedule_and_a_min_or_max() {}
inline void warm_throughput_is_at_least_12000_reads_and_4000_writes() {}
inline void a_vector_index_has_a_vector_and_1_to_4096_dimensions() {}
inline void a_vector_index_needs_a_table_with_on_demand_capacity() {}
inline void a_vector_index_names_an_attribute_twice() {}
inline void only_an_import_of_CSV_has_a_delimiter_and_headers() {}
inline void an_import_names_a_bucket() {}
inline void a_replica_has_a_region_of_its_own() {}
inline void a_global_table_streams_new_and_old_images() {}
inline void a_global_table_with_provisioned_capacity_scales_its_writes() {}
inline void a_global_table_scales_without_a_schedule() {}
inline void a_global_table_is_not_imported() {}
inline void only_strong_consistency_has_a_witness() {}
inline void strong_consistency_takes_two_replicas_or_one_and_a_witness_besides_the_table() {}
inline void strong_consistency_takes_regions_of_one_set() {}
inline void a_strongly_consistent_global_table_has_no_local_indexes_and_no_time_to_live() {}
inline void a_replica_of_a_table_with_a_customer_key_has_a_key_of_its_region() {}
}  // namespace compile_error

namespace detail {

/// Its initialiser does the checks: as the last member of a declaration, it sees all the others. See `verify()`.
struct Verified {};

template <class Item>
constexpr void verify_scaling(const Scaling& scaling) {
    if (scaling.target_utilization.literal() && (*scaling.target_utilization < limits::target_utilization_min.value ||
                                                 *scaling.target_utilization > limits::target_utilization_max.value))
        compile_error::a_target_utilization_is_20_to_90_percent();
    const bool any = scaling || scaling.target_utilization || scaling.scale_in_cooldown || scaling.scale_out_cooldown ||
                     scaling.schedule;
    if (any && (!scaling.min || !scaling.max)) compile_error::a_scaled_capacity_has_a_min_and_a_max();
    if (scaling.min.literal() && scaling.max.literal() && *scaling.min > *scaling.max)
        compile_error::the_min_of_a_scaled_capacity_is_at_most_its_max();
    if (!scaling.schedule) return;
    for (const ScheduledScaling& one : scaling.schedule.settings->actions) {
        if (!one.name || !one.schedule || (!one.min && !one.max))
            compile_error::a_scheduled_scaling_has_a_name_a_schedule_and_a_min_or_max();
        if (one.min.literal() && one.max.literal() && *one.min > *one.max)
            compile_error::the_min_of_a_scaled_capacity_is_at_most_its_max();
    }
}

template <class Item>
constexpr void verify_capacity(const Provisioned& capacity) {
    if ((capacity.read.literal() && *capacity.read < 1) || (capacity.write.literal() && *capacity.write < 1))
        compile_error::capacity_is_at_least_1_unit();
    verify_scaling<Item>(capacity.read_scaling);
    verify_scaling<Item>(capacity.write_scaling);
}

template <class Item>
constexpr void verify_warm(const WarmThroughput& warm) {
    if ((warm.read.literal() && *warm.read < limits::warm_reads_min.value) ||
        (warm.write.literal() && *warm.write < limits::warm_writes_min.value))
        compile_error::warm_throughput_is_at_least_12000_reads_and_4000_writes();
}

template <class Item>
constexpr void verify_projection(const Projection<Item>& projection) {
    for (unsigned i = 0; i < projection.attributes.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (projection.attributes[i].name == projection.attributes[j].name)
                compile_error::a_projection_names_an_attribute_twice();
}

template <class T>
constexpr void verify_import(const T& table) {
    if (!table.import_source) return;
    const ImportSource& from = *table.import_source.settings;
    if (!from.bucket) compile_error::an_import_names_a_bucket();
    if (from.format != ImportFormat::csv && (from.csv_delimiter || !from.csv_headers.empty()))
        compile_error::only_an_import_of_CSV_has_a_delimiter_and_headers();
    if (table.replication) compile_error::a_global_table_is_not_imported();
}

template <class T>
constexpr void verify_replication(const T& table) {
    if (!table.replication) return;
    const Replication& with = *table.replication.settings;
    const bool strong = with.consistency.literal() && *with.consistency == MultiRegionConsistency::strong;
    const bool provisioned = table.capacity.mode == BillingMode::provisioned;
    int set = with.witness ? names::strong_region_set(with.witness.text) : 0;
    bool one_set = !with.witness || set != 0;
    const auto has_schedule = [](const Provisioned& one) {
        return one.read_scaling.schedule || one.write_scaling.schedule;
    };
    bool scheduled = has_schedule(table.capacity.provisioned);
    for (const auto& index : table.global_indexes) scheduled |= has_schedule(index.capacity.provisioned);
    for (unsigned i = 0; i < with.replicas.size(); ++i) {
        const Replica& replica = with.replicas[i];
        bool own = static_cast<bool>(replica.region) && replica.region.text != with.witness.text;
        for (unsigned j = 0; j < i; ++j) own &= with.replicas[j].region.text != replica.region.text;
        if (!own) compile_error::a_replica_has_a_region_of_its_own();
        if (table.encryption.owner == Encryption::Owner::customer && !replica.kms_key)
            compile_error::a_replica_of_a_table_with_a_customer_key_has_a_key_of_its_region();
        verify_scaling<void>(replica.read_scaling);
        scheduled |= static_cast<bool>(replica.read_scaling.schedule);
        const int its_set = names::strong_region_set(replica.region.text);
        one_set &= its_set != 0 && (set == 0 || set == its_set);
        set = its_set;
    }
    if (table.stream.literal() && *table.stream != StreamViewType::new_and_old_images)
        compile_error::a_global_table_streams_new_and_old_images();
    if (provisioned) {
        bool scaled = static_cast<bool>(table.capacity.provisioned.write_scaling);
        for (const auto& index : table.global_indexes)
            if (index.capacity.set) scaled &= static_cast<bool>(index.capacity.provisioned.write_scaling);
        if (!scaled) compile_error::a_global_table_with_provisioned_capacity_scales_its_writes();
    }
    if (scheduled) compile_error::a_global_table_scales_without_a_schedule();
    if (!strong) {
        if (with.witness) compile_error::only_strong_consistency_has_a_witness();
        return;
    }
    if (with.replicas.size() != (with.witness ? 1U : 2U))
        compile_error::strong_consistency_takes_two_replicas_or_one_and_a_witness_besides_the_table();
    if (!one_set) compile_error::strong_consistency_takes_regions_of_one_set();
    if (!table.local_indexes.empty() || table.time_to_live)
        compile_error::a_strongly_consistent_global_table_has_no_local_indexes_and_no_time_to_live();
}

/// Rejects at compile time what the table alone shows to be wrong. For names known only at run time, the generator's
/// rules make the same checks on the finished template.
template <class T>
constexpr Verified verify(const T& table) {
    if (!std::is_constant_evaluated()) return {};
    const auto& partition = table.partition_key;
    const auto& sort = table.sort_key;
    if (!partition && !table.existing) compile_error::a_table_needs_a_partition_key();
    if (partition.optional || sort.optional) compile_error::a_table_key_cannot_be_optional();
    if (sort && sort.name == partition.name) compile_error::the_partition_key_and_the_sort_key_are_the_same_attribute();

    auto same_type = [&](const auto& key) {
        auto differs = [&](const auto& other) { return other.name == key.name && other.type != key.type; };
        bool conflict = differs(partition) || (sort && differs(sort));
        for (const auto& index : table.global_indexes) {
            for (const auto& other : index.partition_key) conflict |= differs(other);
            for (const auto& other : index.sort_key) conflict |= differs(other);
        }
        for (const auto& index : table.local_indexes) conflict |= differs(index.sort_key);
        if (conflict) compile_error::a_key_attribute_has_two_types();
    };

    const bool provisioned = table.capacity.mode == BillingMode::provisioned;
    if (provisioned) verify_capacity<void>(table.capacity.provisioned);
    unsigned position = 0;
    for (const auto& index : table.global_indexes) {
        for (unsigned before = 0; before < position; ++before)
            if (table.global_indexes[before].name.text == index.name.text)
                compile_error::two_indexes_of_a_table_have_the_same_name();
        ++position;
        if (index.partition_key.empty()) compile_error::a_global_index_needs_a_partition_key();
        const unsigned first = index.partition_key.size();
        auto at = [&](unsigned i) { return i < first ? index.partition_key[i] : index.sort_key[i - first]; };
        for (unsigned i = 0; i < first + index.sort_key.size(); ++i) {
            same_type(at(i));
            for (unsigned j = 0; j < i; ++j)
                if (at(i).name == at(j).name) compile_error::a_global_index_names_an_attribute_twice_in_its_key();
        }
        verify_projection(index.projection);
        if (index.capacity.set && !provisioned && index.capacity.mode == BillingMode::provisioned)
            compile_error::an_index_of_an_on_demand_table_has_no_provisioned_capacity();
        if (index.capacity.set && provisioned && index.capacity.mode == BillingMode::on_demand)
            compile_error::an_index_of_a_provisioned_table_has_no_on_demand_capacity();
        if (index.capacity.set && provisioned) verify_capacity<void>(index.capacity.provisioned);
        if (!provisioned) verify_warm<void>(index.warm_throughput);
    }
    position = 0;
    for (const auto& index : table.local_indexes) {
        for (unsigned before = 0; before < position; ++before)
            if (table.local_indexes[before].name.text == index.name.text)
                compile_error::two_indexes_of_a_table_have_the_same_name();
        for (const auto& global : table.global_indexes)
            if (global.name.text == index.name.text) compile_error::two_indexes_of_a_table_have_the_same_name();
        ++position;
        if (!sort) compile_error::a_local_index_needs_a_table_with_a_sort_key();
        if (!index.sort_key) compile_error::a_local_index_needs_a_sort_key();
        if (index.sort_key.name == partition.name)
            compile_error::a_local_index_has_the_partition_key_of_its_table_so_its_sort_key_is_another_attribute();
        same_type(index.sort_key);
        verify_projection(index.projection);
    }
    if (!provisioned) verify_warm<void>(table.warm_throughput);
    position = 0;
    for (const auto& index : table.vector_indexes) {
        for (unsigned before = 0; before < position; ++before)
            if (table.vector_indexes[before].name.text == index.name.text)
                compile_error::two_indexes_of_a_table_have_the_same_name();
        ++position;
        if (provisioned) compile_error::a_vector_index_needs_a_table_with_on_demand_capacity();
        if (!index.vector || !index.dimensions ||
            (index.dimensions.literal() &&
             (*index.dimensions < 1 || *index.dimensions > limits::vector_dimensions_max.value)))
            compile_error::a_vector_index_has_a_vector_and_1_to_4096_dimensions();
        if (index.partition_key) same_type(index.partition_key);
        for (unsigned i = 0; i < index.filters.size(); ++i) {
            same_type(index.filters[i]);
            if (index.partition_key && index.filters[i].name == index.partition_key.name)
                compile_error::a_vector_index_names_an_attribute_twice();
            for (unsigned j = 0; j < i; ++j)
                if (index.filters[i].name == index.filters[j].name)
                    compile_error::a_vector_index_names_an_attribute_twice();
        }
        verify_projection(index.projection);
    }
    verify_import(table);
    verify_replication(table);
    const auto& recovery = table.point_in_time_recovery;
    if (recovery.literal() && (*recovery).days != 0 &&
        ((*recovery).days < limits::recovery_days_min.value || (*recovery).days > limits::recovery_days_max.value))
        compile_error::point_in_time_recovery_reaches_back_1_to_35_days();
    if (table.time_to_live && table.time_to_live.type != ScalarType::number)
        compile_error::time_to_live_is_a_number_of_seconds_since_1970();
    return {};
}

}  // namespace detail

/// `Item` is the C++ type of the items; `Table<>` has none and names its attributes by text.
///
/// Defaults that differ from CloudFormation's: on-demand capacity, and data kept when the table leaves the stack
/// (`Retain` on deletion and on replacement) unless the stack or the table says otherwise.
template <class Item = void>
struct Table {
    static constexpr Kind kind = Kind::table;

    TableName name;             ///< the name in the stack; the logical id is derived from it
    LogicalId logical_id = {};  ///< keeps the logical id of a deployed table
    ExistingTable existing = {};
    Expression table_name =
        {};  ///< the physical name; if omitted, CloudFormation chooses one, which allows replacement
    Key<Item> partition_key = {};
    Key<Item> sort_key = {};
    List<GlobalIndex<Item>, BOB_MAX_GLOBAL_INDEXES> global_indexes = {};
    List<LocalIndex<Item>, limits::local_indexes.value> local_indexes = {};
    Capacity capacity = {};
    Setting<StreamViewType> stream = {};
    Member<Item> time_to_live = {};
    Setting<PointInTimeRecovery> point_in_time_recovery = {};
    Encryption encryption = {};
    Setting<TableClass> table_class = {};
    WarmThroughput warm_throughput = {};
    List<VectorIndex<Item>, 4> vector_indexes = {};
    Setting<ContributorInsights> contributor_insights = {};
    KinesisDestination kinesis = {};
    Shared<ResourcePolicy> policy = {};  ///< who else may use it
    Shared<ImportSource> import_source = {};
    Shared<Replication> replication = {};    ///< makes it a global table
    Setting<bool> deletion_protection = {};  ///< on in production, where the data is kept, unless said otherwise
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify(*this);
};

void lower(const Table<>&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
