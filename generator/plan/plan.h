/// The ordered deploys that lead from one template to another: the fewest, each of which CloudFormation accepts.
///
/// One update of a stack creates or deletes at most one global index of a table, and succeeds before a new index can be
/// used. Code that queries an index comes an update after it, and stops an update before it goes. A table with another
/// key is made beside the old one; people copy the items, the code is switched, the old table leaves the stack with its
/// data, and stack refactoring gives the new one the old one's logical id.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

namespace plan {

/// Something to do in a terminal, and what it is for.
struct Command {
    std::string what;
    std::string shell;  ///< empty: nothing that a command can do
};

/// Where the code of functions comes from, by a parameter of theirs.
struct Code {
    std::string parameter;
    bool is_new;
};

/// A logical id that becomes another, the resource staying what it is.
struct Mapping {
    std::string from;
    std::string to;
    std::string type;
};

struct Step {
    enum class Kind : unsigned char {
        deploy,    ///< an update of the stack
        person,    ///< nothing that a template can do
        refactor,  ///< logical ids change, nothing else
    };
    Kind kind;
    std::string slug;                   ///< "add-ByOwner"
    std::string title;                  ///< "create index `ByOwner` of `Orders`"
    std::vector<std::string> changes;   ///< a line each
    std::vector<std::string> cautions;  ///< to know before it
    std::vector<Command> waits;         ///< before the next step
    std::vector<Command> back;          ///< how to undo it
    std::vector<Code> code;             ///< the version that is deployed with it
    std::vector<Mapping> mappings;
    std::optional<Template> tree;  ///< after the step; nothing for a person's
};

struct Plan {
    std::vector<Step> steps;
    unsigned updates = 0;  ///< deploys; refactoring is not among them
    unsigned bound = 0;    ///< no plan has fewer deploys

    bool is_shortest() const { return updates == bound; }
};

std::string_view word(Step::Kind);

}  // namespace plan

/// Nothing when there is no way, which the report then explains. A plan without steps says that there is nothing to do.
std::optional<plan::Plan> make_plan(const Template& before, const Template& after, Report&);

}  // namespace bobgen
