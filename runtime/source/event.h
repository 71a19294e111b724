/// The event of a request, of which a caller sends the largest part.
#pragma once

#include <cstddef>
#include <string_view>

#include "bob/runtime/value.h"

namespace bob::runtime {

/// As `parse_json`, but for the event's `body`: one of more than `longest` bytes is read over, and stands there empty;
/// `fits` is false then.
Value parse_event(std::string_view text, std::size_t longest, bool& fits);

/// The path of an event with payload 2.0, without the stage's name that API Gateway puts before it. `$default` is no
/// name in a path: a path that begins so was sent so.
std::string_view path_in_stage(const Value& event);

}  // namespace bob::runtime
