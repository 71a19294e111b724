/// What differs between two texts, as lines with `-` and `+`.
#pragma once

#include <string>
#include <string_view>

namespace bobgen {

/// The changed lines with up to two lines around them, under `@@ line N @@`. Cut after `most` changed lines.
std::string line_diff(std::string_view before, std::string_view after, std::size_t most = 60);

}  // namespace bobgen
