// A handler may include a header with declarations of types in `bob::aws`. It knows them by name, and what they say of
// resources is for the generator alone.
#include "bob/aws.h"

namespace bob::aws::detail {

const Property* keep(const Expression&) { return nullptr; }
const Property* keep(const Object&) { return nullptr; }
const Property* keep(const Array&) { return nullptr; }
const Property* keep_members(const char*, const void*) { return nullptr; }
Property* keep_list() { return nullptr; }
Property* keep_map() { return nullptr; }
void append(Property*, const Given&, Place) {}
void append(Property*, const bob::Text&, const Given&) {}

}  // namespace bob::aws::detail
