#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "generator/report/pen.h"
#include "generator/report/render_parts.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

/// How many cells of a source line are shown: the house style's line length. Of a longer line, the part around the
/// marks.
constexpr std::size_t excerpt = 120;
/// Cells kept before the first mark of a line that is cut.
constexpr std::size_t lead_in = 24;
constexpr std::string_view cut = "...";

/// A label on one line of the excerpt, in cells. Nothing is marked when the column is unknown.
struct Mark {
    std::size_t first;
    std::size_t end;
    bool primary;
    std::string text;

    bool marks() const { return end > first; }
};

/// The visible part of a line.
struct Part {
    unsigned number;
    bool has_more_before;
    bool has_more_behind;
};

/// A finding being rendered.
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
    /// An arrow and the lines of one file below it, or no lines for a place that cannot be read.
    struct Section {
        bool shown;
        std::map<unsigned, std::vector<Where>> lines;
        const Label* first;
    };

    Ink severity() const { return ink_of(found_.rule->severity); }
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
        if (source.size() <= 2 * nearby) return part_of_line(source, 0, source.size(), number, labels);
        for (const Where& where : labels) {
            const std::size_t column = where.label->place.column;
            const std::size_t at = std::min(column > 0 ? column - 1 : 0, source.size());
            std::size_t from = at > nearby ? at - nearby : 0;
            while (from > 0 && (source[from] & 0xC0) == 0x80) --from;
            part_of_line(source.substr(from, 2 * nearby), from, source.size(), number, {where});
        }
    }

    /// `source` starts at this byte of a line of that many bytes.
    void part_of_line(std::string_view source, std::size_t begins, std::size_t size, unsigned number,
                      const std::vector<Where>& labels) {
        const Cells cells(source);
        const Part part{number, begins > 0, begins + source.size() < size};
        std::vector<Mark> marks;
        marks.reserve(labels.size());
        for (const Where& where : labels) marks.push_back(mark(where, source, begins, cells));
        // Among marks that start together, the finding's own comes last, so its label is next to the marks.
        std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
            return std::pair(a.first, a.primary) < std::pair(b.first, b.primary);
        });
        if (marks.empty() || cells.width() <= excerpt) {
            window(part, cells, 0, std::min(cells.width(), excerpt), std::move(marks));
            return;
        }
        // Marks too far apart for one window get separate windows.
        for (auto begin = marks.begin(); begin != marks.end();) {
            const std::size_t from = begin->first > lead_in ? begin->first - lead_in : 0;
            auto end = begin + 1;
            while (end != marks.end() && end->end <= from + excerpt) ++end;
            window(part, cells, from, from + excerpt, {begin, end});
            begin = end;
        }
    }

    Mark mark(const Where& where, std::string_view source, std::size_t begins, const Cells& cells) {
        const std::string text = printable(where.label->text);
        if (const std::optional<Span> span = sources_.span(where.label->place)) {
            const std::size_t first = cells.cell(span->first - begins);
            return {first, std::max(cells.cell(span->end() - begins), first + 1), where.primary, text};
        }
        const std::size_t first = cells.cell(std::min(source.find_first_not_of(" \t"), source.size()));
        return {first, first, where.primary, text};
    }

    /// Cells `from` to `to` of a line, with the marks under them.
    void window(const Part& part, const Cells& cells, std::size_t from, std::size_t to, std::vector<Mark> marks) {
        const std::string_view before = part.has_more_before || from > 0 ? cut : "";
        const std::string_view after = part.has_more_behind || to < cells.width() ? cut : "";
        const std::size_t shift = before.size();
        bar(std::string(before) + cells.slice(from, to) + std::string(after), std::to_string(part.number));
        for (Mark& mark : marks) {
            mark.end = std::min(mark.end, to + 1) - from + shift;
            mark.first = mark.first - from + shift;
        }
        under(marks);
    }

    /// The marks, the text of the last one next to them, and the other texts below, each below its mark.
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

    /// The stages that have this finding, when other stages of the same stack do not.
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

    /// `-->`, `:::` and `...` are one cell to the left of the bars.
    void frame(std::string_view sign, std::string_view text) {
        out_ += std::string(gutter_, ' ') + pen_(Ink::frame, sign);
        if (!text.empty()) (out_ += ' ') += text;
        out_ += '\n';
    }

    void bar(std::string_view text, std::string_view number = {}) {
        out_ += std::string(gutter_ - number.size(), ' ') + pen_(Ink::frame, std::string(number) + " |");
        const std::size_t end = text.find_last_not_of(' ') + 1;  // 0 when the line is blank
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

}  // namespace

std::string render_text(const Report& report, Sources& sources, const Look& look) {
    std::string out;
    for (const Diagnostic& found : report.diagnostics()) (out += Finding(found, report, sources, look).text()) += '\n';
    if (const std::string suppressed = suppressed_text(report, sources, look); !suppressed.empty())
        out += suppressed + '\n';
    if (const std::string counts = count(report); !counts.empty()) (out += counts) += '\n';
    return out;
}

std::string suppressed_text(const Report& report, Sources& sources, const Look& look) {
    std::string out;
    for (const Suppressed* one : listed(report)) {
        const std::string at = text_of(sources.resolve(one->finding.primary.place));
        out += suppressed_words(*one) + "[" + std::string(one->finding.rule->id) +
               "]: " + printable(one->finding.message) + "\n";
        if (!at.empty()) out += " --> " + at + "\n";
        out += hanging("  = reason: ", one->reason, look.columns);
    }
    return out;
}

}  // namespace bobgen
