/// C++ and CMake sources, understood just well enough to add to them at the right place. Whatever is not as expected
/// makes an edit impossible, never wrong: the functions answer with nothing then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen::scaffold {

/// The C++ source with every character of comments and of literals' contents made a space: positions and lines stay.
std::string code_of(std::string_view source);

/// Whether the code has the word, as a whole one.
bool has_word(std::string_view code, std::string_view word);

/// With the declaration as the last one of the namespace, a blank line on both sides.
std::optional<std::string> with_declaration(const std::string& source, std::string_view name_space,
                                            std::string_view declaration);

/// With the name as the last one of `.resources = {…}`, when there is one such list. A list that gets too long for its
/// line becomes one of a line each.
std::optional<std::string> with_resource(const std::string& source, std::string_view name);

/// With the folder as the last one of `set(stacks …)`, or of bob's own `set(bob_stacks …)`.
std::optional<std::string> with_stack(const std::string& cmake, std::string_view folder);

/// A member of a struct, as it is written.
struct MemberText {
    std::string type;  ///< "std::string"
    std::string name;
};

/// A table's declaration: `inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = …};`
struct TableText {
    std::string variable;             ///< "things"
    std::string item;                 ///< "Thing"
    std::vector<std::string> keys;    ///< the members that are its keys: the partition key's, then the sort key's
    std::vector<MemberText> members;  ///< of the item; empty when its struct is not in the same source
};

std::vector<TableText> tables_in(std::string_view source);

}  // namespace bobgen::scaffold
