/// Which resources hold data that goes with them, and what keeps it.
#pragma once

#include <string_view>

#include "generator/template.h"
#include "generator/value.h"

namespace bobgen {

/// Something is lost when it goes: items, objects, users, but also messages and logs.
bool holds_data(std::string_view type);

/// What it holds is somebody's work, and nobody can make it again: tables, user pools, buckets, databases, file
/// systems. These do not go without a tombstone.
bool needs_tombstone(std::string_view type);

/// "its items", "its users", …
std::string_view contents(std::string_view type);

/// `Retain`, or for types that can, `Snapshot`.
bool keeps_data(std::string_view policy, std::string_view type);

/// The policy that counts when the resource goes, with CloudFormation's defaults.
std::string_view deletion_policy(const TemplateResource&);

/// The setting that makes the service refuse to delete it, and whether it is on. Empty when the type has none.
struct Protection {
    std::string_view property;
    bool on = false;
};
Protection deletion_protection(std::string_view type, const Value& properties);

}  // namespace bobgen
