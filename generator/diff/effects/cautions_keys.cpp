/// Data is encrypted under the key that was set when it was written. A new key is for new data; the old one has to stay
/// for as long as anything is read that it encrypts.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/effects/cautions.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

struct Encrypted {
    std::string_view type;
    std::string_view property;
    std::initializer_list<std::string_view> way;  ///< to the key, from the property; a list's only element is passed
    std::string_view left;                        ///< what the old key is still needed for
};

const Encrypted encrypted[] = {
    {"AWS::DynamoDB::Table",
     "SSESpecification",
     {"KMSMasterKeyId"},
     "its backups, and the table itself until it is encrypted anew, still need the old key"},
    {"AWS::S3::Bucket",
     "BucketEncryption",
     {"ServerSideEncryptionConfiguration", "ServerSideEncryptionByDefault", "KMSMasterKeyID"},
     "objects that are there already stay under the old key"},
    {"AWS::SQS::Queue", "KmsMasterKeyId", {}, "messages that wait in the queue can only be read with the old key"},
    {"AWS::Logs::LogGroup", "KmsKeyId", {}, "what was logged before stays under the old key"},
    {"AWS::SecretsManager::Secret",
     "KmsKeyId",
     {},
     "its value is encrypted anew only by who may decrypt with the old key, and older versions stay under it"},
    {"AWS::Kinesis::Stream",
     "StreamEncryption",
     {"KeyId"},
     "records that were written before can only be read with the old key"},
    {"AWS::KinesisFirehose::DeliveryStream",
     "DeliveryStreamEncryptionConfigurationInput",
     {"KeyARN"},
     "records that it still holds need the old key"},
    {"AWS::KMS::Alias", "TargetKeyId", {}, "what was encrypted through the alias stays under the old key"},
};

std::string key_in(const Value& property, std::initializer_list<std::string_view> way) {
    const Value* at = &property;
    for (const std::string_view step : way) {
        if (at->is_list()) {
            if (at->list().size() != 1) return {};
            at = &at->list().front();
        }
        at = at->find(step);
        if (!at) return {};
    }
    return at->is_scalar() ? text_in(*at).value_or("") : std::string();
}

/// A key that AWS keeps for the service is never gone.
bool is_kept_by_aws(std::string_view key) { return key.empty() || key.find("alias/aws/") != key.npos; }

std::string key_behind_arn(const std::string& key) {
    if (const std::string_view id = sole_target(key); !id.empty()) return std::string(id);
    const std::size_t at = key.find(":key/");
    return at == key.npos ? key : key.substr(at + 5);
}

/// What the aliases of the templates stand for, by their names and by references to them.
std::unordered_map<std::string, std::string> keys_of_aliases(const Aftermath& given) {
    std::unordered_map<std::string, std::string> made;
    for (const ResourceChange* alias : given.of_type("AWS::KMS::Alias")) {
        const bool is = given.is(*alias);
        const std::string target = is ? given.new_text(*alias, "TargetKeyId") : given.old_text(*alias, "TargetKeyId");
        if (target.empty()) continue;
        const std::string key = key_behind_arn(target);
        made.try_emplace(alias->logical_id, key);
        for (const std::string& name : {given.old_text(*alias, "AliasName"), given.new_text(*alias, "AliasName")})
            if (!name.empty()) made.try_emplace(name, key);
    }
    return made;
}

}  // namespace

void judge_keys(Aftermath& given) {
    const auto aliases = keys_of_aliases(given);
    const auto key_behind = [&](const std::string& key) {
        const std::string plain = key_behind_arn(key);
        const auto found = aliases.find(plain);
        return found == aliases.end() ? plain : found->second;
    };
    for (const Encrypted& kind : encrypted)
        for (const ResourceChange* one : given.of_type(kind.type)) {
            if (!given.stays(*one) || !changed_property(*one, kind.property)) continue;
            const std::string before = key_in(given.old_value(*one, kind.property), kind.way);
            const Value now = given.new_value(*one, kind.property);
            const std::string after = key_in(now, kind.way);
            if (before == after || is_kept_by_aws(before)) continue;
            const bool is_alias = kind.type == "AWS::KMS::Alias";
            const std::string old_key = is_alias ? key_behind_arn(before) : key_behind(before);
            const std::string new_key = is_alias ? key_behind_arn(after) : key_behind(after);
            if (old_key == new_key) continue;
            // An alias that is declared elsewhere may be one of this very key.
            const auto names_alias = [](std::string_view name) { return name.find("alias/") != name.npos; };
            if (!after.empty() && names_alias(old_key) != names_alias(new_key)) continue;
            // A call that remains is a key that only AWS knows.
            if (after.empty() && has_calls(now)) continue;
            const ResourceChange* key = given.find(old_key);
            const bool goes = key && key->type == "AWS::KMS::Key" && given.was(*key) && !given.stays(*key);
            const bool kept =
                key && key->before &&
                (key->before->deletion_policy == "Retain" || key->before->deletion_policy == "RetainExceptOnCreate");
            std::string message = fmt::format("`{}` is no longer encrypted with {} but with {}: {}", one->logical_id,
                                              shown(before), after.empty() ? "a key of AWS" : shown(after), kind.left);
            if (goes)
                message += kept ? fmt::format("; `{}` leaves the stack in the same update", key->logical_id)
                                : fmt::format(
                                      "; `{}` is deleted in the same update, and what it encrypts is lost "
                                      "when its waiting period ends",
                                      key->logical_id);
            Caution& made =
                given.add(rules::key_swapped, *one, given.place(*one, kind.property), std::move(message),
                          "keep the old key and the permissions to decrypt with it until nothing is read that it "
                          "encrypts; copy what stays longer onto itself to encrypt it anew");
            if (key) made.related = {key->after ? key->after->place : key->before->place, "the old key"};
        }
}

}  // namespace bobgen::diff
