/// The names that `bobgen new` is given: each becomes a name in AWS and one in C++, and has to be good for both.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bob/events.h"

namespace bobgen::scaffold {

/// Letters, digits and single `_`, a letter first, and no word that C++ or the generated sources keep for themselves.
bool is_identifier(std::string_view);

/// Throws Fault unless it is a name for a stack: CloudFormation takes letters, digits and dashes, a letter first, at
/// most 128 (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html, `StackName`), and
/// the folder of the stack is its C++ namespace.
void require_stack_name(std::string_view);
/// Throws Fault unless Lambda takes it and C++ can call the declaration `stem_of(name)`.
void require_function_name(std::string_view);
/// Throws Fault unless API Gateway takes it. `rest` APIs take fewer characters than HTTP APIs.
void require_route_path(std::string_view path, bool rest);
/// GET, POST …; throws Fault.
bob::Method method_of(std::string_view word);

/// my-shop → my_shop
std::string namespace_of(std::string_view stack);
/// get_thing → GetThing
std::string type_name_of(std::string_view stem);
/// `/users/{id}/{rest+}` → id, rest
std::vector<std::string> variables_of(std::string_view path);

}  // namespace bobgen::scaffold
