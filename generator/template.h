/// A CloudFormation template: what AWS sees, and so what the rules check. Generated from a stack, or read from a file.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/kind.h"
#include "generator/value.h"

namespace bobgen {

inline constexpr std::string_view dynamodb_table = "AWS::DynamoDB::Table";
/// What the name of a loop begins with, where entries of a section are expected.
inline constexpr std::string_view loop_prefix = "Fn::ForEach::";

/// What of a stack a resource of its template comes from.
struct Maker {
    bool known = false;  ///< false in a template that was read
    bob::Kind kind = bob::Kind::resource;
    std::string_view name = {};  ///< of the declaration
    std::string which = {};      ///< of several that it makes: the route, the name of what calls it; may be empty
};

/// One resource. `properties` is a map; policies and conditions are empty when not given. In a file, `Fn::ForEach::…`
/// and `Fn::Transform` may be among the resources, and generate some: then that is the logical id, the type is empty,
/// and `properties` is the argument.
struct TemplateResource {
    std::string logical_id;
    std::string type;  ///< "AWS::DynamoDB::Table"
    Value properties;
    std::vector<std::string> depends_on;
    std::string condition;
    std::string deletion_policy;
    std::string update_replace_policy;
    Value creation_policy;
    Value update_policy;
    Value metadata;
    Value macro = {};        ///< `Fn::Transform` of the resource as a whole
    Place place;             ///< of its name in the declaration, or of its logical id in a file
    Place id_place;          ///< of the logical id, when the declaration has one in addition to the name
    Place condition_place;   ///< of the condition's name, when it is known
    Place depends_on_place;  ///< of what `DependsOn` is, in a file
    std::vector<Place> depends_on_places = {};  ///< of each of its ids, in a file
    Place type_place = {};                      ///< of the type, in a file
    Value policies = {};                        ///< a map of the two policies, of those that are functions
    Place deletion_policy_place = {};           ///< of the policies' values, in a file
    Place update_replace_policy_place = {};
    /// The Serverless Framework generates this one itself from `functions:`, so serverless.yml leaves it out.
    bool made_by_serverless = false;
    Value for_serverless;          ///< properties that the framework has no words for, of one that it makes
    bool open_on_purpose = false;  ///< a route: its author said that anyone may call it
    Maker maker = {};
    Value overridden =
        {};  ///< a map of the attributes other than properties that the framework is to be told, by their names
    Place overridden_at = {};                                 ///< of the first override of it
    std::vector<std::pair<std::string, Place>> removed = {};  ///< properties that overrides removed, and where

    /// Where to report that it lacks a property.
    Place place_without(std::string_view property) const { return place_without(property, place); }
    Place place_without(std::string_view property, Place otherwise) const {
        for (const auto& [name, where] : removed)
            if (name == property) return where;
        return otherwise;
    }

    /// Of one of the ids that it depends on.
    Place place_of_dependency(std::size_t number) const {
        return number < depends_on_places.size() ? depends_on_places[number].or_else(depends_on_place)
                                                 : depends_on_place;
    }
};

/// A logical id that an override changed.
struct RenamedResource {
    std::string from, to;
    Place place;
};

struct TemplateParameter {
    std::string name;
    Value body;  ///< Type, Default, AllowedValues, …
    Place place;
};

struct TemplateMapping {
    std::string name;
    Value body;  ///< two levels of names, then strings or lists of them
    Place place;
};

struct TemplateCondition {
    std::string name;
    Value expression;
    Place place;
};

struct TemplateOutput {
    std::string name;
    Value body;  ///< Description, Value, Export
    std::string condition;
    Place place;
    Place condition_place;
    bool made_by_serverless = false;
};

struct Template {
    std::string description;
    Value transform;  ///< the macros that transform it, a name or a list
    Value metadata;   ///< a map; bob's own metadata is under `Bob`
    std::vector<TemplateParameter> parameters;
    Value rules;  ///< assertions on parameters
    std::vector<TemplateMapping> mappings;
    std::vector<TemplateCondition> conditions;
    std::vector<TemplateResource> resources;
    std::vector<TemplateOutput> outputs;
    std::vector<RenamedResource> renamed;
    Value other_sections;  ///< a map: `Hooks`, and SAM's `Globals`; kept, but not checked
    Place place;           ///< of the stack's name, or of the start of the file
    Place description_place;
    bool production = false;      ///< it is known to be for a stage on which real users depend
    bool has_connectors = false;  ///< SAM adds what they need to the policies of roles
    /// What a serverless.yml does not show: with a plugin any resource may be made, and the framework makes more of
    /// some events than is read here; SAM makes one for each connector. Of those, what their logical ids begin with, or
    /// with a star what they end with.
    bool made_by_plugins = false;
    std::vector<std::string> made_by_events = {};

    const TemplateResource* find(std::string_view logical_id) const;
};

/// The template as the document that CloudFormation reads.
Value document(const Template&);
Value document(Template&&);

/// Takes a document member by member, so that one can be written without a tree of it.
class DocumentSink {
public:
    /// A map, which is never empty; its members come next.
    virtual void begin(std::string_view name, std::size_t members) = 0;
    virtual void end() = 0;
    virtual void member(std::string_view name, const Value&) = 0;
    virtual void member(std::string_view name, Value&& value) { member(name, std::as_const(value)); }

protected:
    ~DocumentSink() = default;
};
void document(const Template&, DocumentSink& into);

}  // namespace bobgen
