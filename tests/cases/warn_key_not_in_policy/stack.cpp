/// An alias is no resource of a policy, and what a parameter will be nobody knows. A function that uses neither, or
/// that has a statement of its own, hears nothing.
#include <bob/bob.h>

namespace warn_key_not_in_policy {

static constexpr bob::Queue mail{.name = "mail", .kms_key = "alias/mail"};
static constexpr bob::Topic news{
    .name = "news",
    .kms_key = bob::ref("NewsKey"),
};
static constexpr bob::Queue unused{.name = "unused", .kms_key = "alias/mail"};

static constexpr bob::Function sender{.name = "sender", .uses = {bob::sends<mail>, bob::publishes<news>}};
static constexpr bob::Function knows_better{
    .name = "knowsBetter",
    .uses = {bob::sends<mail>},
    .statements = {{.actions = {"kms:GenerateDataKey", "kms:Decrypt"},
                    .resources = {"arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "mail", .resources = {mail, news, unused, sender, knows_better, bob::Parameter{.name = "NewsKey"}}};
}

}  // namespace warn_key_not_in_policy
