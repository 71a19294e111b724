/// The event of a request, of which a caller sends the largest part.
#pragma once

#include <cstddef>
#include <string_view>

#include "bob/runtime/value.h"

namespace bob::runtime {

/// As `parse_json`, but for the event's `body`: one of more than `longest` bytes is read over, and stands there empty;
/// `fits` is false then.
Value parse_event(std::string_view text, std::size_t longest, bool& fits);

}  // namespace bob::runtime
