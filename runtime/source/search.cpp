/// Queries and scans, page by page; cursors; and several queries as one.
#include <algorithm>

#include "attribute_value.h"
#include "crypto.h"
#include "dynamodb.h"

namespace bob::runtime {

using detail::AttributeInfo;
using detail::Search;
using detail::TableInfo;

namespace {

/// The keys of the index and of the table, each once: by them the service says where a page ended.
std::vector<AttributeInfo> keys_of(const Search& search) {
    std::vector<AttributeInfo> made;
    const auto add = [&](const AttributeInfo* from, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            if (std::none_of(made.begin(), made.end(),
                             [&](const AttributeInfo& one) { return one.name == from[i].name; }))
                made.push_back(from[i]);
    };
    add(search.table->keys, search.table->key_count);
    add(search.index->partition, search.index->partition_count);
    add(search.index->sort, search.index->sort_count);
    return made;
}

Value key_position_of(const Value& item, const Search& search) {
    Value made = Value::map();
    for (const AttributeInfo& key : keys_of(search)) made.append(key.name, item[key.name]);
    return made;
}

std::string_view operation_of(const Search& search) { return search.scan ? "Scan" : "Query"; }

/// What no item can be found by: an empty partition key is none, and the service refuses some values outright.
void check_search(const Search& search) {
    Reading reading;
    if (!search.partition.members().empty())
        for (std::size_t i = 0; i < search.index->partition_count; ++i) {
            const AttributeInfo& key = search.index->partition[i];
            check_key_value(key, search.partition[key.name], reading);
        }
    // Where nothing is found, the emptiness of a text is not why.
    check_formula(search.key_condition, search.finds_nothing ? nullptr : search.index, reading);
    check_formula(search.filter, nullptr, reading);
    refuse_unstorable(reading);
}

Value send(const Search& search, std::size_t limit, bool counts) {
    try {
        return dynamodb(operation_of(search), search_request(search, limit, counts), search.deadline);
    } catch (const AwsFailure& failure) {
        // The first page was answered; where this one goes on is what the caller made.
        if (search.start_is_callers && failure.error == "ValidationException") detail::bad_cursor();
        throw_typed(failure);
    }
}

/// How many to ask for when a filter leaves some of them out.
constexpr std::size_t filtered_at_once = 100;
/// The service takes a 32-bit number, and stops at 1 MB in any case.
constexpr std::size_t most_at_once = 1000;

/// One more than is wanted tells whether there are more. 0 asks for as many as the service likes.
std::size_t asked_for(const Search& search, std::size_t found) {
    if (!search.limit) return 0;
    const std::size_t missing = *search.limit - found;
    if (missing >= most_at_once) return most_at_once;
    return search.filter.empty() ? missing + 1 : std::max(missing + 1, filtered_at_once);
}

}  // namespace

Value search_request(const Search& search, std::size_t limit, bool counts) {
    Value request = Value::map();
    request.append("TableName", Value::string(table_name(*search.table)));
    if (!search.index->name.empty()) request.append("IndexName", Value::string(std::string(search.index->name)));
    Expressions expressions(*search.table);
    if (!search.key_condition.empty())
        request.append("KeyConditionExpression", Value::string(expressions.text(search.key_condition)));
    if (!search.filter.empty()) request.append("FilterExpression", Value::string(expressions.text(search.filter)));
    if (counts) {
        request.append("Select", Value::string("COUNT"));
    } else if (!search.attributes.empty()) {
        detail::Attributes attributes = search.attributes;
        // By these it is known where a page ended.
        for (const AttributeInfo& key : keys_of(search))
            if (std::find(attributes.begin(), attributes.end(), key.name) == attributes.end())
                attributes.push_back(key.name);
        request.append("ProjectionExpression", Value::string(expressions.list(attributes)));
    }
    expressions.add_to(request);
    if (search.descending) request.append("ScanIndexForward", Value::boolean(false));
    if (search.consistent) request.append("ConsistentRead", Value::boolean(true));
    if (limit) request.append("Limit", Value::number(static_cast<std::uint64_t>(limit)));
    if (search.start) request.append("ExclusiveStartKey", to_item_value(search.start));
    return request;
}

}  // namespace bob::runtime

namespace bob::detail {

using namespace bob::runtime;

void add_key_condition(Search& search, const Formula& condition, Operator op) {
    std::vector<const Value*> values;
    for (const Piece& piece : condition)
        if (piece.kind == Piece::Kind::value) values.push_back(&piece.value);
    const auto is_empty = [](const Value& value) {
        return (value.is(Value::Kind::string) || value.is(Value::Kind::binary)) && value.text().empty();
    };
    const Value& last = *values.back();
    Formula made = condition;
    switch (op) {
        case Operator::equal:
            break;
        case Operator::begins_with:
        case Operator::greater:
        case Operator::greater_equal:
            if (is_empty(last)) return;
            break;
        case Operator::less:
        case Operator::less_equal:
            search.finds_nothing |= is_empty(last);
            break;
        case Operator::between:
            search.finds_nothing |= is_empty(last) || compare_keys(*values.front(), last) > 0;
            if (is_empty(*values.front())) made = compared({condition.front()}, " <= ", last);
            break;
    }
    if (!search.key_condition.empty()) search.key_condition << " AND ";
    search.key_condition << made;
}

Found find_page(const Search& wanted) {
    Search search = wanted;
    check_search(search);
    Found found;
    if (search.finds_nothing || search.limit == 0) return found;
    do {
        Value answer = send(search, asked_for(search, found.items.size()), false);
        if (Value* items = answer.find("Items"))
            for (Value& one : items->elements()) found.items.push_back(item_value(std::move(one)));
        Value* next = answer.find("LastEvaluatedKey");
        if (search.limit && found.items.size() > *search.limit) {
            found.items.resize(*search.limit);
            found.next = key_position_of(found.items.back(), search);
            return found;
        }
        found.next = next ? item_value(std::move(*next)) : Value();
        search.start = found.next;
        search.start_is_callers = false;
        // A filter may leave nothing of a whole page.
    } while (found.next && (search.limit ? found.items.size() <= *search.limit : found.items.empty()));
    return found;
}

std::vector<Value> find_all(Search wanted) {
    std::vector<Value> made;
    for (;;) {
        Found found = find_page(wanted);
        made.insert(made.end(), std::make_move_iterator(found.items.begin()),
                    std::make_move_iterator(found.items.end()));
        if (!found.next || wanted.limit) return made;
        wanted.start = std::move(found.next);
        wanted.start_is_callers = false;
    }
}

std::size_t find_count(const Search& wanted) {
    Search search = wanted;
    check_search(search);
    std::size_t made = 0;
    if (search.finds_nothing || search.limit == 0) return made;
    for (;;) {
        Value answer = send(search, 0, true);
        const Value& here = answer["Count"];
        made += std::strtoull(std::string(here.text()).c_str(), nullptr, 10);
        Value* next = answer.find("LastEvaluatedKey");
        if (search.limit && made >= *search.limit) return *search.limit;
        if (!next) return made;
        search.start = item_value(std::move(*next));
        search.start_is_callers = false;
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Several queries as one

Merged find_merged(std::vector<Search> searches, std::string_view attribute) {
    constexpr std::size_t usual_limit = 100;
    struct Lane {
        Found found;
        std::size_t position = 0;
        const Value* head() const { return position < found.items.size() ? &found.items[position] : nullptr; }
    };
    const std::size_t limit = searches.empty() ? usual_limit : searches[0].limit.value_or(usual_limit);
    std::vector<Lane> lanes(searches.size());
    for (std::size_t i = 0; i < searches.size(); ++i) {
        searches[i].limit = limit;
        // At its end already, as the cursor says.
        if (!searches[i].start.is(Value::Kind::null)) lanes[i].found = find_page(searches[i]);
    }

    Merged made;
    if (limit == 0) return made;
    const TableInfo& table = *searches[0].table;
    while (made.items.size() < limit) {
        const Value* best = nullptr;
        for (const Lane& lane : lanes) {
            const Value* head = lane.head();
            if (!head) continue;
            const int order = best ? compare_keys((*head)[attribute], (*best)[attribute]) : -1;
            if (!best || (searches[0].descending ? order > 0 : order < 0)) best = head;
        }
        if (!best) break;
        const std::string key = key_text(*best, table.keys, table.key_count);
        made.items.push_back(*best);
        for (Lane& lane : lanes)
            if (const Value* head = lane.head(); head && key_text(*head, table.keys, table.key_count) == key)
                ++lane.position;
    }

    bool more = false;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const Lane& lane = lanes[i];
        Value next = Value::null();
        if (lane.head())
            next =
                lane.position ? key_position_of(lane.found.items[lane.position - 1], searches[i]) : searches[i].start;
        else if (lane.found.next)
            next = lane.found.next;
        more |= !next.is(Value::Kind::null);
        made.next.push_back(std::move(next));
    }
    if (!more) made.next.clear();
    return made;
}

// ---------------------------------------------------------------------------------------------------------------------
// Cursors

namespace {

/// Enough to know a foreign or a mangled text. It is no signature: what is in a cursor is checked as any input is.
constexpr std::size_t checksum_size = 6;
/// Keys have up to 2048 and 1024 bytes, and an index adds its own (https://docs.aws.amazon.com/amazondynamodb/latest/
/// developerguide/ServiceQuotas.html); in base64, with room for their names.
constexpr std::size_t longest_cursor = std::size_t{64} << 10U;

std::string checksum(std::string_view json, std::string_view of) {
    return sha256(std::string(of) + "\n" + std::string(json)).substr(0, checksum_size);
}

bool fits(const Value& value, const AttributeInfo& key) {
    const Value::Kind kind = key.type == ScalarType::string   ? Value::Kind::string
                             : key.type == ScalarType::number ? Value::Kind::number
                             : key.type == ScalarType::binary ? Value::Kind::binary
                                                              : Value::Kind::absent;
    Reading reading;
    check_key_value(key, value, reading);
    return value && value.is(kind) && reading.ok();
}

}  // namespace

std::string cursor_text(const Value& keys, std::string_view of) {
    const std::string json = to_json(to_item_value(keys));
    return to_base64url(checksum(json, of) + json);
}

Value parse_cursor(std::string_view text, std::string_view of) {
    std::string bytes;
    if (text.size() > longest_cursor || !from_base64(text, bytes) || bytes.size() <= checksum_size) bad_cursor();
    const std::string_view json = std::string_view(bytes).substr(checksum_size);
    if (std::string_view(bytes).substr(0, checksum_size) != checksum(json, of)) bad_cursor();
    try {
        return item_value(parse_json(json));
    } catch (const JsonError&) {
        bad_cursor();
    } catch (const Failure&) {
        bad_cursor();
    }
}

void bad_cursor() { throw BadRequest("The cursor does not belong to this list.", {}, "bad_cursor"); }

void check_start(Search& search) {
    if (!search.start || search.start.is(Value::Kind::null)) return;
    search.start_is_callers = true;
    const std::vector<AttributeInfo> keys = keys_of(search);
    if (search.start.members().size() != keys.size()) bad_cursor();
    for (const AttributeInfo& key : keys)
        if (!fits(search.start[key.name], key)) bad_cursor();
    for (const Value::Member& one : search.partition.members())
        if (compare_keys(search.start[one.name()], one.value) != 0) bad_cursor();
}

}  // namespace bob::detail
