#include "generator/scaffold/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace bobgen::scaffold {

std::string fill(std::string_view text, const Blanks& blanks) {
    std::string made;
    while (true) {
        const std::size_t begin = text.find('@');
        made += text.substr(0, begin);
        if (begin == text.npos) return made;
        const std::size_t end = text.find('@', begin + 1);
        const std::string_view name = text.substr(begin + 1, end == text.npos ? 0 : end - begin - 1);
        const auto found =
            std::find_if(blanks.begin(), blanks.end(), [&](const auto& one) { return one.first == name; });
        if (found == blanks.end()) throw std::logic_error("nothing fills the blank `" + std::string(name) + "`");
        made += found->second;
        text.remove_prefix(end + 1);
    }
}

std::string laid_out(std::string_view text) {
    constexpr std::size_t column_limit = 120;
    std::string made;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        const std::string_view line = text.substr(0, end + 1);
        text.remove_prefix(end + 1);
        const std::string indent(line.substr(0, line.find_first_not_of(' ')));
        const bool braced = line.find(" {| ") != line.npos;
        const std::size_t mark = braced ? line.find(" {| ") : line.find(" |> ");
        if (mark == line.npos) {
            made += line;
            continue;
        }
        const std::string head(line.substr(0, mark));
        const std::size_t begin = mark + 4;
        const std::string statement(line.substr(begin, (braced ? line.find(" |}") : line.size() - 1) - begin));
        const std::string one_line =
            braced ? fmt::format("{} {{ {} }}\n", head, statement) : fmt::format("{} {}\n", head, statement);
        if (one_line.size() <= column_limit + 1)
            made += one_line;
        else if (braced)
            made += fmt::format("{0} {{\n{1}    {2}\n{1}}}\n", head, indent, statement);
        else
            made += fmt::format("{}\n{}    {}\n", head, indent, statement);
    }
    return made;
}

}  // namespace bobgen::scaffold
