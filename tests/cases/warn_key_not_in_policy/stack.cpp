/// An alias is no resource of a policy, and what a parameter will be nobody knows. A function that uses neither, or
/// that has a statement of its own with what is needed, hears nothing.
#include <bob/bob.h>

namespace warn_key_not_in_policy {

static constexpr bob::Queue mail{.name = "mail", .kms_key = "alias/mail"};
static constexpr bob::Topic news{
    .name = "news",
    .kms_key = bob::ref("NewsKey"),
};
static constexpr bob::Queue unused{.name = "unused", .kms_key = "alias/mail"};
static constexpr bob::Queue looked_up{.name = "lookedUp", .kms_key = "{{resolve:ssm:/shop/key-arn}}"};

static constexpr bob::Function sender{.name = "sender", .uses = {bob::sends<mail>, bob::publishes<news>}};
static constexpr bob::Function receiver{.name = "receiver", .uses = {bob::sends<looked_up>}};
static constexpr bob::Function knows_better{
    .name = "knowsBetter",
    .uses = {bob::sends<mail>},
    .statements = {{.actions = {"KMS:GenerateDataKey", "kms:decrypt"},
                    .resources = {"arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}},
};

/// What it signs with is no key of a queue.
static constexpr bob::Function signer{
    .name = "signer",
    .uses = {bob::sends<mail>},
    .statements = {{.actions = {"kms:Sign"},
                    .resources = {"arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}},
};
/// Whose key is meant a wildcard doesn't say.
static constexpr bob::Bucket files{
    .name = "files", .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"};
static constexpr bob::Function wild{
    .name = "wild",
    .statements = {{.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::*"}}},
};
static constexpr bob::Function wild_with_key{
    .name = "wildWithKey",
    .statements = {{.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::*"}},
                   {.actions = {"kms:Decrypt"},
                    .resources = {"arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "mail",
            .resources = {mail, news, unused, looked_up, files, sender, receiver, knows_better, signer, wild,
                          wild_with_key, bob::Parameter{.name = "NewsKey"}}};
}

}  // namespace warn_key_not_in_policy
