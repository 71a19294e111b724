#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What CloudFormation defines for every resource type: its properties, their values and the effect of changing them,
/// and the attributes that `Fn::GetAtt` returns. The data is the text file resource_types.txt next to this header,
/// compiled in as read-only bytes and searched in place. A type is parsed on first use: a program that uses five types
/// pays for five. All returned views and pointers live as long as the program.
///
/// Letter case matters, as in CloudFormation.
namespace bobgen::schema {

/// "Update requires" on a property's page in the CloudFormation template reference.
enum class Replacement : std::uint8_t {
    no,     ///< the resource stays, with or without an interruption
    maybe,  ///< it depends on the values, or on other properties
    yes,    ///< a new resource replaces the old one
};

enum class Form : std::uint8_t {
    text,
    integer,
    number,
    boolean,
    json,       ///< a nested document of any form
    timestamp,  ///< ISO 8601, as a string
    list,       ///< of `element()`
    map,        ///< of `element()`, under names chosen by the author
    shape,      ///< a map with properties of its own, `shape()`
    one_of,     ///< any of `alternatives()`
};

class ResourceType;
class Shape;

/// The required form of a value. A view; copy it freely.
class ValueType {
public:
    Form form() const;

    /// Of a list or a map.
    ValueType element() const;
    /// Of a shape; never null for one.
    const Shape* shape() const;
    /// For a value with several alternatives.
    std::vector<ValueType> alternatives() const;

    /// The strings (or integers) that are allowed, in AWS's order; empty when any is allowed, or when the data does not
    /// define them.
    std::vector<std::string_view> values() const;
    bool has_values() const;

private:
    friend class Shape;
    friend class ResourceType;
    ValueType(std::string_view code, const ResourceType& owner) : code_(code), owner_(&owner) {}

    std::string_view code_;      ///< as the data file names them
    const ResourceType* owner_;  ///< the type whose nested types the code refers to
};

struct Property {
    std::string_view name;
    bool required;
    Replacement replacement;
    bool deprecated;
    std::string_view
        standard;  ///< the documented default, as a string without quotes; empty when the data does not define one
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

/// What `Fn::GetAtt` returns for a name, which may contain dots ("Endpoint.Address").
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
    /// A type nested in this one; null when there is none with that name.
    const Shape* nested(std::string_view name) const;

    /// By name, in byte order.
    std::span<const Attribute> attributes() const { return attributes_; }
    const Attribute* attribute(std::string_view name) const;
    /// Whether `Fn::GetAtt` accepts this name: an attribute, a path into one ("Outputs.Url"), or for some types a
    /// property.
    bool answers(std::string_view name) const;

    /// The property with the physical name that cannot change without replacement ("QueueName"); empty when there is
    /// none. CloudFormation cannot replace a resource while its name stays the same.
    std::string_view name_property() const { return name_property_; }
    /// The properties or attributes that `Ref` returns; several are joined by `|` when deployed.
    std::span<const std::string_view> reference() const { return reference_; }
    /// The properties or attributes that identify such a resource in a region of an account.
    std::span<const std::string_view> identifier() const { return identifier_; }
    /// The property with the tags; empty when there is none.
    std::string_view tags_property() const { return tags_property_; }
    /// The form of its ARN after `arn:${Partition}:`, as IAM's lists of actions write it:
    /// "sqs:${Region}:${Account}:${QueueName}"; empty when AWS does not say.
    std::string_view arn() const { return arn_; }
    /// It holds its owner's data, which is deleted with it.
    bool keeps_data() const { return keeps_data_; }
    /// The macro that the resource type needs: "AWS::Serverless-2016-10-31"; mostly empty.
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
    std::string_view arn_;
    std::string_view transform_;
    bool keeps_data_ = false;
    bool answers_properties_ = false;
    mutable std::unordered_map<std::string_view, std::unique_ptr<const Shape>> nested_;
};

/// Null for a type that AWS does not have. Not thread-safe.
const ResourceType* find_type(std::string_view name);

/// The type that an unknown name probably means; empty when nothing is near.
std::string_view nearest_type(std::string_view name);

/// Every type's name, in byte order.
std::vector<std::string_view> type_names();

std::string_view data_date();    ///< "2026-09-29", the date on which the package was published
std::string_view data_source();  ///< package, version and licence

}  // namespace bobgen::schema
