#include "bob/runtime/rules.h"

#include <algorithm>

#include "bob/runtime/uuid.h"
#include "text.h"

namespace bob {

namespace {

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
    for (const char c : text.substr(0, at))
        if (!is_alphanumeric(c) && std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) == std::string_view::npos)
            return false;
    std::string_view domain = text.substr(at + 1);
    bool dotted = false;
    for (std::size_t dot = domain.find('.'); dot != std::string_view::npos; dot = domain.find('.')) {
        if (!is_label(domain.substr(0, dot))) return false;
        domain.remove_prefix(dot + 1);
        dotted = true;
    }
    return dotted && is_label(domain);
}

/// Whether `path` is `field`, or lies in it.
bool is_within(std::string_view path, std::string_view field) {
    return path.substr(0, field.size()) == field &&
           (path.size() == field.size() || path[field.size()] == '.' || path[field.size()] == '[');
}

}  // namespace

namespace detail {

void check_length(std::size_t length, std::size_t least, std::size_t most, std::string_view of, Reading& reading) {
    if (length >= least && length <= most) return;
    reading.wrong("wrong_length", "This has to have " + std::to_string(least) + " to " + std::to_string(most) + " " +
                                      std::string(of) + ".");
}

void check_choice(std::string_view text, const std::string_view* choices, std::size_t count, Reading& reading) {
    std::size_t index = 0;
    decode_enumerator(Value::string(std::string(text)), choices, count, index, reading);
}

void check_form(is::TextForm::Kind kind, const std::string& text, Reading& reading) {
    switch (kind) {
        case is::TextForm::Kind::not_blank:
            if (text.find_first_not_of(" \t\r\n") == std::string::npos)
                reading.wrong("required", "This is required, and not blank.");
            return;
        case is::TextForm::Kind::email:
            if (!is_email(text)) reading.wrong("wrong_format", "This is no e-mail address.");
            return;
        case is::TextForm::Kind::uuid:
            if (!is_uuid(text)) reading.wrong("wrong_format", "This is no UUID.");
    }
}

std::size_t count_characters(std::string_view utf8) {
    // A byte that is no part of a character counts, too: a text is never shorter than it is sent.
    std::size_t count = 0;
    for (; !utf8.empty(); ++count) utf8.remove_prefix(std::max<std::size_t>(runtime::character_length(utf8), 1));
    return count;
}

std::string shown(Timestamp time) { return to_text(time); }

void add_errors(Reading& to, Reading& more) {
    const std::size_t known = to.errors().size();
    for (FieldError& error : more.errors()) {
        const auto end = to.errors().begin() + static_cast<std::ptrdiff_t>(known);
        const bool told = std::any_of(to.errors().begin(), end,
                                      [&](const FieldError& one) { return is_within(error.field, one.field); });
        if (!told) to.errors().push_back(std::move(error));
    }
}

void refuse_if_wrong(Reading& reading) {
    if (reading.ok()) return;
    if (reading.exhausted())
        throw BadRequest("The body has more values than there is room for.", {}, "too_many_values");
    throw BadRequest("Some fields are not right.", std::move(reading.errors()), "invalid_fields");
}

}  // namespace detail
}  // namespace bob
