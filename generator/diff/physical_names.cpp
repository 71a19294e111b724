#include "generator/diff/physical_names.h"

#include <algorithm>
#include <iterator>

#include "generator/analysis/resolve.h"
#include "generator/data/resource_types.h"

namespace bobgen::diff {

namespace {

struct Unique {
    std::string_view type;
    std::vector<std::string_view> properties;
};

/// Types that are unique by several properties together, or whose name is not called a name in the data. Creating a
/// second one fails because it already exists, as the documentation of its create call says: CreateResource, PutMethod,
/// CreateRoute, …
const std::vector<Unique>& uniques() {
    static const std::vector<Unique> all{
        {"AWS::ApiGateway::BasePathMapping", {"DomainName", "BasePath"}},
        {"AWS::ApiGateway::Method", {"RestApiId", "ResourceId", "HttpMethod"}},
        {"AWS::ApiGateway::Resource", {"RestApiId", "ParentId", "PathPart"}},
        {"AWS::ApiGateway::Stage", {"RestApiId", "StageName"}},
        {"AWS::ApiGatewayV2::Route", {"ApiId", "RouteKey"}},
        {"AWS::ApiGatewayV2::Stage", {"ApiId", "StageName"}},
        {"AWS::Cognito::UserPoolDomain", {"Domain"}},
        {"AWS::Cognito::UserPoolGroup", {"UserPoolId", "GroupName"}},
        {"AWS::Cognito::UserPoolResourceServer", {"UserPoolId", "Identifier"}},
        {"AWS::Cognito::UserPoolUser", {"UserPoolId", "Username"}},
        {"AWS::Lambda::Alias", {"FunctionName", "Name"}},
        {"AWS::Lambda::EventSourceMapping", {"FunctionName", "EventSourceArn"}},
        {"AWS::Logs::LogGroup", {"LogGroupName"}},
        {"AWS::SecretsManager::Secret", {"Name"}},
    };
    return all;
}

}  // namespace

std::string_view name_property(std::string_view type) {
    if (type == "AWS::Logs::LogGroup") return "LogGroupName";
    if (type == "AWS::SecretsManager::Secret") return "Name";
    if (type == "AWS::Cognito::UserPoolUser") return "Username";
    const schema::ResourceType* known = schema::find_type(type);
    return known ? known->name_property() : std::string_view{};
}

std::vector<std::string_view> unique_properties(std::string_view type) {
    for (const Unique& one : uniques())
        if (one.type == type) return one.properties;
    const std::string_view name = name_property(type);
    if (name.empty()) return {};
    const schema::ResourceType* known = schema::find_type(type);
    // A name that is one of several parts identifies nothing without the others.
    const auto parts = known ? known->identifier() : std::span<const std::string_view>{};
    const bool is_part = std::find(parts.begin(), parts.end(), name) != parts.end();
    if (!is_part || parts.size() == 1) return {name};
    if (!std::all_of(parts.begin(), parts.end(), [&](auto one) { return known->find(one) != nullptr; })) return {name};
    return {parts.begin(), parts.end()};
}

std::optional<std::string> occupied(std::string_view type, const Value& properties) {
    const auto unique = unique_properties(type);
    if (unique.empty()) return {};
    std::string made(type);
    for (const std::string_view property : unique) {
        const Value* given = properties.find(property);
        const auto text = given ? text_in(*given) : std::nullopt;
        if (!text || text->empty()) return {};
        made.append("\n").append(*text);
    }
    // A rule's name is unique on its bus.
    if (type == "AWS::Events::Rule")
        if (const Value* bus = properties.find("EventBusName"); bus && text_in(*bus)) made += "\n" + *text_in(*bus);
    return made;
}

}  // namespace bobgen::diff
