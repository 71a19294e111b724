#include "generator/check/combinations/combinations.h"

#include <fmt/format.h>

#include <unordered_map>

#include "generator/check/combinations/subject.h"
#include "generator/rules/combinations.h"

namespace bobgen {

namespace combinations {

const Value* element(const Value* list, std::string_view text) {
    const Value* found = nullptr;
    each(list, [&](const Value& one) {
        if (text_of(&one) == text) found = &one;
    });
    return found;
}

void check_fifo_target(const Subject& on, std::string_view who, std::string_view reason, const Value* queue,
                       Place otherwise) {
    const TemplateResource* to = on.named(queue, "AWS::SQS::Queue");
    if (!to || !is_true(on.facts.properties(*to).find("FifoQueue"))) return;
    on.tell({.rule = rules::fifo_queue_not_taken,
             .message = fmt::format("{} `{}` sends to FIFO queue `{}`: {}", who, on.id(), to->logical_id, reason),
             .place = place_of(queue, otherwise),
             .fix = "send to a standard queue",
             .related = {{to->place, "a FIFO queue"}}});
}

}  // namespace combinations

void check_combinations(const Facts& facts, Report& report) {
    using namespace combinations;
    using Check = void (*)(const Subject&);
    static const std::unordered_map<std::string_view, Check> checks{
        {"AWS::Lambda::Function", check_function},
        {"AWS::Lambda::Alias", check_alias},
        {"AWS::Lambda::Version", check_version},
        {"AWS::Lambda::EventSourceMapping", check_event_source},
        {"AWS::ApiGateway::Method", check_rest_method},
        {"AWS::ApiGateway::Authorizer", check_rest_authorizer},
        {"AWS::ApiGateway::Stage", check_rest_stage},
        {"AWS::ApiGateway::Deployment", check_rest_deployment},
        {"AWS::ApiGateway::RestApi", check_rest_api},
        {"AWS::ApiGateway::UsagePlan", check_usage_plan},
        {"AWS::ApiGateway::ApiKey", check_api_key},
        {"AWS::ApiGateway::DomainName", check_domain_name},
        {"AWS::ApiGateway::GatewayResponse", check_gateway_response},
        {"AWS::ApiGatewayV2::Api", check_http_api},
        {"AWS::Serverless::HttpApi", check_http_api},
        {"AWS::Lambda::EventInvokeConfig", check_invoke_config},
        {"AWS::ApiGatewayV2::Integration", check_integration},
        {"AWS::ApiGatewayV2::Route", check_route},
        {"AWS::ApiGatewayV2::Stage", check_http_stage},
        {"AWS::ApiGatewayV2::DomainName", check_http_domain},
        {"AWS::ApiGatewayV2::Authorizer", check_http_authorizer},
        {"AWS::Cognito::UserPool", check_user_pool},
        {"AWS::Cognito::UserPoolClient", check_pool_client},
        {"AWS::Cognito::UserPoolDomain", check_pool_domain},
        {"AWS::Cognito::LogDeliveryConfiguration", check_pool_logs},
        {"AWS::SNS::Topic", check_topic},
        {"AWS::SNS::Subscription", check_subscription},
        {"AWS::SQS::Queue", check_queue},
        {"AWS::Events::Rule", check_event_rule},
        {"AWS::Scheduler::Schedule", check_schedule},
        {"AWS::ApplicationAutoScaling::ScalableTarget", check_scalable_target},
        {"AWS::Logs::SubscriptionFilter", check_log_subscription},
        {"AWS::CloudWatch::Alarm", check_alarm},
        {"AWS::S3::Bucket", check_bucket},
        {"AWS::S3::BucketPolicy", check_bucket_policy},
    };
    bool has_api = false;
    for (const TemplateResource& resource : facts.tree.resources) {
        // What a macro makes of a resource is not known.
        if (!resource.macro.is_null() || !resource.properties.is_map() || resource.properties.find("Fn::Transform"))
            continue;
        has_api = has_api || resource.type.starts_with("AWS::ApiGateway");
        if (const auto found = checks.find(resource.type); found != checks.end())
            found->second(Subject(resource, facts, report));
    }
    if (!has_api) return;
    check_apis(facts, report);
    check_rest_apis(facts, report);
}

}  // namespace bobgen
