#include "analysis/policies.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace bobgen {
namespace {

TEST(Policies, match_what_is_known_and_leave_open_what_is_not) {
    struct Case {
        std::string_view pattern;
        std::string_view text;
        Verdict expected;
    };
    const std::string_view queue = "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Orders.QueueName#}";
    const std::string_view stream = "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders#}/stream/${?}";
    const Case cases[] = {
        {"*", queue, Verdict::yes},
        {"arn:aws:sqs:*:*:*", queue, Verdict::yes},
        {queue, queue, Verdict::yes},
        {"arn:aws:sqs:eu-west-1:${AWS::AccountId}:${Orders.QueueName#}", queue, Verdict::unknown},
        {"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Failed.QueueName#}", queue, Verdict::no},
        {"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders", queue, Verdict::no},
        {"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop-Orders-1A2B3C4D5E6F", queue, Verdict::unknown},
        {"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop-*", queue, Verdict::unknown},
        {"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Name}", queue, Verdict::unknown},
        {"${QueueArn}", queue, Verdict::unknown},
        {"arn:aws:sns:*:*:*", queue, Verdict::no},
        {"arn:aws:dynamodb:*:*:table/${Orders#}", stream, Verdict::no},
        {"arn:aws:dynamodb:*:*:table/${Orders#}/stream/*", stream, Verdict::yes},
        {"arn:aws:dynamodb:*:*:table/${Orders#}/index/*", stream, Verdict::no},
        {"arn:aws:dynamodb:*:*:table/${Users#}/stream/*", stream, Verdict::no},
        {stream, stream, Verdict::unknown},
        {"arn:aws:s3:::${Bucket#}", "arn:aws:s3:::${Bucket#}/${?}", Verdict::no},
        {"arn:aws:s3:::${Bucket#}/*", "arn:aws:s3:::${Bucket#}/${?}", Verdict::yes},
        {"arn:aws:s3:::${Bucket#}*", "arn:aws:s3:::${Bucket#}/${?}", Verdict::yes},
        {"arn:aws:s3:::${Bucket#}/in/*", "arn:aws:s3:::${Bucket#}/${?}", Verdict::unknown},
        {"arn:aws:lambda:*:*:function:api-?", "arn:aws:lambda:eu-west-1:1:function:api-1", Verdict::yes},
        {"arn:aws:lambda:*:*:function:api-?", "arn:aws:lambda:eu-west-1:1:function:api-12", Verdict::no},
    };
    for (const Case& one : cases)
        EXPECT_EQ(pattern_matches(one.pattern, one.text), one.expected) << one.pattern << " and " << one.text;
}

}  // namespace
}  // namespace bobgen
