/// The two sides of a comparison, as `diff` and `plan` are given them: files, folders of templates, git revisions, and
/// what the stacks emit.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/cli/templates.h"

namespace bobgen {

/// What was said of the sides on the command line.
struct SideWords {
    std::vector<std::string> arguments;   ///< OLD, NEW, and `key=value` for the stacks
    std::vector<std::string> parameters;  ///< `--param`
    std::string stage;                    ///< `--stage`
    Permissions permissions;
};

/// Lets a command take them.
void take_sides(Command&, SideWords&);

struct SideTemplate : ReadTemplate {
    std::string from;  ///< a file, "main:templates/scheduler/dev/template.yml", or "the stacks"
};
/// What the stacks emit.
SideTemplate side_of_stacks(Template);

/// Templates by name: "scheduler/dev", or what a file is called. One that can't be read stays out, and the report says
/// why.
struct NamedTemplates {
    std::map<std::string, SideTemplate> by_name;
    bool all_read = true;
    bool all_valid = true;     ///< the stacks', that is
    bool is_file = false;      ///< one template, and what it is called says nothing about what it is
    bool from_stacks = false;  ///< what the stacks emit
};

struct Sides {
    NamedTemplates before, after;
    std::optional<std::string> base = {};  ///< the git revision that `before` is
};

/// OLD is HEAD and NEW what the stacks emit where they are not given. Throws Misuse, and FileError for a file that
/// can't be read.
Sides read_sides(const SideWords&, const Project&, InputFiles&, Suppressions&, Report&);

/// What is looked at by itself: a file, a folder, or without a name what the stacks emit. Two names, or a git revision,
/// are a comparison, and nothing is returned. Throws as `read_sides`.
std::optional<NamedTemplates> read_alone(const SideWords&, const Project&, InputFiles&, Suppressions&, Report&);

/// The committed templates of a git revision. Throws Misuse.
NamedTemplates committed_side(const Project&, const std::string& revision, const StackChoice&, InputFiles&, Report&);

/// The suppressions of a git revision, whatever is wrong in them; nothing when it has no such file. `named` as for
/// `read_suppressions`.
std::vector<Suppression> base_suppressions(const Project&, const std::string& revision, const std::string& named);

/// What belongs together; one of the two is null when there is none of that name on its side. A file fits the only
/// template of the other side, whatever they are called: then the name is empty.
struct Pair {
    std::string name;
    const SideTemplate* before;
    const SideTemplate* after;
};
std::vector<Pair> pairs(const Sides&);

}  // namespace bobgen
