// A function that uses all of the library, for as many calls as a test likes.
#include <bob/handler.h>
#include <bob/runtime/router.h>
#include <bob/runtime/tokens.h>

#include <stdexcept>

namespace soak {

struct Note {
    std::string owner;
    std::string id;
    std::string text;
    bob::Timestamp at;
    std::optional<double> weight;
    std::set<std::string> tags;
};

inline constexpr bob::Table<Note> notes{
    .name = "Notes", .partition_key = bob::key<&Note::owner>, .sort_key = bob::key<&Note::id>};
inline constexpr bob::Queue work{.name = "work"};

namespace routes {
inline constexpr bob::HttpApiEvent save{bob::PUT, "/notes/{id}"};
inline constexpr bob::HttpApiEvent list{bob::GET, "/notes"};
inline constexpr bob::HttpApiEvent fail{bob::POST, "/fail/{how}"};
}  // namespace routes

inline constexpr bob::Function soaked{
    .name = "soaked",
    .http_api = bob::routes<routes::save, routes::list, routes::fail>,
    .uses = {bob::reads<notes>, bob::writes<notes>, bob::queries<notes>, bob::sends<work>},
};

struct Order {
    std::string text;
    std::optional<double> weight;
    std::set<std::string> tags;
};
struct Page {
    std::vector<Note> notes;
    std::optional<std::string> next;
};

}  // namespace soak

using soak::Order;

template <>
inline constexpr auto bob::field_rules<Order> =
    bob::rules(bob::rule<&Order::text>(bob::is::not_blank, bob::is::of_length(1, 80)));

namespace soak {

using bob::Response;
using Context = bob::Context<soaked>;

static Response save(const bob::Request<routes::save>& request, Context& context) {
    static bob::TokenVerifier tokens(bob::tokens_of_environment());
    const bob::Claims caller = tokens.require(bob::bearer_token(request.header("authorization").value_or("")));
    const auto order = request.json<Order>();
    const Note note{.owner = caller.user_name,
                    .id = request.path<"id">(),
                    .text = order.text,
                    .at = bob::now(),
                    .weight = order.weight,
                    .tags = order.tags};
    context.table<notes>().put(note);
    context.queue<work>().send(note);
    bob::log_info("saved", {{"note", note.id}, {"weight", note.weight.value_or(0)}});
    return Response::json(201, note)
        .header("Location", "/notes/" + note.id)
        .cookie({.name = "last", .value = request.cookie("last").value_or("none")});
}

static Response list(const bob::Request<routes::list>& request, Context& context) {
    const auto page = context.table<notes>()
                          .query(bob::field<&Note::owner> == request.user())
                          .limit(request.query<std::size_t>("limit").value_or(3))
                          .after(request.query("after"))
                          .page();
    Page answer{.notes = page.items, .next = {}};
    if (page.next) answer.next = page.next->text();
    return Response::json(answer);
}

static Response fail(const bob::Request<routes::fail>& request) {
    if (request.path<"how">() == "conflict") throw bob::Conflict("Somebody was faster.");
    throw std::runtime_error("something else");
}

static const bob::Lambda lambda = bob::handles<soaked>(bob::router<soaked>(save, list, fail));

}  // namespace soak
