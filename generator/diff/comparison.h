/// One resource in both templates, for the functions that assess its change.
#pragma once

#include <string_view>
#include <vector>

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"
#include "generator/diff/properties.h"

namespace bobgen::diff {

struct Comparison {
    const Side& old_side;
    const Side& new_side;
    const TemplateResource& before;
    const TemplateResource& after;
    const Value& old_properties;  ///< the results of `Side::meaning()`
    const Value& new_properties;
    std::vector<PropertyChange> changes;
    std::vector<Reason>& reasons;

    /// Takes out the changes of this property; the caller is then responsible for them.
    std::vector<PropertyChange> take(std::string_view property);
    /// A reason about the change, with its places.
    Reason& add(const PropertyChange&, Action, const Rule*, std::string message, std::string fix = {});
};

/// What the documentation of specific types says beyond the data. Each function takes out the changes that it assesses.
void judge_table(Comparison&);
void judge_user_pool(Comparison&);
/// Settings of any type that protect data.
void judge_protection(Comparison&);
/// Properties that their service never changes.
void judge_refused(Comparison&);

}  // namespace bobgen::diff
