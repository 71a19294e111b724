/// Transparent token refreshing around a handler.
///
///     static const bob::Lambda lambda = bob::handles<list_games>(bob::refreshing<accounts, app>(handle));
///
/// The request has a token in `Authorization: Bearer …`, and the refresh token in a cookie (or a header). A valid token
/// passes to the handler, with its claims. An expired but otherwise valid token is refreshed: the handler runs with the
/// new claims, and the new token is returned with the response. Answers instead of the handler's:
///
/// | Status | Code            | When |
/// |--------|-----------------|------|
/// | 401    | `unauthorized`  | there is no token |
/// | 401    | `invalid_token` | the token is invalid in any other way than by its age |
/// | 401    | `sign_in_again` | the refresh token is expired, revoked, missing, or someone else's |
/// | 503    | `try_again_later` | the pool is unreachable |
///
/// In a router it wraps single handlers, so that other routes need no token:
/// `bob::router<user>(sign_up, sign_in, bob::refreshing<accounts, app>(get_user))`. A handler that acts for the caller
/// at Cognito takes the valid token as a third parameter, `const bob::Caller&`.
///
/// API Gateway's own authorizers reject an expired token before the function sees it. Declare such a route without one,
/// or with a Lambda authorizer that lets expired tokens through: docs/sign-in.md.
#pragma once

#include <exception>
#include <type_traits>

#include "bob/runtime/context.h"
#include "bob/runtime/lambda.h"
#include "bob/runtime/session.h"

namespace bob {

namespace detail {

/// For handlers without a context: any context converts to this.
inline constexpr Needs nothing{};

template <class...>
struct ContextParameter {
    using Type = const Context<nothing>&;
};
template <class First, class... More>
struct ContextParameter<First, More...> {
    using Type = First;
};
template <class R, class Event, class... More>
ContextParameter<More...> context_parameter(R (*)(const Event&, More...));
template <class R, class C, class Event, class... More>
ContextParameter<More...> context_parameter(R (C::*)(const Event&, More...) const);

template <class Handle>
struct ContextOf {
    using Type = typename decltype(context_parameter(&Handle::operator()))::Type;
};
template <class R, class... Parameters>
struct ContextOf<R (*)(Parameters...)> {
    using Type = typename decltype(context_parameter(static_cast<R (*)(Parameters...)>(nullptr)))::Type;
};

/// One per program, so that the pool's keys are fetched once. Created at the first call, so that a missing variable of
/// the environment is an error of that call, which is logged.
template <const UserPool& Pool, const UserPoolClient& Client, const RefreshSettings& Settings>
RefreshingSession& refreshing_session() {
    static RefreshingSession session(Settings, settings_of_client<Pool, Client>(),
                                     tokens_of_environment(Settings.token));
    return session;
}

template <const UserPool& Pool, const UserPoolClient& Client, const RefreshSettings& Settings, class Handle>
class Refreshing {
    using Event = typename SignatureOf<Handle>::Of;
    using Answer = typename SignatureOf<Handle>::Answer;
    static_assert(std::is_base_of_v<HttpRequest, Event>, "only a handler of requests can have its tokens refreshed");
    static_assert(std::is_same_v<std::decay_t<Answer>, Response>,
                  "a handler whose tokens are refreshed returns a bob::Response");
    // The request's declaration does not say it: of a router's route, it is the route and not the function.
    using Parameter = typename ContextOf<Handle>::Type;

public:
    constexpr explicit Refreshing(Handle handle) : handle_(handle) {}

    Response operator()(const Event& request, Parameter context) const {
        RefreshingSession& session = refreshing_session<Pool, Client, Settings>();
        const auto admitted = session.admit(request, context.invocation());
        Event known = request;
        known.set_claims(admitted.caller.claims.all);
        if (!admitted.renewed) return call(known, context, admitted.caller);
        Response response;
        // Errors return the new tokens too: a lost rotated refresh token cannot be recovered.
        try {
            response = call(known, context, admitted.caller);
        } catch (...) {
            response = error_response(std::current_exception(), context.request_id());
        }
        session.attach(response, *admitted.renewed);
        return response;
    }

private:
    Response call(const Event& request, Parameter context, const Caller& caller) const {
        if constexpr (std::is_invocable_v<const Handle&, const Event&>) {
            return handle_(request);
        } else if constexpr (std::is_invocable_v<const Handle&, const Event&, Parameter>) {
            return handle_(request, context);
        } else {
            static_assert(std::is_invocable_v<const Handle&, const Event&, Parameter, const Caller&>,
                          "a refreshed handler takes its request, its bob::Context, and a bob::Caller if it needs one");
            return handle_(request, context, caller);
        }
    }
    Handle handle_;
};

}  // namespace detail

/// Ids and secret come from the environment, as `sign_in_settings` says.
template <const UserPool& Pool, const UserPoolClient& Client,
          const RefreshSettings& Settings = default_refresh_settings, class Handle>
constexpr auto refreshing(Handle handle) {
    return detail::Refreshing<Pool, Client, Settings, Handle>(handle);
}

}  // namespace bob
