/// What a function does with resources of the stack: `.uses = {reads<users>, queries<availabilities, "ByStatus">}`.
/// The generator turns each into the exact actions on the exact ARNs in the function's role. The handler's data access
/// offers only these operations.
#pragma once

#include <cstddef>
#include <string>

#include "bob/expression.h"
#include "bob/table.h"

namespace bob {

/// One way to use a table, in the service's own operations.
enum class Access : unsigned char {
    read,           ///< GetItem, BatchGetItem
    write,          ///< PutItem, UpdateItem
    remove,         ///< DeleteItem
    query,          ///< Query, on the table or the named index
    check,          ///< ConditionCheckItem, in a transaction
    batch_write,    ///< BatchWriteItem, which puts and deletes
    scan,           ///< Scan, on the table or the named index; reads everything, so there is a warning
    partiql_read,   ///< PartiQLSelect, which may not read a whole table unless the function also scans it
    partiql_write,  ///< PartiQLInsert, PartiQLUpdate, PartiQLDelete
    send,           ///< SQS SendMessage
    publish,        ///< SNS Publish
    fetch,          ///< Secrets Manager GetSecretValue, or SSM GetParameter
    client_secret,  ///< Cognito DescribeUserPoolClient, on the pool of the client
    invoke,         ///< Lambda Invoke, on the function or its alias
    manage,         ///< API Gateway ManageConnections, on the connections of the WebSocket API's stage
    allow,          ///< the named IAM action
    search,         ///< SearchVectors, on the named vector index
};

/// A text that can be a template argument.
template <std::size_t Size>
struct FixedText {
    char characters[Size]{};
    consteval FixedText(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) characters[i] = literal[i];
    }
    constexpr std::string_view text() const { return {characters, Size - 1}; }
};

namespace names {
/// The environment variable that tells a function where a resource is: `AVAILABILITIES_TABLE` for the table
/// `Availabilities`, `MAIL_QUEUE_URL` for the queue `mail`, `NEWS_TOPIC_ARN` for the topic `news`,
/// `DISCORD_TOKEN_SECRET_LOCATION` for the secret `discord.token`, `PRICE_FUNCTION` for the function `price`,
/// `CHAT_WEBSOCKET_API_URL` for the WebSocket API `chat`.
inline std::string variable(Kind kind, std::string_view name) {
    std::string made;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool capital = c >= 'A' && c <= 'Z';
        const bool word_begins = i > 0 && capital && (name[i - 1] < 'A' || name[i - 1] > 'Z');
        if (word_begins && made.back() != '_') made += '_';
        made += !is_alphanumeric(c) ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    const std::string_view ending = kind == Kind::queue           ? "_QUEUE"
                                    : kind == Kind::topic         ? "_TOPIC"
                                    : kind == Kind::secret        ? "_SECRET"
                                    : kind == Kind::function      ? "_FUNCTION"
                                    : kind == Kind::websocket_api ? "_WEBSOCKET_API"
                                                                  : "_TABLE";
    if (!made.ends_with(ending)) made += made.empty() ? ending.substr(1) : ending;
    return made + (kind == Kind::queue || kind == Kind::websocket_api ? "_URL"
                   : kind == Kind::topic                              ? "_ARN"
                   : kind == Kind::secret                             ? "_LOCATION"
                                                                      : "");
}
}  // namespace names

namespace detail {

/// The value of `reads<…>` before it is used in a function.
struct Grant {
    Access access;
    Kind kind;
    std::string_view target;
    std::string_view index;       ///< of `allows<…>`, the action
    const Text* named = nullptr;  ///< has the target, where that is made before `main`
};

template <const auto& Declaration, FixedText Index>
consteval bool has_index() {
    for (const auto& index : Declaration.global_indexes)
        if (index.name.text == Index.text()) return true;
    for (const auto& index : Declaration.local_indexes)
        if (index.name.text == Index.text()) return true;
    return Index.text().empty();
}

template <const auto& Declaration, Access How, FixedText Index = "">
consteval Grant grant_on_table() {
    static_assert(std::remove_cvref_t<decltype(Declaration)>::kind == Kind::table,
                  "only a table is read, written or queried");
    static_assert(has_index<Declaration, Index>(), "the table has no index of this name");
    return {How, Kind::table, Declaration.name.text, Index.text()};
}

template <const auto& Declaration, FixedText Index>
consteval bool has_vector_index() {
    if constexpr (requires { Declaration.vector_indexes; })
        for (const auto& index : Declaration.vector_indexes)
            if (index.name.text == Index.text()) return true;
    return false;
}
template <const auto& Declaration, FixedText Index>
consteval Grant grant_on_vector_index() {
    static_assert(std::remove_cvref_t<decltype(Declaration)>::kind == Kind::table, "only a table is searched");
    static_assert(has_vector_index<Declaration, Index>(), "the table has no vector index of this name");
    return {Access::search, Kind::table, Declaration.name.text, Index.text()};
}

template <const auto& Declaration>
consteval Grant grant_on_secret() {
    constexpr Kind kind = std::remove_cvref_t<decltype(Declaration)>::kind;
    static_assert(kind == Kind::secret || kind == Kind::user_pool_client,
                  "only a secret, or the secret of a user pool client, is fetched");
    if constexpr (kind == Kind::user_pool_client)
        return {Access::client_secret, kind, Declaration.name.text, {}};
    else if constexpr (kind == Kind::secret)
        return {Access::fetch, kind, Declaration.path.text, {}};
    else
        return {};
}

template <const auto& Declaration>
consteval Grant grant_on_function() {
    static_assert(std::remove_cvref_t<decltype(Declaration)>::kind == Kind::function, "only a function is invoked");
    return {Access::invoke, Kind::function, Declaration.name.text, {}};
}

template <const auto& Declaration>
consteval Grant grant_on_connections() {
    static_assert(std::remove_cvref_t<decltype(Declaration)>::kind == Kind::websocket_api,
                  "only the connections of a WebSocket API are managed");
    return {Access::manage, Kind::websocket_api, Declaration.name.text, {}};
}

/// A service and one of its actions, and no pattern: the role gets exactly what is written.
constexpr bool is_action(std::string_view text) {
    const auto colon = text.find(':');
    return colon != text.npos && colon > 0 && colon + 1 < text.size() && names::every(text.substr(0, colon), "-") &&
           names::every(text.substr(colon + 1), "");
}

template <FixedText Action, const auto& Declaration>
consteval Grant grant_of_action() {
    using Declared = std::remove_cvref_t<decltype(Declaration)>;
    static_assert(is_action(Action.text()), "an action is a service and what it does, as in `states:StartExecution`");
    static_assert(!type_of<Declared>().empty(), "only actions on a resource are allowed so");
    const Reference to = ref(Declaration);
    return {Access::allow, to.kind, to.target, Action.text(), to.named};
}

}  // namespace detail

/// GetItem and BatchGetItem on the table.
template <const auto& Table>
inline constexpr detail::Grant reads = detail::grant_on_table<Table, Access::read>();
/// PutItem and UpdateItem on the table.
template <const auto& Table>
inline constexpr detail::Grant writes = detail::grant_on_table<Table, Access::write>();
/// DeleteItem on the table.
template <const auto& Table>
inline constexpr detail::Grant deletes = detail::grant_on_table<Table, Access::remove>();
/// ConditionCheckItem on the table, as a transaction does it.
template <const auto& Table>
inline constexpr detail::Grant checks = detail::grant_on_table<Table, Access::check>();
/// BatchWriteItem on the table, which puts and deletes.
template <const auto& Table>
inline constexpr detail::Grant batch_writes = detail::grant_on_table<Table, Access::batch_write>();
/// Query on the table, or on the named index: `queries<availabilities, "ByStatus">`. An index that the table does not
/// have does not compile.
template <const auto& Table, FixedText Index = "">
inline constexpr detail::Grant queries = detail::grant_on_table<Table, Access::query, Index>();
/// Scan on the table, or on the named index. It reads everything, so the generator gives a warning.
template <const auto& Table, FixedText Index = "">
inline constexpr detail::Grant scans = detail::grant_on_table<Table, Access::scan, Index>();
/// SearchVectors on the named vector index: `searches<articles, "ByMeaning">`.
template <const auto& Table, FixedText Index>
inline constexpr detail::Grant searches = detail::grant_on_vector_index<Table, Index>();
/// PartiQL's SELECT on the table, or on the named index. The policy rejects one that would read the whole table, unless
/// the function also has `scans`.
template <const auto& Table, FixedText Index = "">
inline constexpr detail::Grant partiql_reads = detail::grant_on_table<Table, Access::partiql_read, Index>();
/// PartiQL's INSERT, UPDATE and DELETE on the table.
template <const auto& Table>
inline constexpr detail::Grant partiql_writes = detail::grant_on_table<Table, Access::partiql_write>();
/// SendMessage to the queue.
template <const auto& Queue>
inline constexpr detail::Grant sends = {Access::send, Kind::queue, Queue.name.text, {}};
/// Publish to the topic.
template <const auto& Topic>
inline constexpr detail::Grant publishes = {Access::publish, Kind::topic, Topic.name.text, {}};
/// The text of the secret, when the function starts; or, of a user pool client, the secret that Cognito made for it.
template <const auto& Secret>
inline constexpr detail::Grant fetches = detail::grant_on_secret<Secret>();
/// Invoke of another function, by its alias where it has one; a handler has `context.function<price>()`.
template <const auto& Function>
inline constexpr detail::Grant invokes = detail::grant_on_function<Function>();
/// To send to the connections of the WebSocket API, ask about them and end them; a handler has
/// `context.connections<chat>()`.
template <const auto& Api>
inline constexpr detail::Grant manages_connections = detail::grant_on_connections<Api>();
/// One IAM action on any declared resource: `allows<"states:StartExecution", orders>`. The generator checks the action
/// against AWS's list and the resources that it can be limited to, and names exactly this resource in the role.
template <FixedText Action, const auto& Declaration>
inline constexpr detail::Grant allows = detail::grant_of_action<Action, Declaration>();

struct Use {
    Access access = Access::read;
    Kind kind = Kind::table;
    std::string_view target;
    std::string_view index;       ///< of `Access::allow`, the action
    const Text* named = nullptr;  ///< has the target, where that is made before `main`
    Place place;

    constexpr Use() noexcept {}
    constexpr Use(detail::Grant grant, std::source_location at = std::source_location::current()) noexcept
        : access(grant.access),
          kind(grant.kind),
          target(grant.target),
          index(grant.index),
          named(grant.named),
          place(at) {}
    /// For names known only at run time.
    constexpr Use(Access access, Kind kind, std::string_view target, std::string_view index = {},
                  std::source_location at = std::source_location::current()) noexcept
        : access(access), kind(kind), target(target), index(index), place(at) {}

    /// What the resource is declared as.
    constexpr std::string_view name() const { return named ? named->text : target; }
};

}  // namespace bob
