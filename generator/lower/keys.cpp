/// What a role needs of the keys that its function's tables, queues, topics and buckets are encrypted with: these
/// services ask KMS in the name of the caller, so a statement on the queue alone is refused when the function runs.
///
///     Action: [sqs:SendMessage], Resource: !GetAtt MailQueue.Arn
///     → Action: [kms:GenerateDataKey, kms:Decrypt], Resource: !GetAtt Key.Arn,
///       Condition: {StringEquals: {kms:ViaService: !Sub 'sqs.${AWS::Region}.${AWS::URLSuffix}'}}
#include <algorithm>
#include <optional>

#include "generator/lower/lower.h"
#include "generator/rules/grants.h"

namespace bobgen::lowering {

namespace {

/// Something of the stack that has a key of the author's.
struct Encrypted {
    std::string logical_id;
    std::string named;  ///< "queue `mail`"
    std::string_view service;
    const bob::Expression* key;
    Place place;
};

std::vector<Encrypted> encrypted_things(const Model& model) {
    std::vector<Encrypted> made;
    for (const bob::Resource& one : model.stack.resources) {
        const auto add = [&](std::string_view service, const bob::Expression& key) {
            if (!key) return;
            made.push_back({naming::logical_id(one.kind(), one.name(), one.logical_id()),
                            std::string(bob::info(one.kind()).noun) + " `" + std::string(one.name()) + "`", service,
                            &key, Place(key.place).or_else(one.place())});
        };
        if (const auto* table = one.as<bob::Table<>>()) add("dynamodb", table->encryption.kms_key);
        if (const auto* queue = one.as<bob::Queue>()) add("sqs", queue->kms_key);
        if (const auto* topic = one.as<bob::Topic>()) add("sns", topic->kms_key);
        if (const auto* bucket = one.as<bob::Bucket>()) add("s3", bucket->kms_key);
    }
    return made;
}

/// The logical id that a resource of a statement begins with: `Ref`, `Fn::GetAtt`, or `Fn::Sub` of `${Id.Arn}/*`.
std::string_view subject_of(const Value& resource) {
    if (resource.is_call(Intrinsic::ref) && resource.argument().is_text()) return resource.argument().text();
    if (resource.is_call(Intrinsic::get_att)) return resource.argument().list().front().text();
    if (!resource.is_call(Intrinsic::sub) || !resource.argument().is_text()) return {};
    const std::string_view text = resource.argument().text();
    if (!text.starts_with("${")) return {};
    return text.substr(2, text.find_first_of(".}") - 2);
}

/// By AWS's own words: SQS, "Configure KMS permissions"; SNS, "Setting up encryption"; S3, "Using server-side
/// encryption with KMS keys"; DynamoDB, whose grants in the CDK say the same.
void add_key_actions(std::string_view action, std::vector<std::string_view>& to) {
    const auto add = [&](std::initializer_list<std::string_view> more) {
        for (const std::string_view one : more)
            if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
    };
    const std::string_view service = action.substr(0, action.find(':'));
    const std::string_view name = action.substr(std::min(action.size(), service.size() + 1));
    const bool all = name.find('*') != name.npos;
    const auto begins = [&](std::initializer_list<std::string_view> words) {
        return all || std::any_of(words.begin(), words.end(), [&](auto one) { return name.starts_with(one); });
    };
    if (service == "sqs") {
        if (begins({"SendMessage"})) add({"kms:GenerateDataKey"});
        if (begins({"SendMessage", "ReceiveMessage"})) add({"kms:Decrypt"});
    } else if (service == "sns") {
        if (begins({"Publish"})) add({"kms:GenerateDataKey", "kms:Decrypt"});
    } else if (service == "s3") {
        // A multipart upload reads its own parts.
        if (begins({"GetObject", "PutObject"}) && !name.ends_with("Acl") && !name.ends_with("Tagging"))
            add({"kms:Decrypt"});
        if (begins({"PutObject"}) && !name.ends_with("Acl") && !name.ends_with("Tagging")) add({"kms:GenerateDataKey"});
    } else if (service == "dynamodb") {
        if (begins({"Get", "BatchGet", "Query", "Scan", "PartiQLSelect", "ConditionCheck", "Put", "Update", "Delete",
                    "BatchWrite", "PartiQL"}))
            add({"kms:Decrypt", "kms:DescribeKey"});
        if (begins({"PutItem", "UpdateItem", "DeleteItem", "BatchWrite", "PartiQLInsert", "PartiQLUpdate",
                    "PartiQLDelete"}))
            add({"kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"});
    }
}

/// The key's ARN, or why a policy can't name it; neither for a key of AWS's own, whose policy lets everybody in who may
/// use the service.
struct KeyArn {
    std::optional<Value> arn;
    std::string_view fault;
};

constexpr std::string_view is_alias = "is named by an alias, which is no resource of a policy";
constexpr std::string_view is_unknown_key = "is known only when the stack is deployed, and may be no ARN";

KeyArn arn_of_key(const Model& model, const bob::Expression& key) {
    const Value value = model.value(key);
    if (value.is_text()) {
        const std::string& text = value.text();
        const bool arn = text.starts_with("arn:");
        const std::size_t alias = arn ? text.find(":alias/") + 1 : text.starts_with("alias/") ? 0 : std::string::npos;
        if (arn && alias == 0) return {Value(text), {}};
        if (alias == std::string::npos)
            return {sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/" + text), {}};
        if (text.substr(alias).starts_with("alias/aws/")) return {};
        return {std::nullopt, is_alias};
    }
    if (value.is_call(Intrinsic::get_att)) return {value, {}};
    if (!value.is_call(Intrinsic::ref)) return {std::nullopt, is_unknown_key};
    for (const bob::Resource& one : model.stack.resources) {
        const auto* raw = one.as<bob::RawResource>();
        if (!raw || raw->name.text != value.argument().text()) continue;
        if (raw->type.text == "AWS::KMS::Alias") return {std::nullopt, is_alias};
        if (raw->type.text.starts_with("AWS::KMS::")) return {get_att(raw->name.text, "Arn"), {}};
    }
    return {std::nullopt, is_unknown_key};
}

bool is_allowance(const Value& statement) {
    const Value* effect = statement.find("Effect");
    return effect && effect->is_text() && effect->text() == "Allow";
}

List texts_in(const Value* one) { return !one ? List{} : one->is_list() ? one->list() : List{*one}; }

/// Whether the author's own statements speak of keys: then they know better what the key is.
bool names_keys(const List& statements) {
    for (const Value& one : statements)
        for (const Value& action : texts_in(one.find("Action")))
            if (action.is_text() && (action.text().starts_with("kms:") || action.text() == "*") && is_allowance(one))
                return true;
    return false;
}

}  // namespace

List key_statements(const Model& model, const FunctionModel& function, const List& statements) {
    List made;
    const bool named_by_author = names_keys(statements);
    for (const Encrypted& thing : encrypted_things(model)) {
        std::vector<std::string_view> actions;
        for (const Value& one : statements) {
            if (!is_allowance(one)) continue;
            const List resources = texts_in(one.find("Resource"));
            const bool mentioned = std::any_of(resources.begin(), resources.end(), [&](const Value& resource) {
                return subject_of(resource) == thing.logical_id;
            });
            if (!mentioned) continue;
            for (const Value& action : texts_in(one.find("Action")))
                if (action.is_text() && action.text().starts_with(thing.service))
                    add_key_actions(action.text(), actions);
        }
        if (actions.empty()) continue;
        auto [arn, fault] = arn_of_key(model, *thing.key);
        if (arn) {
            Value statement = on_key(actions, *std::move(arn), thing.service, thing.place);
            if (std::find(made.begin(), made.end(), statement) == made.end()) made.push_back(std::move(statement));
        } else if (!fault.empty() && !named_by_author) {
            model.report.add(
                {.rule = &rules::key_not_in_policy,
                 .message = "function `" + function.key + "` uses " + thing.named + ", whose key " + std::string(fault),
                 .primary = {thing.place, "the key"},
                 .related = {{function.place, "its role gets no `kms:` statement"}},
                 .fix = "give the key by its ARN or its id, or allow what is needed in the function's "
                        "`statements`"});
        }
    }
    return made;
}

}  // namespace bobgen::lowering
