/// A function's handler: where its source is, and in which stages it is deployed.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "generator/declared.h"
#include "generator/report/report.h"

namespace bobgen {

/// `bookAvailability`, `book-availability` → `book_availability`.
std::string handler_stem(std::string_view function);

struct Handler {
    struct InStage {
        std::string stack;  ///< "scheduler/dev", as findings name it
        DeclaredFunction function;
    };
    std::string folder;           ///< of the stack's sources: "stacks/scheduler"
    std::string stem;             ///< "book_availability"
    std::vector<InStage> stages;  ///< at least one

    const DeclaredFunction& function() const { return stages.front().function; }
    std::string source() const { return folder + "/handlers/" + stem + ".cpp"; }
    /// What `bob_add_handlers` calls the program: "scheduler-book_availability".
    std::string target() const { return stack_folder() + "-" + stem; }
    std::string stack_folder() const { return folder.substr(folder.rfind('/') + 1); }
    /// "scheduler/dev, scheduler/simple"
    std::string all_stages() const;
};

/// Adds a stack's functions in one stage, each to its handler from other stages if there is one.
void add_handlers(std::vector<Handler>&, std::string_view folder, const std::string& stack,
                  const std::vector<DeclaredFunction>&);

/// Reports `missing-handler`, `shared-handler` and `architecture-differs`. `sources` are the existing files.
void check_handlers(const std::vector<Handler>&, const std::set<std::string>& sources, Report&);

}  // namespace bobgen
