/// The APIs of a stack as an OpenAPI document, from the contracts of their routes.
#pragma once

#include "generator/emit/json_schema.h"
#include "generator/validate.h"

namespace bobgen {

/// Every route of the REST and the HTTP API; null without a contract among them, since that would tell nobody more than
/// the template does.
/// https://spec.openapis.org/oas/v3.1.1.html, https://spec.openapis.org/oas/v3.0.3.html
Value openapi_document(const Valid&, SchemaDialect);

/// Reports routes and names that one document can't have twice.
void check_openapi(const Valid&, Report&);

}  // namespace bobgen
