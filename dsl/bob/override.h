/// Changes to what bob makes of the declarations: any property, attribute and logical id of any resource.
#pragma once

#include "bob/function.h"
#include "bob/raw.h"

namespace bob {

/// A resource of the template: the one of a declaration, another one that the declaration makes besides, or any by its
/// logical id.
struct Made {
    Kind kind = Kind::resource;
    std::string_view name;        ///< of the declaration, or the logical id
    std::string_view type = {};   ///< of the other resource, "AWS::IAM::Role"; empty for the declaration's own
    std::string_view which = {};  ///< of several of a type: the route, or the name of what calls the function
    Place place;

    constexpr Made() noexcept {}
    template <Declared T>
    constexpr Made(const T& declaration, std::source_location at = std::source_location::current()) noexcept
        : kind(T::kind), name(declaration.name.text), place(at) {}
    constexpr Made(const char* logical_id, std::source_location at = std::source_location::current()) noexcept
        : name(logical_id), place(at) {}
    constexpr Made(RuntimeText logical_id, std::source_location at = std::source_location::current()) noexcept
        : name(logical_id.text), place(at) {}
};

/// What a declaration makes besides its own resource, by its CloudFormation type. If it makes several of the type,
/// `which` says the one: a route ("GET /orders"), the name of the queue, table, topic or bucket whose events call the
/// function, a pool's trigger ("PostConfirmation"), "http", "http_api" or "websocket" for the permission of an API,
/// "schedule 1" or "event_bridge 1" in the order of the declaration.
template <Declared T>
constexpr Made made_by(const T& declaration, std::string_view type, std::string_view which = {},
                       std::source_location at = std::source_location::current()) {
    Made made(declaration, at);
    made.type = type;
    made.which = which;
    return made;
}

constexpr Made role_of(const Function& function, std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::IAM::Role", {}, at);
}
constexpr Made log_group_of(const Function& function, std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::Logs::LogGroup", {}, at);
}
/// What lets a service call the function.
constexpr Made permission_of(const Function& function, std::string_view which = {},
                             std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::Lambda::Permission", which, at);
}
/// Of a queue or a stream.
constexpr Made event_source_mapping_of(const Function& function, std::string_view which = {},
                                       std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::Lambda::EventSourceMapping", which, at);
}
/// Of a schedule or of EventBridge events.
constexpr Made rule_of(const Function& function, std::string_view which = {},
                       std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::Events::Rule", which, at);
}
/// Of a REST API: `method_of(get_order, "GET /orders/{id}")`.
constexpr Made method_of(const Function& function, std::string_view which = {},
                         std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::ApiGateway::Method", which, at);
}
/// Of an HTTP API: `route_of(get_order, "GET /orders/{id}")`.
constexpr Made route_of(const Function& function, std::string_view which = {},
                        std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::ApiGatewayV2::Route", which, at);
}
constexpr Made integration_of(const Function& function, std::source_location at = std::source_location::current()) {
    return made_by(function, "AWS::ApiGatewayV2::Integration", {}, at);
}
/// A stack without an `HttpApi` of its own has one with defaults: `stage_of(bob::HttpApi{})`.
constexpr Made stage_of(const HttpApi& api, std::source_location at = std::source_location::current()) {
    return made_by(api, "AWS::ApiGatewayV2::Stage", {}, at);
}
constexpr Made deployment_of(const RestApi& api, std::source_location at = std::source_location::current()) {
    return made_by(api, "AWS::ApiGateway::Deployment", {}, at);
}

/// Changes one resource: `Override{.of = get_order, .set = {{"SnapStart", Object{{"ApplyOn", "PublishedVersions"}}}}}`.
/// It stands in the stack's `resources`, next to what it changes. All rules judge the result.
///
/// A path has the names of properties with dots between them and elements of lists by their number, from 0:
/// "Policies[0].PolicyDocument.Statement". A name with a dot in it is written `['method.request.header.Accept']`.
///
/// With the header of its service, a property has a path that the compiler checks, and a value of its type:
/// `.set = {bob::aws::property(&bob::aws::lambda::Function::LoggingConfig, {{.LogFormat = "JSON"}})}`. `bob::aws::path`
/// makes one for `.remove`, or one that goes on into a nested type.
///
/// Only the template changes: a role does not get permissions for what an override names.
struct Override {
    static constexpr Kind kind = Kind::override_;
    Made of = {};
    Object set = {};                  ///< values by path; a map on the way that is not there is made
    Items<Text, 16> remove = {};      ///< paths
    Object append = {};               ///< to the list at the path; an `Array` adds its elements
    List<Tag, 50> tags = {};          ///< added, or in place of those with the same key, in the form that the type has
    Items<Text, 16> depends_on = {};  ///< logical ids, in addition to those that it depends on
    Text condition = {};
    Object metadata = {};  ///< added to what is there
    Object creation_policy = {};
    Object update_policy = {};
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    LogicalId logical_id = {};  ///< everything that refers to the resource follows
};
void lower(const Override&, const bobgen::Model&, bobgen::Template&);

/// Changes all resources of a kind of declaration (`.of = Kind::function`), of a CloudFormation type
/// (`.type = "AWS::Logs::LogGroup"`), or of a type that a kind makes (both). An `Override` of one of them wins.
struct Every {
    static constexpr Kind kind = Kind::every;
    Setting<Kind> of = {};
    Text type = {};
    Object set = {};  ///< this and the others as in `Override`
    Items<Text, 16> remove = {};
    Object append = {};
    List<Tag, 50> tags = {};  ///< of those that can have tags
    Items<Text, 16> depends_on = {};
    Text condition = {};
    Object metadata = {};
    Object creation_policy = {};
    Object update_policy = {};
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
};
void lower(const Every&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
