#include "bob/runtime/item.h"

#include "bob/runtime/error.h"
#include "bob/runtime/log.h"

namespace bob::detail {

void to_members(Value& item, const TableInfo& table) {
    for (Value::Member& member : item.members())
        for (std::size_t i = 0; i < table.attribute_count; ++i)
            if (member.name() == table.attributes[i].name) {
                member.rename(table.attributes[i].member);
                break;
            }
}

void to_attributes(Value& item, const TableInfo& table) {
    for (Value::Member& member : item.members())
        for (std::size_t i = 0; i < table.attribute_count; ++i)
            if (member.name() == table.attributes[i].member) {
                member.rename(table.attributes[i].name);
                break;
            }
}

void unreadable(const TableInfo& table, const Reading& reading) {
    // The fields and what was expected of them; never what is in them.
    std::string message = "An item of " + std::string(table.name) + " is not what its type says:";
    for (const FieldError& one : const_cast<Reading&>(reading).errors())
        message += " " + (one.field.empty() ? std::string("the item") : one.field) + ": " + one.message;
    throw UnreadableItem("dynamodb.UnreadableItem", std::move(message));
}

void log_skipped(const UnreadableItem& why) {
    log_error("An item was skipped", {{"errorType", why.type()}, {"errorMessage", why.message()}});
}

}  // namespace bob::detail
