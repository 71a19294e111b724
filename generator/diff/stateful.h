/// Which resources hold data that is deleted with them, and what keeps it.
#pragma once

#include <string_view>

#include "generator/template.h"
#include "generator/value.h"

namespace bobgen {

/// Deleting it loses something: items, objects, users, but also messages and logs.
bool holds_data(std::string_view type);

/// Its content is someone's work that nobody can recreate: tables, user pools, buckets, databases, file systems.
/// Removing one needs a tombstone.
bool needs_tombstone(std::string_view type);

/// "its items", "its users", …
std::string_view contents(std::string_view type);

/// `Retain`, or `Snapshot` for types that support it.
bool keeps_data(std::string_view policy, std::string_view type);

/// The policy that applies when the resource is removed, with CloudFormation's defaults.
std::string_view deletion_policy(const TemplateResource&);

/// The setting that makes the service refuse to delete it, and whether it is enabled. Empty when the type has none.
struct Protection {
    std::string_view property;
    bool on = false;
};
Protection deletion_protection(std::string_view type, const Value& properties);

}  // namespace bobgen
