/// C++ and CMake sources, parsed just well enough to add to them at the right place. If anything is unexpected, an edit
/// becomes impossible, never wrong: the functions then return nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen::scaffold {

/// The C++ source with every character of comments and of literals' contents replaced by a space: positions and lines
/// stay the same.
std::string code_of(std::string_view source);

/// Whether the code contains the word, as a whole word.
bool has_word(std::string_view code, std::string_view word);

/// With the declaration added at the end of the namespace, with a blank line on both sides.
std::optional<std::string> with_declaration(const std::string& source, std::string_view name_space,
                                            std::string_view declaration);

/// With the name added at the end of `.resources = {…}`, when there is exactly one such list. A list that gets too long
/// for its line is split to one entry per line.
std::optional<std::string> with_resource(const std::string& source, std::string_view name);

/// With the folder added at the end of `set(stacks …)`, or of bob's own `set(bob_stacks …)`.
std::optional<std::string> with_stack(const std::string& cmake, std::string_view folder);

/// A member of a struct, as written.
struct MemberText {
    std::string type;  ///< "std::string"
    std::string name;
};

/// A table's declaration: `inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = …};`
struct TableText {
    std::string variable;             ///< "things"
    std::string item;                 ///< "Thing"
    std::vector<std::string> keys;    ///< the members that are its keys: the partition key, then the sort key
    std::vector<MemberText> members;  ///< of the item; empty when its struct is not in the same source
};

std::vector<TableText> tables_in(std::string_view source);

}  // namespace bobgen::scaffold
