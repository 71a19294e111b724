/// Searching a table by vectors (SearchVectors): `context.table<articles>().search<"ByMeaning">(vector, 10)`.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/runtime/query.h"

namespace bob {

/// An item that was found. Of `cosine` and `euclidean` the smallest score is the nearest, of `dot_product` the largest.
template <class Row>
struct Near {
    Row item;
    double score = 0;
};

namespace detail {

struct VectorSearch {
    const TableInfo* table = nullptr;
    std::string_view index;
    Deadline deadline;
    std::vector<Value> vector = {};
    std::size_t most = 0;
    Formula condition = {};
    Binding binding = Binding::single;
    Attributes attributes = {};
};
struct FoundByVector {
    std::vector<Value> items;
    std::vector<double> scores;
};
FoundByVector search_vectors(const VectorSearch&);
/// Throws `BadRequest` (`invalid_fields`) unless there are as many numbers as the index has dimensions.
void check_vector(const VectorSearch&, int dimensions);
void and_also(VectorSearch&, const Formula&, Binding);

/// What the handler needs to know of a vector index while it compiles.
struct VectorIndexInfo {
    std::string_view partition;  ///< the member; empty when the index has no partition key
    std::uint64_t partition_bit = 0;
    std::uint64_t filters = 0;  ///< the members that a search may narrow down by
    std::uint64_t held = 0;     ///< the members that the index contains
    int dimensions = 0;         ///< 0 when only the stage's configuration knows
};
template <const auto& T, FixedText Index>
consteval VectorIndexInfo make_vector_index_info() {
    static_assert(has_vector_index<T, Index>(), "the table has no vector index of this name");
    using Item = ItemOf<T>;
    VectorIndexInfo info;
    for (const auto& index : T.vector_indexes) {
        if (index.name.text != Index.text()) continue;
        if (index.partition_key) {
            info.partition = index.partition_key.member;
            info.partition_bit = field_bit<Item>(info.partition);
        }
        for (const auto& one : index.filters) info.filters |= field_bit<Item>(one.member);
        if (index.dimensions.literal()) info.dimensions = *index.dimensions;
        info.held = table_key_bits<T>() | info.partition_bit | info.filters;
        if (index.projection.type == ProjectionType::all) info.held = every_field<Item>;
        for (const auto& one : index.projection.attributes) info.held |= field_bit<Item>(one.member);
    }
    return info;
}
template <const auto& T, FixedText Index>
inline constexpr VectorIndexInfo vector_index_info = make_vector_index_info<T, Index>();

}  // namespace detail

/// A search under construction: every member function returns a changed copy, `results` sends it.
template <const auto& T, FixedText Index, class Row, bool InPartition = false>
class VectorQuery {
    using Item = detail::ItemOf<T>;
    using Reader = detail::RowOf<T, Row>;
    static constexpr const detail::VectorIndexInfo& info = detail::vector_index_info<T, Index>;

public:
    explicit VectorQuery(detail::VectorSearch search) : search_(std::move(search)) {}

    /// In one partition of the index: `in(field<&Article::shop> == shop)`.
    template <auto Member>
    auto in(const detail::Comparison<Member, detail::Operator::equal>& partition) const {
        static_assert(
            !info.partition.empty() && detail::Comparison<Member, detail::Operator::equal>::member == info.partition,
            "this is not the partition key of the vector index");
        detail::VectorSearch made = search_;
        detail::and_also(made, partition.formula, partition.binding);
        return VectorQuery<T, Index, Row, true>(std::move(made));
    }
    /// Only among items that fulfil the condition, while it searches. Two conditions must both hold.
    template <class Of, std::uint64_t Uses>
    VectorQuery where(const Condition<Of, Uses>& condition) const {
        static_assert(std::is_same_v<Of, Item>, "the condition is about another item");
        static_assert((Uses & ~info.filters) == 0, "a search narrows down by the filters of its vector index only");
        VectorQuery made = *this;
        detail::and_also(made.search_, condition.formula, condition.binding);
        return made;
    }
    /// Reads only these members: `found.item.get<&Item::member>()`.
    template <auto... Members>
    auto only() const {
        constexpr std::uint64_t read = (detail::field_bit<Item>(detail::member_name<Members>()) | ...);
        return reading<Selected<Item, read>>();
    }
    /// Reads the members that `Part` has.
    template <Reflected Part>
    auto as() const {
        static_assert(detail::RowOf<T, Part>::fits(), "each member of it is one of the item's, of the same type");
        return reading<Part>();
    }

    /// The nearest first, in one call; DynamoDB has no pages for it, and answers with at most 16 MB.
    std::vector<Near<Row>> results() const {
        static_assert(info.partition.empty() || InPartition,
                      "a search in this vector index names its partition: .in(field<&Item::member> == value)");
        static_assert((Reader::bits() & ~info.held) == 0,
                      "the vector index does not hold every member that is read: say only<…> or as<…>");
        if (search_.most == 0) return {};
        detail::FoundByVector found = detail::search_vectors(search_);
        std::vector<Near<Row>> made;
        std::size_t skipped = 0;
        for (std::size_t i = 0; i < found.items.size(); ++i)
            if (auto row = detail::read_listed<T, Row>(std::move(found.items[i]), skipped))
                made.push_back({std::move(*row), found.scores[i]});
        return made;
    }

private:
    template <class Other>
    auto reading() const {
        detail::VectorSearch made = search_;
        made.attributes = detail::attributes_of<T>(detail::RowOf<T, Other>::bits());
        return VectorQuery<T, Index, Other, InPartition>(std::move(made));
    }
    detail::VectorSearch search_;
};

}  // namespace bob
