/// A DynamoDB table as a value: the template, the IAM policies and the handler's data access are generated from it.
#pragma once

#include "bob/existing.h"
#include "bob/key.h"

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

/// Application Auto Scaling of one capacity, between `min` and `max`, towards `target_utilization` percent.
struct Scaling {
    Setting<int> min = {};
    Setting<int> max = {};
    Setting<int> target_utilization = {};  ///< 20 to 90 percent; 70 by default

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

template <class Item = void>
struct GlobalIndex {
    TableName name;
    Keys<Item> partition_key = {};
    Keys<Item> sort_key = {};
    Projection<Item> projection = {};
    Capacity capacity = {};
};

template <class Item = void>
struct LocalIndex {
    TableName name;
    Key<Item> sort_key = {};
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
}  // namespace compile_error

namespace detail {

/// Its initialiser does the checks: as the last member of a declaration, it sees all the others. See `verify()`.
struct Verified {};

template <class Item>
constexpr void verify_capacity(const Provisioned& capacity) {
    if ((capacity.read.literal() && *capacity.read < 1) || (capacity.write.literal() && *capacity.write < 1))
        compile_error::capacity_is_at_least_1_unit();
}

template <class Item>
constexpr void verify_projection(const Projection<Item>& projection) {
    for (unsigned i = 0; i < projection.attributes.size(); ++i)
        for (unsigned j = 0; j < i; ++j)
            if (projection.attributes[i].name == projection.attributes[j].name)
                compile_error::a_projection_names_an_attribute_twice();
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
    Setting<bool> deletion_protection = {};  ///< on in production, where the data is kept, unless said otherwise
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify(*this);
};

void lower(const Table<>&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
