/// A comparison, formatted for people and for programs.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/report/source.h"

namespace bobgen {

/// Two versions of one stack, compared.
struct Compared {
    std::string name;  ///< "scheduler/dev"; empty for two files
    const Difference* difference;
    std::vector<DataLoss> losses = {};  ///< that are not suppressed
    std::vector<Suppressed> suppressed = {};
};

/// The class of a change, for `--fail-on`.
enum class ChangeClass : unsigned char {
    create,
    update,
    interrupt,
    unprotect,
    replace,
    remove,
    broadened,
    opened,
    blocked,
    data_loss,
};
/// "create", …, "delete", "data-loss"
std::string_view word(ChangeClass);
std::span<const ChangeClass> change_classes();

/// All classes in it. `data_loss` is not included: `check_data_loss` decides whether a loss is intended.
std::set<ChangeClass> classes(const Difference&);

/// "1 blocked, 2 replaced, 1 route opened"; "no change" when there is none.
std::string summary(std::span<const Compared>);

/// For a terminal: the most dangerous first. "no change" when there is none.
std::string diff_text(std::span<const Compared>, Sources&);

/// An array with an object for each resource of both templates:
/// `{"stack", "resource", "type", "action", "reasons": […], …}`.
std::string diff_json(std::span<const Compared>, Sources&);

/// A comment for a pull request: a summary, what is dangerous, tables, and the harmless changes folded.
std::string diff_markdown(std::span<const Compared>, Sources&);

}  // namespace bobgen
