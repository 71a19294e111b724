#include "generator/read/yaml.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <new>

#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/read/document_places.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

/// Functions of the `Rules` section, which are not nodes of their own.
constexpr std::array<std::string_view, 7> rule_functions{"Contains", "EachMemberEquals", "EachMemberIn", "Implies",
                                                         "RefAll",   "ValueOf",          "ValueOfAll"};

constexpr std::string_view standard_tag = "tag:yaml.org,2002:";

class Parser {
public:
    explicit Parser(std::string_view text) {
        if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    }
    ~Parser() {
        drop();
        yaml_parser_delete(&parser_);
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// The next event; nothing after an error.
    const yaml_event_t* next() {
        drop();
        has_event_ = yaml_parser_parse(&parser_, &event_) != 0;
        if (!has_event_ && parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
        return has_event_ ? &event_ : nullptr;
    }
    const yaml_parser_t& state() const { return parser_; }

private:
    void drop() {
        if (has_event_) yaml_event_delete(&event_);
        has_event_ = false;
    }
    yaml_parser_t parser_{};
    yaml_event_t event_{};
    bool has_event_ = false;
};

/// libyaml counts characters; bob counts bytes.
class Offsets {
public:
    explicit Offsets(std::string_view text)
        : text_(text), is_ascii_(std::none_of(text.begin(), text.end(), is_beyond_ascii)) {}

    std::size_t of(std::size_t index) {
        if (is_ascii_) return index;
        while (index_ > index) index_ -= is_beginning(--byte_);
        while (index_ < index && byte_ < text_.size()) {
            do ++byte_;
            while (byte_ < text_.size() && !is_beginning(byte_));
            ++index_;
        }
        return byte_;
    }

private:
    static bool is_beyond_ascii(char one) { return (one & 0x80) != 0; }
    bool is_beginning(std::size_t byte) const { return (text_[byte] & 0xC0) != 0x80; }

    std::string_view text_;
    bool is_ascii_;
    std::size_t index_ = 0;
    std::size_t byte_ = 0;
};

std::string_view text_of(const unsigned char* bytes) {
    return bytes ? std::string_view(reinterpret_cast<const char*>(bytes)) : std::string_view();
}

class YamlReader {
public:
    YamlReader(std::string_view text, DocumentBuilder& into)
        : text_(text), into_(into), parser_(text), offsets_(text), places_(text, into) {}

    bool run() {
        std::size_t documents = 0;
        while (const yaml_event_t* event = parser_.next()) {
            if (event->type == YAML_STREAM_END_EVENT) {
                if (documents == 0) tell(rules::malformed_document, "the file is empty", *event, "write a template");
                return documents > 0;
            }
            if (event->type == YAML_DOCUMENT_START_EVENT && ++documents > 1) {
                tell(rules::malformed_document, "the file contains a second document", *event,
                     "put each document into a separate file");
                return false;
            }
            handle(*event);
            if (into_.refused()) return false;
        }
        tell_fault();
        return false;
    }

private:
    Place place(const yaml_mark_t& mark) { return places_.at(offsets_.of(mark.index)); }

    void tell(const Rule& rule, std::string message, const yaml_event_t& at, std::string fix) {
        into_.tell(rule, std::move(message), {place(at.start_mark), "here"}, std::move(fix));
    }

    void handle(const yaml_event_t& event) {
        switch (event.type) {
            case YAML_SCALAR_EVENT:
                return scalar(event);
            case YAML_SEQUENCE_START_EVENT: {
                const auto& start = event.data.sequence_start;
                return into_.open_list(place(event.start_mark), marks(event, start.tag, start.anchor));
            }
            case YAML_MAPPING_START_EVENT: {
                const auto& start = event.data.mapping_start;
                return into_.open_map(place(event.start_mark), marks(event, start.tag, start.anchor));
            }
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT:
                return into_.close();
            case YAML_ALIAS_EVENT:
                return into_.alias(std::string(text_of(event.data.alias.anchor)), place(event.start_mark));
            case YAML_NO_EVENT:
            case YAML_STREAM_START_EVENT:
            case YAML_STREAM_END_EVENT:
            case YAML_DOCUMENT_START_EVENT:
            case YAML_DOCUMENT_END_EVENT:
                return;
        }
    }

    void scalar(const yaml_event_t& event) {
        const auto& read = event.data.scalar;
        const std::string_view word(reinterpret_cast<const char*>(read.value), read.length);
        const Place here = place(event.start_mark);
        const std::string_view tag = text_of(read.tag);
        const NodeMarks found = marks(event, read.tag, read.anchor);
        const bool is_plain = read.style == YAML_PLAIN_SCALAR_STYLE && tag.empty();
        const bool is_function = found.function || !found.long_name.empty();
        if (into_.wants_name() && !is_function) return name(word, here, is_plain, found.anchor);
        into_.scalar(is_plain ? plain_scalar(word, into_.dialect()) : tagged(word, tag, event), here, found);
    }

    void name(std::string_view word, Place here, bool is_plain, const std::string& anchor) {
        const bool is_merge = is_plain && word == "<<";
        if (is_plain && into_.dialect() == Dialect::cloudformation && !plain_scalar(word, into_.dialect()).is_text())
            into_.tell(
                rules::name_is_no_text,
                word.empty() ? "a name is missing" : fmt::format("the name `{:.80}` is not a string", into_.told(word)),
                {here, "here"},
                word.empty() ? "write a name" : fmt::format("write it in quotes: '{:.80}'", into_.told(word)));
        if (!anchor.empty()) into_.keep(anchor, std::string(word), here);
        into_.name(std::string(word), here, is_merge);
    }

    /// `!!int "5"` is 5, and any other tag makes a string.
    Value tagged(std::string_view word, std::string_view tag, const yaml_event_t& event) {
        if (!tag.starts_with(standard_tag)) return word;
        const std::string_view type = tag.substr(standard_tag.size());
        if (type == "str") return word;
        Value value = plain_scalar(word, into_.dialect());
        const Value::Kind kind = value.kind();
        if ((type == "int" && kind == Value::Kind::integer) || (type == "bool" && kind == Value::Kind::boolean) ||
            (type == "null" && value.is_null()) || (type == "float" && kind == Value::Kind::real))
            return value;
        if (type == "float" && kind == Value::Kind::integer) return static_cast<double>(value.integer());
        if (type == "int" || type == "bool" || type == "null" || type == "float")
            tell(rules::malformed_document, fmt::format("`{:.80}` is not a valid `!!{}`", into_.told(word), type),
                 event, "write a different value, or remove the tag");
        return word;
    }

    NodeMarks marks(const yaml_event_t& event, const unsigned char* tag_bytes, const unsigned char* anchor) {
        NodeMarks made;
        made.anchor = text_of(anchor);
        const std::string_view tag = text_of(tag_bytes);
        // A prefix from `%TAG` is in each tag that uses it, and expands a little text to much.
        tag_bytes_ += tag.size();
        if (tag_bytes_ > most_bytes) {
            into_.refuse_size(place(event.start_mark));
            return made;
        }
        if (tag.size() < 2) return made;  // none, or "!": a string
        for (int i = 0; i <= static_cast<int>(Intrinsic::length); ++i)
            if (const auto function = static_cast<Intrinsic>(i); bobgen::tag(function) == tag) {
                made.function = function;
                return made;
            }
        if (std::find(rule_functions.begin(), rule_functions.end(), tag.substr(1)) != rule_functions.end()) {
            made.long_name = "Fn::" + std::string(tag.substr(1));
            return made;
        }
        if (is_newer(tag))
            made.long_name = "Fn::" + std::string(tag.substr(1));
        else if (!is_standard(tag, event.type))
            tell_unknown(tag, event);
        return made;
    }

    /// The short form of a function that AWS added since, as far as its form tells; a rule on functions says so. The
    /// frameworks read only tags that they know.
    bool is_newer(std::string_view tag) const {
        if (tag == "!GetStackOutput") return true;
        if (into_.dialect() != Dialect::cloudformation || tag[0] != '!' || !is_upper(tag[1])) return false;
        if (!std::all_of(tag.begin() + 1, tag.end(), [](char one) { return is_alphanumeric(one); })) return false;
        for (int i = 0; i <= static_cast<int>(Intrinsic::length); ++i)
            if (is_misspelling(tag, bobgen::tag(static_cast<Intrinsic>(i)))) return false;
        return std::none_of(rule_functions.begin(), rule_functions.end(),
                            [&](std::string_view one) { return is_misspelling(tag.substr(1), one); });
    }

    static bool is_standard(std::string_view tag, yaml_event_type_t type) {
        if (!tag.starts_with(standard_tag)) return false;
        const std::string_view name = tag.substr(standard_tag.size());
        if (type == YAML_MAPPING_START_EVENT) return name == "map";
        if (type == YAML_SEQUENCE_START_EVENT) return name == "seq";
        return name == "str" || name == "int" || name == "float" || name == "bool" || name == "null";
    }

    void tell_unknown(std::string_view tag, const yaml_event_t& event) {
        const bool is_standard = tag.starts_with(standard_tag);
        const std::string written =
            is_standard ? "!!" + std::string(tag.substr(standard_tag.size())) : std::string(tag);
        Nearest near(tag);
        for (int i = 0; i <= static_cast<int>(Intrinsic::length); ++i)
            near.offer(bobgen::tag(static_cast<Intrinsic>(i)));
        tell(rules::unknown_tag, fmt::format("`{:.80}` is not a CloudFormation function", into_.told(written)), event,
             near.best().empty() ? "remove the tag; a string that starts with `!` needs quotes"
                                 : fmt::format("did you mean `{}`?", near.best()));
    }

    void tell_fault() {
        const yaml_parser_t& state = parser_.state();
        const bool is_reader = state.error == YAML_READER_ERROR;
        const std::size_t at = is_reader ? state.problem_offset : offsets_.of(state.problem_mark.index);
        std::string message = "this is not valid YAML: ";
        if (state.context) message.append(state.context).append(", ");
        message += state.problem ? state.problem : "it cannot be read";
        std::vector<Label> related;
        if (!is_reader && state.context && state.context_mark.index != state.problem_mark.index)
            related.push_back({place(state.context_mark), state.context});
        into_.tell({.rule = &rules::malformed_document,
                    .message = std::move(message),
                    .primary = {places_.at(at), "here"},
                    .related = std::move(related),
                    .fix = advice(at)});
    }

    std::string advice(std::size_t at) const {
        if (at >= text_.size()) return "the text ends too early; is the file complete?";
        if (text_[at] == '\t') return "indent with spaces; YAML does not allow tabs there";
        if (text_[at] == '\0') return "this is a binary file, or it is damaged";
        return "fix the indentation, the quotes or the brackets here or shortly before";
    }

    std::string_view text_;
    DocumentBuilder& into_;
    Parser parser_;
    Offsets offsets_;
    Places places_;
    std::size_t tag_bytes_ = 0;
};

/// libyaml compares each `%TAG` with all previous ones.
bool has_many_directives(std::string_view text) {
    constexpr std::size_t most = 100;
    std::size_t count = 0;
    for (std::size_t at = text.find("%TAG"); at != text.npos; at = text.find("%TAG", at + 1))
        count += at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
    return count > most;
}

}  // namespace

bool parse_yaml(std::string_view text, DocumentBuilder& into) {
    if (!has_many_directives(text)) return YamlReader(text, into).run();
    into.tell(rules::malformed_document, "the file has more than 100 `%TAG` directives", {into.place(1, 1), "here"},
              "templates do not need any");
    return false;
}

}  // namespace bobgen
