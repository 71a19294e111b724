/// The routes of an API that is described by an OpenAPI document in its `Body`.
#pragma once

#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen {

/// One operation of the description; its parts point into the description.
struct BodyRoute {
    std::string_view path;    ///< "/orders/{id}", or `$default`
    std::string_view method;  ///< "get"; `x-amazon-apigateway-any-method` for all
    const Value* operation;
    const Value* item;         ///< all operations of the path, and what they share
    const Value* integration;  ///< nothing when it has none, or it is elsewhere
    const Value* uri;          ///< what it calls
    Place place;               ///< of the method's name
};

/// The operations that the document certainly has, in its order. A reference to an integration in
/// `components/x-amazon-apigateway-integrations` is followed.
std::vector<BodyRoute> routes_of_body(const Value& description);

/// The part of a description that `#/components/schemas/Order` names, and whether it is certain that there is none.
struct BodyReference {
    const Value* target = nullptr;
    bool is_missing = false;
};
BodyReference body_reference(const Value& description, std::string_view reference);

/// The logical id of the function in `arn:…:apigateway:…:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations`, or of
/// a plain `Fn::GetAtt: [Fn, Arn]`; empty for anything else.
std::string_view function_of_uri(const Value* uri);

}  // namespace bobgen
