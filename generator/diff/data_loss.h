/// Data that a change would lose, and the tombstones that allow it: bob's own metadata in a template, `Metadata: {Bob:
/// {Tombstones: [{LogicalId, Type, Why, Since, Data: kept|lost}]}}`.
///
/// A tombstone counts once, for the change that introduces it. One that the old template has, too, is old and allows
/// nothing, so that a table that was removed, declared again and then dropped by mistake is not lost silently. So
/// intermediate templates must introduce a tombstone in the very template that loses the data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/diff/change.h"
#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

struct Tombstone {
    std::string logical_id;
    std::string type;  ///< empty: any type with the logical id
    std::string why;
    std::string since;  ///< "2026-11-21"
    bool kept;          ///< the data, by the deletion policy
    Place place;        ///< of the entry
    Place data_place;

    bool is_for(const TemplateResource&) const;
};

/// The template's tombstones, in order. Incomplete ones are left out; `check_tombstones` reports them.
std::vector<Tombstone> tombstones(const Template&);
/// Those of `after` that `before` does not have: what the change allows.
std::vector<Tombstone> new_tombstones(const Template& before, const Template& after);

/// Invalid tombstones. A part of `check_template`.
void check_tombstones(const Template&, Report&);

/// A resource with data is removed, or has to be replaced, without a new tombstone; or a tombstone contradicts what
/// happens. The finding points at the old template for a removed resource, otherwise at the new declaration.
struct DataLoss {
    std::string logical_id;
    Diagnostic finding;
};
struct Losses {
    std::vector<DataLoss> lost;
    std::vector<Suppressed> confirmed;  ///< by a new tombstone: for whoever agrees to the change
};
Losses losses_of(const Difference&, const Template& before, const Template& after);
/// Without what a tombstone confirms.
std::vector<DataLoss> data_losses(const Difference&, const Template& before, const Template& after);
/// New tombstones with a day that is still to come, `today` being known.
void check_days(const Template& before, const Template& after, const std::string& today, Report&);

/// The same as findings.
void check_data_loss(const Difference&, const Template& before, const Template& after, Report&);

}  // namespace bobgen
