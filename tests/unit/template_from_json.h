/// A template from the JSON text of CloudFormation, for tests: intrinsic functions in their long form, and a place for
/// every value, so that a test can say where a finding must point.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::testing {

struct JsonTemplate {
    Template value;
    /// The n-th value in the order of writing has line n + 1 of "template.json"; this is its JSON pointer.
    std::vector<std::string> pointers;

    /// "/Resources/Orders/Properties/KeySchema/0"; empty when the place is none of this template.
    std::string_view pointer(Place) const;
};

/// Throws when the text is no JSON object.
JsonTemplate template_from_json(std::string_view text);

}  // namespace bobgen::testing
