/// PartiQL statements, checked at compile time as far as possible: the verb decides which grant they need and what they
/// return, and every `?` has its parameter.
#pragma once

#include <string_view>
#include <vector>

#include "bob/runtime/data.h"

namespace bob::detail {

/// The position of the part, or npos. Under sanitizers, GCC 12 cannot evaluate `find` at compile time.
consteval std::size_t position_of(std::string_view text, std::string_view part, std::size_t from = 0) {
    for (std::size_t at = from; at + part.size() <= text.size(); ++at) {
        std::size_t same = 0;
        while (same < part.size() && text[at + same] == part[same]) ++same;
        if (same == part.size()) return at;
    }
    return std::string_view::npos;
}
/// `SELECT …`, in upper or lower case, as DynamoDB accepts it.
consteval bool has_verb(std::string_view statement, std::string_view verb) {
    std::size_t at = 0;
    while (at < statement.size() && (statement[at] == ' ' || statement[at] == '\n')) ++at;
    for (const char c : verb) {
        if (at == statement.size()) return false;
        const char here = statement[at++];
        if ((here >= 'a' && here <= 'z' ? here - 'a' + 'A' : here) != c) return false;
    }
    return at < statement.size() && (statement[at] == ' ' || statement[at] == '\n');
}
/// Question marks outside of quotes.
consteval std::size_t count_parameters(std::string_view statement) {
    std::size_t count = 0;
    char quote = 0;
    for (const char c : statement) {
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '?') {
            ++count;
        }
    }
    return count;
}
/// The index in `FROM {table}."ByStatus"`; empty for the table itself.
consteval std::string_view statement_index(std::string_view statement) {
    const std::size_t at = position_of(statement, "{table}.\"");
    if (at == std::string_view::npos) return {};
    const std::size_t begin = at + 9;
    return statement.substr(begin, position_of(statement, "\"", begin) - begin);
}
template <const auto& T>
consteval bool index_is_there(std::string_view name) {
    bool there = name.empty();
    for (const auto& index : T.global_indexes) there |= index.name.text == name;
    for (const auto& index : T.local_indexes) there |= index.name.text == name;
    return there;
}
template <FixedText Statement>
consteval auto statement_index_text() {
    constexpr std::string_view index = statement_index(Statement.text());
    char characters[index.size() + 1]{};
    for (std::size_t i = 0; i < index.size(); ++i) characters[i] = index[i];
    return FixedText<index.size() + 1>(characters);
}

template <const auto& F, const auto& T, FixedText Statement, class... Parameters>
auto run_partiql(Deadline deadline, const Parameters&... parameters) {
    constexpr std::string_view text = Statement.text();
    constexpr bool selects = has_verb(text, "SELECT");
    static_assert(selects || has_verb(text, "INSERT") || has_verb(text, "UPDATE") || has_verb(text, "DELETE"),
                  "a PartiQL statement begins with SELECT, INSERT, UPDATE or DELETE");
    static_assert(position_of(text, "{table}") != std::string_view::npos,
                  "a PartiQL statement names its table by {table}");
    static_assert(count_parameters(text) == sizeof...(Parameters), "each ? of a PartiQL statement has a parameter");
    static_assert(index_is_there<T>(statement_index(text)), "the table has no index of this name");
    std::vector<Value> values{bob::encode(parameters)...};
    if constexpr (selects) {
        needs<F, T, Access::partiql_read, statement_index_text<Statement>()>();
        std::vector<ItemOf<T>> items;
        read_all<T>(execute_statement(table_info<T>, text, std::move(values), false, deadline), items);
        return items;
    } else {
        needs<F, T, Access::partiql_write>();
        execute_statement(table_info<T>, text, std::move(values), true, deadline);
    }
}

}  // namespace bob::detail
