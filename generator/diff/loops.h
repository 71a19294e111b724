/// `Fn::ForEach`: what it makes of a template, as far as the template alone tells.
#pragma once

#include "generator/template.h"

namespace bobgen {

/// Whether this is no resource, but a loop or a macro among them, which makes resources.
bool makes_resources(const TemplateResource&);

/// Puts the resources of each loop over a list that stands in the template in its place, with places of their own in
/// it. A loop over anything else stays.
void expand_loops(Template&);

/// Whether something with data is, or may be, among what it makes.
bool may_hold_data(const TemplateResource& loop);

}  // namespace bobgen
