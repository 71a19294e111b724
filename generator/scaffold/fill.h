/// Texts with blanks: `fill("class @type@ {", {{"type", "GetThing"}})`. What is in one line or in several depending on
/// how long it gets is marked: `int f() {| return 1; |}` and `if (x) |> return;`.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bobgen::scaffold {

using Blanks = std::vector<std::pair<std::string_view, std::string>>;

/// Every `@name@` replaced. What is filled in is not looked at again.
std::string fill(std::string_view text, const Blanks& blanks);

/// Every marked line as clang-format has it: in one line of at most 120 columns, or the statement in a line of its own.
std::string laid_out(std::string_view text);

}  // namespace bobgen::scaffold
