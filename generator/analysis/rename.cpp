#include "generator/analysis/rename.h"

#include "generator/analysis/reading.h"

namespace bobgen {

namespace {

/// `hides` has the names that the call itself defines.
std::string renamed_in_text(std::string_view text, const NewId& new_id, const Value* hides) {
    std::string made;
    std::size_t copied = 0;
    for (const Substitution& one : substitutions(text)) {
        const std::string* to = hides && hides->find(one.name) ? nullptr : new_id(one.name);
        if (!to) continue;
        made.append(text.substr(copied, one.begin - copied)).append("${").append(*to);
        if (!one.attribute.empty()) made.append(".").append(one.attribute);
        made += '}';
        copied = one.end;
    }
    return made.append(text.substr(copied));
}

void rename_text(Value& id, const NewId& new_id) {
    if (!id.is_text()) return;
    if (const std::string* to = new_id(id.text())) id = Value(*to).at(id.place);
}

}  // namespace

NewId new_ids(const std::vector<RenamedResource>& all) {
    return [&all](std::string_view old_id) -> const std::string* {
        for (const RenamedResource& one : all)
            if (one.from == old_id) return &one.to;
        return nullptr;
    };
}

void rename(Value& value, const NewId& new_id) {
    if (value.is_list()) {
        for (Value& one : value.list()) rename(one, new_id);
    } else if (value.is_map()) {
        for (Member& one : value.map()) rename(one.value, new_id);
    } else if (value.is_call()) {
        Value& argument = value.call().argument.front();
        const bool has_list = argument.is_list() && !argument.list().empty();
        switch (value.call().function) {
            case Intrinsic::ref:
                return rename_text(argument, new_id);
            case Intrinsic::get_att:
                if (has_list) rename_text(argument.list().front(), new_id);
                return;
            case Intrinsic::sub: {
                Value& text = has_list ? argument.list().front() : argument;
                const Value* own = has_list && argument.list().size() > 1 ? &argument.list()[1] : nullptr;
                if (text.is_text()) text = Value(renamed_in_text(text.text(), new_id, own)).at(text.place);
                break;
            }
            default:
                break;
        }
        // The arguments of other functions, and the values of `Fn::Sub`.
        rename(argument, new_id);
    }
}

void rename(Template& in, const NewId& new_id) {
    for (TemplateResource& one : in.resources) {
        if (const std::string* to = new_id(one.logical_id)) one.logical_id = *to;
        for (std::string& other : one.depends_on)
            if (const std::string* to = new_id(other)) other = *to;
        for (Value* value : {&one.properties, &one.policies, &one.creation_policy, &one.update_policy, &one.metadata,
                             &one.for_serverless, &one.overridden})
            rename(*value, new_id);
    }
    for (TemplateOutput& one : in.outputs) rename(one.body, new_id);
}

}  // namespace bobgen
