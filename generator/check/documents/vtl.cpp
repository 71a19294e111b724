#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/documents/documents.h"
#include "generator/nearest.h"
#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

constexpr std::string_view velocity_directives[] = {"set",     "if",     "elseif",   "else",  "end",
                                                    "foreach", "break",  "stop",     "macro", "include",
                                                    "parse",   "define", "evaluate", "return"};

/// Follows the blocks of a template in the Velocity Template Language, and the parentheses and quotes inside its
/// directives. Anything that is no directive is text: JSON, with whatever it has.
class VelocityReader {
public:
    struct Fault {
        std::size_t at;
        std::string message;
        std::string fix;
    };

    explicit VelocityReader(std::string_view text) : text_(text) {}

    std::optional<Fault> run() {
        while (!fault_ && at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '#' || text_[at_ + 1] == '$'))
                at_ += 2;
            else if (c == '#')
                hash();
            else if (c == '$')
                reference();
            else
                ++at_;
        }
        if (!fault_ && !open_.empty())
            fail(open_.back().at, fmt::format("`#{}` has no `#end`", open_.back().name), "add `#end`");
        return is_uncertain_ ? std::nullopt : fault_;
    }

private:
    struct Block {
        std::string name;
        std::size_t at;
        bool has_else = false;
    };

    void fail(std::size_t at, std::string message, std::string fix) {
        if (!fault_) fault_ = Fault{at, std::move(message), std::move(fix)};
    }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void hash() {
        const std::size_t begin = at_;
        if (peek(1) == '#') {  // a comment to the end of the line
            at_ = std::min(text_.find('\n', at_), text_.size());
            return;
        }
        if (peek(1) == '*') {
            const std::size_t end = text_.find("*#", at_ + 2);
            if (end == text_.npos) return fail(begin, "the comment `#*` does not end", "close it with `*#`");
            at_ = end + 2;
            return;
        }
        if (text_.substr(at_).starts_with("#[[")) {
            const std::size_t end = text_.find("]]#", at_ + 3);
            if (end == text_.npos) return fail(begin, "the literal text `#[[` does not end", "close it with `]]#`");
            at_ = end + 3;
            return;
        }
        ++at_;
        const bool is_braced = peek() == '{';
        const std::size_t name_at = at_ + (is_braced ? 1 : 0);
        std::size_t end = name_at;
        while (end < text_.size() &&
               (is_letter(text_[end]) || (end > name_at && (is_digit(text_[end]) || text_[end] == '_'))))
            ++end;
        const std::string name(text_.substr(name_at, end - name_at));
        if (name.empty()) return;
        if (is_braced) {
            if (end >= text_.size() || text_[end] != '}') return;  // `#{` in text
            ++end;
        }
        const auto is_known = [](std::string_view word) { return is_one_of(word, velocity_directives); };
        // `#endpoint` may be a directive with text behind it, or a word: from here on nothing is certain.
        if (!is_known(name) && (name.starts_with("end") || name.starts_with("else"))) {
            open_.clear();
            at_ = text_.size();
            return;
        }
        if (!is_known(name)) return unknown(name, begin, end);
        at_ = end;
        directive(name, begin);
    }

    /// A color, an anchor, a macro of one's own: only what is nearly a directive, and is used like one, is told.
    void unknown(const std::string& name, std::size_t begin, std::size_t end) {
        at_ = end;
        std::size_t next = end;
        while (next < text_.size() && text_[next] == ' ') ++next;
        if (next >= text_.size() || text_[next] != '(') return;
        for (const std::string_view word : {"set", "if", "elseif", "foreach"})
            if (name != word && (to_lower(name) == word || (name.size() > 4 && edit_distance(name, word, 1) == 1)))
                return fail(begin, fmt::format("there is no directive `#{}`", name),
                            fmt::format("did you mean `#{}`?", word));
    }

    void directive(const std::string& name, std::size_t begin) {
        if (name == "if" || name == "foreach" || name == "define" || name == "macro") {
            open_.push_back({name, begin});
            argument(name, begin);
        } else if (name == "elseif" || name == "else") {
            if (open_.empty() || (open_.back().name != "if" && !(name == "else" && open_.back().name == "foreach")))
                return fail(begin, fmt::format("`#{}` is in no `#if`", name), "remove it, or open an `#if` before it");
            if (open_.back().has_else)
                return fail(begin, fmt::format("`#{}` comes after `#else`", name), "put `#else` last");
            open_.back().has_else = name == "else";
            if (name == "elseif") argument(name, begin);
        } else if (name == "end") {
            if (open_.empty()) return fail(begin, "`#end` closes nothing", "remove it, or open an `#if` or `#foreach`");
            open_.pop_back();
        } else if (name == "set") {
            argument(name, begin);
        }
    }

    void argument(const std::string& name, std::size_t begin) {
        std::size_t at = at_;
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\n' || text_[at] == '\r'))
            ++at;
        if (at >= text_.size() || text_[at] != '(')
            return fail(begin, fmt::format("`#{}` has no parentheses", name), fmt::format("write `#{}(…)`", name));
        at_ = at;
        const auto closed = balanced('(', ')');
        if (!closed)
            return fail(begin, fmt::format("the parentheses or quotes of `#{}` do not close", name), "close them");
        const std::string_view inside = text_.substr(at + 1, *closed - at - 1);
        at_ = *closed + 1;
        if (name == "set") check_set(inside, begin);
        if (name == "foreach" && inside.find(" in ") == inside.npos && inside.find("in") == inside.npos)
            fail(begin, "`#foreach` does not say in what", "write `#foreach($item in $items)`");
        if ((name == "if" || name == "elseif") && inside.find_first_not_of(" \t\r\n") == inside.npos)
            fail(begin, fmt::format("`#{}` has no condition", name), "write the condition in the parentheses");
    }

    void check_set(std::string_view inside, std::size_t begin) {
        const std::size_t first = inside.find_first_not_of(" \t\r\n");
        const std::size_t sign = inside.find('=');
        if (sign == inside.npos) return fail(begin, "`#set` assigns nothing", "write `#set($name = value)`");
        // Holes may stand for the name.
        if (first != inside.npos && inside[first] != '$')
            return fail(begin, "`#set` assigns to no variable", "begin the name with `$`");
        if (sign + 1 < inside.size() && inside[sign + 1] == '=')
            return fail(begin, "`#set` compares instead of assigning", "write one `=`");
        if (inside.find_first_not_of(" \t\r\n", sign + 1) == inside.npos)
            fail(begin, "`#set` assigns nothing", "write a value behind the `=`");
    }

    /// From an opening bracket at `at_` to the one that closes it. Strings end at their own quote; a doubled quote is
    /// one inside.
    std::optional<std::size_t> balanced(char open, char close) {
        int depth = 0;
        for (std::size_t i = at_; i < text_.size(); ++i) {
            const char c = text_[i];
            if (c == '"' || c == '\'') {
                const std::size_t end = text_.find(c, i + 1);
                if (end == text_.npos) return {};
                // Whether a backslash escapes depends on Velocity's version: from here on nothing is certain.
                is_uncertain_ |= text_[end - 1] == '\\';
                i = end;
            } else if (c == open) {
                ++depth;
            } else if (c == close && --depth == 0) {
                return i;
            }
        }
        return {};
    }

    /// `$name.method(…)`, `${name}`: parentheses of a call, and the brace.
    void reference() {
        const std::size_t begin = at_++;
        if (peek() == '!') ++at_;
        const bool is_braced = peek() == '{';
        if (is_braced) {
            std::size_t name = at_ + 1;
            if (name < text_.size() && !is_letter(text_[name])) return;
            const auto closed = balanced('{', '}');
            if (!closed) return fail(begin, "the reference `${` does not close", "add `}`");
            at_ = *closed + 1;
            return;
        }
        if (!is_letter(peek()) && peek() != '_') return;
        for (bool is_member = false;; is_member = true) {
            while (is_alphanumeric(peek()) || peek() == '_' || peek() == '-') ++at_;
            if (is_member && peek() == '(') {
                const auto closed = balanced('(', ')');
                if (!closed) return fail(begin, "the parentheses or quotes of a call do not close", "close them");
                at_ = *closed + 1;
            }
            if (peek() == '.' && (is_letter(peek(1)) || peek(1) == '_'))
                ++at_;
            else
                return;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Block> open_;
    std::optional<Fault> fault_;
    bool is_uncertain_ = false;
};

void check_mapping_template(const Value& given, Place otherwise, const std::string& what, Report& report) {
    if (given.is_null() || is_no_value(given)) return;
    // `$util` and `${…}` are VTL's own in a plain text; in `Fn::Sub`, the holes are CloudFormation's.
    const auto text = embedded_text(given, otherwise, Holes::of_functions);
    if (!text || (text->text.find('#') == std::string::npos && text->text.find('$') == std::string::npos)) return;
    std::string read = text->text;
    for (const EmbeddedText::Hole& hole : text->holes) {
        // A hole that stands alone may be a whole piece of the template.
        const bool is_alone = hole.begin == 0 || read[hole.begin - 1] == '\n';
        if (is_alone && (hole.end >= read.size() || read[hole.end] == '\n')) return;
        std::fill(read.begin() + static_cast<std::ptrdiff_t>(hole.begin),
                  read.begin() + static_cast<std::ptrdiff_t>(hole.end), 'x');
    }
    const auto fault = VelocityReader(read).run();
    if (!fault) return;
    report.add({.rule = &rules::malformed_mapping_template,
                .message = fmt::format("{} is not valid: {}", what, fault->message),
                .primary = {text->place_at(fault->at).or_else(otherwise), {}},
                .related = {},
                .fix = fault->fix});
}

/// The value as it is written, so that a text keeps its lines.
const Value* written(const TemplateResource& resource, const Facts& facts,
                     std::initializer_list<std::string_view> path) {
    const Value* found = resource.properties.find(path);
    return found ? found : facts.properties(resource).find(path);
}

}  // namespace

void check_mapping_templates(const TemplateResource& resource, const Facts& facts, Report& report) {
    const std::string what = fmt::format("of `{}`", resource.logical_id);
    const auto check_all = [&](const Value* templates, std::string_view kind) {
        if (!templates || !templates->is_map()) return;
        for (const Member& one : templates->map())
            check_mapping_template(one.value, place_of(&one.value, one.place.or_else(resource.place)),
                                   fmt::format("the {} template {} for `{}`", kind, what, one.name), report);
    };
    if (resource.type == "AWS::ApiGateway::Method") {
        check_all(written(resource, facts, {"Integration", "RequestTemplates"}), "request");
        const Value* responses = written(resource, facts, {"Integration", "IntegrationResponses"});
        if (responses && responses->is_list())
            for (const Value& one : responses->list()) check_all(one.find("ResponseTemplates"), "response");
        return;
    }
    for (const auto& [property, kind] :
         {std::pair<std::string_view, std::string_view>{"RequestMappingTemplate", "request"},
          {"ResponseMappingTemplate", "response"}})
        if (const Value* given = written(resource, facts, {property}))
            check_mapping_template(*given, place_of(given, resource.place),
                                   fmt::format("the {} template {}", kind, what), report);
}

}  // namespace bobgen
