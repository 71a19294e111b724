/// Triggers that the Serverless Framework has no words for, beside one that it has.
#include <bob/aws/kms.h>
#include <bob/bob.h>

namespace events_cognito_versions {

namespace kms = bob::aws::kms;
using namespace bob::literals;
using bob::Trigger;

static const kms::Key codes{
    .name = "Codes",
    .KeyPolicy = bob::Object{
        {"Version", "2012-10-17"},
        {"Statement",
         bob::Array{bob::Object{
             {"Effect", "Allow"},
             {"Principal", bob::Object{{"AWS", bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")}}},
             {"Action", "kms:*"},
             {"Resource", "*"}}}}}};

static constexpr bob::UserPool players{.name = "Players", .custom_sender_key = bob::arn(codes)};
static constexpr bob::UserPool programs{.name = "Programs"};

static constexpr bob::Function tokens{
    .name = "tokens",
    .cognito = {{players, Trigger::pre_token_generation_v2}, {programs, Trigger::pre_token_generation_v3}},
    .timeout = 5s,
};
static constexpr bob::Function sending{
    .name = "sending",
    .cognito = {{players, Trigger::custom_email_sender},
                {players, Trigger::custom_sms_sender},
                {players, Trigger::inbound_federation},
                {players, Trigger::post_confirmation}},
    .timeout = 5s,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "sign-in", .description = "Signing in", .resources = {codes, players, programs, tokens, sending}};
}

}  // namespace events_cognito_versions
