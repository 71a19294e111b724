/// CloudFormation templates and serverless.yml as templates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/read/document.h"
#include "generator/template.h"

namespace bobgen {

/// Parameter values from the command line (`--param name=value`), for the parameters of a template and the
/// `${param:name}` of a serverless.yml.
struct GivenParameter {
    std::string name;
    std::string value;
    mutable bool asked = false;  ///< set by the reader; one that no template has is probably misspelt
};
using GivenParameters = std::vector<GivenParameter>;

/// What reading may request from outside; the command line or a test provides it.
struct Surroundings {
    GivenParameters parameters;
    std::string stage;  ///< `--stage`; empty: the file's default
    /// The content of a file relative to the one that is read, by the path written there; nothing when it does not
    /// exist.
    std::optional<std::string> (*file)(void* self, std::string_view path) = nullptr;
    /// An environment variable; nothing when it is not set.
    std::optional<std::string> (*environment)(void* self, std::string_view name) = nullptr;
    void* self = nullptr;
};

/// The text as a template, or nothing when it cannot be read as one; the report says why. A serverless.yml is
/// recognised by its top-level `service` (or `functions`, or `provider`). An error in the structure (a resource without
/// a type, a section that is not a map) is a finding, and the rest is still read.
///
/// Given parameters become the `Default` of the template's parameters.
std::optional<Template> read_template(std::string_view text, const char* file, const Surroundings&, Report&);

/// Its two cases: a CloudFormation document, and a serverless.yml (`read/serverless.cpp`).
std::optional<Template> template_of(Value document, const char* file, const Surroundings&, Report&);
std::optional<Template> template_of_serverless(Value document, const char* file, const Surroundings&, Report&);

}  // namespace bobgen
