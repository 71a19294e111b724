/// The committed templates of a git revision. Only git is asked, and only for what it has: nothing is checked out.
#pragma once

#include <filesystem>
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

}  // namespace bobgen
