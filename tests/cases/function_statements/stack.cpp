/// Statements: effects, several resources, conditions that share a test, and an action that takes no resource.
#include <bob/bob.h>

namespace function_statements {

static constexpr bob::Bucket uploads{.name = "uploads"};
static constexpr bob::Config<std::string> sender{"mail.sender"};

static constexpr bob::Function mail{
    .name = "mail",
    .statements =
        {
            {.sid = "Send",
             .actions = {"ses:SendEmail", "ses:SendRawEmail"},
             .resources = {bob::sub("arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/example.org")},
             .conditions = {{"StringEquals", "ses:FromAddress", {sender, "post@example.org"}},
                            {"StringEquals", "aws:RequestedRegion", {"eu-central-1"}},
                            {"Bool", "aws:SecureTransport", {true}}}},
            {.actions = {"s3:GetObject", "s3:PutObject"},
             .resources = {bob::sub("${UploadsBucket.Arn}/in/*"), bob::sub("${UploadsBucket.Arn}/out/*")}},
            {.sid = "NeverDelete",
             .effect = bob::Effect::deny,
             .actions = {"s3:Delete*"},
             .resources = {arn(uploads), bob::sub("${UploadsBucket.Arn}/*")}},
            {.actions = {"xray:GetSamplingRules", "s3:ListAllMyBuckets"}, .resources = {"*"}},
        },
};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {uploads, mail}}; }

}  // namespace function_statements
