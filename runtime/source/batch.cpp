/// Batches: cut to what a call takes, and what the service left out asked for again.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html, and API_BatchGetItem.html
#include <algorithm>
#include <deque>
#include <unordered_map>

#include "attribute_value.h"
#include "dynamodb.h"

namespace bob::detail {

using namespace bob::runtime;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t gets_a_call = 100;
constexpr std::size_t writes_a_call = 25;
/// Answers in a row that took nothing before it is given up.
constexpr int patience = 8;

/// The positions of each different key, in the order of their first.
struct Distinct {
    std::vector<std::string> texts;
    std::unordered_map<std::string, std::size_t> by_text;  ///< to a position in `texts`

    std::size_t add(std::string text) {
        const auto [found, is_new] = by_text.emplace(text, texts.size());
        if (is_new) texts.push_back(std::move(text));
        return found->second;
    }
};

std::deque<std::size_t> counted(std::size_t count) {
    std::deque<std::size_t> made(count);
    for (std::size_t i = 0; i < count; ++i) made[i] = i;
    return made;
}

std::vector<std::size_t> take(std::deque<std::size_t>& from, std::size_t most) {
    const std::size_t count = std::min(most, from.size());
    std::vector<std::size_t> made(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    from.erase(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    return made;
}

}  // namespace

std::vector<Value> batch_get(const Reads& reads, const std::vector<Value>& keys) {
    const TableInfo& table = *reads.table;
    const std::string name = table_name(table);
    Distinct distinct;
    std::vector<std::size_t> which;  // of the distinct ones each key is
    std::vector<const Value*> first;
    for (const Value& key : keys) {
        check_key(table, key);
        which.push_back(distinct.add(key_text(key, table.keys, table.key_count)));
        if (which.back() == first.size()) first.push_back(&key);
    }

    std::vector<Value> found(first.size());
    std::deque<std::size_t> waiting = counted(first.size());
    for (int fruitless = 0; !waiting.empty();) {
        const std::vector<std::size_t> asked = take(waiting, gets_a_call);
        Value wanted = Value::list();
        for (const std::size_t one : asked) wanted.push_back(to_item_value(*first[one]));
        Value of_table = Value::map();
        of_table.append("Keys", std::move(wanted));
        if (reads.consistent) of_table.append("ConsistentRead", Value::boolean(true));
        Value tables = Value::map();
        tables.append(name, std::move(of_table));
        Value request = Value::map();
        request.append("RequestItems", std::move(tables));

        Value answer = typed_dynamodb("BatchGetItem", request, reads.deadline);
        if (Value* responses = answer.find("Responses"))
            if (Value* items = responses->find(name))
                for (Value& one : items->elements()) {
                    Value item = item_value(std::move(one));
                    const auto known = distinct.by_text.find(key_text(item, table.keys, table.key_count));
                    if (known != distinct.by_text.end()) found[known->second] = std::move(item);
                }
        const auto& left = answer["UnprocessedKeys"][name]["Keys"].elements();
        if (left.empty()) {
            fruitless = 0;
            continue;
        }
        for (const Value& key : left) {
            const auto known = distinct.by_text.find(key_text(item_value(key), table.keys, table.key_count));
            if (known != distinct.by_text.end()) waiting.push_back(known->second);
        }
        fruitless = left.size() == asked.size() ? fruitless + 1 : 0;
        if (fruitless >= patience || !back_off(fruitless + 1, 50ms, 2000ms, reads.deadline))
            throw Throttled("dynamodb.UnprocessedKeys",
                            std::to_string(waiting.size()) + " keys of the batch were not read in time.", true);
    }

    std::vector<Value> made;
    made.reserve(keys.size());
    for (const std::size_t one : which) made.push_back(found[one]);
    return made;
}

void batch_write(const TableInfo& table, std::vector<Value> requests, bool erase, Deadline deadline) {
    const std::string name = table_name(table);
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < requests.size(); ++i)
        if (erase)
            check_key(table, requests[i]);
        else
            check_item(table, requests[i], "[" + std::to_string(i) + "].", errors);
    if (!errors.empty()) throw InvalidItem(std::move(errors));

    // A call may not name a key twice, and the last write of a key is what counts.
    Distinct distinct;
    std::vector<std::size_t> last;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const std::size_t one = distinct.add(key_text(requests[i], table.keys, table.key_count));
        if (one == last.size())
            last.push_back(i);
        else
            last[one] = i;
    }

    std::deque<std::size_t> waiting = counted(last.size());
    bool some_done = false;
    const auto give_up = [&](const std::string& why) {
        std::vector<std::size_t> positions;
        positions.reserve(waiting.size());
        for (const std::size_t one : waiting) positions.push_back(last[one]);
        std::sort(positions.begin(), positions.end());
        throw BatchIncomplete("dynamodb", std::move(positions), why);
    };
    for (int fruitless = 0; !waiting.empty();) {
        const std::vector<std::size_t> sent = take(waiting, writes_a_call);
        Value list = Value::list();
        for (const std::size_t one : sent) {
            Value inner = Value::map();
            inner.append(erase ? "Key" : "Item", to_item_value(requests[last[one]]));
            Value outer = Value::map();
            outer.append(erase ? "DeleteRequest" : "PutRequest", std::move(inner));
            list.push_back(std::move(outer));
        }
        Value tables = Value::map();
        tables.append(name, std::move(list));
        Value request = Value::map();
        request.append("RequestItems", std::move(tables));

        Value answer;
        try {
            // Putting and erasing by key is the same twice as once.
            answer = dynamodb("BatchWriteItem", request, deadline);
        } catch (const AwsFailure& failure) {
            waiting.insert(waiting.begin(), sent.begin(), sent.end());
            if (!some_done && !failure.retryable()) throw_typed(failure);
            give_up(failure.message());
        }
        const auto& left = answer["UnprocessedItems"][name].elements();
        some_done |= left.size() < sent.size();
        if (left.empty()) {
            fruitless = 0;
            continue;
        }
        for (const Value& one : left) {
            const Value key = item_value(erase ? one["DeleteRequest"]["Key"] : one["PutRequest"]["Item"]);
            const auto known = distinct.by_text.find(key_text(key, table.keys, table.key_count));
            if (known != distinct.by_text.end()) waiting.push_back(known->second);
        }
        fruitless = left.size() == sent.size() ? fruitless + 1 : 0;
        if (fruitless >= patience || !back_off(fruitless + 1, 50ms, 2000ms, deadline))
            give_up("the service left them out until the time was over");
    }
}

}  // namespace bob::detail
