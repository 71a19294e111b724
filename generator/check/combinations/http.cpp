/// HTTP APIs: what their integrations call and change, their stages' settings of routes, and their domains.
#include <fmt/format.h>

#include <algorithm>

#include "bob/http.h"
#include "generator/analysis/http_services.h"
#include "generator/check/combinations/subject.h"
#include "generator/nearest.h"
#include "generator/rules/http.h"
#include "generator/rules/rest.h"
#include "generator/rules/routes.h"

namespace bobgen::combinations {

namespace {

/// The names of a list with blanks around each.
std::vector<std::string_view> names_in_list(std::string_view list) {
    std::vector<std::string_view> made;
    while (!list.empty()) {
        const std::size_t begin = list.find_first_not_of(' ');
        if (begin == list.npos) break;
        list.remove_prefix(begin);
        const std::size_t end = std::min(list.find(' '), list.size());
        made.push_back(list.substr(0, end));
        list.remove_prefix(end);
    }
    return made;
}

std::string quoted_names(const std::vector<std::string_view>& names) {
    return fmt::format("`{}`", fmt::join(names, "`, `"));
}

void check_service_call(const Subject& on, std::string_view subtype) {
    const Place place = on.place("IntegrationSubtype");
    const HttpService* service = http_service_of_subtype(subtype);
    if (!service) {
        Nearest nearest(subtype);
        for (const HttpService& one : http_services) nearest.offer(one.subtype);
        return on.tell({.rule = rules::service_not_called_by_http_apis,
                        .message = fmt::format("integration `{}` calls `{}`", on.id(), subtype),
                        .place = place,
                        .fix = nearest.best().empty()
                                   ? "make it a route of a REST API, or of a function that calls the "
                                     "service"
                                   : fmt::format("did you mean `{}`?", nearest.best())});
    }
    if (on.lacks("CredentialsArn"))
        on.tell({.rule = rules::service_without_role,
                 .message = fmt::format("integration `{}` calls `{}` without a role", on.id(), subtype),
                 .place = place,
                 .fix = fmt::format("set `CredentialsArn` to a role that API Gateway may take, and that allows `{}`",
                                    service->action)});
    const Value* given = on.find("RequestParameters");
    if (given && !given->is_map()) return;
    std::vector<std::string_view> missing;
    for (const std::string_view one : names_in_list(service->required))
        if (!given || !given->find(one)) missing.push_back(one);
    if (!missing.empty())
        on.tell(
            {.rule = rules::service_parameters,
             .message = fmt::format("integration `{}` calls `{}` without {}", on.id(), subtype, quoted_names(missing)),
             .place = place,
             .fix = fmt::format("map {} in `RequestParameters`, from `$request.body.…` or with a fixed text",
                                missing.size() == 1 ? "it" : "them")});
    if (!given) return;
    for (const Member& one : given->map()) {
        if (is_listed(service->required, one.name) || is_listed(service->optional, one.name)) continue;
        Nearest nearest(one.name);
        for (const std::string_view list : {service->required, service->optional})
            for (const std::string_view name : names_in_list(list)) nearest.offer(name);
        on.tell({.rule = rules::service_parameters,
                 .message = fmt::format("integration `{}` gives `{}` the parameter `{}`", on.id(), subtype, one.name),
                 .place = one.place.or_else(on.place("RequestParameters")),
                 .fix = nearest.best().empty() ? "remove it: the service has no such parameter here"
                                               : fmt::format("did you mean `{}`?", nearest.best())});
    }
}

void tell_target(const Subject& on, std::string_view target, Place place, bob::names::TargetFault fault,
                 std::string_view forms) {
    if (fault == bob::names::TargetFault::ok) return;
    const bool reserved = fault == bob::names::TargetFault::reserved_header;
    on.tell(
        {.rule = rules::invalid_parameter_mapping,
         .message = fmt::format("integration `{}` maps to `{}`{}", on.id(), target,
                                reserved ? ", a header of API Gateway's own" : ""),
         .place = place,
         .fix = reserved ? "leave it alone, or use a header with a name of your own" : fmt::format("write {}", forms)});
}

void tell_without_value(const Subject& on, std::string_view target, const Value* from, Place place) {
    const auto text = text_of(from);
    if (!text || !text->empty() || target.starts_with("remove:")) return;
    on.tell({.rule = rules::invalid_parameter_mapping,
             .message = fmt::format("integration `{}` maps to `{}` from nothing", on.id(), target),
             .place = place,
             .fix = "write a value, such as `$request.header.NAME` or a fixed text; or `remove:`"});
}

void check_changes(const Subject& on) {
    const Value* request = on.find("RequestParameters");
    if (request && request->is_map() && on.lacks("IntegrationSubtype"))
        for (const Member& one : request->map()) {
            tell_without_value(on, one.name, &one.value, one.place.or_else(on.place("RequestParameters")));
            tell_target(on, one.name, one.place.or_else(on.place("RequestParameters")),
                        bob::names::http_request_target(one.name),
                        "`append:`, `overwrite:` or `remove:` and then `header.NAME` or `querystring.NAME`, or "
                        "`overwrite:path`");
        }
    const Value* responses = on.find("ResponseParameters");
    if (!responses || !responses->is_map()) return;
    for (const Member& one : responses->map()) {
        const Place place = one.place.or_else(on.place("ResponseParameters"));
        const bool is_code =
            one.name.size() == 3 && std::ranges::all_of(one.name, [](char c) { return c >= '0' && c <= '9'; });
        if (!is_code || !bob::names::is_mapped_status(std::stoi(one.name)))
            on.tell(
                {.rule = rules::invalid_parameter_mapping,
                 .message = fmt::format("integration `{}` changes responses with the status `{}`", on.id(), one.name),
                 .place = place,
                 .fix = "choose a status code of 200 to 599"});
        each(one.value.find("ResponseParameters"), [&](const Value& mapped) {
            const Value* to = mapped.find("Destination");
            const auto text = text_of(to);
            if (text) tell_without_value(on, *text, mapped.find("Source"), place_of(to, place));
            if (text)
                tell_target(on, *text, place_of(to, place), bob::names::http_response_target(*text),
                            "`append:header.NAME`, `overwrite:header.NAME`, `remove:header.NAME` or "
                            "`overwrite:statuscode`");
        });
    }
}

void check_target(const Subject& on) {
    const auto type = text_of(on.find("IntegrationType"));
    const Value* uri = on.find("IntegrationUri");
    if (type != "HTTP_PROXY" || !uri) return;
    const std::string text = on.spelt(uri);
    const bool by_link = text_of(on.find("ConnectionType")) == "VPC_LINK";
    const bool is_url = text.starts_with("https://") || text.starts_with("http://");
    const bool is_arn = text.starts_with("arn:") || on.named(uri, "AWS::ElasticLoadBalancingV2::Listener") != nullptr;
    const auto tell = [&](std::string_view what, std::string_view fix) {
        on.tell({.rule = rules::private_integration_target,
                 .message = fmt::format("integration `{}` {}", on.id(), what),
                 .place = on.place("IntegrationUri"),
                 .fix = std::string(fix)});
    };
    if (by_link && is_url)
        return tell("has a VPC link, and a URL",
                    "give the ARN of a listener of the load balancer, or of a service of Cloud "
                    "Map: `ref(listener)`");
    if (by_link && on.named(uri, "AWS::ElasticLoadBalancingV2::LoadBalancer"))
        return tell("has a VPC link, and a load balancer", "give the ARN of one of its listeners");
    const bool is_known = !text.empty() && text.find("${") != 0 && !text.starts_with("{{");
    if (!by_link && (is_arn || (is_known && !is_url)))
        tell(is_arn ? "has an ARN, and no VPC link" : fmt::format("hands on to `{}`, which is no URL", text),
             is_arn ? "name the link: `.vpc_link = inside`" : "begin with `https://`");
}

/// A rate or a burst of a stage, or of one of its routes.
void check_route_throttle(const Subject& on, const Value& of, std::string_view within) {
    for (const auto& [name, noun] :
         {std::pair{"ThrottlingRateLimit", "rate"}, std::pair{"ThrottlingBurstLimit", "burst"}}) {
        const Value* limit = of.find(name);
        if (const auto number = whole_number(limit); number && *number < 0)
            on.tell({.rule = rules::api_setting_out_of_range,
                     .message = fmt::format("`{}` has a {} limit of {}", on.id(), noun, *number),
                     .place = on.place(limit, within),
                     .fix = "choose 0 or more"});
    }
}

}  // namespace

void check_http_integration(const Subject& on) {
    const Value* given = on.find("IntegrationSubtype");
    if (const auto subtype = text_of(given)) check_service_call(on, *subtype);
    check_changes(on);
    check_target(on);
}

void check_http_stage(const Subject& on) {
    check_stage_variables(on, on.find("StageVariables"), "StageVariables");
    if (const Value* all = on.find("DefaultRouteSettings"); all && all->is_map())
        check_route_throttle(on, *all, "DefaultRouteSettings");
    if (const Value* each_route = on.find("RouteSettings"); each_route && each_route->is_map())
        for (const Member& one : each_route->map())
            if (one.value.is_map()) check_route_throttle(on, one.value, "RouteSettings");
    const Value* settings = on.find("RouteSettings");
    if (!settings || !settings->is_map()) return;
    const TemplateResource* api = on.named(on.find("ApiId"), "AWS::ApiGatewayV2::Api");
    // What a document declares has no resources of its own.
    if (!api || on.facts.properties(*api).find("Body") || on.facts.properties(*api).find("BodyS3Location")) return;
    std::vector<std::string> keys;
    for (const TemplateResource& one : on.facts.tree.resources) {
        if (one.type != "AWS::ApiGatewayV2::Route") continue;
        const Value& of = on.facts.properties(one);
        if (on.named(of.find("ApiId"), "AWS::ApiGatewayV2::Api") != api) continue;
        const std::string key = on.spelt(of.find("RouteKey"));
        if (key.empty() || key.find("${") != key.npos) return;
        keys.push_back(key);
    }
    for (const Member& one : settings->map()) {
        if (std::ranges::find(keys, one.name) != keys.end()) continue;
        Nearest nearest(one.name);
        for (const std::string& key : keys) nearest.offer(key);
        on.tell({.rule = rules::setting_without_route,
                 .message = fmt::format("stage `{}` has settings for `{}`, which is no route of API `{}`", on.id(),
                                        one.name, api->logical_id),
                 .place = one.place.or_else(on.place("RouteSettings")),
                 .fix = nearest.best().empty() ? "write the method and the path of one of its routes"
                                               : fmt::format("did you mean `{}`?", nearest.best())});
    }
}

void check_http_domain(const Subject& on) {
    check_domain_spelling(on);
    each(on.find("DomainNameConfigurations"), [&](const Value& one) {
        const auto has = [&](std::string_view name) {
            const Value* found = one.find(name);
            return found && !is_no_value(*found);
        };
        if (one.is_map() && !has("CertificateArn"))
            on.tell({.rule = rules::domain_not_offered,
                     .message = fmt::format("domain `{}` has no certificate", on.id()),
                     .place = on.place("DomainNameConfigurations"),
                     .fix = "give the ARN of a certificate of ACM for this name",
                     .why = "API Gateway asks for a name and a certificate for it, and refuses the domain otherwise"});
    });
}

}  // namespace bobgen::combinations
