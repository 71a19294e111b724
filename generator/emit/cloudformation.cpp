#include "generator/emit/backend.h"

namespace bobgen {

Value cloudformation_document(const Valid& valid) { return document(valid.tree()); }

}  // namespace bobgen
