/// The interface between the typed data source and its compiled part, which builds, sends and retries requests.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/runtime/condition.h"
#include "bob/runtime/item.h"

namespace bob::detail {

using Deadline = std::chrono::system_clock::time_point;

/// Attributes to read; all of them if empty.
using Attributes = std::vector<std::string_view>;

struct Reads {
    const TableInfo* table = nullptr;
    Deadline deadline;
    bool consistent = false;
    Attributes attributes = {};
};

std::optional<Value> get_item(const Reads&, const Value& key);
/// One result per key, absent if there is no such item.
std::vector<Value> batch_get(const Reads&, const std::vector<Value>& keys);
/// The same in one snapshot; the tables may differ.
std::vector<Value> transact_get(const std::vector<std::pair<const TableInfo*, Value>>& keys, Deadline);

/// One write, alone or as a part of a transaction.
struct Write {
    enum class Kind : std::uint8_t { put, update, erase, check };
    Kind kind = Kind::put;
    const TableInfo* table = nullptr;
    Value subject;  ///< the item to put; the key for the others
    std::vector<ChangeMade> changes = {};
    Formula condition = {};
    Binding binding = Binding::single;
    bool must_be_new = false;
    bool checks_version = false;
    std::int64_t version = 0;  ///< the version that was read
};
/// Returns what is stored afterwards, for a put and an update. Throws the errors of data_error.h.
Value carry_out(Write, Deadline);
/// `requests` are items (to put) or keys (to erase).
void batch_write(const TableInfo&, std::vector<Value> requests, bool erase, Deadline);
/// With a token it happens once, however often it is sent within ten minutes; one is generated if there is none.
void transact_write(std::vector<Write>, std::string token, Deadline);

/// A query or a scan.
struct Search {
    const TableInfo* table = nullptr;
    const IndexInfo* index = nullptr;
    Deadline deadline;
    bool scan = false;
    Formula key_condition = {};
    Value partition = {};  ///< the partition key's values, by attribute; a cursor of another partition is rejected
    Formula filter = {};
    Binding filter_binding = Binding::single;
    Attributes attributes = {};
    bool descending = false;
    bool consistent = false;
    std::optional<std::size_t> limit = {};
    Value start = {};  ///< the key after which it continues
    bool start_is_callers = false;
    bool finds_nothing = false;  ///< no key fulfils the conditions
};
/// Adds a condition on the next key member. In DynamoDB an empty text or a reversed range is an error there; here it
/// means what it says: every key comes after an empty text, and none is in a reversed range.
void add_key_condition(Search&, const Formula&, Operator);
struct Found {
    std::vector<Value> items;
    Value next;  ///< absent at the end
};
/// Without a limit, one answer of the service; with a limit, as many as needed to reach it.
Found find_page(const Search&);
/// Everything up to the limit.
std::vector<Value> find_all(Search);
std::size_t find_count(const Search&);
/// In the order of `attribute`, each item once. `starts` are as in `Search::start`; null means that the search is at
/// its end.
struct Merged {
    std::vector<Value> items;
    std::vector<Value> next;  ///< one per search; empty at the end of all
};
Merged find_merged(std::vector<Search>, std::string_view attribute);

/// A cursor as text. `of` names what it belongs to; `BadRequest` (`bad_cursor`) for any other text.
std::string cursor_text(const Value& keys, std::string_view of);
Value parse_cursor(std::string_view text, std::string_view of);
[[noreturn]] void bad_cursor();
/// Throws `BadRequest` (`bad_cursor`) unless it is a key of the index and the table, in this partition.
void check_start(Search&);

/// A PartiQL statement. `{table}` in it is replaced by the table's physical name, in quotes.
struct Statement {
    const TableInfo* table = nullptr;
    std::string_view text;
    std::vector<Value> parameters = {};
};
std::vector<Value> execute_statement(Statement, bool writes, Deadline);
/// All of them or none, up to 100: what each selects, absent if there is nothing. A token as in `transact_write`.
std::vector<Value> execute_transaction(std::vector<Statement>, bool writes, std::string token, Deadline);
/// Each by itself, 25 a call.
struct StatementAnswer {
    std::string code;  ///< empty when it was carried out
    std::string message;
    Value item;  ///< what it selects, or what is stored where a condition failed
};
std::vector<StatementAnswer> execute_batch(std::vector<Statement>, bool writes, Deadline);

}  // namespace bob::detail
