/// A template from the JSON text of CloudFormation, for tests, which say by JSON pointers where a finding must point.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::testing {

struct JsonTemplate {
    Template value;
    /// Names and values stand on a line of "template.json" each; these are the JSON pointers of the lines.
    std::vector<std::string> pointers;

    /// "/Resources/Orders/Properties/KeySchema/0"; empty when the place is none of this template.
    std::string_view pointer(Place) const;
};

/// Throws when the text is no JSON object.
JsonTemplate template_from_json(std::string_view text);

}  // namespace bobgen::testing
