/// S3 buckets, SQS queues and SNS topics.
#pragma once

#include "bob/existing.h"
#include "bob/method.h"
#include "bob/statement.h"
#include "bob/table.h"

namespace bob {

/// Which pages of other origins may use a bucket. Of each rule, S3 needs origins and methods.
struct BucketCorsRule {
    Items<Expression, 8> allowed_origins = {};  ///< with at most one `*` in each
    List<Method, 5> allowed_methods = {};       ///< of GET, PUT, HEAD, POST and DELETE
    Items<Text, 8> allowed_headers = {};        ///< of requests; `*` for all
    Items<Text, 8> expose_headers = {};         ///< of responses, that a page may read: "ETag"
    Setting<Seconds> max_age = {};              ///< how long a browser may cache the preflight answer
};

struct Bucket;

/// A line for each request to a bucket, as an object in another one of the stack, whose policy lets S3 write it.
struct BucketAccessLogs {
    Link<Kind::bucket> bucket = {};
    Text prefix = {};  ///< of the objects' keys
};

/// Whose an object is that another account puts into a bucket. Access control lists count unless it is `enforced`,
/// which is S3's default.
enum class ObjectOwnership : unsigned char { bucket_owner_enforced, bucket_owner_preferred, object_writer };

namespace compile_error {
inline void a_CORS_rule_of_a_bucket_has_origins_and_methods() {}
inline void a_bucket_answers_GET_PUT_HEAD_POST_and_DELETE() {}
}  // namespace compile_error

namespace detail {
template <class B>
constexpr Verified verify_bucket(const B& bucket) {
    if (!std::is_constant_evaluated()) return {};
    for (const BucketCorsRule& rule : bucket.cors) {
        if (rule.allowed_origins.empty() || rule.allowed_methods.empty())
            compile_error::a_CORS_rule_of_a_bucket_has_origins_and_methods();
        for (const Method method : rule.allowed_methods)
            if (method == ANY || method == PATCH || method == OPTIONS)
                compile_error::a_bucket_answers_GET_PUT_HEAD_POST_and_DELETE();
    }
    return {};
}
}  // namespace detail

/// Private and encrypted by default; kept on deletion, like a table.
struct Bucket {
    static constexpr Kind kind = Kind::bucket;

    Name name;
    LogicalId logical_id = {};
    Existing existing = {};
    Expression bucket_name = {};  ///< globally unique; chosen by CloudFormation if omitted
    Setting<bool> versioning = {};
    Expression kms_key = {};                       ///< S3's own key (SSE-S3) by default
    Setting<std::chrono::days> expire_after = {};  ///< delete objects of this age
    List<BucketCorsRule, 8> cors = {};
    BucketAccessLogs access_logs = {};
    Setting<ObjectOwnership> object_ownership = {};
    Setting<bool> block_public_access = {};  ///< all four blocks; on by default
    /// Denies requests without TLS. On by default, unless the stack has a raw bucket policy.
    Setting<bool> tls_only = {};
    List<PolicyStatement, 6> policy = {};  ///< the bucket policy
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_bucket(*this);
};
void lower(const Bucket&, const bobgen::Model&, bobgen::Template&);

struct Queue;

/// Takes messages that were received `max_receive_count` times and never deleted.
struct DeadLetters {
    Link<Kind::queue> queue = {};
    Setting<int> max_receive_count = {};
};

struct Queue {
    static constexpr Kind kind = Kind::queue;

    Name name;
    LogicalId logical_id = {};
    Existing existing = {};
    Expression queue_name = {};
    Setting<bool> fifo = {};
    Setting<bool> content_based_deduplication = {};
    Setting<Seconds> visibility_timeout = {};  ///< 0 s to 12 h; 30 s by default
    Setting<Seconds> message_retention = {};   ///< 60 s to 14 days; 4 days by default
    Setting<Seconds> delay = {};               ///< 0 s to 15 min
    Setting<Seconds> receive_wait = {};        ///< 0 s to 20 s of long polling
    DeadLetters dead_letters = {};
    Expression kms_key = {};  ///< SQS's own key by default
    /// Denies requests without TLS. On by default, unless the stack has a raw queue policy.
    Setting<bool> tls_only = {};
    List<Tag, 50> tags = {};
    Text condition = {};
};
void lower(const Queue&, const bobgen::Model&, bobgen::Template&);

struct Topic {
    static constexpr Kind kind = Kind::topic;

    Name name;
    LogicalId logical_id = {};
    Existing existing = {};
    Expression topic_name = {};
    Text display_name = {};
    Setting<bool> fifo = {};
    Setting<bool> content_based_deduplication = {};
    Expression kms_key = {};  ///< not encrypted when left out; with `alias/aws/sns` no other service can publish
    /// Refuses to publish without TLS. Its policy takes the place of the one that SNS makes, and says the same besides.
    /// On by default, unless the stack has a raw topic policy.
    Setting<bool> tls_only = {};
    List<Tag, 50> tags = {};
    Text condition = {};
};
void lower(const Topic&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
