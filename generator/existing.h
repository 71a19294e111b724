/// What exists outside of the stack: what is known of it, and what a reference to it becomes.
///
/// Lowering and the outputs write `Ref` and `Fn::GetAtt` of it as of everything declared; one pass over what they made
/// puts the values in their place:
///
///     Queue{.name = "mail", .existing = {.arn = import_value("mail-arn")}}
///     → {Fn::GetAtt: [MailQueue, Arn]} becomes {Fn::ImportValue: mail-arn}
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "bob/stack.h"
#include "generator/report/report.h"
#include "generator/value.h"

namespace bobgen {

class Model;
struct Template;

/// A declaration with `.existing`. A value that was not given is null.
struct ExistingThing {
    bob::Kind kind = bob::Kind::resource;
    std::string logical_id;  ///< that its twin in the stack would have
    std::string named;       ///< "queue `mail`"
    Value arn = {};
    Value name = {};  ///< or its id
    Value stream_arn = {};
    Value root_resource_id = {};
    Place place = {};

    /// What `Fn::GetAtt` would be, or `Ref` when empty; null when it isn't known.
    Value attribute(std::string_view attribute) const;
};

class ExistingThings {
public:
    /// Reads them, and reports what is not an ARN, a name or an id.
    void read(const Model&);

    bool empty() const { return by_id_.empty(); }
    const ExistingThing* find(std::string_view logical_id) const;
    bool has(const bob::Resource&) const;

    /// Puts what is known in place of every reference.
    Value resolved(Value) const;
    void resolve(Value&) const;
    /// The same for a template; reports what isn't known.
    void resolve(Template&, Report&) const;

private:
    class Pass;

    std::unordered_map<std::string, ExistingThing> by_id_;
};

/// Parts as one text, or as `Fn::Join` when some are known only to CloudFormation; null when one of them is.
Value joined_texts(List parts);

}  // namespace bobgen
