/// Names where AWS wants ARNs, and ARNs that are none.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule name_for_arn{
    .id = "name-for-arn",
    .severity = Severity::error,
    .summary = "a reference gives the name or the URL of a resource where its ARN is wanted",
    .why =
        "`Ref` gives the URL of a queue and the name of a function, bucket, table, stream or role; the service rejects "
        "it when the resource is created",
    .example = "DeadLetterConfig: {TargetArn: !Ref Failed}",
    .better = "DeadLetterConfig: {TargetArn: !GetAtt Failed.Arn}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html"};

inline constexpr Rule unresolved_arn_part{
    .id = "unresolved-arn-part",
    .severity = Severity::error,
    .summary = "an ARN has a variable in it that nothing fills in",
    .why =
        "AWS takes `${aws.region}` as it is written, and there is no such region; CloudFormation knows "
        "`${AWS::Region}`, in `Fn::Sub`",
    .example = "Resource: 'arn:aws:sqs:${aws.region}:*:orders'",
    .better = "Resource: !Sub 'arn:aws:sqs:${AWS::Region}:*:orders'",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html"};

inline constexpr const Rule* arns[] = {&name_for_arn, &unresolved_arn_part};

}  // namespace bobgen::rules
