/// Tombstones record in the source that a resource with data is gone, so that a harmless-looking edit loses no data.
#pragma once

#include "bob/table.h"

namespace bob {

namespace names {
/// A calendar date, "2026-11-21" (ISO 8601).
constexpr bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](unsigned at, unsigned digits) {
        int value = 0;
        for (char c : text.substr(at, digits)) value = !is_digit(c) || value < 0 ? -1 : value * 10 + (c - '0');
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
    return day <= (month == 2 ? 28 + leap : short_month ? 30 : 31);
}

/// More than white space.
constexpr bool is_reason(std::string_view text) { return text.find_first_not_of(" \t\r\n") != text.npos; }

/// Names of tables, user pools, buckets and queues, and logical ids.
constexpr bool is_declared_name(std::string_view text) {
    return !text.empty() && text.size() <= limits::table_name_max.value && every(text, "-_.");
}

/// A CloudFormation resource type, "AWS::EFS::FileSystem".
constexpr bool is_resource_type(std::string_view text) {
    return text.find("::") != text.npos && text.find("::") != 0 && !text.ends_with(':') && every(text, ":@-_");
}
}  // namespace names

namespace compile_error {
inline void a_tombstone_is_of_a_table_a_user_pool_a_bucket_a_queue_or_a_resource() {}
inline void a_tombstone_names_what_is_gone() {}
inline void a_tombstone_says_why() {}
inline void a_tombstone_has_a_day_of_the_calendar_as_in_2026_11_21() {}
inline void a_tombstone_says_whether_the_data_is_kept_or_lost() {}
inline void a_resource_type_has_colons_as_in_AWS_EFS_FileSystem() {}
}  // namespace compile_error

namespace detail {
struct BuriedNameRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_declared_name(text)) compile_error::a_tombstone_names_what_is_gone();
    }
};
struct BuriedTypeRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_resource_type(text)) compile_error::a_resource_type_has_colons_as_in_AWS_EFS_FileSystem();
    }
};
struct ReasonRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_reason(text)) compile_error::a_tombstone_says_why();
    }
};
struct DateRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_date(text)) compile_error::a_tombstone_has_a_day_of_the_calendar_as_in_2026_11_21();
    }
};
}  // namespace detail

/// The name of a declaration, or a logical id.
using BuriedName = Checked<detail::BuriedNameRule>;
/// A resource type of CloudFormation: "AWS::EFS::FileSystem".
using ResourceType = Checked<detail::BuriedTypeRule>;
/// A short text, not empty.
using Reason = Checked<detail::ReasonRule>;
/// A calendar date: "2026-11-21".
using Date = Checked<detail::DateRule>;

/// The kind of resource that is gone: a table, a user pool, a bucket, a queue, or anything else by its logical id
/// (`Kind::resource`, the default).
struct Buried {
    Kind kind = Kind::resource;
    Place place;

    constexpr Buried() noexcept {}
    consteval Buried(Kind of, std::source_location at = std::source_location::current()) : kind(of), place(at) {
        if (of != Kind::table && of != Kind::user_pool && of != Kind::bucket && of != Kind::queue &&
            of != Kind::resource)
            compile_error::a_tombstone_is_of_a_table_a_user_pool_a_bucket_a_queue_or_a_resource();
    }
};

/// What CloudFormation does with the data: `kept` if the deletion policy leaves the resource or a snapshot of it,
/// `lost` if it deletes it. If there is a copy, `why` should say where.
enum class Data : unsigned char { kept, lost };

namespace detail {
/// What a `constexpr` tombstone must not omit. One in a stack's own list is checked when the generator runs.
template <class T>
constexpr Verified verify_tombstone(const T& one) {
    if (!std::is_constant_evaluated()) return {};
    if (!one.name && !one.logical_id) compile_error::a_tombstone_names_what_is_gone();
    if (!one.why) compile_error::a_tombstone_says_why();
    if (!one.since) compile_error::a_tombstone_has_a_day_of_the_calendar_as_in_2026_11_21();
    if (!one.data) compile_error::a_tombstone_says_whether_the_data_is_kept_or_lost();
    return {};
}
}  // namespace detail

/// Allows one loss: that of a table, a user pool, a bucket, … that this stack no longer has, or that CloudFormation has
/// to replace, for example because of another key. Without it, `emit` and `diff` report an error.
///
/// It may stay in the stack as history, but it counts only once: in the change that adds it.
struct Tombstone {
    Buried of = {};
    BuriedName name;            ///< the declaration's name; for a resource its logical id
    LogicalId logical_id = {};  ///< if the declaration had one
    ResourceType type = {};     ///< of a resource: "AWS::EFS::FileSystem"
    Reason why;                 ///< for readers in a year
    Date since;                 ///< the day: "2026-11-21"
    Setting<Data> data;
    Items<Text, 16> stages = {};  ///< where it is gone, if not in all stages
    detail::Verified verified = detail::verify_tombstone(*this);
};

}  // namespace bob
