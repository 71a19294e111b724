/// Token refreshing that a handler does not notice.
///
///     static const bob::Lambda lambda = bob::handles<list_games>(bob::refreshing<accounts, app>(handle));
///
/// The request has a token in `Authorization: Bearer …`, and the refresh token in a cookie (or a header). A good token
/// goes on to the handler, with its claims. One that is expired and otherwise right is refreshed: the handler runs with
/// the new claims, and the new token goes back with whatever it answers. Answers in place of the handler's:
///
/// | Status | Code            | When |
/// |--------|-----------------|------|
/// | 401    | `unauthorized`  | there is no token |
/// | 401    | `invalid_token` | the token is wrong in any other way than by its age |
/// | 401    | `sign_in_again` | the refresh token is too old, revoked, missing, or somebody else's |
/// | 503    | `try_again_later` | the pool can't be reached |
///
/// API Gateway's own authorizers refuse an expired token before the function sees it. So such a route is declared
/// without one, or with a Lambda authorizer that lets expired ones through: docs/sign-in.md.
#pragma once

#include <exception>
#include <type_traits>

#include "bob/runtime/context.h"
#include "bob/runtime/lambda.h"
#include "bob/runtime/session.h"

namespace bob {

namespace detail {

template <class>
struct DeclarationOf;
template <const auto& F>
struct DeclarationOf<Request<F>> {
    using ContextOf = Context<F>;
};

template <const UserPool& Pool, const UserPoolClient& Client, const RefreshSettings& Settings, class Handle>
class Refreshing {
    using Event = typename SignatureOf<Handle>::Of;
    using Answer = typename SignatureOf<Handle>::Answer;
    static_assert(std::is_base_of_v<HttpRequest, Event>, "only a handler of requests can have its tokens refreshed");
    static_assert(std::is_same_v<std::decay_t<Answer>, Response>,
                  "a handler whose tokens are refreshed returns a bob::Response");
    using ContextOf = typename DeclarationOf<Event>::ContextOf;

public:
    constexpr explicit Refreshing(Handle handle) : handle_(handle) {}

    Response operator()(const Event& request, ContextOf& context) const {
        // Made with the first call: what is missing in the environment is then that call's error, which is logged.
        static RefreshingSession session(Settings, sign_in_settings<Pool, Client>(),
                                         tokens_of_environment(Settings.token));
        auto admitted = session.admit(request, context.invocation());
        Event known = request;
        known.set_claims(std::move(admitted.claims.all));
        if (!admitted.renewed) return call(known, context);
        Response response;
        // The new tokens go back also with an error: a rotated refresh token that is lost can't be had again.
        try {
            response = call(known, context);
        } catch (...) {
            response = error_response(std::current_exception(), context.request_id());
        }
        session.attach(response, *admitted.renewed);
        return response;
    }

private:
    Response call(const Event& request, ContextOf& context) const {
        if constexpr (std::is_invocable_v<const Handle&, const Event&>)
            return handle_(request);
        else
            return handle_(request, context);
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
