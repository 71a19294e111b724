#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What CloudFormation knows of every resource type: its properties, what they take and what changing them does, and
/// the attributes that `Fn::GetAtt` answers. The data is the text file resource_types.txt beside this header, compiled
/// in as read-only bytes and searched in place. A type is read when it is first asked for: a program that asks for
/// five types pays for five. All views and pointers that are handed out live as long as the program.
///
/// Letter case counts, as it does in CloudFormation.
namespace bobgen::schema {

/// "Update requires" on a property's page in the CloudFormation template reference.
enum class Replacement : std::uint8_t {
    no,     ///< the resource stays, with or without an interruption
    maybe,  ///< it depends on the values, or on other properties
    yes,    ///< a new resource takes the place of the old one
};

enum class Form : std::uint8_t {
    text,
    integer,
    number,
    boolean,
    json,       ///< a document of its own, of any form
    timestamp,  ///< ISO 8601, as text
    list,       ///< of `element()`
    map,        ///< of `element()`, under names that the author chooses
    shape,      ///< a map with properties of its own, `shape()`
    one_of,     ///< any of `alternatives()`
};

class ResourceType;
class Shape;

/// What a value has to be. A view; copy it freely.
class ValueType {
public:
    Form form() const;

    /// Of a list or a map.
    ValueType element() const;
    /// Of a shape; never null for one.
    const Shape* shape() const;
    /// Of one that may be several things.
    std::vector<ValueType> alternatives() const;

    /// The texts (or integers) that are allowed, in AWS's order; empty when any is, or when the data does not say.
    std::vector<std::string_view> values() const;
    bool has_values() const;

private:
    friend class Shape;
    friend class ResourceType;
    ValueType(std::string_view code, const ResourceType& owner) : code_(code), owner_(&owner) {}

    std::string_view code_;      ///< in the words of the data file
    const ResourceType* owner_;  ///< whose nested types the code names
};

struct Property {
    std::string_view name;
    bool required;
    Replacement replacement;
    bool deprecated;
    std::string_view standard;  ///< the documented default, as text without quotes; empty when the data does not say
    ValueType type;
};

/// The properties of a resource type, or of a type nested in one ("Transition" in AWS::S3::Bucket).
class Shape {
public:
    std::string_view name() const { return name_; }
    /// By name, in byte order.
    std::span<const Property> properties() const { return properties_; }
    const Property* find(std::string_view name) const;

private:
    friend class ResourceType;
    Shape(std::string_view name, std::string_view fields, const ResourceType& owner);

    std::string_view name_;
    std::vector<Property> properties_;
};

/// What `Fn::GetAtt` answers under a name, which may have dots in it ("Endpoint.Address").
struct Attribute {
    std::string_view name;
    ValueType type;
};

class ResourceType {
public:
    std::string_view name() const { return name_; }  ///< "AWS::SQS::Queue"

    /// The resource's own properties; `find` for short.
    const Shape& properties() const { return *properties_; }
    const Property* find(std::string_view property) const { return properties_->find(property); }
    /// A type nested in this one; null when there is none of that name.
    const Shape* nested(std::string_view name) const;

    /// By name, in byte order.
    std::span<const Attribute> attributes() const { return attributes_; }
    const Attribute* attribute(std::string_view name) const;
    /// Whether `Fn::GetAtt` answers this name: an attribute, a way into one ("Outputs.Url"), or of some types a
    /// property.
    bool answers(std::string_view name) const;

    /// The property that names the resource in AWS and can't be changed without replacing it ("QueueName"); empty when
    /// there is none. CloudFormation can't replace a resource while its name stays the same.
    std::string_view name_property() const { return name_property_; }
    /// The properties or attributes that `Ref` gives, several joined by `|` when it is deployed.
    std::span<const std::string_view> reference() const { return reference_; }
    /// The properties or attributes that tell one such resource from all others in a region of an account.
    std::span<const std::string_view> identifier() const { return identifier_; }
    /// The property with the tags; empty when there is none.
    std::string_view tags_property() const { return tags_property_; }
    /// It keeps data of its owner, which goes with it.
    bool keeps_data() const { return keeps_data_; }
    /// The macro without which it is no resource type: "AWS::Serverless-2016-10-31"; mostly empty.
    std::string_view transform() const { return transform_; }

    ResourceType(const ResourceType&) = delete;
    ResourceType& operator=(const ResourceType&) = delete;

private:
    friend const ResourceType* find_type(std::string_view name);
    explicit ResourceType(std::string_view block);

    std::string_view name_;
    std::string_view shapes_;  ///< the lines of the nested types
    std::unique_ptr<const Shape> properties_;
    std::vector<Attribute> attributes_;
    std::string_view name_property_;
    std::vector<std::string_view> reference_;
    std::vector<std::string_view> identifier_;
    std::string_view tags_property_;
    std::string_view transform_;
    bool keeps_data_ = false;
    bool answers_properties_ = false;
    mutable std::unordered_map<std::string_view, std::unique_ptr<const Shape>> nested_;
};

/// Null for a type that AWS does not have. From one thread at a time.
const ResourceType* find_type(std::string_view name);

/// The type that the author of a name that is none meant; empty when nothing is near.
std::string_view nearest_type(std::string_view name);

/// Every type's name, in byte order.
std::vector<std::string_view> type_names();

std::string_view data_date();    ///< "2026-09-29", the day the package was published
std::string_view data_source();  ///< package, version and licence

}  // namespace bobgen::schema
