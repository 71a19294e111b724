#include "bob/runtime/router.h"

#include <gtest/gtest.h>

#include "events.h"

namespace {

using namespace bob;
using bob::test::at;
using bob::test::event;

namespace routes {
constexpr HttpApiEvent list{GET, "/users"};
constexpr HttpApiEvent add{POST, "/users"};
constexpr HttpApiEvent mine{GET, "/users/me"};
constexpr HttpApiEvent get{GET, "/users/{name}"};
constexpr HttpApiEvent any{ANY, "/users/{name}/friends"};
constexpr HttpApiEvent picture{PUT, "/users/{name}/friends"};
constexpr HttpApiEvent file{GET, "/users/{name}/files/{path+}"};
constexpr HttpApiEvent top{GET, "/"};
}  // namespace routes

constexpr Function users{
    .name = "users",
    .http_api = bob::routes<routes::list, routes::add, routes::mine, routes::get, routes::any, routes::picture,
                            routes::file, routes::top>,
};
static_assert(users.http_api.size() == 8);
static_assert(users.http_api[3].path.text == "/users/{name}");

Response list(const Request<routes::list>&) { return Response::text(200, "list"); }
Response add(const Request<routes::add>&, Context<users>& context) { return Response::text(201, context.request_id()); }
Response mine(const Request<routes::mine>&) { return Response::text(200, "mine"); }
Response get(const Request<routes::get>& request) { return Response::text(200, "get " + request.path<"name">()); }
Response any(const Request<routes::any>& request) { return Response::text(200, "any " + request.path<"name">()); }
Response picture(const Request<routes::picture>&) { return Response::text(200, "picture"); }
Response file(const Request<routes::file>& request) {
    return Response::text(200, request.path<"name">() + ": " + request.path<"path">());
}
Response top(const Request<routes::top>&) { return Response::text(200, "top"); }

constexpr auto route = router<users>(list, add, mine, get, any, picture, file, top);

Response answer(const Value& from) {
    const Invocation invocation{.request_id = "id-1"};
    Context<users> context(invocation);
    try {
        return route(Request<users>(from), context);
    } catch (...) {
        return detail::error_response(std::current_exception(), "id-1");
    }
}

/// As an HTTP API sends it: it found the route itself.
std::string routed(const char* key, const char* variables = "{}") {
    Value from = event("http_api_2");
    from.set("routeKey", Value::string(key));
    from.set("pathParameters", parse_json(variables));
    at(from, "requestContext", "http", "method") =
        Value::string(std::string(std::string_view(key).substr(0, std::string_view(key).find(' '))));
    return answer(from).body;
}

/// As a function URL sends it: method and path are all that it has.
Response asked(const char* method, const char* path) {
    Value from = event("function_url");
    at(from, "rawPath") = Value::string(path);
    at(from, "requestContext", "http", "method") = Value::string(method);
    return answer(from);
}

TEST(Router, GoesWhereApiGatewaySays) {
    EXPECT_EQ(routed("GET /users"), "list");
    EXPECT_EQ(routed("POST /users"), "id-1");
    EXPECT_EQ(routed("GET /users/me"), "mine");
    EXPECT_EQ(routed("GET /users/{name}", R"({"name": "me"})"), "get me");
    EXPECT_EQ(routed("PUT /users/{name}/friends"), "picture");
    EXPECT_EQ(routed("GET /users/{name}/files/{path+}", R"({"name": "a", "path": "b/c"})"), "a: b/c");
}

TEST(Router, ARestApisResourceIsARouteToo) {
    Value from = event("rest");
    from.set("resource", Value::string("/users/{name}"));
    from.set("httpMethod", Value::string("GET"));
    from.set("pathParameters", parse_json(R"({"name": "a%2Fb"})"));
    EXPECT_EQ(answer(from).body, "get a/b");
}

TEST(Router, FindsTheBestRouteItself) {
    EXPECT_EQ(asked("GET", "/").body, "top");
    EXPECT_EQ(asked("GET", "/users").body, "list");
    EXPECT_EQ(asked("GET", "/users/").body, "list");
    EXPECT_EQ(asked("GET", "/users/me").body, "mine");
    EXPECT_EQ(asked("GET", "/users/you%20all").body, "get you all");
    EXPECT_EQ(asked("GET", "/users/a%2Fb").body, "get a/b");
    EXPECT_EQ(asked("GET", "/%75sers/m%65").body, "mine");
    EXPECT_EQ(asked("PUT", "/users/you/friends").body, "picture");
    EXPECT_EQ(asked("PATCH", "/users/you/friends").body, "any you");
    EXPECT_EQ(asked("GET", "/users/you/files/a/b").body, "you: a/b");
}

/// An HTTP API's `$default` route has the decoded path, with the stage's name before it.
TEST(Router, FindsTheRouteOfACatchAll) {
    Value from = event("http_api_2");
    from.set("routeKey", Value::string("$default"));
    at(from, "requestContext", "http", "method") = Value::string("GET");
    from.set("rawPath", Value::string("/users/50%25"));
    EXPECT_EQ(answer(from).body, "get 50%25");
    at(from, "requestContext", "stage") = Value::string("dev");
    from.set("rawPath", Value::string("/dev/users/me"));
    EXPECT_EQ(answer(from).body, "mine");
}

TEST(Router, KnowsWhatItHasNot) {
    for (const char* path :
         {"/user", "/users/a/b", "/users/a/files", "/users//friends", "/usersx", "/users/a/friends/b"}) {
        const Response response = asked("GET", path);
        EXPECT_EQ(response.status, 404) << path;
        EXPECT_EQ(parse_json(response.body)["code"].text(), "no_such_route") << path;
    }
    const Response response = asked("DELETE", "/users");
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(*response.find_header("Allow"), "GET, POST");
    EXPECT_EQ(parse_json(response.body)["code"].text(), "method_not_allowed");
    // What is deployed may know routes that this program does not know yet.
    EXPECT_EQ(parse_json(routed("GET /later"))["code"].text(), "no_such_route");
}

TEST(Router, IsTheHandlerOfItsFunction) {
    const Lambda lambda = handles<users>(route);
    Value from = event("function_url");
    at(from, "rawPath") = Value::string("/users");
    at(from, "requestContext", "http", "method") = Value::string("GET");
    EXPECT_EQ(parse_json(lambda.invoke(to_json(from)))["body"].text(), "list");
}

}  // namespace
