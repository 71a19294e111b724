/// Findings: data first, so that terminal, editor, JSON and tests read the same thing.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "generator/place.h"
#include "generator/report/rule.h"

namespace bobgen {

/// A place and a text about it. The text may be empty.
struct Label {
    Place place;
    std::string text;
};

/// What, where, why, fix. `message` is understandable on its own: lower case, no full stop, names in backticks.
struct Diagnostic {
    const Rule* rule;
    std::string message;
    Label primary;
    std::vector<Label> related;
    std::string fix;
    std::string why;    ///< the rule's reason when empty
    std::string stack;  ///< "scheduler/dev", or several as "scheduler/dev, scheduler/simple"; filled in by the report
};

/// A finding that someone accepts, and why: by a suppression, or a loss of data by a tombstone.
struct Suppressed {
    Diagnostic finding;
    std::string reason;
    Place where;  ///< of the suppression
    std::string until = {};
    bool is_new = false;     ///< the suppression comes with the change that is judged
    std::string since = {};  ///< the day that a tombstone has; it always comes with the change

    bool is_confirmed() const { return !since.empty(); }
};

/// Collects findings and never stops at the first. Equal findings (the same declaration seen in several stages) are
/// kept once, with the stacks of all of them.
class Report {
public:
    void add(Diagnostic);
    /// Findings added from now on belong to this stack and stage.
    void enter(std::string stack);
    /// All stacks entered: a finding in all of them does not list its stacks.
    const std::vector<std::string>& stacks() const { return stacks_; }

    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    std::size_t errors() const { return errors_; }
    std::size_t warnings() const { return diagnostics_.size() - errors_; }
    bool clean() const { return diagnostics_.empty(); }
    /// Sorts findings by place: file, line, column.
    void sort();

    /// Sets the finding aside: it no longer counts, but formats may still show it.
    void add(Suppressed);
    const std::vector<Suppressed>& suppressed() const { return suppressed_; }
    /// The suppressions at these places come with the change that is judged.
    void mark_new(const std::vector<Place>& suppressions);
    /// Adds all findings of the other report.
    void add(const Report& other);
    /// Returns all findings, and leaves the report empty.
    std::vector<Diagnostic> take();

private:
    std::vector<Diagnostic> diagnostics_;
    std::vector<Suppressed> suppressed_;
    std::unordered_multimap<std::size_t, std::size_t> known_;  ///< findings by the properties that make them equal
    std::string stack_;
    std::vector<std::string> stacks_;
    std::size_t errors_ = 0;
};

}  // namespace bobgen
