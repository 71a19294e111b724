/// The ordered deployments that lead from one template to another: as few as possible, each accepted by CloudFormation.
///
/// One update of a stack creates or deletes at most one global index of a table, and finishes before a new index is
/// usable. Code that queries an index is deployed one update after the index is created, and removed one update before
/// it is deleted. A table with a different key is created next to the old one; people copy the items, the code is
/// switched, the old table leaves the stack with its data, and stack refactoring gives the new one the old one's
/// logical id.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

namespace plan {

/// Something to do in a terminal, and its purpose.
struct Command {
    std::string what;
    std::string shell;  ///< empty: no command can do it
};

/// Where the code of functions comes from, by one of their parameters.
struct Code {
    std::string parameter;
    bool is_new;
};

/// A logical id that is renamed while the resource stays the same.
struct Mapping {
    std::string from;
    std::string to;
    std::string type;
    std::string to_stack = {};  ///< empty: the stack stays the same, too
};

/// A resource that exists outside of the stack and comes into it.
struct Import {
    std::string logical_id;
    std::string type;
    std::string property;  ///< that identifies it
    std::string value;     ///< as it stands between double quotes in a shell
};

struct Step {
    enum class Kind : unsigned char {
        deploy,    ///< an update of the stack
        person,    ///< nothing that a template can do
        refactor,  ///< only logical ids change
    };
    Kind kind;
    std::string slug;                   ///< "add-ByOwner"
    std::string title;                  ///< "create index `ByOwner` of `Orders`"
    std::vector<std::string> changes;   ///< one per line
    std::vector<std::string> cautions;  ///< to know before the step
    std::vector<Command> waits;         ///< before the next step
    std::vector<Command> back;          ///< how to undo it
    std::vector<Code> code;             ///< the template version that is deployed with it
    std::vector<Mapping> mappings;
    std::vector<Import> imports = {};
    std::string other_file = {};   ///< of a refactoring: the template of the stack that resources move to
    bool makes_stack = false;      ///< which does not exist before
    std::optional<Template> tree;  ///< after the step; nothing for a manual step
};

struct Plan {
    std::vector<Step> steps;
    std::vector<std::string> after = {};  ///< which stacks are deployed before, and why
    unsigned updates = 0;                 ///< deployments; refactoring is not included
    unsigned bound = 0;                   ///< no plan has fewer deployments

    bool is_shortest() const { return updates == bound; }
};

std::string_view word(Step::Kind);

}  // namespace plan

/// Nothing when there is no way, which the report then explains. A plan without steps means that there is nothing to
/// do.
std::optional<plan::Plan> make_plan(const Template& before, const Template& after, Report&);

}  // namespace bobgen
