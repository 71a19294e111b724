#include "generator/analysis/yields.h"

#include "generator/data/resource_types.h"

namespace bobgen {

namespace {

Yield yield_of(const schema::ValueType& type) {
    switch (type.form()) {
        case schema::Form::text:
        case schema::Form::integer:
        case schema::Form::number:
        case schema::Form::boolean:
        case schema::Form::timestamp:
            return Yield::scalar;
        case schema::Form::list:
            return Yield::list;
        case schema::Form::json:
        case schema::Form::map:
        case schema::Form::shape:
        case schema::Form::one_of:
            break;
    }
    return Yield::anything;
}

Yield yield_of_reference(std::string_view name, const Names& names) {
    if (name == "AWS::NotificationARNs") return Yield::list;
    if (name == "AWS::NoValue") return Yield::anything;
    if (name.starts_with("AWS::")) return Yield::scalar;
    if (const TemplateParameter* parameter = names.parameter(name)) return yield_of(*parameter);
    const TemplateResource* resource = names.resource(name);
    return resource && !resource->type.ends_with("::MODULE") ? Yield::scalar : Yield::anything;
}

Yield yield_of_attribute(const Value& argument, const Names& names) {
    if (!argument.is_list() || argument.list().size() != 2) return Yield::anything;
    const auto id = text_of(&argument.list()[0]), attribute = text_of(&argument.list()[1]);
    const TemplateResource* resource = id && attribute ? names.resource(*id) : nullptr;
    const schema::ResourceType* type = resource ? schema::find_type(resource->type) : nullptr;
    const schema::Attribute* found = type ? type->attribute(*attribute) : nullptr;
    return found ? yield_of(found->type) : Yield::anything;
}

}  // namespace

bool is_list_type(std::string_view type) {
    return type == "CommaDelimitedList" || type.find("List<") != type.npos || type.ends_with("<CommaDelimitedList>");
}

Yield yield_of(const TemplateParameter& parameter) {
    const Value* given = parameter.body.find("Type");
    if (!given || !given->is_text()) return Yield::anything;
    return is_list_type(given->text()) ? Yield::list : Yield::scalar;
}

Yield yield_of(const Value& call, const Names& names) {
    const Value& argument = call.argument();
    switch (call.call().function) {
        case Intrinsic::ref:
            return argument.is_text() ? yield_of_reference(argument.text(), names) : Yield::anything;
        case Intrinsic::get_att:
            return yield_of_attribute(argument, names);
        case Intrinsic::sub:
        case Intrinsic::join:
        case Intrinsic::base64:
        case Intrinsic::import_value:
        case Intrinsic::to_json_string:
        case Intrinsic::length:
            return Yield::scalar;
        case Intrinsic::split:
        case Intrinsic::cidr:
        case Intrinsic::get_azs:
            return Yield::list;
        case Intrinsic::select:
        case Intrinsic::if_:
        case Intrinsic::equals:
        case Intrinsic::not_:
        case Intrinsic::and_:
        case Intrinsic::or_:
        case Intrinsic::condition:
        case Intrinsic::find_in_map:
        case Intrinsic::transform:
            break;
    }
    return Yield::anything;
}

}  // namespace bobgen
