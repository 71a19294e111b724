/// What a role needs of the keys that its function's tables, queues, topics and buckets are encrypted with: these
/// services ask KMS in the name of the caller, so a statement on the queue alone is refused when the function runs.
///
///     Action: [sqs:SendMessage], Resource: !GetAtt MailQueue.Arn
///     → Action: [kms:GenerateDataKey, kms:Decrypt], Resource: !GetAtt Key.Arn,
///       Condition: {StringEquals: {kms:ViaService: !Sub 'sqs.${AWS::Region}.${AWS::URLSuffix}'}}
#include <algorithm>
#include <optional>
#include <span>

#include "generator/data/iam_actions.h"
#include "generator/lower/lower.h"
#include "generator/rules/grants.h"

namespace bobgen::lowering {

namespace {

/// Something of the stack that has a key of the author's.
struct Encrypted {
    std::string logical_id;
    std::string named;  ///< "queue `mail`"
    std::string_view service;
    std::string name;  ///< the physical one, if it is set, as `arn_text` writes it
    const bob::Expression* key;
    Place place;
};

/// A resource of a statement as one text, in which `Fn::Sub`, `Fn::Join`, `Ref` and `Fn::GetAtt` all read alike:
/// `arn:${AWS::Partition}:s3:::${FilesBucket}/*`.
std::string arn_text(const Value& from) {
    if (from.is_text()) return from.text();
    if (from.is_call(Intrinsic::ref) && from.argument().is_text()) return "${" + from.argument().text() + "}";
    if (from.is_call(Intrinsic::get_att)) {
        const List& path = from.argument().list();
        if (path.size() != 2 || !path[0].is_text() || !path[1].is_text()) return "${?}";
        return "${" + path[0].text() + "." + path[1].text() + "}";
    }
    if (from.is_call(Intrinsic::sub) && from.argument().is_text()) return from.argument().text();
    if (from.is_call(Intrinsic::join) && from.argument().is_list()) {
        const List& parts = from.argument().list();
        if (parts.size() != 2 || !parts[0].is_text() || !parts[1].is_list()) return "${?}";
        std::string made;
        for (const Value& one : parts[1].list()) made += (made.empty() ? "" : parts[0].text()) + arn_text(one);
        return made;
    }
    return "${?}";
}

std::vector<Encrypted> encrypted_things(const Model& model) {
    std::vector<Encrypted> made;
    for (const bob::Resource& one : model.stack.resources) {
        const auto add = [&](std::string_view service, const bob::Expression& name, const bob::Expression& key) {
            if (!key) return;
            const Value physical = name ? model.value(name) : Value();
            made.push_back({naming::logical_id(one.kind(), one.name(), one.logical_id()),
                            std::string(bob::info(one.kind()).noun) + " `" + std::string(one.name()) + "`", service,
                            physical.is_null() ? std::string() : arn_text(physical), &key,
                            Place(key.place).or_else(one.place())});
        };
        if (const auto* table = one.as<bob::Table<>>())
            add("dynamodb", table->table_name, model.encryption_key(*table));
        if (const auto* queue = one.as<bob::Queue>()) add("sqs", queue->queue_name, model.encryption_key(*queue));
        if (const auto* topic = one.as<bob::Topic>()) add("sns", topic->topic_name, model.encryption_key(*topic));
        if (const auto* bucket = one.as<bob::Bucket>()) add("s3", bucket->bucket_name, model.encryption_key(*bucket));
    }
    return made;
}

/// What follows the fifth colon of an ARN of the service; colons within `${…}` are none. The other parts may be
/// anything: a name that the stack sets is not likely another account's.
std::string_view resource_part(std::string_view arn, std::string_view service) {
    std::size_t begin = 0;
    int part = 0;
    bool in_variable = false;
    for (std::size_t i = 0; i < arn.size(); ++i) {
        if (arn.substr(i).starts_with("${")) in_variable = true;
        if (arn[i] == '}') in_variable = false;
        if (arn[i] != ':' || in_variable) continue;
        const std::string_view here = arn.substr(begin, i - begin);
        if ((part == 0 && here != "arn") || (part == 2 && here != service)) return {};
        begin = i + 1;
        if (++part == 5) return arn.substr(begin);
    }
    return {};
}

/// How a resource of a statement speaks of a thing: not at all, among everything of its kind, or by its name.
enum class NamedAs : unsigned char { none, among_all, by_name };

NamedAs mention_of(const Encrypted& thing, const Value& resource) {
    const std::string text = arn_text(resource);
    if (text == "*") return NamedAs::among_all;
    // `${Id}` or `${Id.Arn}`, and what may follow.
    const std::string id = "${" + thing.logical_id;
    if (text.starts_with(id + "}") || text.starts_with(id + ".")) return NamedAs::by_name;
    std::string_view name = resource_part(text, thing.service);
    if (thing.service == "dynamodb") {
        if (name == "*") return NamedAs::among_all;
        if (!name.starts_with("table/")) return NamedAs::none;
        name.remove_prefix(std::string_view("table/").size());
    }
    name = name.substr(0, name.find('/'));
    if (name.empty()) return NamedAs::none;
    if (name.find_first_not_of("*?") == std::string_view::npos) return NamedAs::among_all;
    if (name == id + "}" || name == id + ".QueueName}" || name == id + ".TopicName}") return NamedAs::by_name;
    return !thing.name.empty() && iam::resource_matches(name, thing.name) ? NamedAs::by_name : NamedAs::none;
}

/// What an action needs of the key. By AWS's own words: SQS, "Configure KMS permissions"; SNS, "Setting up encryption";
/// S3, "Using server-side encryption with KMS keys"; DynamoDB, whose grants in the CDK say the same.
struct KeyUse {
    std::string_view action;
    std::span<const std::string_view> needs;
};
constexpr std::string_view to_decrypt[] = {"kms:Decrypt"};
constexpr std::string_view to_send[] = {"kms:GenerateDataKey", "kms:Decrypt"};
constexpr std::string_view to_upload[] = {"kms:Decrypt", "kms:GenerateDataKey"};  // in parts, which it reads again
constexpr std::string_view to_read_items[] = {"kms:Decrypt", "kms:DescribeKey"};
constexpr std::string_view to_write_items[] = {"kms:Decrypt",         "kms:DescribeKey",   "kms:Encrypt",
                                               "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"};
constexpr KeyUse key_uses[] = {
    {"sqs:SendMessage", to_send},
    {"sqs:ReceiveMessage", to_decrypt},
    {"sns:Publish", to_send},
    {"s3:GetObject", to_decrypt},
    {"s3:GetObjectVersion", to_decrypt},
    {"s3:PutObject", to_upload},
    {"dynamodb:BatchGetItem", to_read_items},
    {"dynamodb:ConditionCheckItem", to_read_items},
    {"dynamodb:GetItem", to_read_items},
    {"dynamodb:GetRecords", to_read_items},
    {"dynamodb:PartiQLSelect", to_read_items},
    {"dynamodb:Query", to_read_items},
    {"dynamodb:Scan", to_read_items},
    {"dynamodb:SearchVectors", to_read_items},
    {"dynamodb:BatchWriteItem", to_write_items},
    {"dynamodb:DeleteItem", to_write_items},
    {"dynamodb:PartiQLDelete", to_write_items},
    {"dynamodb:PartiQLInsert", to_write_items},
    {"dynamodb:PartiQLUpdate", to_write_items},
    {"dynamodb:PutItem", to_write_items},
    {"dynamodb:UpdateItem", to_write_items},
};

void add_key_actions(std::string_view pattern, std::string_view service, std::vector<std::string_view>& to) {
    for (const KeyUse& one : key_uses) {
        if (one.action.substr(0, one.action.find(':')) != service || !iam::action_matches(pattern, one.action))
            continue;
        for (const std::string_view need : one.needs)
            if (std::find(to.begin(), to.end(), need) == to.end()) to.push_back(need);
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
        // CloudFormation looks it up, and it may be an ARN, an id or an alias.
        if (text.starts_with("{{")) return {std::nullopt, is_unknown_key};
        if (alias == std::string::npos)
            return {sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/" + text), {}};
        if (text.substr(alias).starts_with("alias/aws/")) return {};
        return {std::nullopt, is_alias};
    }
    if (value.is_call(Intrinsic::get_att)) return {value, {}};
    if (const std::string text = arn_text(value); value.is_call(Intrinsic::sub)) {
        if (text.starts_with("alias/") || (text.starts_with("arn:") && text.find(":alias/") != std::string::npos))
            return {std::nullopt, is_alias};
        if (text.starts_with("arn:")) return {value, {}};
    }
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

/// Whether the author's own statements allow all of this with keys: then they know better what the key is.
bool allows_on_keys(const List& statements, const std::vector<std::string_view>& actions) {
    return std::all_of(actions.begin(), actions.end(), [&](std::string_view action) {
        return std::any_of(statements.begin(), statements.end(), [&](const Value& one) {
            if (!is_allowance(one)) return false;
            const List allowed = texts_in(one.find("Action"));
            // What is said by `NotAction`, or when the stack is deployed, may be it.
            return allowed.empty() || std::any_of(allowed.begin(), allowed.end(), [&](const Value& pattern) {
                       return !pattern.is_text() || iam::action_matches(pattern.text(), action);
                   });
        });
    });
}

}  // namespace

List key_statements(const Model& model, const RoleOwner& owner, const List& statements) {
    List made;
    std::vector<const Encrypted*> among_all;
    const std::vector<Encrypted> things = encrypted_things(model);
    for (const Encrypted& thing : things) {
        std::vector<std::string_view> actions;
        std::vector<std::string_view> actions_on_all;
        for (const Value& one : statements) {
            if (!is_allowance(one)) continue;
            NamedAs mention = NamedAs::none;
            for (const Value& resource : texts_in(one.find("Resource")))
                mention = std::max(mention, mention_of(thing, resource));
            if (mention == NamedAs::none) continue;
            for (const Value& action : texts_in(one.find("Action")))
                if (action.is_text())
                    add_key_actions(action.text(), thing.service,
                                    mention == NamedAs::by_name ? actions : actions_on_all);
        }
        if (actions.empty() && actions_on_all.empty()) continue;
        auto [arn, fault] = arn_of_key(model, *thing.key);
        if (!arn && fault.empty()) continue;
        if (actions.empty()) {
            // Whether the function means this one nobody can tell, so its key is not given to it.
            if (!allows_on_keys(statements, actions_on_all)) among_all.push_back(&thing);
        } else if (arn) {
            Value statement = on_key(actions, *std::move(arn), thing.service, thing.place);
            if (std::find(made.begin(), made.end(), statement) == made.end()) made.push_back(std::move(statement));
        } else if (!allows_on_keys(statements, actions)) {
            model.report.add({.rule = &rules::key_not_in_policy,
                              .message = owner.named + " uses " + thing.named + ", whose key " + std::string(fault),
                              .primary = {thing.place, "the key"},
                              .related = {{owner.place, "its role gets no statement that allows enough of `kms:`"}},
                              .fix = "give the key by its ARN or its id, or allow what is needed in the " +
                                     std::string(owner.noun) + "'s `statements`"});
        }
    }
    if (!among_all.empty())
        model.report.add(
            {.rule = &rules::key_not_in_policy,
             .message = owner.named + " may use " + among_all[0]->named +
                        (among_all.size() > 1 ? " and " + std::to_string(among_all.size() - 1) + " more" : "") +
                        " by a wildcard, but not the key",
             .primary = {owner.place, "its role gets no statement that allows enough of `kms:`"},
             .related = {{among_all[0]->place, "the key"}},
             .fix = "name what the " + std::string(owner.noun) +
                    " uses in place of the wildcard, or allow what is needed in its "
                    "`statements`"});
    return made;
}

}  // namespace bobgen::lowering
