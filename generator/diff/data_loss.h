/// Data that a change would lose, and the tombstones that allow it: bob's own words in a template,
/// `Metadata: {Bob: {Tombstones: [{LogicalId, Type, Why, Since, Data: kept|lost}]}}`.
///
/// A tombstone counts once, for the change that brings it. One that the old template has, too, is history: it allows
/// nothing, so that a table that is buried, born again and dropped by mistake is not lost in silence. So whoever makes
/// templates between two others writes a tombstone first into the one that loses the data.
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
    std::string type;  ///< empty: whatever has the logical id
    std::string why;
    std::string since;  ///< "2026-11-21"
    bool kept;          ///< the data, by the deletion policy
    Place place;        ///< of the entry
    Place data_place;

    bool is_for(const TemplateResource&) const;
};

/// Those of the template, in their order. What is no whole tombstone is left out; `check_tombstones` says so.
std::vector<Tombstone> tombstones(const Template&);
/// Those of `after` that `before` has not: what the change allows.
std::vector<Tombstone> new_tombstones(const Template& before, const Template& after);

/// Tombstones that are not as they must be. A part of `check_template`.
void check_tombstones(const Template&, Report&);

/// A resource that holds data and is gone, or has to be made anew, without a new tombstone that says so; or a tombstone
/// that says something else than happens. The finding points at the old template where something is gone, at the new
/// declaration otherwise.
struct DataLoss {
    std::string logical_id;
    Diagnostic finding;
};
std::vector<DataLoss> data_losses(const Difference&, const Template& before, const Template& after);

/// The same as findings.
void check_data_loss(const Difference&, const Template& before, const Template& after, Report&);

}  // namespace bobgen
