/// New logical ids for old ones, wherever a template refers to them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "generator/template.h"

namespace bobgen {

/// The new id for an old one; null for an id that stays. All are renamed at once, so two ids may change places.
using NewId = std::function<const std::string*(std::string_view old_id)>;

/// Of a list, which has to stay as long.
NewId new_ids(const std::vector<RenamedResource>&);

void rename(Value&, const NewId&);
/// The resources themselves, and every reference to them.
void rename(Template&, const NewId&);

}  // namespace bobgen
