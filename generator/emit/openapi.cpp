#include "generator/emit/openapi.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "bob/operation.h"
#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/emit/json.h"
#include "generator/rules/routes.h"

namespace bobgen {

namespace {

/// A route with one method. Of `ANY` there is one for each method that OpenAPI has a word for.
struct OperationOfRoute {
    const Route* route;
    bob::Method method;
    std::string path;  ///< without the `+` of a greedy variable
    std::string id;
};

constexpr bob::Method every_method[] = {bob::GET,     bob::PUT,  bob::POST, bob::DELETE,
                                        bob::OPTIONS, bob::HEAD, bob::PATCH};

std::string word_of(bob::Method method) { return to_lower(std::string(naming::verb(method))); }

std::string without_greed(std::string_view path) {
    std::string made(path);
    if (made.ends_with("+}")) made.erase(made.size() - 2, 1);
    return made;
}

const bob::Operation& operation_of(const Route& route) {
    static constexpr bob::Operation none{};
    return route.operation ? *route.operation.settings : none;
}

bool has_contract(const Model& model) {
    return std::ranges::any_of(model.routes, [](const Route& one) { return static_cast<bool>(one.operation); });
}

std::vector<OperationOfRoute> operations_of(const Model& model) {
    std::vector<unsigned> counts(model.functions.size() + 1);
    for (const Route& one : model.routes) counts[one.has_function() ? one.function : model.functions.size()] += 1;
    std::vector<OperationOfRoute> made;
    for (const Route& one : model.routes) {
        const bool any = one.method == bob::Method::any;
        std::string id(operation_of(one).id.text);
        if (id.empty() && one.has_function()) {
            id = model.functions[one.function].key;
            if (counts[one.function] > 1)
                id += naming::of_method(one.method) + naming::of_path(without_greed(one.path.text));
        }
        if (id.empty()) id = one.name_without_function();
        const std::string path = without_greed(one.path.text);
        if (!any) {
            made.push_back({&one, one.method, path, id});
            continue;
        }
        for (const bob::Method method : every_method) {
            // API Gateway prefers the route that names the method, and answers preflight requests by itself.
            const bool is_preflight =
                method == bob::OPTIONS &&
                (one.cors || (one.api == ApiKind::http && model.http_api && model.http_api->cors));
            const bool has_own = std::ranges::any_of(model.routes, [&](const Route& other) {
                return other.api == one.api && other.method == method && without_greed(other.path.text) == path;
            });
            if (!is_preflight && !has_own) made.push_back({&one, method, path, id + naming::of_method(method)});
        }
    }
    return made;
}

/// What answers with a status, in the order of declaration.
struct AnswersOfStatus {
    std::vector<std::string> sentences;
    std::vector<const bob::Schema*> bodies;
    struct Code {
        std::string code;
        std::string message;
    };
    std::vector<Code> codes;
    bool by_gateway = false;  ///< in API Gateway's own form
    std::string sentence_of_gateway;
};

/// The errors that the library answers, as docs/errors.md lists them.
void add_library_errors(std::map<int, AnswersOfStatus>& into, const Route& route) {
    const bob::Operation& operation = operation_of(route);
    const auto add = [&](int status, const char* code, const char* message) {
        std::vector<AnswersOfStatus::Code>& codes = into[status].codes;
        const bool is_declared =
            std::ranges::any_of(codes, [&](const AnswersOfStatus::Code& one) { return one.code == code; });
        if (!is_declared) codes.push_back({code, message});
    };
    if (operation.body || operation.form || operation.query || operation.path || operation.headers)
        add(400, "invalid_fields", "Some fields are not right.");
    if (operation.body) add(400, "invalid_json", "The body is no JSON.");
    if (operation.body || operation.form) {
        add(400, "too_many_values", "The body has more values than there is room for.");
        add(413, "body_too_large", "The body is too large.");
        add(415, "unsupported_media_type", "The body has a type that this route does not read.");
    }
    if (!route.groups.empty()) add(403, "forbidden", "The caller is in none of the groups that may do this.");
    add(500, "internal_error", "Something went wrong on our side.");
    add(503, "try_again_later", "A service that this needs is not available; try again later.");
}

void add_gateway_errors(std::map<int, AnswersOfStatus>& into, const Route& route) {
    const auto add = [&](int status, const char* sentence) {
        into[status].by_gateway = true;
        into[status].sentence_of_gateway = sentence;
    };
    if (route.authorizer && !route.authorizer.by_iam) add(401, "No valid token came with the request.");
    if (route.authorizer || route.api_key_required) add(403, "The caller may not do this.");
    if (route.request) add(400, "The request lacks what API Gateway asks for.");
    add(429, "Too many requests; try again later.");
}

class DocumentMaker {
public:
    DocumentMaker(const Model& model, SchemaDialect dialect)
        : model_(model), dialect_(dialect), names_(dialect), operations_(operations_of(model)) {
        for (const OperationOfRoute& one : operations_) {
            const bob::Operation& operation = operation_of(*one.route);
            if (operation.body) names_.take(*operation.body.schema, true);
            for (const bob::ContractType& each : {operation.path, operation.query, operation.headers, operation.form})
                if (each)
                    for (std::size_t i = 0; i < each.schema->member_count; ++i)
                        names_.take(*each.schema->members[i].schema, true);
            for (const bob::Answer& answer : operation.answers)
                if (answer.body) names_.take(*answer.body.schema, false);
        }
    }

    Value made() {
        Value paths{Map{}};
        for (const OperationOfRoute& one : operations_) {
            Value* path = paths.find(one.path);
            if (!path) path = &paths.set(one.path, path_item(*one.route));
            if (Value made = operation(one); !path->find(word_of(one.method)))
                path->set(word_of(one.method), std::move(made));
        }
        Value shared = shared_responses(paths);
        Value info = map({{"title", model_.stack_name}, {"version", model_.stage}});
        if (!model_.description.empty()) info.set("description", model_.description);
        Value made =
            map({{"openapi", dialect_ == SchemaDialect::openapi_3_1 ? "3.1.1" : "3.0.3"}, {"info", std::move(info)}});
        if (!several_apis()) made.set("servers", list({server(model_.routes.front().api)}));
        if (!tags_.map().empty()) {
            List tags;
            for (const Member& tag : tags_.map()) tags.push_back(map({{"name", tag.name}}));
            made.set("tags", Value(std::move(tags)));
        }
        made.set("paths", std::move(paths));
        Value schemas = names_.definitions();
        if (uses_errors_) schemas.set("Error", error_schema());
        if (uses_gateway_errors_) {
            Value message = dialect_ == SchemaDialect::openapi_3_0 ? map({{"type", "string"}, {"nullable", true}})
                                                                   : map({{"type", list({"string", "null"})}});
            schemas.set("GatewayError", map({{"type", "object"},
                                             {"description", "What API Gateway itself answers."},
                                             {"properties", map({{"message", std::move(message)}})}}));
        }
        Value components = map({{"schemas", std::move(schemas)}});
        if (!shared.map().empty()) components.set("responses", std::move(shared));
        if (!schemes_.map().empty()) components.set("securitySchemes", std::move(schemes_));
        made.set("components", std::move(components));
        return made;
    }

private:
    static std::string_view name_of_status(std::string_view status) {
        static constexpr std::pair<std::string_view, std::string_view> names[] = {{"400", "BadRequest"},
                                                                                  {"401", "Unauthorized"},
                                                                                  {"403", "Forbidden"},
                                                                                  {"404", "NotFound"},
                                                                                  {"409", "Conflict"},
                                                                                  {"413", "BodyTooLarge"},
                                                                                  {"415", "UnsupportedMediaType"},
                                                                                  {"429", "TooManyRequests"},
                                                                                  {"500", "InternalError"},
                                                                                  {"503", "TryAgainLater"}};
        for (const auto& [known, name] : names)
            if (known == status) return name;
        return {};
    }

    /// Takes errors that several operations have out of them, and leaves references.
    static Value shared_responses(Value& paths) {
        struct Shared {
            std::string status;
            std::vector<Value*> uses;
        };
        std::vector<Shared> found;  // in the order of the document
        std::unordered_map<std::string, std::size_t> positions;
        for (Member& path : paths.map())
            for (Member& operation : path.value.map()) {
                Value* responses = operation.value.find("responses");
                if (!responses) continue;
                for (Member& one : responses->map()) {
                    if (name_of_status(one.name).empty()) continue;
                    const auto [known, is_new] =
                        positions.emplace(one.name + to_json(one.value, JsonStyle::compact), found.size());
                    if (is_new) found.push_back({one.name, {}});
                    found[known->second].uses.push_back(&one.value);
                }
            }
        Value made{Map{}};
        for (Shared& one : found) {
            if (one.uses.size() < 2) continue;
            std::string name(name_of_status(one.status));
            for (unsigned count = 2; made.find(name); ++count)
                name = std::string(name_of_status(one.status)) + std::to_string(count);
            made.set(name, *one.uses.front());
            for (Value* use : one.uses) *use = map({{"$ref", "#/components/responses/" + name}});
        }
        return made;
    }

    bool several_apis() const { return model_.has_routes(ApiKind::rest) && model_.has_routes(ApiKind::http); }

    Value server(ApiKind api) const {
        const auto variable = [](std::string_view value, const char* description) {
            return map({{"default", value}, {"description", description}});
        };
        Value variables = map({{"api", variable("api-id", "The id of the API, an output of the stack.")},
                               {"region", variable("us-east-1", "Where the stack is deployed.")}});
        std::string url = "https://{api}.execute-api.{region}.amazonaws.com";
        if (api == ApiKind::rest) url += "/" + model_.stage;
        return map({{"url", url}, {"variables", std::move(variables)}});
    }

    /// Two APIs have addresses of their own.
    Value path_item(const Route& route) const {
        return several_apis() ? map({{"servers", list({server(route.api)})}}) : Value(Map{});
    }

    Value operation(const OperationOfRoute& one) {
        const bob::Operation& from = operation_of(*one.route);
        Value made = map({{"operationId", one.id}});
        made.set("summary", from.summary.empty() ? fmt::format("{} {}", naming::verb(one.method), one.path)
                                                 : std::string(from.summary.text));
        std::string description(from.description.text);
        if (one.route->path.text.ends_with("+}")) {
            const std::string greedy = path_variables(one.path).back();
            description += (description.empty() ? "" : "\n\n") +
                           fmt::format("`{}` is the whole rest of the path, with its slashes.", greedy);
        }
        if (!description.empty()) made.set("description", description);
        if (!from.tags.empty()) {
            List tags;
            for (const bob::Text& tag : from.tags) {
                tags.emplace_back(tag.text);
                if (!tags_.find(tag.text)) tags_.set(tag.text, true);
            }
            made.set("tags", Value(std::move(tags)));
        }
        if (Value all = parameters(one, from); !all.list().empty()) made.set("parameters", std::move(all));
        const bool has_no_body = one.route->method == bob::Method::any &&
                                 (one.method == bob::GET || one.method == bob::HEAD || one.method == bob::OPTIONS);
        if ((from.body || from.form) && !has_no_body) {
            // Of a form, the handler reads what is there, as it does of a query string.
            Value schema = from.body ? names_.written(*from.body.schema) : names_.form(*from.form.schema);
            made.set("requestBody",
                     map({{"required", true},
                          {"content", map({{from.body ? "application/json" : "application/x-www-form-urlencoded",
                                            map({{"schema", std::move(schema)}})}})}}));
        }
        made.set("responses", responses(*one.route, from));
        if (from.deprecated) made.set("deprecated", true);
        made.set("security", security(*one.route));
        return made;
    }

    Value parameter(const char* where, std::string_view name, bool required, Value schema) const {
        Value made = map({{"name", name}, {"in", where}, {"required", required}});
        // It is said of the parameter, where readers look for it.
        if (schema.find("description") || schema.find("deprecated")) {
            Value rest{Map{}};
            for (Member& one : schema.map())
                if (one.name == "description" || one.name == "deprecated")
                    made.set(one.name, std::move(one.value));
                else
                    rest.set(one.name, std::move(one.value));
            schema = std::move(rest);
        }
        made.set("schema", std::move(schema));
        return made;
    }

    Value parameters(const OperationOfRoute& one, const bob::Operation& from) const {
        List made;
        for (const std::string& name : path_variables(one.path)) {
            const bob::SchemaMember* declared = nullptr;
            if (from.path)
                for (std::size_t i = 0; i < from.path.schema->member_count; ++i)
                    if (from.path.schema->members[i].name == name) declared = &from.path.schema->members[i];
            made.push_back(
                parameter("path", name, true, declared ? names_.written(*declared, false) : map({{"type", "string"}})));
        }
        add_members("query", from.query, made);
        add_members("header", from.headers, made);
        return Value(std::move(made));
    }
    /// None is required: absent ones have the defaults of the struct.
    void add_members(const char* where, const bob::ContractType& type, List& into) const {
        if (!type) return;
        for (std::size_t i = 0; i < type.schema->member_count; ++i) {
            const bob::SchemaMember& member = type.schema->members[i];
            std::string name(member.name);
            if (std::string_view(where) == "header") std::ranges::replace(name, '_', '-');
            into.push_back(parameter(where, name, false, names_.written(member, false)));
        }
    }

    static std::string sentence(const AnswersOfStatus& from) {
        std::string made;
        for (const std::string& one : from.sentences) made += (made.empty() ? "" : "\n") + one;
        for (const AnswersOfStatus::Code& one : from.codes)
            made += (made.empty() ? "" : "\n") + fmt::format("`{}`: {}", one.code, one.message);
        if (from.by_gateway) made += (made.empty() ? "" : "\n") + from.sentence_of_gateway;
        return made;
    }

    Value responses(const Route& route, const bob::Operation& from) {
        std::map<int, AnswersOfStatus> all;
        for (const bob::Answer& one : from.answers) {
            AnswersOfStatus& answer = all[one.status];
            answer.sentences.emplace_back(one.description.empty() ? "Done." : one.description.text);
            if (one.body && std::ranges::find(answer.bodies, one.body.schema) == answer.bodies.end())
                answer.bodies.push_back(one.body.schema);
        }
        if (from.answers.empty()) all[200].sentences.emplace_back("What the function answers.");
        for (const bob::DeclaredError& one : from.errors)
            if (auto& codes = all[one.status].codes; std::ranges::none_of(
                    codes, [&](const AnswersOfStatus::Code& known) { return known.code == one.code.text; }))
                codes.push_back({std::string(one.code.text), std::string(one.message.text)});
        if (route.operation && route.has_function() && !route.integration && !route.response_streaming)
            add_library_errors(all, route);
        add_gateway_errors(all, route);

        Value made{Map{}};
        for (const auto& [status, one] : all) {
            Value response = map({{"description", sentence(one)}});
            List schemas;
            for (const bob::Schema* body : one.bodies) schemas.push_back(names_.written(*body));
            if (!one.codes.empty()) {
                schemas.push_back(map({{"$ref", "#/components/schemas/Error"}}));
                uses_errors_ = true;
            }
            if (one.by_gateway) {
                schemas.push_back(map({{"$ref", "#/components/schemas/GatewayError"}}));
                uses_gateway_errors_ = true;
            }
            if (!schemas.empty()) {
                Value schema =
                    schemas.size() == 1 ? std::move(schemas.front()) : map({{"anyOf", Value(std::move(schemas))}});
                Value content = map({{"schema", std::move(schema)}});
                if (!one.codes.empty()) {
                    Value examples{Map{}};
                    for (const AnswersOfStatus::Code& code : one.codes)
                        examples.set(
                            code.code,
                            map({{"value",
                                  map({{"code", code.code}, {"message", code.message}, {"requestId", "8f1e5d2c"}})}}));
                    content.set("examples", std::move(examples));
                }
                response.set("content", map({{"application/json", std::move(content)}}));
            }
            made.set(std::to_string(status), std::move(response));
        }
        return made;
    }

    Value security(const Route& route) {
        Value needed{Map{}};
        // Two that differ may have one name: a Cognito and a JWT authorizer, or one of the author's called `apiKey`.
        const auto add = [&](std::string name, const Value& scheme, Value scopes = Value(List{})) {
            const std::string first = name;
            for (unsigned count = 2; schemes_.find(name) && *schemes_.find(name) != scheme; ++count)
                name = first + std::to_string(count);
            if (!schemes_.find(name)) schemes_.set(name, scheme);
            needed.set(name, std::move(scopes));
        };
        const auto key_in = [](const char* where, std::string_view key) {
            return map({{"type", "apiKey"}, {"in", where}, {"name", key}});
        };
        const std::string name(route.authorizer.name);
        if (route.authorizer.by_iam) {
            Value scheme = key_in("header", "Authorization");
            scheme.set("description", "Signed with Signature Version 4 of AWS, for the service `execute-api`.");
            scheme.set("x-amazon-apigateway-authtype", "awsSigv4");
            add("sigv4", scheme);
        } else if (!name.empty() && route.authorizer.kind == bob::Kind::lambda_authorizer) {
            const auto [where, key] = source_of(name);
            add(name, key_in(where, key));
        } else if (!name.empty()) {
            add(name, map({{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}));
        }
        if (route.api_key_required) add("apiKey", key_in("header", "x-api-key"));
        return needed.map().empty() ? Value(List{}) : list({std::move(needed)});
    }

    /// Where a Lambda authorizer looks first.
    std::pair<const char*, std::string> source_of(const std::string& authorizer) const {
        if (const auto* declared = model_.find<bob::LambdaAuthorizer>(authorizer))
            for (const bob::Text& one : declared->identity_sources)
                for (const auto& [mark, where] : {std::pair(".header.", "header"), std::pair(".querystring.", "query")})
                    if (const std::size_t at = one.text.find(mark); at != one.text.npos)
                        return {where, std::string(one.text.substr(at + std::string_view(mark).size()))};
        return {"header", "Authorization"};
    }

    static Value error_schema() {
        const auto text = [](const char* description) {
            return map({{"type", "string"}, {"description", description}});
        };
        Value field = map({{"type", "object"},
                           {"required", list({"field", "code", "message"})},
                           {"properties", map({{"field", text("Where: `body.lines[2].city`, `query.limit`.")},
                                               {"code", text("For programs: it does not change.")},
                                               {"message", text("For people.")}})}});
        return map({{"type", "object"},
                    {"required", list({"code", "message", "requestId"})},
                    {"properties", map({{"code", text("For programs: it does not change.")},
                                        {"message", text("For people.")},
                                        {"requestId", text("Of the call, as it is in the log.")},
                                        {"fields", map({{"type", "array"},
                                                        {"description", "Everything that is wrong with the request."},
                                                        {"items", std::move(field)}})}})}});
    }

    const Model& model_;
    SchemaDialect dialect_;
    SchemaNames names_;
    std::vector<OperationOfRoute> operations_;
    Value schemes_{Map{}};
    Value tags_{Map{}};
    bool uses_errors_ = false;
    bool uses_gateway_errors_ = false;
};

}  // namespace

Value openapi_document(const Valid& valid, SchemaDialect dialect) {
    return has_contract(valid.model()) ? DocumentMaker(valid.model(), dialect).made() : Value();
}

void check_openapi(const Valid& valid, Report& report) {
    const Model& model = valid.model();
    if (!has_contract(model)) return;
    std::map<std::string, Place> ids, routes;
    const auto tell = [&](const Route& route, Place first, std::string message, std::string fix) {
        report.add({.rule = &rules::operation_declared_twice,
                    .message = std::move(message),
                    .primary = {route.path.place, {}},
                    .related = {{first, "the first one is here"}},
                    .fix = std::move(fix)});
    };
    for (const OperationOfRoute& one : operations_of(model)) {
        const auto [route, is_first] =
            routes.emplace(std::string(naming::verb(one.method)) + " " + one.path, one.route->path.place);
        if (!is_first) {
            report.add({.rule = &rules::operation_left_out,
                        .message = fmt::format("`{}` is a route of the REST API and of the HTTP API", route->first),
                        .primary = {one.route->path.place, {}},
                        .related = {{route->second, "the document has this one"}},
                        .fix = "give one of the two another path, or put the APIs into two stacks"});
            continue;
        }
        const auto [id, is_new] = ids.emplace(one.id, one.route->path.place);
        if (!is_new)
            tell(*one.route, id->second, fmt::format("two operations have the id `{}`", one.id),
                 "give one of them another `.id` in its `.operation`");
    }
}

}  // namespace bobgen
