/// Texts with placeholders: `fill("class @type@ {", {{"type", "GetThing"}})`. Code that is on one line or several
/// depending on its length is marked: `int f() {| return 1; |}` and `if (x) |> return;`.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bobgen::scaffold {

using Blanks = std::vector<std::pair<std::string_view, std::string>>;

/// Every `@name@` replaced. The inserted text is not scanned again.
std::string fill(std::string_view text, const Blanks& blanks);

/// Every marked line as clang-format formats it: on one line of at most 120 columns, or the statement on a separate
/// line.
std::string laid_out(std::string_view text);

}  // namespace bobgen::scaffold
