/// A value as a message calls it.
#pragma once

#include <string>

#include "generator/value.h"

namespace bobgen {

/// "a list", "`5`", "the text `PAY_PER_REQEST`", "`Fn::Join`". A text may have a megabyte, a message has a line: long
/// ones are cut, and what does not print is only called a text.
std::string described(const Value&);

}  // namespace bobgen
