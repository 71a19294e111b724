/// A template from CloudFormation's JSON, for tests, which give by JSON pointers where a finding must point.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::testing {

struct JsonTemplate {
    Template value;
    /// Each name and value is on a separate line of "template.json"; these are the JSON pointers of the lines.
    std::vector<std::string> pointers;

    /// "/Resources/Orders/Properties/KeySchema/0"; empty when the place is not in this template.
    std::string_view pointer(Place) const;
};

/// Throws when the text is not a JSON object.
JsonTemplate template_from_json(std::string_view text);

}  // namespace bobgen::testing
