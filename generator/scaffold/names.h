/// The names that `bobgen new` is given: each is used in AWS and in C++, and must be valid in both.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bob/events.h"

namespace bobgen::scaffold {

/// Letters, digits and single `_`, starting with a letter, and not reserved by C++ or the generated sources.
bool is_identifier(std::string_view);

/// Throws Fault unless it is a valid stack name: CloudFormation allows letters, digits and dashes, starting with a
/// letter, at most 128 (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html,
/// `StackName`), and the folder of the stack is its C++ namespace.
void require_stack_name(std::string_view);
/// Throws Fault unless Lambda accepts it and the C++ declaration can be named `stem_of(name)`.
void require_function_name(std::string_view);
/// Throws Fault unless API Gateway accepts it. `rest` APIs allow fewer characters than HTTP APIs.
void require_route_path(std::string_view path, bool rest);
/// GET, POST …; throws Fault.
bob::Method method_of(std::string_view word);

/// my-shop → my_shop
std::string namespace_of(std::string_view stack);
/// get_thing → GetThing
std::string type_name_of(std::string_view stem);

}  // namespace bobgen::scaffold
