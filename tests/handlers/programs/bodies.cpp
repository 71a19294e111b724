// Takes bodies of the size that everybody's function takes.
#include <bob/handler.h>

namespace {

constexpr bob::Function bodies{.name = "bodies", .http_api = {{bob::POST, "/bodies"}}};

/// Of which a body of `{}` can ask for many.
struct Line {
    std::optional<std::string> sku, name, note, colour, size, brand, url, unit, tax, group;
};
struct Note {
    std::string text;
    std::optional<std::vector<Line>> lines;
    std::optional<std::map<std::string, std::vector<int>>> counts;
};

const bob::Lambda lambda = bob::handles<bodies>(
    +[](const bob::Request<bodies>& request) { return bob::Response::json(request.json<Note>()); });

}  // namespace
