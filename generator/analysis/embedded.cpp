#include "generator/analysis/embedded.h"

#include <algorithm>
#include <charconv>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"

namespace bobgen {

namespace {

/// Deeper than any document that a service takes.
constexpr unsigned deepest_embedded = 200;

/// Whether the value was most likely written as a block (`|`), whose lines are lines of the file. A string in JSON is
/// on one line, whatever line ends it has inside.
bool is_written_as_block(std::string_view text, Place place) {
    const std::string_view file = place.file;
    if (!place.known() || file.ends_with(".json") || file.ends_with(".cpp") || file.ends_with(".h")) return false;
    const std::size_t end = text.find('\n');
    return end != text.npos && end + 1 < text.size();
}

class TextCollector {
public:
    TextCollector(EmbeddedText& into, Holes holes) : into_(into), holes_(holes) {}

    /// False when nothing can be known of the whole.
    bool add(const Value& value, Place otherwise, unsigned depth = 0) {
        if (depth > 16) return false;
        const Place place = value.place.or_else(otherwise);
        if (!value.is_call()) {
            const auto text = text_in(value);
            if (!text) return false;
            begin(*text, place);
            add_text(*text, false);
            return true;
        }
        const Value& argument = value.argument();
        if (value.is_call(Intrinsic::sub)) {
            const Value* text = &argument;
            if (argument.is_list() && !argument.list().empty()) text = &argument.list().front();
            if (!text->is_text()) return false;
            begin(text->text(), text->place.or_else(place));
            add_text(text->text(), true);
            return true;
        }
        if (value.is_call(Intrinsic::join)) return add_joined(argument, place, depth);
        if (depth == 0) return false;  // all of it is unknown
        begin({}, place);
        add_hole("${?}");
        return true;
    }

private:
    void begin(std::string_view text, Place place) {
        into_.pieces.push_back({into_.text.size(), place, is_written_as_block(text, place)});
    }

    bool add_joined(const Value& argument, Place place, unsigned depth) {
        if (!argument.is_list() || argument.list().size() != 2) return false;
        const List& both = argument.list();
        if (!both[0].is_text() || !both[1].is_list()) return false;
        bool is_first = true;
        for (const Value& one : both[1].list()) {
            if (!is_first) {
                into_.pieces.push_back({into_.text.size(), one.place.or_else(place), false});
                into_.text += both[0].text();
            }
            is_first = false;
            if (is_no_value(one)) return false;
            if (!add(one, place, depth + 1)) return false;
        }
        return true;
    }

    void add_hole(std::string_view text) {
        into_.holes.push_back({into_.text.size(), into_.text.size() + text.size()});
        into_.text += text;
        into_.has_holes = true;
    }

    void add_text(std::string_view text, bool is_sub) {
        const bool has_names = is_sub || holes_ == Holes::of_text;
        // Each is looked for again only when it has been passed, so that many of one kind cost no search for the other.
        std::size_t begin = 0;
        std::size_t at = has_names ? text.find("${") : text.npos;
        std::size_t dynamic = text.find("{{resolve:");
        while (true) {
            if (at != text.npos && at < begin) at = text.find("${", begin);
            if (dynamic != text.npos && dynamic < begin) dynamic = text.find("{{resolve:", begin);
            if (std::min(at, dynamic) == text.npos) break;
            if (dynamic < at) {
                const std::size_t end = text.find("}}", dynamic);
                if (end == text.npos) break;
                into_.text += text.substr(begin, dynamic - begin);
                add_hole(text.substr(dynamic, end + 2 - dynamic));
                begin = end + 2;
                continue;
            }
            const std::size_t end = text.find('}', at);
            if (end == text.npos) break;
            into_.text += text.substr(begin, at - begin);
            const bool is_literal = is_sub && text.substr(at + 2).starts_with('!');
            if (!is_literal) {
                add_hole(text.substr(at, end + 1 - at));
            } else {
                const std::string written = "${" + std::string(text.substr(at + 3, end - at - 3)) + "}";
                if (holes_ == Holes::of_text)
                    add_hole(written);
                else
                    into_.text += written;
            }
            begin = end + 1;
        }
        into_.text += text.substr(begin);
    }

    EmbeddedText& into_;
    Holes holes_;
};

/// Reads JSON with holes. Gives up without a word where a hole may be any part of the document.
class HoledJson {
public:
    explicit HoledJson(const EmbeddedText& in) : in_(in), text_(in.text), hole_(in.holes.begin()) {}

    std::optional<Value> run() {
        std::optional<Value> made = value(0);
        if (!made) return {};
        skip_space();
        if (at_hole()) return {};
        if (at_ < text_.size()) return failed("there is more after the end of the document");
        return made;
    }
    const std::string& fault() const { return fault_; }
    std::size_t fault_at() const { return fault_at_; }

private:
    std::optional<Value> failed(std::string why) {
        if (fault_.empty() && !gave_up_) {
            fault_ = std::move(why);
            fault_at_ = at_;
        }
        return {};
    }
    std::optional<Value> give_up() {
        gave_up_ = true;
        return {};
    }

    void skip_space() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    bool at_hole() {
        while (hole_ != in_.holes.end() && hole_->begin < at_) ++hole_;
        return hole_ != in_.holes.end() && hole_->begin == at_;
    }
    std::string_view take_hole() {
        const std::string_view taken = text_.substr(hole_->begin, hole_->end - hole_->begin);
        at_ = hole_->end;
        ++hole_;
        return taken;
    }
    bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }

    std::optional<Value> value(unsigned depth) {
        if (depth > deepest_embedded) return give_up();
        skip_space();
        const Place place = in_.place_at(at_);
        if (at_hole()) {
            const std::string_view taken = take_hole();
            // `${A}${B}` or `${A}0`: together they are one value.
            if (at_hole() ||
                (at_ < text_.size() && std::string_view(" \n\t\r,]}").find(text_[at_]) == std::string_view::npos))
                return give_up();
            return call(Intrinsic::sub, Value(taken).at(place)).at(place);
        }
        if (at_ >= text_.size()) return failed("the text ends too early");
        switch (text_[at_]) {
            case '{':
                return object(place, depth);
            case '[':
                return array(place, depth);
            case '"':
                return string(place);
            default:
                break;
        }
        const auto word = [&](std::string_view name, Value made) -> std::optional<Value> {
            if (text_.substr(at_, name.size()) != name) return {};
            at_ += name.size();
            return std::move(made).at(place);
        };
        if (auto made = word("true", true)) return made;
        if (auto made = word("false", false)) return made;
        if (auto made = word("null", Value())) return made;
        if (text_[at_] == '-' || is_digit(text_[at_])) return number(place);
        if (text_[at_] == '\'') return failed("strings have double quotes");
        if (text_[at_] == '/' || text_[at_] == '#') return failed("JSON has no comments");
        if (text_[at_] == ']' || text_[at_] == '}') return failed("a value is missing; is there a comma too many?");
        return failed("a value is expected; strings have double quotes");
    }

    std::optional<Value> number(Place place) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && !at_hole() &&
               (is_digit(text_[at_]) || std::string_view("+-.eE").find(text_[at_]) != std::string_view::npos))
            ++at_;
        if (at_hole()) return give_up();
        const std::string_view digits = text_.substr(begin, at_ - begin);
        const std::size_t first = digits.starts_with('-') ? 1 : 0;
        if (digits.size() > first + 1 && digits[first] == '0' && is_digit(digits[first + 1])) {
            at_ = begin;
            return failed("a number has no leading zero");
        }
        std::int64_t whole = 0;
        if (const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
            error == std::errc() && end == digits.data() + digits.size())
            return Value(whole).at(place);
        double real = 0;
        if (const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), real);
            error == std::errc() && end == digits.data() + digits.size())
            return Value(real).at(place);
        at_ = begin;
        return failed("this is not a number");
    }

    std::optional<Value> string(Place place) {
        std::string made;
        bool holed = false;
        const std::size_t begin = at_++;
        for (;;) {
            if (at_hole()) {
                made += take_hole();
                holed = true;
                continue;
            }
            if (at_ >= text_.size()) {
                at_ = begin;
                return failed("the string does not end");
            }
            const char c = text_[at_];
            if (c == '"') break;
            if (c == '\n') return failed("the string does not end on its line");
            if (static_cast<unsigned char>(c) < 0x20) return failed("a string has no control characters");
            ++at_;
            if (c != '\\') {
                made += c;
                continue;
            }
            if (at_hole()) return give_up();
            if (at_ >= text_.size()) return failed("the text ends too early");
            if (!escaped(made)) return {};
        }
        ++at_;
        if (!holed) return Value(std::move(made)).at(place);
        return call(Intrinsic::sub, Value(std::move(made)).at(place)).at(place);
    }

    bool escaped(std::string& into) {
        constexpr std::string_view names = "\"\\/bfnrt", means = "\"\\/\b\f\n\r\t";
        const char c = text_[at_];
        if (const std::size_t which = names.find(c); which != names.npos) {
            into += means[which];
            ++at_;
            return true;
        }
        unsigned code = 0;
        const std::string_view hex = text_.substr(at_ + 1, 4);
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
        if (c != 'u' || hex.size() != 4 || error != std::errc() || end != hex.data() + 4) {
            failed("there is no such escape in JSON");
            return false;
        }
        at_ += 5;
        // Which character it is matters to no rule beyond ASCII.
        into += code < 0x80 ? static_cast<char>(code) : '?';
        return true;
    }

    std::optional<Value> array(Place place, unsigned depth) {
        ++at_;
        List made;
        skip_space();
        if (!at_hole() && at(']')) {
            ++at_;
            return Value(std::move(made)).at(place);
        }
        for (;;) {
            std::optional<Value> one = value(depth + 1);
            if (!one) return {};
            made.push_back(*std::move(one));
            skip_space();
            if (at_hole()) return give_up();
            if (at(']')) break;
            if (!at(','))
                return failed(at_ < text_.size() ? "a comma is missing before this" : "the list does not end");
            ++at_;
        }
        ++at_;
        return Value(std::move(made)).at(place);
    }

    std::optional<Value> object(Place place, unsigned depth) {
        ++at_;
        Map made;
        skip_space();
        if (!at_hole() && at('}')) {
            ++at_;
            return Value(std::move(made)).at(place);
        }
        for (;;) {
            skip_space();
            if (at_hole()) return give_up();
            if (at('}')) return failed("there is a comma too many before this");
            if (!at('"'))
                return failed(at_ < text_.size() ? "a name in double quotes is expected" : "the object does not end");
            const Place name_place = in_.place_at(at_);
            std::optional<Value> name = string(name_place);
            if (!name) return {};
            skip_space();
            if (at_hole()) return give_up();
            if (!at(':')) return failed("a colon is missing before this");
            ++at_;
            std::optional<Value> one = value(depth + 1);
            if (!one) return {};
            made.push_back({std::string(*text_with_holes(&*name)), *std::move(one), name_place});
            skip_space();
            if (at_hole()) return give_up();
            if (at('}')) break;
            if (!at(','))
                return failed(at_ < text_.size() ? "a comma is missing before this" : "the object does not end");
            ++at_;
        }
        ++at_;
        return Value(std::move(made)).at(place);
    }

    const EmbeddedText& in_;
    std::string_view text_;
    std::vector<EmbeddedText::Hole>::const_iterator hole_;
    std::size_t at_ = 0;
    std::string fault_;
    std::size_t fault_at_ = 0;
    bool gave_up_ = false;
};

/// Strings of an object that the deployment fills in, as calls.
Value with_text_holes(const Value& value, unsigned depth = 0) {
    if (depth > deepest_embedded) return call(Intrinsic::sub, Value("${?}")).at(value.place);
    if (value.is_text() && (value.text().find("${") != std::string::npos || is_unknown(value)))
        return call(Intrinsic::sub, value).at(value.place);
    if (value.is_list()) {
        List made;
        made.reserve(value.list().size());
        for (const Value& one : value.list()) made.push_back(with_text_holes(one, depth + 1));
        return Value(std::move(made)).at(value.place);
    }
    if (value.is_map()) {
        Map made;
        made.reserve(value.map().size());
        for (const Member& one : value.map())
            made.push_back({one.name, with_text_holes(one.value, depth + 1), one.place});
        return Value(std::move(made)).at(value.place);
    }
    return value;
}

}  // namespace

Place EmbeddedText::place_at(std::size_t offset) const {
    // The last piece that begins at or before it.
    auto after = std::upper_bound(pieces.begin(), pieces.end(), offset,
                                  [](std::size_t at, const Piece& piece) { return at < piece.begin; });
    if (after == pieces.begin()) return {};
    const Piece& in = *std::prev(after);
    if (!in.is_block) return in.place;
    const auto lines = std::lower_bound(line_ends.begin(), line_ends.end(), offset) -
                       std::lower_bound(line_ends.begin(), line_ends.end(), in.begin);
    return {in.place.file, in.place.line + 1 + static_cast<unsigned>(lines), 0};
}

std::optional<EmbeddedText> embedded_text(const Value& value, Place otherwise, Holes holes) {
    EmbeddedText made;
    if (value.is_list() || value.is_map() || value.is_null()) return {};
    if (!TextCollector(made, holes).add(value, otherwise)) return {};
    for (std::size_t at = made.text.find('\n'); at != std::string::npos; at = made.text.find('\n', at + 1))
        made.line_ends.push_back(at);
    return made;
}

std::optional<std::string_view> text_with_holes(const Value* value) {
    if (!value) return {};
    if (value->is_text()) return value->text();
    if (!value->is_call(Intrinsic::sub)) return {};
    const Value& argument = value->argument();
    if (argument.is_text()) return argument.text();
    if (argument.is_list() && !argument.list().empty() && argument.list().front().is_text())
        return argument.list().front().text();
    return {};
}

Embedded embedded_document(const Value& value, Place otherwise, Holes holes) {
    Embedded made;
    made.place = value.place.or_else(otherwise);
    if (value.is_call(Intrinsic::to_json_string)) {
        Embedded inside = embedded_document(value.argument(), made.place, holes);
        inside.is_text = true;
        return inside;
    }
    if (value.is_map()) {
        made.tree = holes == Holes::of_text ? with_text_holes(value) : value;
        return made;
    }
    if (!value.is_text() && !value.is_call(Intrinsic::sub) && !value.is_call(Intrinsic::join)) return made;
    const auto text = embedded_text(value, otherwise, holes);
    if (!text) return made;
    made.is_text = true;
    made.least_bytes = text->text.size();
    for (const EmbeddedText::Hole& one : text->holes) made.least_bytes -= one.end - one.begin;
    HoledJson json(*text);
    made.tree = json.run();
    made.fault = json.fault();
    if (!made.fault.empty()) made.fault_place = text->place_at(json.fault_at()).or_else(made.place);
    return made;
}

std::optional<Embedded> embedded_document(const TemplateResource& resource, const Facts& facts,
                                          std::string_view property, Holes holes) {
    const Value& settled = facts.properties(resource);
    const Member* given = settled.find_member(property);
    if (!given || given->value.is_null() || is_no_value(given->value)) return {};
    const Place otherwise = given->value.place.or_else(given->place).or_else(resource.place);
    // As it is written, a text keeps its lines, and its parameters stay unknown.
    const Member* written = resource.properties.find_member(property);
    const Value* value = &given->value;
    if (written &&
        (written->value.is_text() || written->value.is_call(Intrinsic::sub) || written->value.is_call(Intrinsic::join)))
        value = &written->value;
    return embedded_document(*value, otherwise, holes);
}

}  // namespace bobgen
