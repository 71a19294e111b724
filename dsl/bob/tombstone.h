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

/// Spaces and characters that nothing shows, as a zero width space, give none.
constexpr bool is_reason(std::string_view text) {
    struct Range {
        unsigned first, last;
    };
    constexpr Range unseen[] = {{0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x34F, 0x34F},
                                {0x61C, 0x61C},   {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5},
                                {0x180B, 0x180F}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
                                {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},
                                {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFC}, {0xE0000, 0xE0FFF}};
    for (unsigned long at = 0; at < text.size();) {
        const unsigned char lead = static_cast<unsigned char>(text[at++]);
        unsigned value = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1Fu : lead < 0xF0 ? lead & 0x0Fu : lead & 0x07u;
        while (lead >= 0x80 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u)
            value = value << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
        bool is_seen = true;
        for (const Range& one : unseen) is_seen = is_seen && (value < one.first || value > one.last);
        if (is_seen) return true;
    }
    return false;
}

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
