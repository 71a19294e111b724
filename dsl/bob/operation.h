/// The contract of a route: what it takes and answers. The compiler holds the handler to it, and callers get it as an
/// OpenAPI document.
#pragma once

#include "bob/list.h"
#include "bob/schema.h"
#include "bob/text.h"

namespace bob {

/// A type of a contract, `type<Offer>` (bob/type.h); or none.
struct ContractType {
    const Schema* schema = nullptr;

    constexpr explicit operator bool() const { return schema != nullptr; }
};

/// One answer of a handler that is no error. Without a type it has no body.
struct Answer {
    int status = 200;
    ContractType body = {};
    Text description = {};
};

/// An error that a handler throws, in the form that all errors have (docs/errors.md).
struct DeclaredError {
    int status = 400;
    Text code = {};     ///< for programs: it does not change
    Text message = {};  ///< for people
};

/// Declared as a constant: `inline constexpr bob::Operation booking{…}`, then `.operation = booking` at routes.
/// https://spec.openapis.org/oas/v3.1.1.html#operation-object
struct Operation {
    Text id = {};       ///< the function's name when not set, with method and path if it has more routes
    Text summary = {};  ///< a short sentence
    Text description = {};
    Items<Text, 8> tags = {};
    ContractType path = {};     ///< a struct whose members are the path's variables; texts where it is not set
    ContractType query = {};    ///< a struct of the parameters of the query string
    ContractType headers = {};  ///< a struct; `Idempotency_Key` is the header `Idempotency-Key`
    ContractType body = {};     ///< as JSON
    ContractType form = {};     ///< as an HTML form sends it, in place of a JSON body
    List<Answer, 8> answers = {};
    List<DeclaredError, 16> errors = {};  ///< besides those that every handler of its kind has
    bool deprecated = false;
};

}  // namespace bob
