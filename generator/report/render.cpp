#include "generator/report/render.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "generator/emit/json.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

/// Cells of a source line that are shown, as many as the house style lets a line have. Of a longer one, the part
/// around the marks.
constexpr std::size_t excerpt = 120;
/// Cells kept before the first mark of a line that is cut.
constexpr std::size_t lead_in = 24;
constexpr std::string_view cut = "...";

std::string_view word(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

enum class Ink : unsigned char { plain, bold, frame, error, warning, related };

class Pen {
public:
    explicit Pen(bool colour) : colour_(colour) {}

    std::string operator()(Ink ink, std::string_view text) const {
        if (!colour_ || ink == Ink::plain || text.empty()) return std::string(text);
        return std::string(code(ink)).append(text).append("\x1b[0m");
    }

private:
    static std::string_view code(Ink ink) {
        switch (ink) {
            case Ink::plain:
                break;
            case Ink::bold:
                return "\x1b[1m";
            case Ink::frame:
                return "\x1b[34m";
            case Ink::error:
                return "\x1b[1;31m";
            case Ink::warning:
                return "\x1b[1;33m";
            case Ink::related:
                return "\x1b[1;34m";
        }
        return "";
    }

    bool colour_;
};

/// `file:line:column`, as much of it as is known.
std::string text_of(Place place) {
    std::string text = printable(place.file);
    if (!place.known()) return text;
    text += ':' + std::to_string(place.line);
    if (place.column != 0) text += ':' + std::to_string(place.column);
    return text;
}

/// A label on one line of the excerpt, in cells. Nothing is marked when the column is not known.
struct Mark {
    std::size_t first;
    std::size_t end;
    bool primary;
    std::string text;

    bool marks() const { return end > first; }
};

/// One finding in the making.
class Finding {
public:
    Finding(const Diagnostic& found, const Report& report, Sources& sources, const Look& look)
        : found_(found), report_(report), sources_(sources), look_(look), pen_(look.colour) {}

    std::string text() {
        add(found_.primary, true);
        for (const Label& label : found_.related) add(label, false);

        out_ += pen_(severity(), std::string(word(found_.rule->severity)) + "[" + std::string(found_.rule->id) + "]");
        out_ += pen_(Ink::bold, ": " + printable(found_.message)) + '\n';
        for (const Section& section : sections_) write(section);
        if (!sections_.empty() && sections_.back().shown) bar("");
        for (const std::string& text : notes_) note("note", text);
        note("why", found_.why.empty() ? std::string(found_.rule->why) : found_.why);
        note("fix", found_.fix);
        note("stack", stacks());
        return std::move(out_);
    }

private:
    struct Where {
        const Label* label;
        bool primary;
    };
    /// An arrow and what stands below it: the lines of one file, or nothing for a place whose line can't be read.
    struct Section {
        bool shown;
        std::map<unsigned, std::vector<Where>> lines;
        const Label* first;
    };

    Ink severity() const { return found_.rule->severity == Severity::error ? Ink::error : Ink::warning; }
    Ink ink(bool primary) const { return primary ? severity() : Ink::related; }

    void add(const Label& label, bool primary) {
        const Place place = label.place;
        const std::string_view file = place.file;
        if (file.empty()) {
            if (!label.text.empty()) notes_.push_back(label.text);
            return;
        }
        const bool shown = sources_.line(file, place.line).has_value();
        if (shown) gutter_ = std::max(gutter_, std::to_string(place.line).size());
        auto section = std::find_if(sections_.begin(), sections_.end(), [&](const Section& other) {
            return shown && other.shown && file == other.first->place.file;
        });
        if (section == sections_.end()) section = sections_.insert(section, {shown, {}, &label});
        section->lines[place.line].push_back({&label, primary});
    }

    void write(const Section& section) {
        const Label& first = *section.first;
        std::string where = text_of(sources_.resolve(first.place));
        if (!section.shown && !first.text.empty()) where += ": " + printable(first.text);
        frame(&section == &sections_.front() ? "-->" : ":::", where);
        if (!section.shown) return;

        const std::string_view file = first.place.file;
        bar("");
        unsigned last = 0;
        for (const auto& [number, labels] : section.lines) {
            if (last != 0 && number == last + 2) source_line(file, last + 1, {});
            if (last != 0 && number > last + 2) frame(cut, "");
            source_line(file, number, labels);
            last = number;
        }
    }

    void source_line(std::string_view file, unsigned number, const std::vector<Where>& labels) {
        const std::string_view source = sources_.line(file, number).value_or("");
        const Cells cells(source);
        std::vector<Mark> marks;
        marks.reserve(labels.size());
        for (const Where& where : labels) marks.push_back(mark(where, source, cells));
        // Among marks that begin together, the finding's own comes last and so speaks beside the marks.
        std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
            return std::pair(a.first, a.primary) < std::pair(b.first, b.primary);
        });
        if (marks.empty() || cells.width() <= excerpt) {
            window(number, cells, 0, std::min(cells.width(), excerpt), std::move(marks));
            return;
        }
        // Marks too far apart for one window get a window each.
        for (auto begin = marks.begin(); begin != marks.end();) {
            const std::size_t from = begin->first > lead_in ? begin->first - lead_in : 0;
            auto end = begin + 1;
            while (end != marks.end() && end->end <= from + excerpt) ++end;
            window(number, cells, from, from + excerpt, {begin, end});
            begin = end;
        }
    }

    Mark mark(const Where& where, std::string_view source, const Cells& cells) {
        const std::string text = printable(where.label->text);
        if (const std::optional<Span> span = sources_.span(where.label->place)) {
            const std::size_t first = cells.cell(span->first);
            return {first, std::max(cells.cell(span->end()), first + 1), where.primary, text};
        }
        const std::size_t first = cells.cell(std::min(source.find_first_not_of(" \t"), source.size()));
        return {first, first, where.primary, text};
    }

    /// Cells `from` to `to` of a line, with the marks under them.
    void window(unsigned number, const Cells& cells, std::size_t from, std::size_t to, std::vector<Mark> marks) {
        const std::size_t shift = from > 0 ? cut.size() : 0;
        const std::string_view before = from > 0 ? cut : "";
        const std::string_view after = to < cells.width() ? cut : "";
        bar(std::string(before) + cells.slice(from, to) + std::string(after), std::to_string(number));
        for (Mark& mark : marks) {
            mark.end = std::min(mark.end, to + 1) - from + shift;
            mark.first = mark.first - from + shift;
        }
        under(marks);
    }

    /// The marks, the text of the last one beside them, and the other texts below, each hanging from its mark.
    void under(const std::vector<Mark>& marks) {
        std::string row;
        std::vector<const Mark*> speaking;  // from the right
        for (const bool primary : {false, true}) {
            for (const Mark& mark : marks) {
                if (mark.primary != primary) continue;
                row.resize(std::max(row.size(), mark.end), ' ');
                row.replace(mark.first, mark.end - mark.first, mark.end - mark.first, primary ? '^' : '-');
            }
        }
        for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
            if (!mark->text.empty()) speaking.push_back(&*mark);

        std::string beside;
        if (!speaking.empty() && speaking.front()->end == row.size()) {
            const Mark& mark = *speaking.front();
            beside = (mark.marks() ? " " : "") + pen_(ink(mark.primary), mark.text);
            speaking.erase(speaking.begin());
        }
        if (!beside.empty() || row.find_first_not_of(' ') != std::string::npos) bar(inked(row) + beside);

        if (!speaking.empty()) bar(inked(connectors(speaking.begin(), speaking.end())));
        for (auto mark = speaking.begin(); mark != speaking.end(); ++mark) {
            std::string left = connectors(mark + 1, speaking.end());
            left.resize((*mark)->first, ' ');
            bar(inked(left) + pen_(ink((*mark)->primary), (*mark)->text));
        }
    }

    static std::string connectors(std::vector<const Mark*>::const_iterator mark,
                                  std::vector<const Mark*>::const_iterator end) {
        std::string row;
        for (; mark != end; ++mark) {
            if (row.size() <= (*mark)->first) row.resize((*mark)->first + 1, ' ');
            row[(*mark)->first] = '|';
        }
        return row;
    }

    std::string inked(std::string_view row) const {
        std::string text;
        while (!row.empty()) {
            const char sign = row[0];
            const std::size_t end = std::min(row.find_first_not_of(sign), row.size());
            text += pen_(sign == ' ' ? Ink::plain : ink(sign == '^'), row.substr(0, end));
            row.remove_prefix(end);
        }
        return text;
    }

    void note(std::string_view name, std::string_view text) {
        if (text.empty()) return;
        const std::string indent(gutter_ + 1, ' ');
        const std::string prefix = indent + "= " + std::string(name) + ": ";
        const std::string block = hanging(prefix, text, look_.columns);
        out_ += indent + pen_(Ink::frame, "=") + ' ' + pen_(Ink::bold, std::string(name) + ":") + ' ';
        out_ += block.substr(prefix.size());
    }

    /// The stages that have this finding, when others of the same stack were looked at and do not.
    std::string stacks() const {
        const std::string listed = ", " + found_.stack + ", ";
        const auto has = [&](const std::string& stack) { return listed.find(", " + stack + ", ") != listed.npos; };
        const auto of = [](std::string_view stack) { return stack.substr(0, stack.find('/')); };
        for (const std::string& missing : report_.stacks())
            if (!has(missing))
                for (const std::string& present : report_.stacks())
                    if (has(present) && of(present) == of(missing)) return found_.stack;
        return {};
    }

    /// `-->`, `:::` and `...` stand one cell to the left of the bars.
    void frame(std::string_view sign, std::string_view text) {
        out_ += std::string(gutter_, ' ') + pen_(Ink::frame, sign);
        if (!text.empty()) (out_ += ' ') += text;
        out_ += '\n';
    }

    void bar(std::string_view text, std::string_view number = {}) {
        out_ += std::string(gutter_ - number.size(), ' ') + pen_(Ink::frame, std::string(number) + " |");
        const std::size_t end = text.find_last_not_of(' ') + 1;  // 0 when it is all blank
        if (end > 0) (out_ += ' ') += text.substr(0, end);
        out_ += '\n';
    }

    const Diagnostic& found_;
    const Report& report_;
    Sources& sources_;
    const Look& look_;
    Pen pen_;
    std::string out_;
    std::vector<Section> sections_;
    std::vector<std::string> notes_;  ///< of labels without a place
    std::size_t gutter_ = 1;          ///< digits of the greatest line number
};

std::string counted(std::size_t number, std::string_view what) {
    return std::to_string(number) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

Value number_or_null(unsigned number) { return number == 0 ? Value() : Value(number); }

/// Adds file, line and column, null where they are not known.
void set_place(Value& object, Place place) {
    object.set("file", *place.file == '\0' ? Value() : Value(place.file));
    object.set("line", number_or_null(place.line));
    object.set("column", number_or_null(place.known() ? place.column : 0));
}

Value value_of(const Diagnostic& found, Sources& sources) {
    Value related = list({});
    for (const Label& label : found.related) {
        Value one;
        set_place(one, sources.resolve(label.place));
        one.set("text", label.text);
        related.append(std::move(one));
    }
    Value stacks = list({});
    for (std::string_view rest = found.stack; !rest.empty();) {
        const std::size_t end = std::min(rest.find(", "), rest.size());
        stacks.append(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    Value object;
    object.set("rule", found.rule->id);
    object.set("severity", word(found.rule->severity));
    set_place(object, sources.resolve(found.primary.place));
    object.set("message", found.message);
    object.set("text", found.primary.text);
    object.set("related", std::move(related));
    object.set("why", found.why.empty() ? Value(found.rule->why) : Value(found.why));
    object.set("fix", found.fix);
    object.set("stacks", std::move(stacks));
    return object;
}

constexpr Format all_formats[] = {
    {"text", "for people: source lines, marks, reason and proposal", render_text},
    {"short", "a line a finding, for editors and build logs", render_short},
    {"json", "an array of objects, for programs", render_json},
};

}  // namespace

std::string render_text(const Report& report, Sources& sources, const Look& look) {
    std::string out;
    for (const Diagnostic& found : report.diagnostics()) (out += Finding(found, report, sources, look).text()) += '\n';
    if (!report.clean()) (out += count(report)) += '\n';
    return out;
}

std::string render_short(const Report& report, Sources& sources, const Look& look) {
    const Pen pen(look.colour);
    std::string out;
    for (const Diagnostic& found : report.diagnostics()) {
        const std::string where = text_of(sources.resolve(found.primary.place));
        const Ink ink = found.rule->severity == Severity::error ? Ink::error : Ink::warning;
        if (!where.empty()) out += pen(Ink::bold, where + ":") + ' ';
        out += pen(ink, std::string(word(found.rule->severity)) + ":") + ' ' + printable(found.message);
        out += " [" + std::string(found.rule->id) + "]\n";
    }
    return out;
}

std::string render_json(const Report& report, Sources& sources, const Look&) {
    std::string out = "[";
    std::string_view separator = "\n";
    for (const Diagnostic& found : report.diagnostics()) {
        out += separator;
        write_json(value_of(found, sources), out, JsonStyle::compact);
        separator = ",\n";
    }
    return out += report.clean() ? "]\n" : "\n]\n";
}

std::span<const Format> formats() { return all_formats; }

const Format* find_format(std::string_view name) {
    for (const Format& format : formats())
        if (format.name == name) return &format;
    return nullptr;
}

std::string count(const Report& report) {
    std::string text;
    if (report.errors() > 0) text += counted(report.errors(), "error");
    if (report.errors() > 0 && report.warnings() > 0) text += ", ";
    if (report.warnings() > 0) text += counted(report.warnings(), "warning");
    return text;
}

}  // namespace bobgen
