#include "generator/data/resource_types.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

namespace bobgen::schema {
namespace {

TEST(ResourceTypes, FindsEveryTypeByItsName) {
    const auto names = type_names();
    ASSERT_GT(names.size(), 1500u);
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
    for (const std::string_view name : names) {
        const ResourceType* type = find_type(name);
        ASSERT_NE(type, nullptr) << name;
        EXPECT_EQ(type->name(), name);
        EXPECT_EQ(find_type(std::string(name) + "x"), nullptr);
        EXPECT_EQ(find_type(name.substr(0, name.size() - 1)) == type, false);
    }
    EXPECT_EQ(find_type(""), nullptr);
    EXPECT_EQ(find_type("AWS::"), nullptr);
    EXPECT_EQ(find_type("Zebra::Z::Z"), nullptr);
    EXPECT_EQ(find_type("AWS::SQS::queue"), nullptr);
}

TEST(ResourceTypes, KnowsAQueue) {
    const ResourceType* queue = find_type("AWS::SQS::Queue");
    ASSERT_NE(queue, nullptr);
    const Property* name = queue->find("QueueName");
    ASSERT_NE(name, nullptr);
    EXPECT_EQ(name->type.form(), Form::text);
    EXPECT_EQ(name->replacement, Replacement::yes);
    EXPECT_FALSE(name->required);
    EXPECT_EQ(queue->find("DelaySeconds")->type.form(), Form::integer);
    EXPECT_EQ(queue->find("DelaySeconds")->replacement, Replacement::no);
    EXPECT_EQ(queue->find("Delay"), nullptr);

    const auto either = queue->find("RedrivePolicy")->type;
    ASSERT_EQ(either.form(), Form::one_of);
    ASSERT_EQ(either.alternatives().size(), 2u);
    EXPECT_EQ(either.alternatives()[0].form(), Form::json);
    EXPECT_EQ(either.alternatives()[1].form(), Form::text);

    const auto tags = queue->find("Tags")->type;
    ASSERT_EQ(tags.form(), Form::list);
    ASSERT_EQ(tags.element().form(), Form::shape);
    EXPECT_TRUE(tags.element().shape()->find("Key")->required);

    EXPECT_NE(queue->attribute("Arn"), nullptr);
    EXPECT_EQ(queue->attribute("Url"), nullptr);
    EXPECT_EQ(queue->name_property(), "QueueName");
    EXPECT_EQ(queue->tags_property(), "Tags");
    ASSERT_EQ(queue->reference().size(), 1u);
    EXPECT_EQ(queue->reference()[0], "QueueUrl");
    EXPECT_TRUE(queue->keeps_data());
}

TEST(ResourceTypes, KnowsNestedTypesAndAllowedValues) {
    const ResourceType* bucket = find_type("AWS::S3::Bucket");
    ASSERT_NE(bucket, nullptr);
    const Shape* rule = bucket->nested("Rule");
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(bucket->find("LifecycleConfiguration")->type.shape()->find("Rules")->type.element().shape(), rule);
    EXPECT_EQ(bucket->nested("Ruler"), nullptr);
    const Shape* versions = bucket->find("VersioningConfiguration")->type.shape();
    EXPECT_EQ(versions->find("Status")->type.values(), (std::vector<std::string_view>{"Enabled", "Suspended"}));
    EXPECT_EQ(versions->find("Status")->standard, "Suspended");
    EXPECT_FALSE(bucket->find("BucketName")->type.has_values());

    EXPECT_EQ(find_type("AWS::RDS::DBInstance")->attribute("Endpoint.Address")->type.form(), Form::text);
    EXPECT_EQ(find_type("AWS::Serverless::Function")->transform(), "AWS::Serverless-2016-10-31");
}

/// Everything in the data can be looked up: every code has a form, every named shape exists.
TEST(ResourceTypes, EveryTypeIsWhole) {
    std::size_t properties = 0;
    const std::function<void(const ValueType&)> look = [&](const ValueType& type) {
        switch (type.form()) {
            case Form::list:
            case Form::map:
                return look(type.element());
            case Form::one_of:
                EXPECT_GE(type.alternatives().size(), 2u);
                for (const ValueType& one : type.alternatives()) look(one);
                return;
            case Form::shape:
                ASSERT_NE(type.shape(), nullptr);
                return;
            case Form::text:
            case Form::integer:
                if (type.has_values()) {
                    EXPECT_FALSE(type.values().empty());
                }
                return;
            case Form::number:
            case Form::boolean:
            case Form::json:
            case Form::timestamp:
                return;
        }
    };
    for (const std::string_view name : type_names()) {
        const ResourceType& type = *find_type(name);
        SCOPED_TRACE(name);
        for (const Property& one : type.properties().properties()) {
            ++properties;
            EXPECT_EQ(type.find(one.name), &one);
            look(one.type);
        }
        for (const Attribute& one : type.attributes()) {
            EXPECT_EQ(type.attribute(one.name), &one);
            look(one.type);
        }
        if (!type.name_property().empty()) {
            EXPECT_NE(type.find(type.name_property()), nullptr);
        }
        if (!type.tags_property().empty()) {
            EXPECT_NE(type.find(type.tags_property()), nullptr);
        }
    }
    EXPECT_GT(properties, 10000u);
}

TEST(ResourceTypes, OffersTheNearestType) {
    EXPECT_EQ(nearest_type("AWS::SQS::Queu"), "AWS::SQS::Queue");
    EXPECT_EQ(nearest_type("AWS::Dynamodb::Table"), "AWS::DynamoDB::Table");
    EXPECT_EQ(nearest_type("Something"), "");
}

TEST(ResourceTypes, SaysWhereItIsFrom) {
    EXPECT_TRUE(data_source().starts_with("@aws-cdk/aws-service-spec "));
    EXPECT_EQ(data_date().size(), 10u);
}

}  // namespace
}  // namespace bobgen::schema
