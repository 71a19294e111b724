/// The tombstones of a stack in its template, and the reverse: from a resource to its declaration.
#pragma once

#include "generator/model.h"
#include "generator/template.h"

namespace bobgen {

/// A kind of declaration that holds data, and its CloudFormation type.
struct Holder {
    bob::Kind kind;
    std::string_view enumerator;  ///< "user_pool"
    std::string_view type;        ///< "AWS::Cognito::UserPool"
};
inline constexpr Holder holders[] = {{bob::Kind::table, "table", "AWS::DynamoDB::Table"},
                                     {bob::Kind::user_pool, "user_pool", "AWS::Cognito::UserPool"},
                                     {bob::Kind::bucket, "bucket", "AWS::S3::Bucket"},
                                     {bob::Kind::queue, "queue", "AWS::SQS::Queue"}};
/// Nothing when bob has no declaration for the type.
const Holder* holder_of(std::string_view type);

namespace lowering {

/// Those of this stage become `Metadata: {Bob: {Tombstones: […]}}`. A template that would be empty gets a resource that
/// does nothing and costs nothing, because CloudFormation requires at least one: so the update that removes everything
/// can be deployed before the stack itself is deleted.
void tombstones(const Model&, Template&);

}  // namespace lowering
}  // namespace bobgen
