/// Which macros a template goes through before CloudFormation looks at it.
#pragma once

#include <string_view>

#include "generator/template.h"

namespace bobgen {

inline constexpr std::string_view language_extensions = "AWS::LanguageExtensions";
inline constexpr std::string_view serverless_macro = "AWS::Serverless-2016-10-31";

bool has_macro(const Template&, std::string_view name);

/// A macro of somebody's own, or `AWS::Include`, may make anything of a template; what is written is not what is
/// deployed. AWS's other macros leave what they don't know as it is.
bool has_foreign_macros(const Template&);

/// A map with one member whose name begins with `Fn::`: a function that this program does not know, newer than it or
/// misspelt. What it becomes is not known.
bool is_other_function(const Value&);

}  // namespace bobgen
