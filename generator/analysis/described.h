/// How messages describe a value.
#pragma once

#include <string>

#include "generator/value.h"

namespace bobgen {

/// "a list", "`5`", "the string `PAY_PER_REQEST`", "`Fn::Join`". A string may have a megabyte and a message has one
/// line: long strings are cut, and one with unprintable characters is just "a string".
std::string described(const Value&);

}  // namespace bobgen
