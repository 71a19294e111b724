/// PartiQL statements, checked at compile time as far as possible: the verb decides which grant they need and what they
/// return, and every `?` has its parameter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
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

/// Whether the statement reads; it does not compile unless it is one, and its function may.
template <const auto& F, const auto& T, FixedText Text, class... Parameters>
consteval bool check_statement() {
    constexpr std::string_view text = Text.text();
    constexpr bool selects = has_verb(text, "SELECT");
    static_assert(selects || has_verb(text, "INSERT") || has_verb(text, "UPDATE") || has_verb(text, "DELETE"),
                  "a PartiQL statement begins with SELECT, INSERT, UPDATE or DELETE");
    static_assert(position_of(text, "{table}") != std::string_view::npos,
                  "a PartiQL statement names its table by {table}");
    static_assert(count_parameters(text) == sizeof...(Parameters), "each ? of a PartiQL statement has a parameter");
    static_assert(index_is_there<T>(statement_index(text)), "the table has no index of this name");
    return selects;
}

/// A literal is a text, too.
template <class Parameter>
Value encode_parameter(const Parameter& given) {
    if constexpr (std::is_same_v<Parameter, std::string_view> || std::is_array_v<Parameter>)
        return Value::string(std::string(std::string_view(given)));
    else
        return bob::encode(given);
}

template <const auto& F, const auto& T, FixedText Text, class... Parameters>
Statement make_statement(const Parameters&... parameters) {
    if constexpr (check_statement<F, T, Text, Parameters...>())
        needs<F, T, Access::partiql_read, statement_index_text<Text>()>();
    else
        needs<F, T, Access::partiql_write>();
    return {&table_info<T>, Text.text(), {encode_parameter(parameters)...}};
}

template <const auto& F, const auto& T, FixedText Text, class... Parameters>
auto run_partiql(Deadline deadline, const Parameters&... parameters) {
    Statement statement = make_statement<F, T, Text>(parameters...);
    if constexpr (has_verb(Text.text(), "SELECT")) {
        std::vector<ItemOf<T>> items;
        read_all<T>(execute_statement(std::move(statement), false, deadline), items);
        return items;
    } else {
        execute_statement(std::move(statement), true, deadline);
    }
}

/// Each item in its place: `Tables` are those that the statements select from.
template <const auto&... Tables>
auto read_selected(std::vector<Value> found) {
    std::size_t i = 0;
    // In braces, so that they are read in their order.
    return std::tuple<std::optional<ItemOf<Tables>>...>{[&] {
        Value& one = found[i++];
        return one ? std::optional<ItemOf<Tables>>(read_item<Tables>(std::move(one))) : std::nullopt;
    }()...};
}

}  // namespace bob::detail

namespace bob {

/// How one of several statements that write went.
struct StatementOutcome {
    std::string code;  ///< empty when it was carried out; `ConditionalCheckFailed`, `DuplicateItem` …
    std::string message;
    explicit operator bool() const { return code.empty(); }
};

/// Several PartiQL statements, which all read or all write, each of one item by its whole key:
///
///     auto [order, account] = context.partiql()
///         .add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(customer, id)
///         .add<accounts, "SELECT * FROM {table} WHERE name = ?">(name)
///         .transact();
///
/// `transact` carries out all or none of them, as of one moment (ExecuteTransaction, up to 100); `batch` carries out
/// each by itself (BatchExecuteStatement, 25 a call).
template <const auto& F, bool Writes, const auto&... Selected>
class Statements {
public:
    explicit Statements(detail::Deadline deadline, std::vector<detail::Statement> so_far = {}, std::string token = {})
        : deadline_(deadline), statements_(std::move(so_far)), token_(std::move(token)) {}

    template <const auto& T, FixedText Text, class... Parameters>
    auto add(const Parameters&... parameters) && {
        constexpr bool selects = detail::has_verb(Text.text(), "SELECT");
        static_assert(selects ? !Writes : sizeof...(Selected) == 0,
                      "several PartiQL statements all read or all write: use one list for each");
        static_assert(!selects || detail::statement_index(Text.text()).empty(),
                      "one of several PartiQL statements reads an item of the table by its key, not of an index");
        statements_.push_back(detail::make_statement<F, T, Text>(parameters...));
        if constexpr (selects)
            return Statements<F, false, Selected..., T>(deadline_, std::move(statements_));
        else
            return Statements<F, true>(deadline_, std::move(statements_), std::move(token_));
    }
    /// Identifies writes that are sent again within ten minutes (1 to 36 characters), as in `Transaction::token`.
    Statements token(std::string text) &&
        requires(Writes) {
            token_ = std::move(text);
            return std::move(*this);
        }
        /// What each selects; for writes, nothing. Throws `TransactionCanceled` with a reason for each, if nothing was
        /// done.
        auto transact() && {
        std::vector<Value> found =
            detail::execute_transaction(std::move(statements_), Writes, std::move(token_), deadline_);
        if constexpr (!Writes) return detail::read_selected<Selected...>(std::move(found));
    }
    /// What each selects; for writes, how each went. Throws when one could not be read.
    auto batch() && {
        std::vector<detail::StatementAnswer> answers = detail::execute_batch(std::move(statements_), Writes, deadline_);
        if constexpr (Writes) {
            std::vector<StatementOutcome> made;
            made.reserve(answers.size());
            for (auto& one : answers) made.push_back({std::move(one.code), std::move(one.message)});
            return made;
        } else {
            std::vector<Value> found;
            found.reserve(answers.size());
            for (auto& one : answers) found.push_back(std::move(one.item));
            return detail::read_selected<Selected...>(std::move(found));
        }
    }

private:
    template <const auto&, bool, const auto&...>
    friend class Statements;

    detail::Deadline deadline_;
    std::vector<detail::Statement> statements_;
    std::string token_;
};

}  // namespace bob
