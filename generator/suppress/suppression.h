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

    /// Removes from the report what is suppressed for this template. Adds what is wrong with the template's own
    /// suppressions, and all suppressions that have expired.
    void apply(const Template&, Report&);

    /// Whether every template that the given ones may be about has been read: otherwise it is normal that no template
    /// had the resource of one.
    void report_useless(Report&, bool seen_all) const;

private:
    struct Given {
        Suppression what;
        bool used = false;
        bool seen = false;  ///< a template had its resource
    };
    std::vector<Given> given_;
    std::string today_;
};

}  // namespace bobgen
