#include "generator/cli/help.h"

#include <algorithm>

#include "generator/report/text.h"

namespace bobgen {

namespace {

/// Pairs of a name and a text: side by side where there is room, and one below the other where there is none.
class Entries {
public:
    void add(std::string name, std::string text) { entries_.emplace_back(std::move(name), std::move(text)); }

    std::string text(std::size_t columns, std::size_t indent = 2) const {
        std::size_t width = 0;
        const std::size_t most = std::min<std::size_t>(columns / 3, 26);
        for (const auto& [name, text] : entries_)
            if (name.size() <= most) width = std::max(width, name.size());
        std::string made;
        for (const auto& [name, text] : entries_) {
            std::string begin = std::string(indent, ' ') + name;
            if (name.size() > width) {
                made += begin + "\n";
                begin.clear();
            }
            begin.resize(indent + width + 2, ' ');
            made += hanging(begin, text, columns);
        }
        return made;
    }

private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

std::string paragraphs(const std::string& text, std::size_t columns) {
    std::string made;
    for (const std::string& line : wrap(text, columns)) made += line + "\n";
    return made;
}

void add_options(Entries& entries, const Command& command) {
    for (const Argument* one : command.options()) entries.add(shown(*one), one->help);
}

std::string help_of_all(const Command& bobgen, std::size_t columns) {
    std::string made = paragraphs(bobgen.description, columns) + "\n" + hanging("usage: ", usage({&bobgen}), columns);
    // One width for all groups.
    std::size_t width = 0;
    for (const Command& one : bobgen.commands) width = std::max(width, one.name.size());
    for (std::size_t group = 0; group < std::size(group_names); ++group) {
        made += "\n" + std::string(group_names[group]) + "\n";
        for (const Command& one : bobgen.commands) {
            if (one.group != static_cast<Group>(group)) continue;
            made += hanging("  " + one.name + std::string(width - one.name.size() + 2, ' '), one.summary, columns);
        }
    }
    Entries options;
    add_options(options, bobgen);
    return made + "\noptions of every command\n" + options.text(columns) + "\n" +
           paragraphs(
               "`bobgen emit --help` tells about a command, `bobgen man emit` is its manual page.\n"
               "Exit codes: 0 fine, perhaps with warnings; 1 findings that fail; 2 misuse, or an input that "
               "can't be read.",
               columns);
}

}  // namespace

std::string shown(const Argument& one) {
    return (one.letter.empty() ? "" : one.letter + ", ") + one.name + (one.value.empty() ? "" : " " + one.value);
}

std::string usage(const std::vector<const Command*>& path) {
    const Command& command = *path.back();
    std::string made = name_of(path);
    if (!command.commands.empty()) made += " COMMAND";
    for (const Argument* one : command.words()) made += one->is_required ? " " + one->name : " [" + one->name + "]";
    for (const Argument* one : command.options())
        if (one->is_required) made += " " + shown(*one);
    return made + " [options]";
}

std::string help(const std::vector<const Command*>& path, std::size_t columns) {
    columns = std::min<std::size_t>(columns, 100);
    const Command& command = *path.back();
    if (path.size() == 1) return help_of_all(command, columns);

    std::string made = paragraphs(command.summary + ".", columns) + "\n" + hanging("usage: ", usage(path), columns);
    if (!command.description.empty()) made += "\n" + paragraphs(command.description, columns);
    Entries entries;
    if (!command.commands.empty()) {
        for (const Command& one : command.commands) {
            std::vector<const Command*> inner = path;
            inner.push_back(&one);
            entries.add(one.name, one.summary);
        }
        made += "\ncommands\n" + entries.text(columns);
    }
    if (const auto words = command.words(); !words.empty()) {
        Entries all;
        for (const Argument* one : words) all.add(one->name, one->help);
        made += "\nwords\n" + all.text(columns);
    }
    if (!command.options().empty()) {
        Entries all;
        add_options(all, command);
        made += "\noptions\n" + all.text(columns);
    }
    Entries general;
    add_options(general, *path.front());
    made += "\noptions of every command\n" + general.text(columns);
    if (!command.examples.empty()) {
        made += "\nexamples\n";
        for (const Example& one : command.examples)
            made += "  " + one.command + "\n" + hanging("      ", one.what, columns);
    }
    return made;
}

}  // namespace bobgen
