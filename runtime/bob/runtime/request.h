/// An HTTP request, typed by the function's declaration: `bob::Request<book_availability>`.
///
/// It has one interface for the four event formats of API Gateway and Lambda:
/// - REST APIs, https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
/// - HTTP APIs with payload 1.0 and 2.0,
///   https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
/// - function URLs, https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/function.h"
#include "bob/runtime/codec.h"
#include "bob/runtime/response.h"
#include "bob/runtime/rules.h"
#include "bob/type.h"

namespace bob {

namespace detail {
struct HttpData;
Error body_too_large(const BodyLimit&);
}  // namespace detail

/// The part of a request that does not depend on a declaration. It is cheap to copy.
class HttpRequest {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    /// The sender, which decides the format of the answer.
    enum class Payload : std::uint8_t { rest_api, http_api_1, http_api_2 };

    /// Throws a `Failure` of the type `MalformedEvent` if the event is none of the four.
    explicit HttpRequest(Value event);

    Payload payload() const;
    /// `ANY` for a method without a name in the DSL; see `method_name`.
    Method method() const;
    const std::string& method_name() const;
    /// The route as declared, `/availability/{owner}/{id}/book`; empty for a function URL.
    const std::string& route() const { return route_; }
    /// The requested path, without the stage's name. It is decoded: do not parse it.
    const std::string& url_path() const;

    /// By its name, case-insensitive. The values of a repeated header are joined with `, `.
    std::optional<std::string> header(std::string_view name) const;
    std::optional<std::string> cookie(std::string_view name) const;

    /// A parameter of the query string; the first one if repeated.
    std::optional<std::string> query(std::string_view name) const;
    /// The same as a number, an enum, a time …; a value of another form is a `BadRequest`.
    template <class T>
    std::optional<T> query(std::string_view name) const {
        const Pairs& all = query_pairs();
        const std::string* found = first(all, name);
        if (!found) return std::nullopt;
        return read_one<T>("query", name, *found);
    }
    /// Every value of a parameter, in order.
    std::vector<std::string> query_all(std::string_view name) const;
    /// The whole query string as a struct. Absent parameters keep the struct's defaults.
    template <class T>
    T query() const {
        return read_pairs<T>("query", query_pairs());
    }

    /// The variables of the path as a struct, whose members have their names.
    template <class T>
    T path_variables() const {
        return read_pairs<T>("path", path_);
    }
    /// Headers as a struct: `Idempotency_Key` is the header `Idempotency-Key`. Absent ones keep the struct's defaults.
    template <class T>
    T headers() const {
        Pairs found;
        for (const std::string_view member : bob::field_names<T>)
            if (std::optional<std::string> value = header(header_name(member)))
                found.emplace_back(member, *std::move(value));
        return read_pairs<T>("headers", found);
    }

    /// The bytes of the body, decoded from base64 if necessary; valid as long as the request.
    std::string_view body() const;
    /// The body as JSON, read into `T`. Throws 415 when its content type is not JSON (browsers let any page send
    /// other types to any site), 400 with every invalid field, and 400 or 413 if it exceeds `.max_body` of the
    /// function's declaration.
    template <class T>
    T json() const {
        if constexpr (std::is_same_v<T, Value>)
            return json_body();
        else
            return detail::read_part<T>(json_body(), "body",
                                        Reading(Reading::Missing::is_an_error, detail::room_for(body().size())));
    }
    /// The body as an HTML form sends it (`application/x-www-form-urlencoded`; 415 otherwise), read into `T` like a
    /// query string.
    template <class T>
    T form() const {
        return read_pairs<T>("body", form_body());
    }

    /// What the authorizer says about the caller: the claims of the token (JWT and Cognito authorizers), or the context
    /// of a Lambda authorizer. An empty map without one.
    const Value& claims() const;
    /// One claim, as text.
    std::optional<std::string> claim(std::string_view name) const;
    /// The caller's name in Cognito: `cognito:username` or `username`, else a Lambda authorizer's principal, else
    /// `sub`. Throws `Unauthorized` if nobody is signed in, or if the authorizer let an expired token pass
    /// (`WhenExpired::pass_marked`): such a token does not identify the caller.
    std::string user() const;
    /// The groups of the caller in Cognito; none with an expired token. A REST API joins them with commas, which names
    /// may have, too. The token says which comma is part of a name if the route declares a Cognito authorizer, which
    /// verifies the one in `Authorization`. Otherwise all of the text is one group. Of a Lambda authorizer, a list of
    /// texts in JSON is the groups, as `authorize` writes them; any other text is one group.
    std::vector<std::string> groups() const;
    /// The same request with these claims, as if from an authorizer.
    void set_claims(Value claims);

    /// Of the client that connected to AWS; empty if the event does not contain it.
    std::string source_ip() const;
    std::string user_agent() const;
    /// API Gateway's id of the request.
    std::string request_id() const;
    std::string stage() const;
    std::string domain() const;

    /// The whole event, unchanged.
    const Value& event() const;

    /// A variable of the path, decoded.
    const std::string* path_variable(std::string_view name) const { return first(path_, name); }
    /// The segments of the path, each decoded. For routers.
    std::vector<std::string> segments() const;
    /// The same request, as if it had come by this route. For routers.
    void set_route(std::string route, Pairs path_variables);
    /// The declaration of cross-origin requests for the route, if there is one.
    const CorsChoice* cors() const { return cors_; }
    /// Throws 413 for a larger body. Too many values are detected while the body is read.
    void limit_body(const BodyLimit& limit) { body_limit_ = &limit; }
    void refuse_large_body() const;
    /// Throws 400 for a path that is no UTF-8.
    void refuse_unreadable_path() const;

protected:
    void find_declared(const List<HttpEvent, 64>& routes);
    const std::string& required_variable(std::string_view name) const;

    template <class T>
    static T read_one(std::string_view part, std::string_view name, const std::string& text) {
        require_utf8(part, name, text);
        if constexpr (std::is_same_v<T, std::string>) {
            return text;
        } else {
            T into{};
            Reading reading;
            {
                const Reading::Step in_part(reading, part);
                const Reading::Step step(reading, name);
                decode(from_text(text, text_kind<T>), into, reading);
            }
            detail::refuse_if_wrong(reading);
            return into;
        }
    }

private:
    static const std::string* first(const Pairs& pairs, std::string_view name);
    static std::string header_name(std::string_view member);
    /// Percent-encoding can stand for any bytes. Those that are no text would be read as one, and stored as another.
    static bool is_utf8(std::string_view text, Reading& reading);
    static void require_utf8(std::string_view part, std::string_view name, std::string_view text);
    const Pairs& query_pairs() const;
    Value json_body() const;
    Pairs form_body() const;

    /// Converts a text to a `T`.
    enum class TextKind : std::uint8_t { text, number, truth };
    template <class T>
    static constexpr TextKind text_kind =
        std::is_same_v<T, bool>                                                                   ? TextKind::truth
        : std::is_arithmetic_v<T> || std::is_same_v<T, Number> || std::is_same_v<T, EpochSeconds> ? TextKind::number
                                                                                                  : TextKind::text;
    static Value from_text(std::string_view text, TextKind kind);
    static Value list_from_texts(const Pairs& pairs, std::string_view name, TextKind kind, Reading& reading);

    template <class T>
    static void take(Value& into, std::string_view name, const Pairs& pairs, Reading& reading) {
        if constexpr (detail::is_optional<T>) {
            take<typename T::value_type>(into, name, pairs, reading);
        } else if constexpr (requires(T list) {
                                 typename T::value_type;
                                 requires !std::is_same_v<T, std::string>;
                             }) {
            Value list = list_from_texts(pairs, name, text_kind<typename T::value_type>, reading);
            if (list) into.append(name, std::move(list));
        } else if (const std::string* text = first(pairs, name)) {
            if (is_utf8(*text, reading)) into.append(name, from_text(*text, text_kind<T>));
        }
    }
    template <class T>
    static T read_pairs(std::string_view part, const Pairs& pairs) {
        static_assert(Reflected<T>, "a query string or a form is read into a struct");
        Value map = Value::map();
        const T like{};
        Reading reading(Reading::Missing::keeps_the_default, detail::room_for(0));
        {
            const Reading::Step in_part(reading, part);
            for_each_field(like, [&]<class Member>(std::string_view name, const Member&) {
                const Reading::Step step(reading, name);
                take<Member>(map, name, pairs, reading);
            });
        }
        return detail::read_part<T>(map, part, std::move(reading));
    }

    std::shared_ptr<const detail::HttpData> data_;
    std::shared_ptr<const Value> claims_;
    std::string route_;
    Pairs path_;
    const CorsChoice* cors_ = nullptr;
    bool token_is_verified_ = false;  ///< the one in `Authorization`, by a Cognito authorizer
    const BodyLimit* body_limit_ = &default_body_limit;
};

namespace detail {

constexpr bool has_variable(std::string_view path, std::string_view name) {
    for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
        std::string_view variable = path.substr(at + 1, path.find('}', at) - at - 1);
        if (variable.ends_with('+')) variable.remove_suffix(1);
        if (variable == name) return true;
    }
    return false;
}

struct RouteCount {
    unsigned all = 0;
    unsigned with_variable = 0;
    unsigned with_integration = 0;
};

/// Of a function, or of a single route of a router.
template <const auto& Declaration>
consteval RouteCount count_routes(std::string_view variable = {}) {
    RouteCount count;
    const auto add = [&](const auto& route) {
        ++count.all;
        count.with_variable += has_variable(route.path.text, variable);
        // Only a REST API's makes another event of the request.
        if constexpr (requires { route.response_streaming; }) count.with_integration += route.integration ? 1 : 0;
    };
    if constexpr (requires { Declaration.path; }) {
        add(Declaration);
    } else {
        for (const auto& route : Declaration.http) add(route);
        for (const auto& route : Declaration.http_api) add(route);
    }
    return count;
}

/// Calls `f` with every operation of the routes.
template <const auto& Declaration, class F>
consteval void for_each_operation(F f) {
    const auto look = [&](const auto& route) {
        if constexpr (requires { route.operation; })
            if (route.operation) f(*route.operation.settings);
    };
    if constexpr (requires { Declaration.path; }) {
        look(Declaration);
    } else if constexpr (requires { Declaration.http; }) {
        for (const auto& route : Declaration.http) look(route);
        for (const auto& route : Declaration.http_api) look(route);
    }
}
template <const auto& Declaration>
consteval bool has_contract() {
    bool found = false;
    for_each_operation<Declaration>([&](const Operation&) { found = true; });
    return found;
}
/// Whether one of the operations takes a `T` there; anything, if there is no operation.
template <const auto& Declaration, auto Part, class T>
consteval bool contract_takes() {
    if constexpr (has_contract<Declaration>()) {
        bool found = false;
        for_each_operation<Declaration>([&](const Operation& one) {
            found = found || (one.*Part).schema == &schema<T> || (one.*Part).schema == anything.schema;
        });
        return found;
    } else {
        return true;
    }
}
template <const auto& Declaration>
consteval bool contract_answers(int status, const Schema* body) {
    bool found = false;
    for_each_operation<Declaration>([&](const Operation& one) {
        for (const Answer& each : one.answers) found = found || (each.status == status && each.body.schema == body);
    });
    return found;
}
template <const auto& Declaration>
consteval const DeclaredError* find_error(std::string_view code) {
    const DeclaredError* found = nullptr;
    for_each_operation<Declaration>([&](const Operation& one) {
        for (const DeclaredError& error : one.errors)
            if (error.code.text == code) found = &error;
    });
    return found;
}

/// Requests to a function's own address may have any path.
template <const auto& Declaration>
consteval bool has_url() {
    if constexpr (requires { Declaration.url; })
        return static_cast<bool>(Declaration.url);
    else
        return false;
}

}  // namespace detail

/// A request to a function, or to one route of it that a router serves.
template <const auto& Declaration>
class Request : public HttpRequest {
    static_assert(detail::count_routes<Declaration>().all > 0 || detail::has_url<Declaration>(),
                  "a function without a route gets no requests: declare one in its `http` or `http_api`, or its `url`");
    static_assert(detail::count_routes<Declaration>().with_integration == 0,
                  "a route with an `integration` hands on no bob::Request: take a struct, bob::Value or std::string");

public:
    explicit Request(Value event) : Request(HttpRequest(std::move(event))) {}
    explicit Request(HttpRequest request) : HttpRequest(std::move(request)) {
        if constexpr (requires { Declaration.http; }) {
            find_declared(Declaration.http);
            limit_body(Declaration.max_body);
        }
    }

    template <const auto& F, class>
    static consteval void belongs_to() {
        static_assert(std::is_same_v<Request, Request<F>>, "the handler takes a request to another function");
    }

    /// A variable of the path, decoded: `path<"owner">()`, or `path<"number", int>()`. Optional if only some of the
    /// function's routes have it.
    template <FixedText Name, class T = std::string>
    auto path() const {
        constexpr detail::RouteCount count = detail::count_routes<Declaration>(Name.text());
        static_assert(count.with_variable > 0, "no route of the function has a path variable of this name");
        if constexpr (count.with_variable == count.all) {
            return read_one<T>("path", Name.text(), required_variable(Name.text()));
        } else {
            const std::string* text = path_variable(Name.text());
            return text ? std::optional<T>(read_one<T>("path", Name.text(), *text)) : std::nullopt;
        }
    }

    /// The variables as a struct, which the operation's `.path` is: `path<SlotPath>()`.
    template <class T>
    T path() const {
        static_assert(detail::contract_takes<Declaration, &Operation::path, T>(),
                      "no operation of the function's routes takes this type here");
        return path_variables<T>();
    }
    template <class T>
    T headers() const {
        static_assert(detail::contract_takes<Declaration, &Operation::headers, T>(),
                      "no operation of the function's routes takes this type here");
        return HttpRequest::headers<T>();
    }

    /// As `HttpRequest::json`. A function whose routes have operations reads what one of them declares.
    template <class T>
    T json() const {
        static_assert(detail::contract_takes<Declaration, &Operation::body, T>(),
                      "no operation of the function's routes takes this type here");
        return HttpRequest::json<T>();
    }
    template <class T>
    T form() const {
        static_assert(detail::contract_takes<Declaration, &Operation::form, T>(),
                      "no operation of the function's routes takes this type here");
        return HttpRequest::form<T>();
    }
    using HttpRequest::query;
    /// As `HttpRequest::query`, held to the operations like `json`.
    template <class T>
    T query() const {
        static_assert(detail::contract_takes<Declaration, &Operation::query, T>(),
                      "no operation of the function's routes takes this type here");
        return HttpRequest::query<T>();
    }

    /// An answer that the route's operation declares.
    template <int Status, class T>
    Response answer(const T& value) const {
        static_assert(detail::contract_answers<Declaration>(Status, &schema<T>),
                      "no operation of the function's routes declares an answer of this status and type");
        return Response::json(Status, value);
    }
    template <int Status>
    Response answer() const {
        static_assert(detail::contract_answers<Declaration>(Status, nullptr),
                      "no operation of the function's routes declares an answer of this status and type");
        return {.status = Status};
    }
    /// An error that the route's operation declares, to be thrown: `throw request.error<"slot_is_taken">();`
    template <FixedText Code>
    Error error(std::vector<FieldError> fields = {}) const {
        constexpr const DeclaredError* declared = detail::find_error<Declaration>(Code.text());
        static_assert(declared != nullptr, "no operation of the function's routes declares an error with this code");
        return {declared->status, std::string(declared->code.text), std::string(declared->message.text),
                std::move(fields)};
    }
};

}  // namespace bob
