#include "generator/plan/uses.h"

#include <algorithm>

#include "generator/analysis/resolve.h"

namespace bobgen::plan {

IndexUses::IndexUses(const Template& from) : names_(from) {
    for (const TemplateResource& one : from.resources) {
        if (one.type != dynamodb_table) continue;
        const Value* name = one.properties.find("TableName");
        if (!name) continue;
        const Settled settled(*name, from);
        by_table_name_.try_emplace(spelt_out(*settled, names_), one.logical_id);
    }
}

std::vector<IndexUse> IndexUses::named_by(const Value& value) const {
    const std::string text = value.is_text() ? value.text() : spelt_out(value, names_);
    constexpr std::string_view before = "table/", between = "/index/";
    const std::size_t at = text.find(between);
    if (at == text.npos) return {};
    const std::size_t table_at = text.rfind(before, at);
    if (table_at == text.npos) return {};
    const std::size_t begin = table_at + before.size();
    std::string table = text.substr(begin, at - begin);
    if (table.starts_with("${") && table.ends_with('}'))
        table = table.substr(2, table.size() - 3);
    else if (const auto found = by_table_name_.find(table); found != by_table_name_.end())
        table = found->second;
    std::string index = text.substr(at + between.size());
    if (index.find_first_of("*?$") != index.npos) index.clear();
    return {{std::move(table), std::move(index)}};
}

std::vector<IndexUse> IndexUses::in(const Value& root) const {
    std::vector<IndexUse> made;
    std::vector<const Value*> waiting{&root};
    while (!waiting.empty()) {
        const Value& value = *waiting.back();
        waiting.pop_back();
        if (value.is_text() || value.is_call()) {
            const std::vector<IndexUse> named = named_by(value);
            made.insert(made.end(), named.begin(), named.end());
            if (value.is_call() && named.empty()) waiting.push_back(&value.argument());
        } else if (value.is_list()) {
            for (const Value& one : value.list()) waiting.push_back(&one);
        } else if (value.is_map()) {
            for (const Member& one : value.map()) waiting.push_back(&one.value);
        }
    }
    return made;
}

namespace {

Value* member(Value& map, std::string_view name) { return map.is_map() ? map.find(name) : nullptr; }

/// Keeps the elements of a list that may stay; a single value is a list of one. False when none is left.
bool keep(Value& list_or_one, const std::function<bool(Value&)>& stays) {
    if (!list_or_one.is_list()) return stays(list_or_one);
    List& list = list_or_one.list();
    const bool had_some = !list.empty();
    list.erase(std::remove_if(list.begin(), list.end(), [&](Value& one) { return !stays(one); }), list.end());
    return !list.empty() || !had_some;
}

/// False when no statement is left in the policy document.
bool keep_resources(Value& document, const std::function<bool(Value&)>& stays) {
    Value* statements = member(document, "Statement");
    return !statements || keep(*statements, [&](Value& statement) {
        Value* resources = member(statement, "Resource");
        return !resources || keep(*resources, stays);
    });
}

bool is_iam(const TemplateResource& one) { return one.type.starts_with("AWS::IAM::"); }

void each_policy(Template& in, const std::function<bool(Value&)>& stays) {
    for (TemplateResource& one : in.resources) {
        if (!is_iam(one)) continue;
        if (Value* document = member(one.properties, "PolicyDocument")) keep_resources(*document, stays);
        if (Value* policies = member(one.properties, "Policies"); policies && policies->is_list()) {
            const auto stays_policy = [&](Value& policy) {
                Value* document = member(policy, "PolicyDocument");
                return !document || keep_resources(*document, stays);
            };
            if (!keep(*policies, stays_policy))
                std::erase_if(one.properties.map(), [](const Member& each) { return each.name == "Policies"; });
        }
    }
}

}  // namespace

void forget(Template& in, const std::vector<IndexUse>& gone) {
    if (gone.empty()) return;
    const Template as_it_was = in;
    const IndexUses uses(as_it_was);
    each_policy(in, [&](Value& resource) {
        const std::vector<IndexUse> named = uses.named_by(resource);
        return named.empty() || std::find(gone.begin(), gone.end(), named.front()) == gone.end();
    });
}

bool names_stream(const Value& value, std::string_view table) {
    bool found = false;
    each_mention(value, {}, [&](const Mention& one) {
        found = found || (one.kind == Mention::Kind::attribute && one.name == table && one.attribute == "StreamArn");
    });
    return found;
}

void forget_stream(Template& in, std::string_view table) {
    each_policy(in, [&](Value& resource) {
        if (names_stream(resource, table)) {
            std::string all = "${";
            resource = sub(all.append(table).append(".Arn}/stream/*")).at(resource.place);
        }
        return true;
    });
    std::erase_if(in.resources, [&](const TemplateResource& one) {
        return one.type == "AWS::Lambda::EventSourceMapping" && names_stream(one.properties, table);
    });
    std::erase_if(in.outputs, [&](const TemplateOutput& one) { return names_stream(one.body, table); });
}

}  // namespace bobgen::plan
