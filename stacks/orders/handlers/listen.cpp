#include <bob/handler.h>
#include <bob/runtime/tokens.h>

#include "functions.h"
#include "records.h"

namespace orders {

/// As long as API Gateway keeps a connection.
static constexpr std::chrono::hours longest{2};

static bob::WebSocketResponse handle(const bob::WebSocketRequest<listen>& request, bob::Context<listen>& context) {
    const auto table = context.table<listeners>();
    if (request.is<"$disconnect">()) {
        table.erase(request.connection_id());
        return {};
    }
    static bob::TokenVerifier tokens(bob::tokens_of_environment());
    const bob::Claims claims = tokens.require(request.query("token").value_or(""));
    table.put({
        .connection = request.connection_id(),
        .customer = claims.user_name,
        .until = {std::chrono::time_point_cast<std::chrono::seconds>(bob::now().value) + longest},
    });
    return bob::WebSocketResponse::accept();
}

static const bob::Lambda lambda = bob::handles<listen>(handle);

}  // namespace orders
