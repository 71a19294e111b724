/// The connections of a WebSocket API: sending to them, asking about them and ending them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bob/runtime/codec.h"
#include "bob/runtime/connection_error.h"
#include "bob/runtime/data_calls.h"
#include "bob/runtime/grants.h"
#include "bob/runtime/messages.h"

namespace bob {

/// What became of a message. A client can leave at any time, so that `gone` is nothing unusual: forget the connection.
enum class Delivery : std::uint8_t { delivered, gone };

struct Connection {
    Timestamp connected_at = {};
    Timestamp last_active_at = {};
    std::string source_ip = {};
    std::string user_agent = {};
};

namespace detail {
bool post_to_connection(std::string_view api, std::string_view id, std::string message, Deadline);
std::optional<Connection> get_connection(std::string_view api, std::string_view id, Deadline);
bool delete_connection(std::string_view api, std::string_view id, Deadline);
}  // namespace detail

template <const auto& F, const auto& Api>
class ConnectionManager {
public:
    explicit ConnectionManager(detail::Deadline deadline) : deadline_(deadline) {}

    /// A text is sent unchanged, anything else as JSON. Up to 128 KB. The client may have got a message whose answer
    /// was lost, so only what was throttled is sent again.
    template <class T>
    [[nodiscard]] Delivery post(std::string_view connection_id, const T& message) const {
        detail::needs<F, Api, Access::manage>();
        return detail::post_to_connection(Api.name.text, connection_id, detail::message_text(message), deadline_)
                   ? Delivery::delivered
                   : Delivery::gone;
    }
    /// The same message to each of the ids, one after the other, and which of them are gone. Any other refusal ends it.
    template <class Ids, class T>
    [[nodiscard]] std::vector<std::string> post_to_all(const Ids& connection_ids, const T& message) const {
        detail::needs<F, Api, Access::manage>();
        const std::string text = detail::message_text(message);
        std::vector<std::string> gone;
        for (const auto& id : connection_ids)
            if (!detail::post_to_connection(Api.name.text, id, text, deadline_)) gone.emplace_back(id);
        return gone;
    }
    /// Nothing when it is gone.
    std::optional<Connection> get(std::string_view connection_id) const {
        detail::needs<F, Api, Access::manage>();
        return detail::get_connection(Api.name.text, connection_id, deadline_);
    }
    /// Ends the connection; the `$disconnect` route is called then. False when it was gone already.
    bool disconnect(std::string_view connection_id) const {
        detail::needs<F, Api, Access::manage>();
        return detail::delete_connection(Api.name.text, connection_id, deadline_);
    }

private:
    detail::Deadline deadline_;
};

}  // namespace bob
