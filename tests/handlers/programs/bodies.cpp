// Takes bodies of the size that everybody's function takes.
#include <bob/handler.h>

namespace {

constexpr bob::Function bodies{.name = "bodies", .http_api = {{bob::POST, "/bodies"}}};

struct Note {
    std::string text;
};

const bob::Lambda lambda = bob::handles<bodies>(
    +[](const bob::Request<bodies>& request) { return bob::Response::json(request.json<Note>()); });

}  // namespace
