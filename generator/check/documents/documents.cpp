#include "generator/check/documents/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

using DocumentCheck = void (*)(const TemplateResource&, const Facts&, Report&);

/// By type, in the order of the alphabet.
constexpr std::pair<std::string_view, DocumentCheck> document_checks[] = {
    {"AWS::ApiGateway::Method", check_mapping_templates},
    {"AWS::ApiGateway::RestApi", check_api_body},
    {"AWS::ApiGatewayV2::Api", check_api_body},
    {"AWS::AppSync::FunctionConfiguration", check_mapping_templates},
    {"AWS::AppSync::Resolver", check_mapping_templates},
    {"AWS::CloudFront::Function", check_edge_function},
    {"AWS::CloudWatch::Dashboard", check_dashboard},
    {"AWS::Events::Archive", check_event_rule_pattern},
    {"AWS::Events::Rule", check_event_rule_documents},
    {"AWS::Lambda::EventSourceMapping", check_filter_criteria},
    {"AWS::Pipes::Pipe", check_filter_criteria},
    {"AWS::S3::Bucket", check_bucket_acl},
    {"AWS::SNS::Subscription", check_subscription_filter},
    {"AWS::Scheduler::Schedule", check_schedule_input},
    {"AWS::Serverless::Api", check_api_body},
    {"AWS::Serverless::Function", check_sam_events},
    {"AWS::Serverless::HttpApi", check_api_body},
    {"AWS::Serverless::StateMachine", check_state_machine},
    {"AWS::StepFunctions::StateMachine", check_state_machine},
    {"AWS::WAFv2::IPSet", check_ip_set},
    {"AWS::WAFv2::RuleGroup", check_acl_rules},
    {"AWS::WAFv2::WebACL", check_acl_rules},
};

}  // namespace

bool is_readable(const Embedded& document, std::string_view what, Report& report) {
    if (!document.fault.empty())
        report.add({
            .rule = &rules::malformed_inner_json,
            .message = fmt::format("{} is not valid JSON: {}", what, document.fault),
            .primary = {document.fault_place, {}},
            .fix = "correct the JSON, or write the document as an object where the property takes one",
        });
    return document.tree.has_value();
}

void check_documents(const Facts& facts, Report& report) {
    for (const TemplateResource& resource : facts.tree.resources) {
        const auto* found = std::lower_bound(std::begin(document_checks), std::end(document_checks), resource.type,
                                             [](const auto& one, const auto& type) { return one.first < type; });
        if (found != std::end(document_checks) && found->first == resource.type) found->second(resource, facts, report);
    }
}

}  // namespace bobgen
