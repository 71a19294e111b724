/// One resource in both templates, for those who judge its change.
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
    const Value& old_properties;  ///< what `Side::meaning()` made of them
    const Value& new_properties;
    std::vector<PropertyChange> changes;
    std::vector<Reason>& reasons;

    /// The changes of this property, taken out: whoever takes them judges them.
    std::vector<PropertyChange> take(std::string_view property);
    /// A reason about the change, with its places.
    Reason& add(const PropertyChange&, Action, const Rule*, std::string message, std::string fix = {});
};

/// What the pages of single types say, beyond the data. Each takes the changes that it judges.
void judge_table(Comparison&);
void judge_user_pool(Comparison&);
/// Settings of any type that protect data.
void judge_protection(Comparison&);
/// Properties that their service never changes.
void judge_refused(Comparison&);

}  // namespace bobgen::diff
