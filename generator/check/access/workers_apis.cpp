/// What API Gateway does with the roles of integrations, authorizers and of the account.
#include <fmt/format.h>

#include <utility>

#include "generator/analysis/http_services.h"
#include "generator/check/access/workers_parts.h"
#include "generator/data/iam_actions.h"
#include "generator/rules/workers.h"

namespace bobgen::workers {

namespace {

/// The function of `arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<ARN>/invocations`.
std::string function_in_uri(std::string_view uri) {
    constexpr std::string_view begin = "/functions/", end = "/invocations";
    const std::size_t from = uri.find(begin);
    const std::size_t to = uri.rfind(end);
    if (from == uri.npos || to == uri.npos || to < from + begin.size()) return {};
    return std::string(uri.substr(from + begin.size(), to - from - begin.size()));
}

class ApiWork {
public:
    explicit ApiWork(const Workers& in) : in_(in) {}

    void method(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Value* integration = properties.find("Integration");
        if (!integration || !integration->is_map()) return;
        const auto kind = text_of(integration->find("Type"));
        if (kind != "AWS" && kind != "AWS_PROXY") return;
        invoke(one, "method", integration->find("Credentials"), integration->find("Uri"));
        call_queue(one, *integration);
    }

    /// Of an HTTP or WebSocket API.
    void integration(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Value* role_arn = properties.find("CredentialsArn");
        const auto subtype = text_of(properties.find("IntegrationSubtype"));
        if (!subtype) return invoke(one, "integration", role_arn, properties.find("IntegrationUri"));
        const Role* role = in_.roles.find(role_arn);
        if (!role || !in_.is_there(one)) return;
        const HttpService* service = http_service_of_subtype(*subtype);
        if (!service) return;
        const Value* machine = properties.find({"RequestParameters", "StateMachineArn"});
        const RoleUse use = use_of(one, "integration", *role, place_of(one, properties, "CredentialsArn"),
                                   fmt::format("calls `{}`", service->subtype), in_.roles.target(machine));
        if (use.target.resource && service->target == "StateMachineArn")
            in_.require(use, {service->action});
        else
            require_somewhere(use, service->action);
    }

    void authorizer(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        invoke(one, "authorizer", properties.find("AuthorizerCredentials"), properties.find("AuthorizerUri"));
        invoke(one, "authorizer", properties.find("AuthorizerCredentialsArn"), properties.find("AuthorizerUri"));
    }

    void account(const TemplateResource& one) const {
        const Value& properties = in_.facts.properties(one);
        const Role* role = in_.roles.find(properties.find("CloudWatchRoleArn"));
        if (!role || !in_.is_there(one)) return;
        std::vector<std::string_view> lacking;
        for (const std::string_view action :
             {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams",
              "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents"})
            if (in_.roles.may(*role, action, "") == Verdict::no) lacking.push_back(action);
        if (lacking.empty()) return;
        RoleUse use = use_of(one, "API Gateway account", *role, place_of(one, properties, "CloudWatchRoleArn"),
                             "writes logs", {});
        use.rule = &rules::gateway_logs_denied;
        in_.report_lack(use, lacking);
    }

private:
    /// `arn:aws:apigateway:<region>:sqs:path/<account>/<queue>`: the body or the query says what is done.
    void call_queue(const TemplateResource& one, const Value& integration) const {
        const Value* role_arn = integration.find("Credentials");
        const Value* given = integration.find("Uri");
        const Role* role = in_.roles.find(role_arn);
        if (!role || !given || !in_.is_there(one)) return;
        const std::string uri = canonical(*given, in_.facts);
        if (!uri.starts_with("arn:aws:apigateway:") || uri.find(":sqs:path/") == uri.npos) return;
        bool sends = text_of(integration.find({"RequestParameters", "integration.request.querystring.Action"})) ==
                     "'SendMessage'";
        if (const Value* templates = integration.find("RequestTemplates"); templates && templates->is_map())
            for (const Member& body : templates->map())
                sends =
                    sends || spelt_out(body.value, in_.facts.names).find("Action=SendMessage&") != std::string::npos;
        if (sends)
            require_somewhere(use_of(one, "method", *role, role_arn->place.or_else(one.place), "sends to a queue", {}),
                              "sqs:SendMessage");
    }

    static RoleUse use_of(const TemplateResource& one, std::string_view noun, const Role& role, Place place,
                          std::string does, RoleTarget target) {
        return {.rule = &rules::integration_denied,
                .role = &role,
                .who = fmt::format("{} `{}`", noun, one.logical_id),
                .does = std::move(does),
                .target = std::move(target),
                .place = place};
    }

    void require_somewhere(const RoleUse& use, std::string_view action) const {
        if (in_.roles.may(*use.role, action, "") == Verdict::no) in_.report_lack(use, {action});
    }

    void invoke(const TemplateResource& one, std::string_view noun, const Value* role_arn, const Value* given) const {
        const Role* role = in_.roles.find(role_arn);
        if (!role || !given || !in_.is_there(one)) return;
        const std::string uri = canonical(*given, in_.facts);
        const Place place = role_arn->place.or_else(one.place);
        const std::string function = uri.starts_with("arn:aws:lambda:") ? uri : function_in_uri(uri);
        if (!function.empty()) {
            RoleTarget target{function, in_.roles.owner(function)};
            std::string does = "invokes " + named(target);
            return in_.require(use_of(one, noun, *role, place, std::move(does), std::move(target)),
                               {"lambda:InvokeFunction"});
        }
        // arn:aws:apigateway:<region>:<service>:action/<operation>
        const std::size_t operation = uri.rfind(":action/");
        if (!uri.starts_with("arn:aws:apigateway:") || operation == uri.npos) return;
        const std::size_t service = uri.rfind(':', operation - 1) + 1;
        const std::string action =
            fmt::format("{}:{}", uri.substr(service, operation - service), uri.substr(operation + 8));
        if (const auto known = iam::find(action))
            require_somewhere(use_of(one, noun, *role, place, fmt::format("calls `{}`", known->name), {}),
                              known->full_name);
    }

    const Workers& in_;
};

}  // namespace

void check_apis(const Workers& in) {
    const ApiWork work(in);
    for (const TemplateResource& one : in.facts.tree.resources) {
        if (!one.type.starts_with("AWS::ApiGateway")) continue;
        if (one.type == "AWS::ApiGateway::Method") work.method(one);
        if (one.type == "AWS::ApiGatewayV2::Integration") work.integration(one);
        if (one.type == "AWS::ApiGateway::Authorizer" || one.type == "AWS::ApiGatewayV2::Authorizer")
            work.authorizer(one);
        if (one.type == "AWS::ApiGateway::Account") work.account(one);
    }
}

}  // namespace bobgen::workers
