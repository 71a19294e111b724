/// What a handler has besides its event: the call it serves, and what the function's `uses` grant.
#pragma once

#include <chrono>
#include <string>

#include "bob/runtime/connections.h"
#include "bob/runtime/data.h"
#include "bob/runtime/functions.h"
#include "bob/runtime/invocation.h"
#include "bob/runtime/messages.h"
#include "bob/runtime/partiql.h"
#include "bob/runtime/secrets.h"
#include "bob/runtime/transaction.h"

namespace bob {

/// Made for one call, and no longer than it. `F` is the declaration of the function, or a `Needs`.
template <const auto& F>
class Context {
public:
    explicit Context(const Invocation& invocation) : invocation_(&invocation) {}
    /// Of a function that is granted at least the same.
    template <const auto& Wider>
        requires(!detail::is_same_declaration<Wider, F>)
    Context(const Context<Wider>& other) : invocation_(&other.invocation()) {
        static_assert(detail::covers<Wider, F>(), "the function's uses lack some of what this part of the code needs");
    }

    const Invocation& invocation() const { return *invocation_; }
    const std::string& request_id() const { return invocation_->request_id; }
    /// Until Lambda ends the call. Every operation gives up a little earlier.
    std::chrono::milliseconds remaining() const { return invocation_->remaining(); }

    template <const auto& T>
    DataTable<F, T> table() const {
        static_assert(detail::mentions<F, T>(),
                      "the function's uses say nothing of this table: add reads<…>, writes<…> or what it does");
        return DataTable<F, T>(invocation_->deadline);
    }
    /// Writes of several items as one.
    Transaction<F> transact() const { return Transaction<F>(invocation_->deadline); }
    /// Items as they were at one moment: `auto [user, slot] = context.transact_get<users, availabilities>(name, {a,
    /// b})`
    template <const auto&... Tables>
    auto transact_get(const KeyOf<Tables>&... keys) const {
        return detail::read_transaction<F, Tables...>(invocation_->deadline, keys...);
    }
    /// PartiQL, for what the other operations can't say. `{table}` stands for the table's name, `?` for a parameter:
    /// `context.partiql<users, "SELECT * FROM {table} WHERE username IN [?, ?]">(one, other)`
    template <const auto& T, FixedText Statement, class... Parameters>
    auto partiql(const Parameters&... parameters) const {
        return detail::run_partiql<F, T, Statement>(invocation_->deadline, parameters...);
    }
    /// Several PartiQL statements, as one or each by itself.
    Statements<F, false> partiql() const { return Statements<F, false>(invocation_->deadline); }

    template <const auto& Q>
    QueueSender<F, Q> queue() const {
        static_assert(detail::mentions<F, Q>(), "the function's uses say nothing of this queue: add sends<…>");
        return QueueSender<F, Q>(invocation_->deadline);
    }
    template <const auto& T>
    TopicPublisher<F, T> topic() const {
        static_assert(detail::mentions<F, T>(), "the function's uses say nothing of this topic: add publishes<…>");
        return TopicPublisher<F, T>(invocation_->deadline);
    }

    /// Another function of the stack: `context.function<price>().invoke<Price>(order)`.
    template <const auto& Called>
    FunctionCaller<F, Called> function() const {
        static_assert(detail::mentions<F, Called>(),
                      "the function's uses say nothing of this function: add invokes<…>");
        return FunctionCaller<F, Called>(invocation_->deadline);
    }

    /// The connections of the WebSocket API: `context.connections<chat>().post(id, message)`.
    template <const auto& Api>
    ConnectionManager<F, Api> connections() const {
        static_assert(detail::mentions<F, Api>(),
                      "the function's uses say nothing of this WebSocket API: add manages_connections<…>");
        return ConnectionManager<F, Api>(invocation_->deadline);
    }

    /// The secret's text. It was fetched before the first call, and is fetched again once it is five minutes old: a
    /// rotated one arrives without a deployment.
    template <const Secret& S>
    std::string secret() const {
        detail::needs<F, S, Access::fetch>();
        return detail::secret_text(S.path.text, invocation_->deadline);
    }

private:
    const Invocation* invocation_;
};

}  // namespace bob
