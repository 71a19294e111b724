/// The event of a request, of which a caller sends the largest part.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bob/runtime/value.h"
#include "text.h"

namespace bob::runtime {

/// As `parse_json`, but for the event's `body`: one of more than `longest` bytes is read over, and stands there empty;
/// `fits` is false then.
Value parse_event(std::string_view text, std::size_t longest, bool& fits);

/// The path of an event with payload 2.0, without the stage's name that API Gateway puts before it. `$default` is no
/// name in a path: a path that begins so was sent so.
std::string_view path_in_stage(const Value& event);

/// What the caller chose, read in one way for the handler and for its authorizer: an authorizer that reads another
/// request than the one that is served protects nothing.
struct RequestParts {
    Pairs headers;  ///< names in lower case; values of a repeated one joined
    Pairs query;
    std::string path;
    std::string path_as_sent;  ///< still encoded; empty if only API Gateway's decoded one is known
};
/// Of every payload but a TOKEN authorizer's. Throws a `Failure` of the type `MalformedEvent`.
RequestParts request_parts(const Value& event);
/// As `authorize` marks who may only refresh a token.
bool token_has_expired(const Value& claims);
/// The caller's name, as the authorizer has it. Throws `Unauthorized` if nobody is signed in, or the token has expired.
std::string user_of(const Value& claims);
/// A claim as a text; what is no text or number as JSON.
std::optional<std::string> claim_of(const Value& claims, std::string_view name);
/// The value of the first pair with this name.
const std::string* first_of(const Pairs&, std::string_view name);

}  // namespace bob::runtime
