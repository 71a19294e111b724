/// Writes that all succeed or have no effect: up to 100 items, in any tables.
///
///     context.transact()
///         .erase<availabilities>({owner, id}, field<&Availability::status> == "SCHEDULED")
///         .create<meetings>(meeting)
///         .commit();
#pragma once

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bob/runtime/data.h"

namespace bob {

template <const auto& F>
class Transaction {
public:
    explicit Transaction(detail::Deadline deadline) : deadline_(deadline) {}

    /// Creates or replaces an item; with a condition, only if the stored item fulfils it.
    template <const auto& T, class... Conditions>
    Transaction put(detail::ItemOf<T> item, const Conditions&... condition) && {
        detail::needs<F, T, Access::write>();
        detail::Write made = detail::write_of_item<T>(item);
        (detail::WriteOption<T>::apply(made, condition), ...);
        return std::move(*this).with(std::move(made));
    }
    /// Only if there is no item with this key yet.
    template <const auto& T>
    Transaction create(detail::ItemOf<T> item) && {
        detail::needs<F, T, Access::write>();
        detail::Write made = detail::write_of_item<T>(item);
        made.must_be_new = true;
        return std::move(*this).with(std::move(made));
    }
    /// Changes members of an existing item.
    template <const auto& T, class... Changes>
    Transaction update(const KeyOf<T>& key, const Changes&... changes) && {
        detail::needs<F, T, Access::write>();
        return std::move(*this).with(detail::write_of_changes<T>(key, changes...));
    }
    template <const auto& T, class... Options>
    Transaction erase(const KeyOf<T>& key, const Options&... options) && {
        static_assert(!(detail::is_change<Options> || ...), "what is erased can't be changed");
        detail::needs<F, T, Access::remove>();
        return std::move(*this).with(detail::write_of_key<T>(detail::Write::Kind::erase, key, options...));
    }
    /// Writes nothing; the other writes succeed only if this item fulfils the condition.
    template <const auto& T, std::uint64_t Uses>
    Transaction check(const KeyOf<T>& key, const Condition<detail::ItemOf<T>, Uses>& condition) && {
        detail::needs<F, T, Access::check>();
        detail::Write made{.kind = detail::Write::Kind::check, .table = &detail::table_info<T>, .subject = key.value()};
        detail::WriteOption<T>::apply(made, condition);
        return std::move(*this).with(std::move(made));
    }
    /// Identifies a transaction that is sent again within ten minutes (1 to 36 characters): for example the id of a
    /// message that may be delivered twice. Without one, each `commit` is a separate transaction.
    Transaction token(std::string text) && {
        token_ = std::move(text);
        return std::move(*this);
    }
    /// Throws `TransactionCanceled` with a reason per part, if nothing was written.
    void commit() && { detail::transact_write(std::move(writes_), std::move(token_), deadline_); }

    std::size_t size() const { return writes_.size(); }

private:
    Transaction with(detail::Write&& made) && {
        writes_.push_back(std::move(made));
        return std::move(*this);
    }

    detail::Deadline deadline_;
    std::vector<detail::Write> writes_;
    std::string token_;
};

namespace detail {

template <const auto& F, const auto&... Tables>
std::tuple<std::optional<ItemOf<Tables>>...> read_transaction(Deadline deadline, const KeyOf<Tables>&... keys) {
    (needs<F, Tables, Access::read>(), ...);
    std::vector<Value> stored = transact_get({{&table_info<Tables>, keys.value()}...}, deadline);
    std::size_t i = 0;
    // In braces, so that they are read in their order.
    return std::tuple<std::optional<ItemOf<Tables>>...>{[&] {
        Value& one = stored[i++];
        return one ? std::optional<ItemOf<Tables>>(read_item<Tables>(std::move(one))) : std::nullopt;
    }()...};
}

}  // namespace detail

}  // namespace bob
