/// A table in a handler: typed by its declaration, with only the operations that the function's `uses` grant.
///
///     auto slots = context.table<availabilities>();
///     std::optional<Availability> slot = slots.get({owner, id});
///     slots.put(availability, field<&Availability::id>.absent());
///     slots.update({owner, id}, field<&Availability::status> = "TAKEN", field<&Availability::endTime>.remove());
///     slots.erase({owner, id});
///
/// docs/data.md describes everything. Errors are in data_error.h.
#pragma once

#include <concepts>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "bob/runtime/condition.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/data_error.h"
#include "bob/runtime/grants.h"
#include "bob/runtime/item.h"
#include "bob/runtime/query.h"
#include "bob/runtime/vector_search.h"

namespace bob {

/// The version that an item had when it was read. It is written only if it still has that version.
struct at_version {
    std::int64_t number;
    template <std::integral T>
    explicit at_version(T version) : number(static_cast<std::int64_t>(version)) {}
};
/// Writes an item whatever its version.
inline constexpr struct AnyVersion {
} any_version;

namespace detail {

template <const auto& T, std::size_t I>
using KeyType = BareType<
    FieldType<ItemOf<T>, field_index<ItemOf<T>>(table_info<T>.keys[I < table_info<T>.key_count ? I : 0].member)>>;

template <class Part>
constexpr bool is_key_condition = false;
template <auto Member>
constexpr bool is_key_condition<Comparison<Member, Operator::equal>> = true;

/// Whether every key of the table is named by one of these conditions, and nothing else is.
template <const auto& T, class... Parts>
consteval bool names_the_key() {
    if constexpr ((is_key_condition<Parts> && ...)) {
        const auto named = [](std::string_view member) { return ((Parts::member == member ? 1 : 0) + ...); };
        bool good = sizeof...(Parts) == table_info<T>.key_count;
        for (std::size_t i = 0; i < table_info<T>.key_count; ++i) good &= named(table_info<T>.keys[i].member) == 1;
        return good;
    } else {
        return false;
    }
}
template <const auto& T, class... Parts>
consteval bool of_the_item() {
    if constexpr ((is_key_condition<Parts> && ...))
        return (std::is_same_v<ConditionItem<Parts>, ItemOf<T>> && ...);
    else
        return true;
}

}  // namespace detail

/// The key of one item: its values in the order of the declaration, `{owner, id}`, or by name where the order could be
/// mistaken, `{field<&Availability::id> == id, field<&Availability::owner> == owner}`.
template <const auto& T>
class KeyOf {
    static constexpr const detail::TableInfo& info = detail::table_info<T>;
    using First = detail::KeyType<T, 0>;
    using Second = detail::KeyType<T, 1>;

public:
    template <class... Parts>
        requires(sizeof...(Parts) > 0 && !(std::same_as<Parts, KeyOf> || ...))
    KeyOf(const Parts&... parts) : value_(Value::map()) {
        if constexpr ((detail::is_condition<Parts> || ...)) {
            static_assert(detail::of_the_item<T, Parts...>(), "this is no member of the table's item");
            static_assert(detail::names_the_key<T, Parts...>(),
                          "a key is each of the table's key members, compared by ==, and nothing else");
            (value_.append(detail::attribute_name<T>(Parts::member), parts.formula.back().value), ...);
        } else {
            static_assert(sizeof...(Parts) == info.key_count,
                          "a key has as many values as the table has key members: {partition} or {partition, sort}");
            add<Parts...>(parts...);
        }
    }

    const Value& value() const { return value_; }

private:
    template <class A>
    void add(const A& first) {
        static_assert(std::convertible_to<const A&, First>, "the partition key has another type");
        value_.append(info.keys[0].name, bob::encode<First>(first));
    }
    template <class A, class B>
    void add(const A& first, const B& second) {
        add<A>(first);
        static_assert(std::convertible_to<const B&, Second>, "the sort key has another type");
        value_.append(info.keys[1].name, bob::encode<Second>(second));
    }
    template <class... Parts>
        requires(sizeof...(Parts) > 2)
    void add(const Parts&...) {}

    Value value_;
};

namespace detail {

/// The key of a given item.
template <const auto& T>
Value key_value(const ItemOf<T>& item) {
    Value key = Value::map();
    for_each_field(item, [&](std::string_view name, const auto& member) {
        for (std::size_t i = 0; i < table_info<T>.key_count; ++i)
            if (name == table_info<T>.keys[i].member) key.append(table_info<T>.keys[i].name, bob::encode(member));
    });
    return key;
}

template <const auto& T>
inline constexpr bool versioned = !table_info<T>.version.member.empty();

template <const auto& T>
std::int64_t version_of(const ItemOf<T>& item) {
    std::int64_t version = 0;
    for_each_field(item, [&](std::string_view name, const auto& member) {
        if constexpr (std::integral<std::remove_cvref_t<decltype(member)>>)
            if (name == table_info<T>.version.member) version = static_cast<std::int64_t>(member);
    });
    return version;
}
template <const auto& T>
void set_version(ItemOf<T>& item, std::int64_t version) {
    for_each_field(item, [&]<class M>(std::string_view name, M& member) {
        if constexpr (std::integral<M>)
            if (name == table_info<T>.version.member) member = static_cast<M>(version);
    });
}

/// Everything that a write accepts besides its item or key.
template <const auto& T>
struct WriteOption {
    template <class Item, std::uint64_t Uses>
    static void apply(Write& write, const Condition<Item, Uses>& condition) {
        static_assert(std::is_same_v<Item, ItemOf<T>>, "the condition is about another item");
        write.condition = condition.formula;
        write.binding = condition.binding;
    }
    static void apply(Write& write, at_version version) {
        static_assert(versioned<T>, "the item has no version: give its item_rules one");
        write.checks_version = true;
        write.version = version.number;
    }
    static void apply(Write&, AnyVersion) {}
    template <class Item, std::uint64_t Uses>
    static void apply(Write& write, const Change<Item, Uses>& change) {
        static_assert(std::is_same_v<Item, ItemOf<T>>, "the change is about another item");
        static_assert((Uses & table_key_bits<T>()) == 0,
                      "a key can't be changed: put a new item and erase the old one");
        static_assert(!versioned<T> || (Uses & field_bit<Item>(table_info<T>.version.member)) == 0,
                      "the version is counted by the library");
        write.changes.push_back(change);
    }
};

template <class Option>
inline constexpr bool says_version = std::is_same_v<Option, at_version> || std::is_same_v<Option, AnyVersion>;

template <const auto& T>
Write write_of_item(ItemOf<T>& item) {
    Write made{.kind = Write::Kind::put, .table = &table_info<T>, .subject = write_item<T>(item)};
    if constexpr (versioned<T>) {
        made.checks_version = true;
        made.version = version_of<T>(item);
        set_version<T>(item, made.version + 1);
    }
    return made;
}

template <const auto& T, class... Options>
Write write_of_key(Write::Kind kind, const KeyOf<T>& key, const Options&... options) {
    static_assert(!versioned<T> || (says_version<Options> || ...),
                  "this item has a version: say at_version(…), or any_version to write it whatever it is");
    Write made{.kind = kind, .table = &table_info<T>, .subject = key.value()};
    (WriteOption<T>::apply(made, options), ...);
    return made;
}
template <const auto& T, class... Changes>
Write write_of_changes(const KeyOf<T>& key, const Changes&... changes) {
    static_assert((is_change<Changes> || ...), "an update changes something: field<&Item::member> = …");
    return write_of_key<T>(Write::Kind::update, key, changes...);
}

}  // namespace detail

/// Strongly consistent reads: they see every write that was answered before, at twice the price.
template <const auto& F, const auto& T>
class ConsistentReads {
public:
    using Item = detail::ItemOf<T>;
    ConsistentReads(detail::Deadline deadline) : deadline_(deadline) {}

    std::optional<Item> get(const KeyOf<T>& key) const {
        detail::needs<F, T, Access::read>();
        auto stored = detail::get_item({&detail::table_info<T>, deadline_, true}, key.value());
        if (!stored) return std::nullopt;
        return detail::read_item<T>(std::move(*stored));
    }
    std::vector<std::optional<Item>> batch_get(const std::vector<KeyOf<T>>& keys) const;

private:
    detail::Deadline deadline_;
};

template <const auto& F, const auto& T>
class DataTable {
    static_assert(!std::is_void_v<detail::ItemOf<T>>, "a handler's table has an item type: Table<Item>");

public:
    using Item = detail::ItemOf<T>;
    using Key = KeyOf<T>;

    explicit DataTable(detail::Deadline deadline) : deadline_(deadline) {}

    /// The item with this key, if there is one.
    std::optional<Item> get(const Key& key) const {
        detail::needs<F, T, Access::read>();
        auto stored = detail::get_item({&detail::table_info<T>, deadline_}, key.value());
        if (!stored) return std::nullopt;
        return detail::read_item<T>(std::move(*stored));
    }
    ConsistentReads<F, T> consistent() const { return {deadline_}; }

    /// Creates the item, or replaces the one with its key. Returns it as stored.
    Item put(Item item) const { return put_if(std::move(item)); }
    /// Only if the stored item fulfils the condition; `ConditionFailed` otherwise.
    template <class C>
        requires detail::is_condition<C>
    Item put(Item item, const C& condition) const {
        return put_if(std::move(item), condition);
    }
    /// Only if there is no such item yet; `AlreadyExists` otherwise.
    Item create(Item item) const {
        detail::needs<F, T, Access::write>();
        detail::Write made = detail::write_of_item<T>(item);
        made.must_be_new = true;
        detail::carry_out(std::move(made), deadline_);
        return item;
    }
    /// Changes some members of an existing item; `ItemMissing` otherwise. Conditions, and for versioned items
    /// `at_version(…)`, may be mixed with the changes. Returns the updated item.
    template <class... Changes>
    Item update(const Key& key, const Changes&... changes) const {
        detail::needs<F, T, Access::write>();
        return detail::read_item<T>(detail::carry_out(detail::write_of_changes<T>(key, changes...), deadline_));
    }
    /// Erasing a missing item succeeds, unless a condition requires it to exist.
    template <class... Options>
    void erase(const Key& key, const Options&... options) const {
        static_assert(!(detail::is_change<Options> || ...), "what is erased can't be changed");
        detail::needs<F, T, Access::remove>();
        detail::carry_out(detail::write_of_key<T>(detail::Write::Kind::erase, key, options...), deadline_);
    }

    /// Makes as many calls as needed: 100 keys per call, and unprocessed keys are retried. One result per key, in the
    /// same order; a key that is given twice is read once.
    std::vector<std::optional<Item>> batch_get(const std::vector<Key>& keys) const {
        return read_batch(keys, false, deadline_);
    }
    /// Makes as many calls as needed: 25 items per call, and unprocessed ones are retried. Of two items with the same
    /// key, the last one is stored. It is not atomic: `BatchIncomplete` says what was left when time ran out.
    void batch_put(std::vector<Item> items) const {
        static_assert(!detail::versioned<T>,
                      "a batch can't check versions: put items that have one singly or in a transaction");
        detail::needs<F, T, Access::batch_write>();
        std::vector<Value> encoded;
        encoded.reserve(items.size());
        for (Item& item : items) encoded.push_back(detail::write_item<T>(item));
        detail::batch_write(detail::table_info<T>, std::move(encoded), false, deadline_);
    }
    void batch_erase(const std::vector<Key>& keys) const {
        static_assert(!detail::versioned<T>,
                      "a batch can't check versions: erase items that have one singly or in a transaction");
        detail::needs<F, T, Access::batch_write>();
        std::vector<Value> encoded;
        encoded.reserve(keys.size());
        for (const Key& key : keys) encoded.push_back(key.value());
        detail::batch_write(detail::table_info<T>, std::move(encoded), true, deadline_);
    }

    /// Items of one partition, in the order of the sort key: `query(field<&M::owner> == owner)`, and conditions on the
    /// sort key from left to right. With a name, on that index.
    template <FixedText Index = "", class... Conditions>
    auto query(const Conditions&... conditions) const {
        static_assert(detail::has_index<T, Index>(), "the table has no index of this name");
        detail::needs<F, T, Access::query, Index>();
        return detail::make_query<T, Index>(deadline_, conditions...);
    }
    /// Every item, in no order. The function needs `scans<…>`, for which the generator gives a warning.
    template <FixedText Index = "">
    auto scan() const {
        static_assert(detail::has_index<T, Index>(), "the table has no index of this name");
        detail::needs<F, T, Access::scan, Index>();
        return Query<T, Index, Item, true>({.table = &detail::table_info<T>,
                                            .index = &detail::index_info<T, Index>,
                                            .deadline = deadline_,
                                            .scan = true});
    }

    /// The items nearest to a vector, at most so many: `search<"ByMeaning">(vector, 10).results()`. The length of an
    /// array is checked while it compiles, that of another range is a `BadRequest` when it is wrong.
    template <FixedText Index, class Vector>
    auto search(const Vector& vector, std::size_t most) const {
        detail::needs<F, T, Access::search, Index>();
        constexpr int dimensions = detail::vector_index_info<T, Index>.dimensions;
        if constexpr (requires { std::tuple_size<Vector>::value; })
            static_assert(dimensions == 0 || std::tuple_size<Vector>::value == dimensions,
                          "the vector has another length than the vector index");
        detail::VectorSearch made{
            .table = &detail::table_info<T>, .index = Index.text(), .deadline = deadline_, .most = most};
        for (const auto number : vector) {
            static_assert(std::floating_point<std::remove_cvref_t<decltype(number)>>, "a vector has float or double");
            made.vector.push_back(Value::number(number));
        }
        detail::check_vector(made, dimensions);
        return VectorQuery<T, Index, Item>(std::move(made));
    }

private:
    friend class ConsistentReads<F, T>;

    template <class... Conditions>
    Item put_if(Item item, const Conditions&... conditions) const {
        detail::needs<F, T, Access::write>();
        detail::Write made = detail::write_of_item<T>(item);
        (detail::WriteOption<T>::apply(made, conditions), ...);
        detail::carry_out(std::move(made), deadline_);
        return item;
    }
    static std::vector<std::optional<Item>> read_batch(const std::vector<Key>& keys, bool consistent,
                                                       detail::Deadline deadline) {
        detail::needs<F, T, Access::read>();
        std::vector<Value> encoded;
        encoded.reserve(keys.size());
        for (const Key& key : keys) encoded.push_back(key.value());
        std::vector<std::optional<Item>> items;
        items.reserve(keys.size());
        for (Value& stored : detail::batch_get({&detail::table_info<T>, deadline, consistent}, encoded))
            items.push_back(stored ? std::optional<Item>(detail::read_item<T>(std::move(stored))) : std::nullopt);
        return items;
    }

    detail::Deadline deadline_;
};

template <const auto& F, const auto& T>
std::vector<std::optional<detail::ItemOf<T>>> ConsistentReads<F, T>::batch_get(
    const std::vector<KeyOf<T>>& keys) const {
    return DataTable<F, T>::read_batch(keys, true, deadline_);
}

}  // namespace bob
