/// The access log of an HTTP API, in a form of one's own.
#include <bob/bob.h>

namespace http_access_log {

static constexpr bob::Function show{.name = "show", .http_api = {{bob::GET, "/books"}}};
static constexpr bob::HttpApi api{.access_logs = std::chrono::days(7),
                                  .access_log_format = "$context.requestId $context.status"};

bob::Stack stack(const bob::Stage&) { return {.name = "books", .resources = {show, api}}; }

}  // namespace http_access_log
