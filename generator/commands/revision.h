/// The committed templates of a git revision. Only git is asked, and only for what it has: nothing is checked out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bobgen {

struct CommittedTemplate {
    std::string stack;
    std::string stage;
    std::string path;  ///< "templates/scheduler/dev/template.yml", from the project's root
    std::string text;
};

/// `templates/<stack>/<stage>/template.yml` of the revision, in the order of their paths. Throws Misuse when there is
/// no git, no repository, or no such revision.
std::vector<CommittedTemplate> committed_templates(const std::filesystem::path& root, const std::string& revision);

/// A file of the revision by its path from the project's root; nothing when it has none. Throws Misuse as the above.
std::optional<std::string> committed_file(const std::filesystem::path& root, const std::string& revision,
                                          const std::string& path);

}  // namespace bobgen
