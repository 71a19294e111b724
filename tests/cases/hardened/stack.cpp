/// What `.hardened` turns on, and a key of the stack for whatever names none.
#include <bob/aws/kms.h>
#include <bob/bob.h>
#include <bob/identity_pool.h>

namespace hardened {

using bob::Array;
using bob::key;
using bob::Object;
namespace kms = bob::aws::kms;

struct Order {
    std::string id;
};

static constexpr bob::Config<bool> strict{"strict"};
static const kms::Key own_key{
    .name = "OwnKey",
    .EnableKeyRotation = true,
    .KeyPolicy = Object{{"Version", "2012-10-17"},
                        {"Statement",
                         Array{Object{{"Effect", "Allow"},
                                      {"Principal", Object{{"AWS", bob::sub("arn:aws:iam::${AWS::AccountId}:root")}}},
                                      {"Action", "kms:*"},
                                      {"Resource", "*"}}}}},
};
static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = key<&Order::id>};
static constexpr bob::Table<Order> drafts{
    .name = "Drafts",
    .partition_key = key<&Order::id>,
    .point_in_time_recovery = false,
    .encryption = bob::Encryption::Owner::aws_managed,
    .deletion_protection = false,
};
static constexpr bob::UserPool people{.name = "People", .password_policy = {.minimum_length = 15}};
static constexpr bob::UserPool guests{
    .name = "Guests",
    .password_policy = {.minimum_length = 15},
    .mfa = bob::MfaConfiguration::optional,
    .threat_protection = bob::ThreatProtection::audit,
};
/// A plan below Plus has no threat protection.
static constexpr bob::UserPool staff{
    .name = "Staff", .password_policy = {.minimum_length = 15}, .tier = bob::UserPoolTier::essentials};
/// Some begin with a passkey, for which there is no second factor.
static constexpr bob::UserPool readers{
    .name = "Readers",
    .password_policy = {.minimum_length = 15},
    .first_factors = {bob::FirstFactor::password, bob::FirstFactor::passkey},
};
static constexpr bob::UserPool travellers{
    .name = "Travellers",
    .password_policy = {.minimum_length = 15},
    .first_factors = {bob::FirstFactor::password, bob::FirstFactor::passkey},
    .passkeys = {.relying_party_id = "example.org", .counts_as_both_factors = true},
};
static constexpr bob::UserPoolClient desk{.name = "Desk", .user_pool = staff};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.queue = failed}};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Bucket logs{.name = "logs"};
static constexpr bob::Bucket files{.name = "files", .access_logs = {.bucket = logs}};
/// Its users need the bucket's key, too.
static constexpr bob::IdentityPool app{
    .name = "App",
    .clients = {desk},
    .users = {.statements = {{.actions = {"s3:PutObject"}, .resources = {bob::sub("${FilesBucket.Arn}/*")}}}},
};
static constexpr bob::Function order{
    .name = "order",
    .http_api = {{bob::GET, "/order"}},
    .uses = {bob::reads<orders>, bob::sends<mail>, bob::publishes<news>},
};
static constexpr bob::Function draft{
    .name = "draft",
    .http = {{bob::GET, "/draft"}},
    .uses = {bob::writes<drafts>},
    .tracing = bob::Tracing::pass_through,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .hardened = strict,
            .kms_key = bob::attribute("OwnKey", "Arn"),
            .resources = {own_key, orders, drafts, people, guests, staff, readers, travellers, desk, app, failed, mail,
                          news, logs, files, order, draft}};
}

}  // namespace hardened
