/// Writes the document tree as YAML that reads back as the same tree in both YAML 1.1 and 1.2, and so in
/// CloudFormation's parser, PyYAML, js-yaml and yaml-cpp.
#pragma once

#include <string>

#include "generator/template.h"

namespace bobgen {

struct YamlStyle {
    /// Writes `Fn::GetAtt: [A, B]` instead of `!GetAtt A.B`.
    bool long_intrinsics = false;
};

/// Appends to `out` a block style document, indented by two spaces, that ends in a newline:
///
/// - Text is plain where no parser could take it for anything else, else quoted; text of several lines becomes a `|`
///   literal, unless white space at the end of a line would be lost to an editor, or it holds what has to be escaped.
/// - Always well-formed UTF-8: ill-formed bytes become U+FFFD. Characters that nobody sees are escaped, and so are
/// those
///   beyond U+FFFF, which parsers with 16-bit characters have rejected.
/// - A function of short arguments is written on one line, `!Equals [!Ref Stage, prod]`.
/// - `Fn::Length` and `Fn::ToJsonString`, for which AWS documents no tag, keep their long form. So does a function
/// whose
///   argument is another one, as YAML has no tag on a tag: `Fn::Base64: !Sub …`; or a map, or a number.
/// - Reals keep their point (`1.0`, `1.0e+22`), so that YAML 1.1 reads them as such; infinity is `.inf`, NaN `.nan`.
void write_yaml(const Value&, std::string& out, YamlStyle = {});

/// The template's document.
void write_yaml(const Template&, std::string& out, YamlStyle = {});

std::string to_yaml(const Value&, YamlStyle = {});

}  // namespace bobgen
