#include "bob/runtime/authorizer.h"

#include "bob/runtime/codec.h"
#include "bob/runtime/error.h"
#include "event.h"

namespace bob {
namespace {

constexpr std::size_t max_context = 4096;

/// What follows `arn:aws:execute-api:<region>:<account>:`; a path may have colons of its own.
std::string_view resource_of(std::string_view arn) {
    for (int colons = 0; colons < 5; ++colons) {
        const auto colon = arn.find(':');
        if (colon == std::string_view::npos) return {};
        arn.remove_prefix(colon + 1);
    }
    return arn;
}

/// The part of `<api>/<stage>/<method>/<path>` after so many slashes.
std::string_view after_slashes(std::string_view resource, int count) {
    for (; count > 0; --count) {
        const auto slash = resource.find('/');
        if (slash == std::string_view::npos) return {};
        resource.remove_prefix(slash + 1);
    }
    return resource;
}

std::string whole_stage(std::string_view arn) {
    const std::string_view method = after_slashes(resource_of(arn), 2);
    return std::string(arn.substr(0, arn.size() - method.size())) + "*";
}

std::string joined(const std::vector<std::string>& texts, char by) {
    std::string all;
    for (const std::string& text : texts) {
        if (!all.empty()) all += by;
        all += text;
    }
    return all;
}

}  // namespace

AuthorizerRequest::AuthorizerRequest(Value event) : event_(std::move(event)) {
    const std::string_view version = event_["version"].text();
    const std::string_view type = event_["type"].text();
    if (version == "2.0") {
        payload_ = Payload::http_api_2;
        arn_ = event_["routeArn"].text();
    } else {
        payload_ = version == "1.0"  ? Payload::http_api_1
                   : type == "TOKEN" ? Payload::rest_token
                                     : Payload::rest_request;
        arn_ = event_["methodArn"].text();
    }
    if ((type != "REQUEST" && type != "TOKEN") || after_slashes(resource_of(arn_), 2).empty())
        throw Failure("MalformedEvent", "this is no event of an authorizer of a REST or an HTTP API");
    // As the request's handler sees it: what is let pass is what is served.
    runtime::RequestParts parts = runtime::request_parts(event_);
    headers_ = std::move(parts.headers);
    query_ = std::move(parts.query);
    path_ = std::move(parts.path);
    if (!event_[payload_ == Payload::http_api_2 ? "rawPath" : "path"].text().empty()) return;
    const std::string_view rest = after_slashes(resource_of(arn_), 2);
    const auto slash = rest.find('/');
    path_ = slash == std::string_view::npos ? "/" : rest.substr(slash);
    if (payload_ == Payload::rest_token || payload_ == Payload::rest_request) path_ = runtime::percent_decoded(path_);
}

std::string_view AuthorizerRequest::token() const {
    if (payload_ == Payload::rest_token) return bearer_token(event_["authorizationToken"].text());
    const std::string* found = runtime::first_of(headers_, "authorization");
    return found ? bearer_token(*found) : std::string_view();
}

std::string_view AuthorizerRequest::method() const {
    const std::string_view rest = after_slashes(resource_of(arn_), 2);
    return rest.substr(0, rest.find('/'));
}

std::string_view AuthorizerRequest::path() const { return path_; }

std::optional<std::string> AuthorizerRequest::header(std::string_view name) const {
    const std::string* found = runtime::first_of(headers_, runtime::lower_case(name));
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<std::string> AuthorizerRequest::query(std::string_view name) const {
    const std::string* found = runtime::first_of(query_, name);
    return found ? std::optional(*found) : std::nullopt;
}

std::vector<std::string> AuthorizerRequest::query_all(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto& [one, value] : query_)
        if (one == name) all.push_back(value);
    return all;
}

std::string_view AuthorizerRequest::source_ip() const {
    const Value& context = event_["requestContext"];
    return context[payload_ == Payload::http_api_2 ? "http" : "identity"]["sourceIp"].text();
}

AuthorizerResponse AuthorizerRequest::allow(std::string principal) const {
    return {arn_, payload_ == Payload::http_api_2, true, std::move(principal)};
}

AuthorizerResponse AuthorizerRequest::deny(std::string principal) const {
    return {arn_, payload_ == Payload::http_api_2, false, std::move(principal)};
}

void AuthorizerRequest::unauthorized() { throw Unauthorized("Unauthorized"); }

AuthorizerResponse& AuthorizerResponse::with(std::string_view name, std::string_view value) & {
    std::size_t size = name.size() + value.size();
    for (const auto& one : context_.members()) size += one.name().size() + one.value.text().size();
    if (size > max_context)
        throw Failure("Authorizer.ContextTooLarge", "the context of an authorizer's answer has more than 4096 bytes");
    context_.set(name, Value::string(value));
    return *this;
}

AuthorizerResponse& AuthorizerResponse::only_this_route() & {
    this_route_ = true;
    if (arn_.find_first_of("*?") != std::string::npos) allow_ = false;
    return *this;
}

AuthorizerResponse& AuthorizerResponse::as_policy() & {
    simple_ = false;
    return *this;
}

Value AuthorizerResponse::to_value() const {
    Value made = Value::map();
    if (simple_) {
        made.append("isAuthorized", Value::boolean(allow_));
        if (allow_) made.append("context", context_);
        return made;
    }
    Value statement = Value::map();
    statement.append("Action", Value::string("execute-api:Invoke"));
    statement.append("Effect", Value::string(allow_ ? "Allow" : "Deny"));
    statement.append("Resource", Value::string(this_route_ && allow_ ? arn_ : whole_stage(arn_)));
    Value statements = Value::list();
    statements.push_back(std::move(statement));
    Value policy = Value::map();
    policy.append("Version", Value::string("2012-10-17"));
    policy.append("Statement", std::move(statements));
    made.append("principalId", Value::string(principal_));
    made.append("policyDocument", std::move(policy));
    if (allow_) made.append("context", context_);
    return made;
}

AuthorizerResponse authorize(const AuthorizerRequest& request, TokenVerifier& tokens, WhenExpired when_expired) {
    const TokenVerdict verdict = tokens.verify(request.token());
    const bool passes = verdict.fault == TokenFault::expired && when_expired == WhenExpired::pass_marked;
    if (!verdict && !passes) AuthorizerRequest::unauthorized();
    const Claims& claims = verdict.claims;
    AuthorizerResponse response = request.allow(claims.subject);
    response.with("sub", claims.subject);
    if (!claims.user_name.empty()) response.with("username", claims.user_name);
    response.with("client_id", claims.client_id);
    response.with("token_use", claims.use == TokenUse::access ? "access" : "id");
    if (!claims.scopes.empty()) response.with("scope", joined(claims.scopes, ' '));
    if (!claims.groups.empty()) response.with("cognito:groups", to_json(encode(claims.groups)));
    response.with("exp", std::string(claims.all["exp"].text()));
    if (passes) response.with("expired", "true");
    return response;
}

}  // namespace bob
