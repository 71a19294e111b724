/// C++ types of contracts as JSON Schema.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bob/schema.h"
#include "generator/value.h"

namespace bobgen {

/// The dialects differ in how a value may be null, and in the name of examples.
enum class SchemaDialect : std::uint8_t {
    openapi_3_1,  ///< JSON Schema 2020-12
    openapi_3_0   ///< https://spec.openapis.org/oas/v3.0.3.html#schema-object
};

/// The named types of a document, each written once. Their names are those of C++ without namespaces, with them where
/// two types have the same.
class SchemaNames {
public:
    explicit SchemaNames(SchemaDialect dialect) : dialect_(dialect) {}

    /// Counts the type and all that it contains. Everything is taken before anything is written, so that a name depends
    /// on no order. What requests contain may be null where it is optional; answers leave it out.
    void take(const bob::Schema&, bool in_request);
    /// A reference to a struct or an enum; any other type in place.
    Value written(const bob::Schema&) const;
    /// The same with what is known of a member.
    Value written(const bob::SchemaMember&, bool may_be_null) const;
    /// A struct in place, of which nothing is required.
    Value form(const bob::Schema&) const;
    /// All that were taken, by name, as `components/schemas`.
    Value definitions() const;

private:
    const std::string& name_of(const bob::Schema&) const;
    Value struct_of(const bob::Schema&) const;
    Value or_null(Value) const;

    SchemaDialect dialect_;
    std::map<std::string, const bob::Schema*, std::less<>> taken_;  ///< by their names with namespaces
    std::set<const bob::Schema*> in_requests_;
    mutable std::map<const bob::Schema*, std::string> names_;
};

}  // namespace bobgen
