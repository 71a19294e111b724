// A function with routes for everything that a request and a response can do.
#include <bob/handler.h>

#include <stdexcept>

namespace {

constexpr bob::Cors site{.origins = {"https://example.org"}, .allow_credentials = true};

namespace routes {
constexpr bob::HttpEvent list{bob::GET, "/lessons", {}, site};
constexpr bob::HttpEvent add{bob::POST, "/lessons", {}, site};
constexpr bob::HttpEvent get{bob::GET, "/lessons/{teacher}/{number}", {}, site};
constexpr bob::HttpEvent picture{bob::GET, "/lessons/{teacher}/picture"};
constexpr bob::HttpEvent fail{bob::ANY, "/fail/{how}", {}, site};
}  // namespace routes

constexpr bob::Function lessons{
    .name = "lessons",
    .http = bob::routes<routes::list, routes::add, routes::get, routes::picture, routes::fail>,
};

enum class Level { beginner, advanced };

struct Lesson {
    std::string title;
    std::string email;
    Level level = Level::beginner;
    int seats = 1;
    std::optional<bob::Timestamp> begins;
    std::vector<std::string> tags;
};

struct Filter {
    std::optional<Level> level;
    int limit = 20;
    std::vector<std::string> tag;
};

struct Page {
    std::vector<Lesson> lessons;
    std::string caller;
    Filter filter;
};

}  // namespace

template <>
inline constexpr auto bob::field_rules<Lesson> =
    bob::rules(bob::rule<&Lesson::title>(bob::is::not_blank, bob::is::of_length(1, 80)),
               bob::rule<&Lesson::email>(bob::is::email), bob::rule<&Lesson::seats>(bob::is::between(1, 12)),
               bob::rule<&Lesson::tags>(bob::is::of_length(0, 3), bob::is::each(bob::is::of_length(1, 20))));

template <>
inline constexpr auto bob::field_rules<Filter> = bob::rules(bob::rule<&Filter::limit>(bob::is::between(1, 100)));

namespace {

using bob::Response;

Response list(const bob::Request<routes::list>& request) {
    return Response::json(Page{{}, request.user(), request.query<Filter>()}).cache_control("private, max-age=60");
}

Response add(const bob::Request<routes::add>& request, bob::Context<lessons>& context) {
    const auto lesson = request.json<Lesson>();
    return Response::json(201, lesson)
        .header("Location", "/lessons/" + request.user() + "/" + context.request_id())
        .cookie({.name = "last", .value = std::to_string(lesson.seats), .max_age = std::chrono::hours(1)});
}

Response get(const bob::Request<routes::get>& request) {
    const int number = request.path<"number", int>();
    if (number > 9) throw bob::NotFound("There is no such lesson.", "no_such_lesson");
    return Response::text(200, request.path<"teacher">() + " " + std::to_string(number));
}

Response picture(const bob::Request<routes::picture>&) {
    return Response::bytes(200, std::string("\x89PNG\0\xFF", 6), "image/png");
}

Response fail(const bob::Request<routes::fail>& request) {
    const std::string how = request.path<"how">();
    if (how == "conflict") throw bob::Conflict("Somebody was faster.", "slot_taken");
    if (how == "busy") throw bob::Failure("DynamoDB.ThrottlingException", "a secret of the table", true);
    if (how == "broken") throw bob::Failure("DynamoDB.ValidationException", "a secret of the table");
    if (how == "large") return Response::text(200, std::string(7'000'000, 'x'));
    if (how == "header") return Response::text(200, "x").header("X-Name", std::string(request.body()));
    throw std::runtime_error("a secret of the program");
}

const bob::Lambda lambda = bob::handles<lessons>(bob::router<lessons>(list, add, get, picture, fail));

}  // namespace
