// Takes bodies of any size that Lambda passes on.
#include <bob/handler.h>

#include <limits>

namespace {

constexpr bob::Function bodies{
    .name = "largeBodies",
    .http_api = {{bob::POST, "/bodies"}},
    .max_body = {.bytes = 6'291'456, .values = std::numeric_limits<std::uint32_t>::max()},
};

struct Counted {
    std::size_t values = 0;
};

const bob::Lambda lambda = bob::handles<bodies>(+[](const bob::Request<bodies>& request) {
    return bob::Response::json(Counted{request.json<bob::Value>().elements().size()});
});

}  // namespace
