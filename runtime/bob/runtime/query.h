/// Queries and scans: what is read, how much, and where to continue.
///
///     auto page = slots.query<"ByStatus">(field<&Availability::status> == "SCHEDULED",
///                                         field<&Availability::startTime>.between(from, to))
///                     .filter(field<&Availability::owner> != user)
///                     .limit(20)
///                     .after(request.query("after"))
///                     .page();                       // page.items, page.next
///     for (const Availability& slot : slots.query(field<&Availability::owner> == owner)) …   // all pages
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bob/runtime/condition.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/grants.h"
#include "bob/runtime/item.h"

namespace bob {

namespace detail {
/// What a cursor belongs to: `Availabilities/ByStatus`.
template <const auto& T, FixedText Index>
std::string cursor_owner() {
    return std::string(table_info<T>.name) + "/" + std::string(Index.text());
}

/// Throws `BadRequest` (`bad_cursor`) unless the search can go on there: an item with these keys could be read.
template <const auto& T>
void check_start_of(Search& search) {
    check_start(search);
    if (!search.start || search.start.is(Value::Kind::null)) return;
    try {
        read_row<T, ItemOf<T>>(search.start);
    } catch (const UnreadableItem&) {
        bad_cursor();
    }
}
}  // namespace detail

/// The end of a page. As text it can be passed to a caller and back. If it does not belong to this table and index, it
/// is a `BadRequest` with the code `bad_cursor`. It contains the keys of the page's last item, which anyone can decode.
template <const auto& T, FixedText Index>
class Cursor {
public:
    explicit Cursor(Value keys) : keys_(std::move(keys)) {}
    static Cursor parse(std::string_view text) {
        return Cursor(detail::parse_cursor(text, detail::cursor_owner<T, Index>()));
    }

    std::string text() const { return detail::cursor_text(keys_, detail::cursor_owner<T, Index>()); }
    const Value& keys() const { return keys_; }

private:
    Value keys_;
};

template <class Row, const auto& T, FixedText Index>
struct Page {
    std::vector<Row> items;
    std::optional<Cursor<T, Index>> next;  ///< empty if there are no more items
    std::size_t skipped = 0;               ///< unreadable items, if `item_rules` says to skip them
};

/// An item with only some members read.
template <class Item, std::uint64_t Read>
class Selected {
public:
    explicit Selected(Item item) : item_(std::move(item)) {}
    template <auto Member>
    const auto& get() const {
        static_assert((detail::field_bit<Item>(detail::member_name<Member>()) & Read) != 0,
                      "this member was not read: name it in only<…>");
        return item_.*Member;
    }

private:
    Item item_;
};

namespace detail {

template <const auto& T, class Row>
struct RowOf {
    static constexpr bool whole = std::is_same_v<Row, ItemOf<T>>;
    /// Whether every member of the row is a member of the item, of the same type.
    static consteval bool fits() { return fits(std::make_index_sequence<field_count<Row>>{}); }
    static consteval std::uint64_t bits() {
        std::uint64_t made = 0;
        for (const std::string_view name : bob::field_names<Row>)
            if (field_index<ItemOf<T>>(name) < field_count<ItemOf<T>>) made |= field_bit<ItemOf<T>>(name);
        return made;
    }
    static Row read(Value stored) {
        if constexpr (whole)
            return read_item<T>(std::move(stored));
        else
            return read_row<T, Row>(std::move(stored));
    }

private:
    template <std::size_t I>
    static consteval bool member_fits() {
        constexpr std::size_t at = field_index<ItemOf<T>>(bob::field_names<Row>[I]);
        if constexpr (at < field_count<ItemOf<T>>)
            return std::is_same_v<FieldType<ItemOf<T>, at>, FieldType<Row, I>>;
        else
            return false;
    }
    template <std::size_t... I>
    static consteval bool fits(std::index_sequence<I...>) {
        return (member_fits<I>() && ...);
    }
};
template <const auto& T, std::uint64_t Read>
struct RowOf<T, Selected<ItemOf<T>, Read>> {
    static constexpr bool whole = false;
    static consteval bool fits() { return true; }
    static consteval std::uint64_t bits() { return Read; }
    static Selected<ItemOf<T>, Read> read(Value stored) {
        return Selected<ItemOf<T>, Read>(read_row<T, ItemOf<T>>(std::move(stored)));
    }
};

/// One of several; nothing when it can't be read, and is not to cost the others.
template <const auto& T, class Row>
std::optional<Row> read_listed(Value stored, std::size_t& skipped) {
    if constexpr (item_rules<ItemOf<T>>.when_unreadable == WhenUnreadable::skip) {
        try {
            return RowOf<T, Row>::read(std::move(stored));
        } catch (const UnreadableItem& why) {
            log_skipped(why);
            ++skipped;
            return std::nullopt;
        }
    } else {
        return RowOf<T, Row>::read(std::move(stored));
    }
}
/// Adds what can be read; how much can't.
template <const auto& T, class Row>
std::size_t read_all(std::vector<Value> stored, std::vector<Row>& into) {
    std::size_t skipped = 0;
    into.reserve(into.size() + stored.size());
    for (Value& one : stored)
        if (auto row = read_listed<T, Row>(std::move(one), skipped)) into.push_back(std::move(*row));
    return skipped;
}

/// The attributes of the members in `bits`.
template <const auto& T>
Attributes attributes_of(std::uint64_t bits) {
    Attributes made;
    for (std::size_t i = 0; i < field_count<ItemOf<T>>; ++i)
        if (bits >> i & 1) made.push_back(attribute_name<T>(bob::field_names<ItemOf<T>>[i]));
    return made;
}

}  // namespace detail

/// A query or a scan under construction: every member function returns a changed copy; `page`, `all`, `first`, `count`
/// and a loop over it send it.
template <const auto& T, FixedText Index, class Row, bool Scan>
class Query {
    using Item = detail::ItemOf<T>;
    using Reader = detail::RowOf<T, Row>;
    static constexpr std::uint64_t held = detail::projected_bits<T, Index>();

public:
    using RowType = Row;
    static constexpr const auto& table = T;
    static constexpr auto index = Index;

    explicit Query(detail::Search search) : search_(std::move(search)) {}

    /// Drops items that do not fulfil the condition. They are still read and paid for. Two filters must both hold.
    template <std::uint64_t Uses>
    Query filter(const Condition<Item, Uses>& condition) const {
        static_assert((Uses & ~held) == 0, "the filter asks for a member that the index does not hold");
        static_assert(Scan || (Uses & detail::index_key_bits<T, Index>()) == 0,
                      "a filter can't ask for the key of what is queried: make it a condition of the query");
        Query made = *this;
        if (made.search_.filter.empty()) {
            made.search_.filter = condition.formula;
            made.search_.filter_binding = condition.binding;
        } else {
            using enum detail::Binding;
            made.search_.filter = detail::joined(std::move(made.search_.filter), made.search_.filter_binding, " AND ",
                                                 condition.formula, condition.binding, conjunction);
            made.search_.filter_binding = conjunction;
        }
        return made;
    }
    /// Reads only these members: `row.get<&Item::member>()`.
    template <auto... Members>
    auto only() const {
        static_assert((std::is_same_v<typename detail::MemberOf<decltype(Members)>::Owner, Item> && ...),
                      "this is no member of the table's item");
        constexpr std::uint64_t read = (detail::field_bit<Item>(detail::member_name<Members>()) | ...);
        return reading<Selected<Item, read>>();
    }
    /// Reads the members that `Part` has, which are members of the item with the same names and types.
    template <Reflected Part>
    auto as() const {
        static_assert(detail::RowOf<T, Part>::fits(), "each member of it is one of the item's, of the same type");
        return reading<Part>();
    }
    /// The maximum number of items, in a page or in a loop; 0 finds none, and no more after them. With a filter, or
    /// above 1000, this may take several calls.
    Query limit(std::size_t items) const {
        Query made = *this;
        made.search_.limit = items;
        return made;
    }
    /// In descending order of the sort key.
    Query descending() const {
        static_assert(!Scan, "a scan has no order");
        Query made = *this;
        made.search_.descending = true;
        return made;
    }
    /// Strongly consistent: sees every write that was answered before, at twice the price.
    Query consistent() const {
        static_assert(!detail::index_info<T, Index>.global, "a global index can't be read consistently");
        Query made = *this;
        made.search_.consistent = true;
        return made;
    }
    /// Continues after a page.
    Query after(const Cursor<T, Index>& cursor) const {
        Query made = *this;
        made.search_.start = cursor.keys();
        detail::check_start_of<T>(made.search_);
        return made;
    }
    Query after(const std::optional<Cursor<T, Index>>& cursor) const { return cursor ? after(*cursor) : *this; }
    /// The text of a cursor, from a caller; an empty text starts at the beginning.
    Query after(std::string_view text) const { return text.empty() ? *this : after(Cursor<T, Index>::parse(text)); }
    template <std::convertible_to<std::string_view> Text>
    Query after(const std::optional<Text>& text) const {
        return after(text ? std::string_view(*text) : std::string_view());
    }

    /// With a limit: that many items, if there are. Without: what the service returns in one call, up to 1 MB.
    Page<Row, T, Index> page() const {
        detail::Found found = detail::find_page(checked());
        Page<Row, T, Index> made;
        made.skipped = detail::read_all<T>(std::move(found.items), made.items);
        if (found.next) made.next.emplace(std::move(found.next));
        return made;
    }
    std::vector<Row> all() const {
        std::vector<Row> made;
        detail::read_all<T>(detail::find_all(checked()), made);
        return made;
    }
    std::optional<Row> first() const {
        detail::Search search = limit(1).checked();
        for (std::size_t skipped = 0;;) {
            detail::Found found = detail::find_page(search);
            if (found.items.empty()) return std::nullopt;
            auto row = detail::read_listed<T, Row>(std::move(found.items.front()), skipped);
            if (row || !found.next) return row;
            search.start = std::move(found.next);
        }
    }
    /// The number of items, without transferring them; the service still reads and charges for them.
    std::size_t count() const { return detail::find_count(search_); }

    /// Fetches pages as the loop needs them.
    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        explicit Iterator(detail::Search search) : search_(std::move(search)) { take(); }
        const Row& operator*() const { return *row_; }
        const Row* operator->() const { return &*row_; }
        Iterator& operator++() {
            advance();
            return *this;
        }
        void operator++(int) { advance(); }
        friend bool operator==(const Iterator& one, std::default_sentinel_t) { return !one.row_; }

    private:
        void advance() {
            ++position_;
            take();
        }
        /// The next one that can be read.
        void take() {
            row_.reset();
            for (std::size_t skipped = 0; !row_; ++position_) {
                if (position_ == found_.items.size()) {
                    if (!more_) return;
                    fetch();
                    if (found_.items.empty()) return;
                }
                row_ = detail::read_listed<T, Row>(std::move(found_.items[position_]), skipped);
            }
            --position_;
        }
        void fetch() {
            do {
                found_ = detail::find_page(search_);
                position_ = 0;
                more_ = static_cast<bool>(found_.next);
                search_.start = found_.next;
                if (search_.limit) {
                    *search_.limit -= found_.items.size();
                    if (*search_.limit == 0) more_ = false;
                }
            } while (found_.items.empty() && more_);
        }
        detail::Search search_;
        detail::Found found_;
        std::size_t position_ = 0;
        bool more_ = true;
        std::optional<Row> row_;
    };
    /// With a limit the loop asks for that many at once.
    Iterator begin() const { return Iterator(checked()); }
    std::default_sentinel_t end() const { return {}; }

    /// What is sent, after checking that the index contains everything that is read.
    const detail::Search& checked() const {
        static_assert(
            (Reader::bits() & ~held) == 0,
            "the index does not hold every member that is read: say only<…> or as<…> with those that it does");
        return search_;
    }

private:
    template <class Other>
    Query<T, Index, Other, Scan> reading() const {
        detail::Search search = search_;
        search.attributes = detail::attributes_of<T>(detail::RowOf<T, Other>::bits());
        return Query<T, Index, Other, Scan>(std::move(search));
    }

    detail::Search search_;
};

namespace detail {

/// Why the conditions of a query do not fit its index.
enum class QueryFault : std::uint8_t { none, not_a_key_condition, partition, order, range_before_last };

template <class C>
struct ConditionShape {
    std::string_view member;
    Operator op = Operator::equal;
};
template <class... Conditions>
consteval QueryFault query_fault(const IndexInfo& index) {
    if constexpr (!(is_comparison<Conditions> && ...)) {
        return QueryFault::not_a_key_condition;
    } else {
        constexpr std::size_t count = sizeof...(Conditions);
        const std::array<std::string_view, count> members{Conditions::member...};
        const std::array<Operator, count> operators{Conditions::op...};
        if (count < index.partition_count) return QueryFault::partition;
        for (std::size_t i = 0; i < index.partition_count; ++i)
            if (members[i] != index.partition[i].member || operators[i] != Operator::equal)
                return QueryFault::partition;
        for (std::size_t i = index.partition_count; i < count; ++i) {
            const std::size_t sort = i - index.partition_count;
            if (sort >= index.sort_count || members[i] != index.sort[sort].member) return QueryFault::order;
            if (i + 1 < count && operators[i] != Operator::equal) return QueryFault::range_before_last;
        }
        return QueryFault::none;
    }
}

template <const auto& T, FixedText Index, class... Conditions>
Query<T, Index, ItemOf<T>, false> make_query(Deadline deadline, const Conditions&... conditions) {
    constexpr const IndexInfo& index = index_info<T, Index>;
    constexpr QueryFault fault = query_fault<Conditions...>(index);
    static_assert(
        fault != QueryFault::not_a_key_condition,
        "a query takes one comparison a key member (==, <, <=, >, >=, between, begins_with); the rest is .filter(…)");
    static_assert(fault != QueryFault::partition,
                  "a query begins with == on each member of the partition key, in their order");
    static_assert(fault != QueryFault::order, "the members of the sort key come in their order, and nothing else does");
    static_assert(fault != QueryFault::range_before_last,
                  "only the last condition of a query may be a range; those before it are ==");
    Search search{.table = &table_info<T>, .index = &index, .deadline = deadline};
    if constexpr (fault == QueryFault::none) {
        static_assert((std::is_same_v<ConditionItem<Conditions>, ItemOf<T>> && ...),
                      "the condition is about another item");
        search.partition = Value::map();
        std::size_t position = 0;
        const auto add = [&](const auto& condition) {
            add_key_condition(search, condition.formula, std::remove_cvref_t<decltype(condition)>::op);
            if (position < index_info<T, Index>.partition_count)
                search.partition.append(index_info<T, Index>.partition[position].name, condition.formula.back().value);
            ++position;
        };
        (add(conditions), ...);
    }
    return Query<T, Index, ItemOf<T>, false>(std::move(search));
}

}  // namespace detail

/// Several queries of one table as one, in the order of their common sort key: for example meetings of a user in either
/// role. An item found by two of them appears once, if the sort key identifies items.
template <class First, class... More>
class MergedQuery {
    using Row = typename First::RowType;
    static constexpr const auto& info = detail::table_info<First::table>;
    static constexpr const auto& first_index = detail::index_info<First::table, First::index>;

public:
    struct Page {
        std::vector<Row> items;
        std::optional<std::string> next;  ///< the text of a cursor; empty if there are no more items
        std::size_t skipped = 0;          ///< unreadable items, if `item_rules` says to skip them
    };

    explicit MergedQuery(const First& first, const More&... more) : searches_{first.checked(), more.checked()...} {
        static_assert((std::is_same_v<Row, typename More::RowType> && ...), "merged queries read the same members");
        static_assert((detail::is_same_declaration<First::table, More::table> && ...),
                      "merged queries are of one table");
        static_assert(first_index.sort_count > 0 && ((detail::index_info<More::table, More::index>.sort_count > 0 &&
                                                      detail::index_info<More::table, More::index>.sort[0].member ==
                                                          first_index.sort[0].member) &&
                                                     ...),
                      "merged queries share the first member of their sort keys");
    }

    MergedQuery limit(std::size_t items) const {
        MergedQuery made = *this;
        for (auto& one : made.searches_) one.limit = items;
        return made;
    }
    MergedQuery descending() const {
        MergedQuery made = *this;
        for (auto& one : made.searches_) one.descending = true;
        return made;
    }
    MergedQuery after(std::string_view text) const {
        MergedQuery made = *this;
        if (text.empty()) return made;
        const Value starts = detail::parse_cursor(text, owner());
        for (std::size_t i = 0; i < made.searches_.size(); ++i) {
            made.searches_[i].start = starts[std::to_string(i)];
            detail::check_start_of<First::table>(made.searches_[i]);
        }
        return made;
    }
    template <std::convertible_to<std::string_view> Text>
    MergedQuery after(const std::optional<Text>& text) const {
        return after(text ? std::string_view(*text) : std::string_view());
    }

    Page page() const {
        detail::Merged merged = detail::find_merged(searches_, first_index.sort[0].name);
        Page made;
        made.skipped = detail::read_all<First::table>(std::move(merged.items), made.items);
        if (!merged.next.empty()) {
            Value starts = Value::map();
            for (std::size_t i = 0; i < merged.next.size(); ++i)
                starts.append(std::to_string(i), std::move(merged.next[i]));
            made.next = detail::cursor_text(starts, owner());
        }
        return made;
    }
    std::vector<Row> all() const {
        std::vector<Row> made;
        std::optional<std::string> next;
        do {
            Page one = after(next).page();
            for (Row& row : one.items) made.push_back(std::move(row));
            next = std::move(one.next);
        } while (next);
        return made;
    }

private:
    static std::string owner() {
        std::string made = detail::cursor_owner<First::table, First::index>();
        ((made += "+" + detail::cursor_owner<More::table, More::index>()), ...);
        return made;
    }
    std::vector<detail::Search> searches_;
};

/// `merge(meetings.query<"ByOwner">(…), meetings.query<"ByParticipant">(…)).limit(20).page()`
template <class First, class... More>
MergedQuery<First, More...> merge(const First& first, const More&... more) {
    return MergedQuery<First, More...>(first, more...);
}

}  // namespace bob
