/// What held data and is gone from a stack: said in the source, so that no data is lost by an edit that looks harmless.
#pragma once

#include "bob/table.h"

namespace bob {

namespace names {
/// A day of the calendar, "2026-11-21" (ISO 8601).
constexpr bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](unsigned at, unsigned digits) {
        int value = 0;
        for (char c : text.substr(at, digits)) value = !is_digit(c) || value < 0 ? -1 : value * 10 + (c - '0');
        return value;
    };
    using namespace std::chrono;
    const int years = number(0, 4), months = number(5, 2), days = number(8, 2);
    if (years < 0 || months < 0 || days < 0) return false;
    return year_month_day(year(years), month(static_cast<unsigned>(months)), day(static_cast<unsigned>(days))).ok();
}

/// More than white space.
constexpr bool is_reason(std::string_view text) { return text.find_first_not_of(" \t\r\n") != text.npos; }

/// What tables, user pools, buckets and queues are called, and logical ids.
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
/// A few words, not empty.
using Reason = Checked<detail::ReasonRule>;
/// A day of the calendar: "2026-11-21".
using Date = Checked<detail::DateRule>;

/// What a tombstone is of: a table, a user pool, a bucket, a queue, or anything else by its logical id
/// (`Kind::resource`, when nothing is said).
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

/// What CloudFormation does with the data: `kept` when it leaves the resource or a snapshot of it, as the deletion
/// policy says, `lost` when it deletes it. Where a copy is belongs into `why`.
enum class Data : unsigned char { kept, lost };

namespace detail {
/// What a `constexpr` tombstone leaves out. One in a stack's own list is looked at when the generator runs.
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

/// Allows one loss: that of a table, a user pool, a bucket, … that this stack no longer has, or that it has under the
/// same name and CloudFormation has to make anew, as for another key. `emit` and `diff` refuse it otherwise.
///
/// It may stay for good, as history. It counts only once: for what goes in the change that brings the tombstone.
struct Tombstone {
    Buried of = {};
    BuriedName name;            ///< as the declaration had it; for a resource its logical id
    LogicalId logical_id = {};  ///< when the declaration had one of its own
    ResourceType type = {};     ///< of a resource: "AWS::EFS::FileSystem"
    Reason why;                 ///< for who asks in a year
    Date since;                 ///< the day: "2026-11-21"
    Setting<Data> data;
    Items<Text, 16> stages = {};  ///< where it is gone, when that is not in all stages
    detail::Verified verified = detail::verify_tombstone(*this);
};

}  // namespace bob
