/// CloudFormation templates and serverless.yml as templates.
#pragma once

#include <cstdint>
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

/// What became of a file that the one being read names.
struct SideFile {
    enum class Kind : std::uint8_t {
        read,
        none,       ///< there is none
        outside,    ///< it lies, or leads by a link, outside of where files may be read
        not_plain,  ///< a folder, a pipe, a device
    };
    Kind kind = Kind::none;
    std::string text = {};
};

/// What reading may request from outside; the command line or a test provides it.
struct Surroundings {
    GivenParameters parameters;
    std::string stage;  ///< `--stage`; empty: the file's default
    /// A file beside the one that is read, by the path written there. `shown` is the same path as it may be told: what
    /// came of the environment stands in it as it is written.
    SideFile (*file)(void* self, std::string_view path, std::string_view shown) = nullptr;
    /// A variable of the environment; nothing when it is not set. Asked only for names in `environment_names`; all
    /// others are open.
    std::optional<std::string> (*environment)(void* self, std::string_view name) = nullptr;
    void* self = nullptr;
    std::vector<std::string> environment_names = {};
    /// What came of the environment reads as it is written, `${env:NAME}`, and a value of a parameter with `NoEcho` as
    /// `****`, so that nothing that is made of the template can tell it. It still chooses: of a map, of files, of
    /// stages.
    bool hide = false;
    mutable bool hides = false;  ///< set by the reader: there is such a value
    mutable HiddenText hidden = {};
    GivenParameters options = {};  ///< for `${opt:name}` of a serverless.yml, among them the region
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
