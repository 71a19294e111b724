/// What the data source knows about a table's items: attribute names, keys, projections, and the rules of the item
/// type.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "bob/grant.h"
#include "bob/runtime/codec.h"
#include "bob/table.h"

namespace bob {

/// An item is stored that is not what its type says.
struct UnreadableItem : Failure {
    using Failure::Failure;
};

/// What a page, a query or a scan does with an unreadable item. Reading a single item always fails.
enum class WhenUnreadable : std::uint8_t {
    fail,  ///< with `UnreadableItem`
    skip   ///< continues without it; it is logged, and counted in the page's `skipped`
};

/// The rules for every item of a type. Specialise it next to the struct:
///
///     template <>
///     inline constexpr bob::ItemRules<User> bob::item_rules<User>{
///         .required = {key<&User::email>},
///         .version = key<&User::revision>,
///         .before_save = [](User& user) { trim(user.email); },
///     };
///
/// Defaults are the struct's initialisers: an item that was stored before a member existed has the member's default.
template <class Item>
struct ItemRules {
    /// Must not be empty (a text, a list), `std::nullopt` or absent when an item is saved.
    List<Member<Item>, max_fields> required = {};
    /// A whole number that counts the item's changes. An item is saved only if nobody else saved it since it was read.
    /// The library increments the number. An item without the attribute has version 0.
    Member<Item> version = {};
    /// Called with a copy of every item before it is put. It does not see changes of single members by `update`; rules
    /// for those belong in the member's type, with its own `Codec`.
    void (*before_save)(Item&) = nullptr;
    /// Called with every complete item that was read, before the handler sees it.
    void (*after_read)(Item&) = nullptr;
    /// Whether one unreadable item fails the whole list.
    WhenUnreadable when_unreadable = WhenUnreadable::fail;
};

template <class Item>
inline constexpr ItemRules<Item> item_rules{};

namespace detail {

template <class Item>
Item item_of(const Table<Item>&);
template <const auto& T>
using ItemOf = decltype(item_of(T));

/// An attribute as the table declares it.
struct AttributeInfo {
    std::string_view member;  ///< the C++ member
    std::string_view name;    ///< the attribute
    ScalarType type = ScalarType::none;
    std::uint16_t longest_key = 0;  ///< in bytes, where it is a key of the table or of an index
};
/// Everything that the compiled part of the library needs to know about a table.
struct TableInfo {
    std::string_view name;  ///< as declared; the environment has the physical name
    AttributeInfo keys[2];
    std::size_t key_count = 0;
    const AttributeInfo* attributes = nullptr;  ///< members that the declaration names: keys of indexes and others
    std::size_t attribute_count = 0;
    const std::string_view* required = nullptr;  ///< attributes that must not be empty
    std::size_t required_count = 0;
    AttributeInfo version;
};
/// The table itself if it has no name.
struct IndexInfo {
    std::string_view name;
    bool global = false;
    AttributeInfo partition[limits::index_key_attributes.value];
    std::size_t partition_count = 0;
    AttributeInfo sort[limits::index_key_attributes.value];
    std::size_t sort_count = 0;
};

template <class Item>
constexpr std::size_t field_index(std::string_view member) {
    std::size_t i = 0;
    while (i < field_count<Item> && bob::field_names<Item>[i] != member) ++i;
    return i;
}
template <class Item>
constexpr std::uint64_t field_bit(std::string_view member) {
    return std::uint64_t{1} << field_index<Item>(member);
}
template <class Item>
inline constexpr std::uint64_t every_field =
    field_count<Item> == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << field_count<Item>)-1;

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
inline constexpr std::uint16_t longest_partition_key = 2048;
inline constexpr std::uint16_t longest_sort_key = 1024;

/// Calls `f(attribute, most bytes of the key that it is in, or 0)` for every attribute that the table's declaration
/// names.
template <class Item, class F>
constexpr void for_each_declared(const Table<Item>& table, F&& f) {
    f(table.partition_key, longest_partition_key);
    if (table.sort_key) f(table.sort_key, longest_sort_key);
    for (const auto& index : table.global_indexes) {
        for (const auto& key : index.partition_key) f(key, longest_partition_key);
        for (const auto& key : index.sort_key) f(key, longest_sort_key);
        for (const auto& one : index.projection.attributes) f(one, std::uint16_t{0});
    }
    for (const auto& index : table.local_indexes) {
        f(index.sort_key, longest_sort_key);
        for (const auto& one : index.projection.attributes) f(one, std::uint16_t{0});
    }
    if (table.time_to_live) f(table.time_to_live, std::uint16_t{0});
}

template <class Attribute>
constexpr AttributeInfo info_of(const Attribute& from, std::uint16_t longest_key = 0) {
    return {from.member, from.name, from.type, longest_key};
}

/// Whether every key of the table and its indexes is a member of the item, and each member is stored under one name.
template <class Item>
constexpr bool one_name_each(const Table<Item>& table) {
    bool good = true;
    for_each_declared(table, [&](const auto& one, unsigned) {
        for_each_declared(
            table, [&](const auto& other, unsigned) { good &= one.member != other.member || one.name == other.name; });
    });
    return good;
}
template <class Item>
constexpr bool all_members(const Table<Item>& table) {
    bool good = true;
    for_each_declared(table,
                      [&](const auto& one, unsigned) { good &= field_index<Item>(one.member) < field_count<Item>; });
    return good;
}

template <const auto& T>
consteval std::size_t count_declared() {
    std::size_t count = 0;
    for_each_declared(T, [&](const auto&, unsigned) { ++count; });
    return count;
}
/// Without duplicates.
template <const auto& T>
struct Declared {
    std::array<AttributeInfo, count_declared<T>()> all{};
    std::size_t count = 0;

    consteval Declared() {
        for_each_declared(T, [&](const auto& one, std::uint16_t longest_key) {
            for (std::size_t i = 0; i < count; ++i)
                if (all[i].member == one.member) {
                    if (longest_key && (!all[i].longest_key || longest_key < all[i].longest_key))
                        all[i].longest_key = longest_key;
                    return;
                }
            all[count++] = info_of(one, longest_key);
        });
    }
};
template <const auto& T>
inline constexpr Declared<T> declared{};

/// The attribute that the member is stored as.
template <const auto& T>
constexpr std::string_view attribute_name(std::string_view member) {
    for (std::size_t i = 0; i < declared<T>.count; ++i)
        if (declared<T>.all[i].member == member) return declared<T>.all[i].name;
    return member;
}

/// Whether no two members are stored under one name.
template <const auto& T>
consteval bool one_member_each() {
    for (std::size_t i = 0; i < field_count<ItemOf<T>>; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (attribute_name<T>(bob::field_names<ItemOf<T>>[i]) == attribute_name<T>(bob::field_names<ItemOf<T>>[j]))
                return false;
    return true;
}

template <const auto& T>
struct Required {
    static constexpr const auto& rules = item_rules<ItemOf<T>>;
    std::array<std::string_view, rules.required.size() + 1> names{};

    consteval Required() {
        for (unsigned i = 0; i < rules.required.size(); ++i) names[i] = attribute_name<T>(rules.required[i].member);
    }
};
template <const auto& T>
inline constexpr Required<T> required{};

template <const auto& T>
consteval TableInfo make_table_info() {
    using Item = ItemOf<T>;
    static_assert(Reflected<Item>, "an item is a plain struct: no constructors, no private members, no base");
    static_assert(static_cast<bool>(T.partition_key),
                  "an existing table's keys are needed to read and write its items: declare its .partition_key");
    static_assert(all_members(T), "the table's keys are members of its item, named by key<&Item::member>");
    static_assert(one_name_each(T), "a member is stored under one attribute name wherever the table says it");
    static_assert(one_member_each<T>(), "two members of the item are stored under one attribute name");
    constexpr auto& rules = item_rules<Item>;
    TableInfo info{.name = T.name.text,
                   .keys = {info_of(T.partition_key, longest_partition_key)},
                   .key_count = 1,
                   .attributes = declared<T>.all.data(),
                   .attribute_count = declared<T>.count,
                   .required = required<T>.names.data(),
                   .required_count = rules.required.size(),
                   .version = {}};
    if (T.sort_key) info.keys[info.key_count++] = info_of(T.sort_key, longest_sort_key);
    if (rules.version)
        info.version = {rules.version.member, attribute_name<T>(rules.version.member), rules.version.type};
    return info;
}
template <const auto& T>
inline constexpr TableInfo table_info = make_table_info<T>();

template <const auto& T, FixedText Index>
consteval IndexInfo make_index_info() {
    static_assert(has_index<T, Index>(), "the table has no index of this name");
    IndexInfo info{.name = Index.text()};
    const auto set = [](AttributeInfo* into, std::size_t& count, const auto& keys, std::uint16_t longest_key) {
        for (const auto& key : keys) into[count++] = info_of(key, longest_key);
    };
    for (const auto& index : T.global_indexes)
        if (index.name.text == Index.text()) {
            info.global = true;
            set(info.partition, info.partition_count, index.partition_key, longest_partition_key);
            set(info.sort, info.sort_count, index.sort_key, longest_sort_key);
            return info;
        }
    info.partition[info.partition_count++] = info_of(T.partition_key, longest_partition_key);
    if (Index.text().empty() && T.sort_key) info.sort[info.sort_count++] = info_of(T.sort_key, longest_sort_key);
    for (const auto& index : T.local_indexes)
        if (index.name.text == Index.text()) info.sort[info.sort_count++] = info_of(index.sort_key, longest_sort_key);
    return info;
}
template <const auto& T, FixedText Index>
inline constexpr IndexInfo index_info = make_index_info<T, Index>();

/// The key members of the table.
template <const auto& T>
consteval std::uint64_t table_key_bits() {
    using Item = ItemOf<T>;
    return field_bit<Item>(T.partition_key.member) | (T.sort_key ? field_bit<Item>(T.sort_key.member) : 0);
}
/// The key members of the queried table or index.
template <const auto& T, FixedText Index>
consteval std::uint64_t index_key_bits() {
    constexpr const IndexInfo& index = index_info<T, Index>;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < index.partition_count; ++i) bits |= field_bit<ItemOf<T>>(index.partition[i].member);
    for (std::size_t i = 0; i < index.sort_count; ++i) bits |= field_bit<ItemOf<T>>(index.sort[i].member);
    return bits;
}
/// The members that an index contains.
template <const auto& T, FixedText Index>
consteval std::uint64_t projected_bits() {
    using Item = ItemOf<T>;
    const auto bits = [](const auto& projection) {
        if (projection.type == ProjectionType::all) return every_field<Item>;
        std::uint64_t some = 0;
        for (const auto& one : projection.attributes) some |= field_bit<Item>(one.member);
        return some;
    };
    if (Index.text().empty()) return every_field<Item>;
    std::uint64_t some = table_key_bits<T>() | index_key_bits<T, Index>();
    for (const auto& index : T.global_indexes)
        if (index.name.text == Index.text()) some |= bits(index.projection);
    for (const auto& index : T.local_indexes)
        if (index.name.text == Index.text()) some |= bits(index.projection);
    return some & every_field<Item>;
}

/// Converts attribute names to member names and back, where the two differ.
void to_members(Value& item, const TableInfo&);
void to_attributes(Value& item, const TableInfo&);
[[noreturn]] void unreadable(const TableInfo&, const Reading&);
void log_skipped(const UnreadableItem&);

/// `Row` has members of the item: all of them, or some.
template <const auto& T, class Row>
Row read_row(Value stored) {
    to_members(stored, table_info<T>);
    Reading reading(Reading::Missing::keeps_the_default, Reading::unlimited, Reading::Names::hidden);
    Row row{};
    bob::decode(stored, row, reading);
    if (!reading.ok()) unreadable(table_info<T>, reading);
    return row;
}
template <class Item>
void apply(void (*change)(Item&), Item& to) {
    if (change) change(to);
}
template <const auto& T>
ItemOf<T> read_item(Value stored) {
    auto item = read_row<T, ItemOf<T>>(std::move(stored));
    apply(item_rules<ItemOf<T>>.after_read, item);
    return item;
}
template <const auto& T>
Value write_item(ItemOf<T>& item) {
    apply(item_rules<ItemOf<T>>.before_save, item);
    Value made = bob::encode(item);
    to_attributes(made, table_info<T>);
    return made;
}

}  // namespace detail

}  // namespace bob
