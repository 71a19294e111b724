/// Tombstones of a stack as its template has them, and the way back: from a resource to the words of its declaration.
#pragma once

#include "generator/model.h"
#include "generator/template.h"

namespace bobgen {

/// A kind of declaration that holds data, and what it is in CloudFormation.
struct Holder {
    bob::Kind kind;
    std::string_view enumerator;  ///< "user_pool"
    std::string_view type;        ///< "AWS::Cognito::UserPool"
};
inline constexpr Holder holders[] = {{bob::Kind::table, "table", "AWS::DynamoDB::Table"},
                                     {bob::Kind::user_pool, "user_pool", "AWS::Cognito::UserPool"},
                                     {bob::Kind::bucket, "bucket", "AWS::S3::Bucket"},
                                     {bob::Kind::queue, "queue", "AWS::SQS::Queue"}};
/// Nothing when bob has no declaration of its own for the type.
const Holder* holder_of(std::string_view type);

namespace lowering {

/// Those of this stage become `Metadata: {Bob: {Tombstones: […]}}`. A template that has nothing else gets a resource
/// that does nothing and costs nothing, since CloudFormation takes none without: the update that lets everything go can
/// so be deployed, before the stack itself is deleted.
void tombstones(const Model&, Template&);

}  // namespace lowering
}  // namespace bobgen
