/// Which macros transform a template before CloudFormation processes it.
#pragma once

#include <string_view>

#include "generator/template.h"

namespace bobgen {

inline constexpr std::string_view language_extensions = "AWS::LanguageExtensions";
inline constexpr std::string_view serverless_macro = "AWS::Serverless-2016-10-31";

bool has_macro(const Template&, std::string_view name);

/// A custom macro, or `AWS::Include`, may change anything in a template, so what is written is not what is deployed.
/// AWS's other macros keep what they do not know.
bool has_foreign_macros(const Template&);

/// A map to which `Fn::Transform` or `Fn::ForEach::…` among its members may add any others.
bool is_open(const Value&);

/// A type that SAM's macro turns into resources of its own.
inline bool is_of_sam(std::string_view type) { return type.starts_with("AWS::Serverless::"); }

/// A map with one member whose name starts with `Fn::`: a function that this program does not know, because it is newer
/// or misspelt. Its result is unknown.
bool is_other_function(const Value&);

}  // namespace bobgen
