/// Findings that someone has reviewed and accepted, with the reason.
///
/// They are listed in the project's `suppressions.yml`, in a template's `Metadata.Bob.Suppressions`, or in a
/// resource's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

struct Suppression {
    std::string rule;
    std::string resource;  ///< logical id; empty: any resource
    std::string reason;
    std::string until;  ///< the last day on which it applies, such as 2027-03-31; empty: no limit
    Place place;        ///< of the rule's name
    Place until_place;
    bool is_new = false;  ///< comes with the change that is judged

    /// Says the same, whatever the reason; so whoever has one has the other.
    bool equals(const Suppression& other) const {
        return rule == other.rule && resource == other.resource && until == other.until;
    }
};

/// The list in a document: `[{Rule, Resource, Reason, Until}, …]`, alone or under `Suppressions`; the names may be
/// lower case. A suppression that is incomplete, names an unknown rule or has an invalid date is a finding, and
/// suppresses nothing.
std::vector<Suppression> suppressions_in(const Value& document, Report&);

/// Those in the metadata of a template and of its resources.
std::vector<Suppression> suppressions_of(const Template&, Report&);

/// What is suppressed in the templates of one run.
class Suppressions {
public:
    Suppressions() = default;
    /// `given` applies to every template. `today` is a date like `until`; while it is empty no suppression expires,
    /// because the output must not depend on the current date.
    explicit Suppressions(std::vector<Suppression> given, std::string today = {});

    const std::string& today() const { return today_; }

    /// Removes from the report what is suppressed for this template. Adds what is wrong with the template's own
    /// suppressions, and all suppressions that have expired.
    void apply(const Template&, Report&);
    /// The same for what a change does: what loses data is suppressed only by what `before` or the base had, too. Of
    /// the template's own suppressions nothing more is said.
    void apply_to_change(const Template& before, const Template& after, Report&);

    /// The places of the template's own ones that `before` has not.
    static std::vector<Place> new_ones(const Template& before, const Template& after);

    /// The list that the base has: all others are new.
    void compare_with(const std::vector<Suppression>& base);

    /// Whether every template that the given ones may be about has been read: otherwise it is normal that no template
    /// had the resource of one.
    void report_useless(Report&, bool seen_all) const;

private:
    void apply(const Template&, const Template* before, Report&);

    struct Given {
        Suppression what;
        bool used = false;
        bool seen = false;  ///< a template had its resource
    };
    std::vector<Given> given_;
    std::string today_;
};

}  // namespace bobgen
