#include <algorithm>

#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

Value principal(const Model& model, const bob::Principal& from) {
    if (from.type.text == "*") return Value("*").at(from.type.place);
    Value ids = model.values(from.ids);
    if (ids.list().size() == 1) ids = Value(ids.list().front());
    return map({{from.type.text, std::move(ids)}}).at(from.type.place);
}

Value notifications(const Model& model, const bob::Bucket& bucket, const std::string& bucket_id,
                    std::vector<std::string>& depends_on) {
    List lambdas;
    for (const FunctionModel& function : model.functions)
        for (const bob::BucketEvent& event : function.declared->s3) {
            if (event.bucket.name != bucket.name.text) continue;
            Value one = Map{};
            one.set("Event", Model::text(event.event));
            one.set("Function", arn_of(function));
            List rules;
            if (event.prefix) rules.push_back(map({{"Name", "prefix"}, {"Value", Model::text(event.prefix)}}));
            if (event.suffix) rules.push_back(map({{"Name", "suffix"}, {"Value", Model::text(event.suffix)}}));
            if (!rules.empty()) one.set("Filter", map({{"S3Key", map({{"Rules", std::move(rules)}})}}));
            lambdas.push_back(std::move(one).at(event.bucket.place));
            // S3 checks the permission when the notification is created.
            std::string permission = function.id + "LambdaPermission" + bucket_id;
            if (depends_on.empty() || depends_on.back() != permission) depends_on.push_back(std::move(permission));
        }
    return lambdas.empty() ? Value() : map({{"LambdaConfigurations", std::move(lambdas)}});
}

/// Whether a policy of ours would take the place of one that the author wrote as a raw resource.
bool has_raw_policy(const Model& model, std::initializer_list<std::string_view> types) {
    for (const bob::Resource& one : model.stack.resources)
        if (const auto* raw = one.as<bob::RawResource>())
            if (std::find(types.begin(), types.end(), raw->type.text) != types.end()) return true;
    return false;
}

Value bucket_cors(const Model& model, const bob::Bucket& from) {
    List rules;
    for (const bob::BucketCorsRule& rule : from.cors) {
        Value one = Map{};
        List methods;
        for (const bob::Method method : rule.allowed_methods) methods.push_back(naming::verb(method));
        if (!rule.allowed_headers.empty()) one.set("AllowedHeaders", Model::texts(rule.allowed_headers));
        one.set("AllowedMethods", std::move(methods));
        one.set("AllowedOrigins", model.values(rule.allowed_origins));
        if (!rule.expose_headers.empty()) one.set("ExposedHeaders", Model::texts(rule.expose_headers));
        put(one, "MaxAge", model.setting(rule.max_age));
        rules.push_back(std::move(one).at(rule.allowed_origins.empty() ? Place() : rule.allowed_origins[0].place));
    }
    return rules.empty() ? Value() : map({{"CorsRules", std::move(rules)}});
}

std::string_view ownership_name(bob::ObjectOwnership ownership) {
    switch (ownership) {
        case bob::ObjectOwnership::bucket_owner_enforced:
            return "BucketOwnerEnforced";
        case bob::ObjectOwnership::bucket_owner_preferred:
            return "BucketOwnerPreferred";
        case bob::ObjectOwnership::object_writer:
            return "ObjectWriter";
    }
    return {};
}

/// In the ARN of a policy, with `Fn::Sub` around it: both take `${` for a variable, and IAM has no other way to write a
/// dollar sign (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
std::string literal_in_arn(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '{' && made.ends_with('$')) made.replace(made.size() - 1, 1, "${!$}");
        made += c;
    }
    return made;
}

/// What lets S3 write the access logs of the stack's other buckets into one.
struct AccessLogStatements {
    List statements;
    std::vector<bob::Text> conditions;  ///< of those buckets; empty when one of them is always there
};

/// Of each bucket below its own prefix
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
AccessLogStatements access_log_statements(const Model& model, const bob::Bucket& into, std::string_view id) {
    AccessLogStatements made;
    bool has_unconditional = false;
    for (const bob::Resource& resource : model.stack.resources) {
        const auto* from = resource.as<bob::Bucket>();
        if (!from || !from->access_logs.bucket || from->access_logs.bucket.name != into.name.text) continue;
        Value statement =
            map({{"Effect", "Allow"},
                 {"Principal", map({{"Service", "logging.s3.amazonaws.com"}})},
                 {"Action", "s3:PutObject"},
                 {"Resource",
                  sub("${" + std::string(id) + ".Arn}/" + literal_in_arn(from->access_logs.prefix.text) + "*")},
                 {"Condition",
                  map({{"ArnLike", map({{"aws:SourceArn",
                                         get_att(model.logical_id(bob::Kind::bucket, from->name.text, from->name.place),
                                                 "Arn")}})},
                       {"StringEquals", map({{"aws:SourceAccount", bobgen::ref("AWS::AccountId")}})}})}})
                .at(from->access_logs.bucket.place);
        const bob::Text& condition = from->condition;
        if (!condition || condition.text == into.condition.text) {
            has_unconditional = true;
        } else {
            const auto is_same = [&](const bob::Text& one) { return one.text == condition.text; };
            if (std::none_of(made.conditions.begin(), made.conditions.end(), is_same))
                made.conditions.push_back(condition);
            const Place place = statement.place;
            statement = call(Intrinsic::if_, list({Value(condition.text).at(condition.place), std::move(statement),
                                                   bobgen::ref("AWS::NoValue")}))
                            .at(place);
        }
        made.statements.push_back(std::move(statement));
    }
    if (has_unconditional) made.conditions.clear();
    return made;
}

/// A policy whose statements all depend on conditions is there only when one of them is: S3 refuses an empty one.
void only_with_any_of(const std::vector<bob::Text>& conditions, List& statements, TemplateResource& policy,
                      Template& into) {
    if (conditions.empty()) return;
    if (conditions.size() == 1 && policy.condition.empty()) {
        for (Value& one : statements) one = Value(one.argument().list()[1]);
        policy.condition = conditions.front().text;
        policy.condition_place = conditions.front().place;
        return;
    }
    const auto named = [](const bob::Text& one) { return call(Intrinsic::condition, Model::text(one)).at(one.place); };
    List any;
    for (const bob::Text& one : conditions) any.push_back(named(one));
    // CloudFormation takes 2 to 10 conditions in each.
    constexpr std::size_t most = 10;
    while (any.size() > most) {
        List last(any.end() - most, any.end());
        any.resize(any.size() - most);
        any.push_back(call(Intrinsic::or_, std::move(last)));
    }
    Value expression = any.size() == 1 ? any.front() : call(Intrinsic::or_, std::move(any));
    if (!policy.condition.empty())
        expression =
            call(Intrinsic::and_, list({call(Intrinsic::condition, Value(policy.condition)).at(policy.condition_place),
                                        std::move(expression)}));
    std::string name = "Has" + policy.logical_id;
    into.conditions.push_back({name, std::move(expression), policy.place});
    policy.condition = std::move(name);
}

/// Nobody, unless by TLS.
Value deny_plain_http(std::string_view actions, Value resource) {
    return map({{"Sid", "DenyPlainHttp"},
                {"Effect", "Deny"},
                {"Principal", "*"},
                {"Action", actions},
                {"Resource", std::move(resource)},
                {"Condition", map({{"Bool", map({{"aws:SecureTransport", "false"}})}})}});
}

/// The policy of a queue or a topic, as a resource of its own.
void policy_of(std::string_view id, std::string_view type, std::string_view of, List statements,
               const bob::Text& condition, Place place, Template& into) {
    TemplateResource& made = add(into, std::string(id) + "Policy", type, place);
    made.condition = condition.text;
    made.condition_place = condition.place;
    made.properties.set(of, list({bobgen::ref(id)}));
    made.properties.set("PolicyDocument", map({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}}));
}

/// What SNS lets a topic's own account do when the topic has no policy: it would be gone with one of ours
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html).
Value owner_statement(std::string_view topic_id) {
    return map({{"Sid", "Owner"},
                {"Effect", "Allow"},
                {"Principal", map({{"AWS", "*"}})},
                {"Action",
                 list({"sns:GetTopicAttributes", "sns:SetTopicAttributes", "sns:AddPermission", "sns:RemovePermission",
                       "sns:DeleteTopic", "sns:Subscribe", "sns:ListSubscriptionsByTopic", "sns:Publish"})},
                {"Resource", bobgen::ref(topic_id)},
                {"Condition", map({{"StringEquals", map({{"AWS:SourceOwner", bobgen::ref("AWS::AccountId")}})}})}});
}

}  // namespace

Value policy_statement(const Model& model, const bob::PolicyStatement& from) {
    Value made = statement(model, from.statement);
    // The principal after the effect, as in AWS's examples.
    const auto effect = made.find("Sid") ? 2 : 1;
    made.map().insert(made.map().begin() + effect, {"Principal", principal(model, from.principal), {}});
    return made;
}

static void bucket(const Model& model, const bob::Bucket& from, Template& into) {
    const Place place = from.name.place;
    TemplateResource& made = add(model, from, "AWS::S3::Bucket", into);
    const std::string id = made.logical_id;
    Value& properties = made.properties;
    put(properties, "BucketName", model.value(from.bucket_name));
    Value encryption = map({{"SSEAlgorithm", from.kms_key ? "aws:kms" : "AES256"}});
    put(encryption, "KMSMasterKeyID", model.value(from.kms_key));
    properties.set("BucketEncryption",
                   map({{"ServerSideEncryptionConfiguration",
                         list({map({{"ServerSideEncryptionByDefault", std::move(encryption)}})})}}));
    const Value block = model.setting(from.block_public_access);
    const bool blocked = block.is_null() || block.boolean();
    const auto blocking = [&] { return Value(blocked).at(from.block_public_access.place); };
    properties.set("PublicAccessBlockConfiguration", map({{"BlockPublicAcls", blocking()},
                                                          {"BlockPublicPolicy", blocking()},
                                                          {"IgnorePublicAcls", blocking()},
                                                          {"RestrictPublicBuckets", blocking()}}));
    const Value versioning = model.setting(from.versioning);
    if (!versioning.is_null())
        properties.set("VersioningConfiguration",
                       map({{"Status", Value(versioning.boolean() ? "Enabled" : "Suspended").at(versioning.place)}}));
    Value days = model.setting(from.expire_after);
    if (!days.is_null())
        properties.set(
            "LifecycleConfiguration",
            map({{"Rules",
                  list({map({{"Id", "expire"}, {"Status", "Enabled"}, {"ExpirationInDays", std::move(days)}})})}}));
    put(properties, "CorsConfiguration", bucket_cors(model, from));
    if (from.access_logs.bucket) {
        Value logs = map({{"DestinationBucketName",
                           bobgen::ref(model.logical_id(from.access_logs.bucket)).at(from.access_logs.bucket.place)}});
        if (from.access_logs.prefix) logs.set("LogFilePrefix", Model::text(from.access_logs.prefix));
        properties.set("LoggingConfiguration", std::move(logs));
    }
    if (from.object_ownership)
        properties.set("OwnershipControls",
                       map({{"Rules", list({map({{"ObjectOwnership", Value(ownership_name(*from.object_ownership))
                                                                         .at(from.object_ownership.place)}})})}}));
    put(properties, "NotificationConfiguration", notifications(model, from, id, made.depends_on));
    put(properties, "Tags", model.tags(from.tags));

    const Value tls = model.setting(from.tls_only);
    const bool has_raw = has_raw_policy(model, {"AWS::S3::BucketPolicy"});
    const bool tls_only = tls.is_null() ? !from.policy.empty() || !has_raw : tls.boolean();
    auto [statements, conditions] = access_log_statements(model, from, id);
    if (!from.policy.empty() || tls_only) conditions.clear();
    if (from.policy.empty() && !tls_only && (statements.empty() || has_raw)) return;
    for (const bob::PolicyStatement& one : from.policy) statements.push_back(policy_statement(model, one));
    if (tls_only)
        statements.push_back(
            deny_plain_http("s3:*", list({get_att(id, "Arn"), sub("${" + id + ".Arn}/*")})).at(from.tls_only.place));
    TemplateResource& policy = add(into, id + "Policy", "AWS::S3::BucketPolicy", place);
    policy.condition = from.condition.text;
    policy.condition_place = from.condition.place;
    only_with_any_of(conditions, statements, policy, into);
    policy.properties.set("Bucket", bobgen::ref(id));
    policy.properties.set("PolicyDocument", map({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}}));
}

static void queue(const Model& model, const bob::Queue& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::SQS::Queue", into);
    Value& properties = made.properties;
    put(properties, "QueueName", model.value(from.queue_name));
    put(properties, "FifoQueue", model.setting(from.fifo));
    put(properties, "ContentBasedDeduplication", model.setting(from.content_based_deduplication));
    put(properties, "VisibilityTimeout", model.setting(from.visibility_timeout));
    put(properties, "MessageRetentionPeriod", model.setting(from.message_retention));
    put(properties, "DelaySeconds", model.setting(from.delay));
    put(properties, "ReceiveMessageWaitTimeSeconds", model.setting(from.receive_wait));
    if (from.dead_letters.queue) {
        Value count = model.setting(from.dead_letters.max_receive_count);
        properties.set(
            "RedrivePolicy",
            map({{"deadLetterTargetArn",
                  get_att(model.logical_id(from.dead_letters.queue), "Arn").at(from.dead_letters.queue.place)},
                 {"maxReceiveCount", count.is_null() ? Value(5) : std::move(count)}}));
    }
    if (from.kms_key)
        properties.set("KmsMasterKeyId", model.value(from.kms_key));
    else
        properties.set("SqsManagedSseEnabled", true);
    put(properties, "Tags", model.tags(from.tags));

    const Value tls = model.setting(from.tls_only);
    if (tls.is_null() ? has_raw_policy(model, {"AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy"})
                      : !tls.boolean())
        return;
    const std::string id = made.logical_id;
    policy_of(id, "AWS::SQS::QueuePolicy", "Queues", {deny_plain_http("sqs:*", get_att(id, "Arn"))}, from.condition,
              from.name.place, into);
}

static void topic(const Model& model, const bob::Topic& from, Template& into) {
    TemplateResource& made = add(model, from, "AWS::SNS::Topic", into);
    Value& properties = made.properties;
    put(properties, "TopicName", model.value(from.topic_name));
    if (from.display_name) properties.set("DisplayName", Model::text(from.display_name));
    put(properties, "FifoTopic", model.setting(from.fifo));
    put(properties, "ContentBasedDeduplication", model.setting(from.content_based_deduplication));
    put(properties, "KmsMasterKeyId", model.value(from.kms_key));
    put(properties, "Tags", model.tags(from.tags));

    const Value tls = model.setting(from.tls_only);
    if (tls.is_null() || !tls.boolean()) return;
    const std::string id = made.logical_id;
    policy_of(id, "AWS::SNS::TopicPolicy", "Topics",
              {owner_statement(id), deny_plain_http("sns:Publish", bobgen::ref(id))}, from.condition, from.name.place,
              into);
}

}  // namespace bobgen::lowering

namespace bob {
void lower(const Bucket& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::bucket(model, one, into);
}
void lower(const Queue& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::queue(model, one, into);
}
void lower(const Topic& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::topic(model, one, into);
}
}  // namespace bob
