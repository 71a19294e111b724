#include "generator/characters.h"
#include "generator/cli/help.h"

namespace bobgen {

namespace {

/// A text in which nothing is a request or an escape; what stands in backticks is bold.
std::string roff(std::string_view text) {
    std::string made;
    bool bold = false;
    for (const char c : text) {
        if (c == '`') {
            made += (bold = !bold) ? "\\fB" : "\\fR";
            continue;
        }
        // At the beginning of a line they would be a request.
        if ((c == '.' || c == '\'') && (made.empty() || made.back() == '\n')) made += "\\&";
        if (c == '\\')
            made += "\\e";
        else if (c == '-')
            made += "\\-";
        else if (c == '\'')
            made += "\\(aq";
        else
            made += c;
    }
    return made + "\n";
}

std::string section(std::string_view name) { return ".SH " + std::string(name) + "\n"; }

std::string entry(const std::string& name, const std::string& help) {
    return ".TP\n.B " + roff(name) + roff(help.empty() || help.ends_with('.') ? help : help + ".");
}

std::string entries(const std::vector<const Argument*>& arguments) {
    std::string made;
    for (const Argument* one : arguments) made += entry(shown(*one), one->help);
    return made;
}

std::string what_it_takes(const Command& command) {
    std::string made;
    if (const auto words = command.words(); !words.empty()) made += section("WORDS") + entries(words);
    if (const auto options = command.options(); !options.empty()) made += section("OPTIONS") + entries(options);
    return made;
}

std::string examples(const Command& command) {
    if (command.examples.empty()) return {};
    std::string made = section("EXAMPLES");
    for (const Example& one : command.examples)
        made += ".TP\n.B " + roff(one.command) + roff(capitalized(one.what) + (one.what.ends_with('?') ? "" : "."));
    return made;
}

}  // namespace

std::string manual_name(const Command* of) { return (of ? "bobgen-" + of->name : std::string("bobgen")) + ".1"; }

std::string manual(const Command& bobgen, const Command* of) {
    const Command& command = of ? *of : bobgen;
    std::vector<const Command*> path{&bobgen};
    if (of) path.push_back(of);
    const std::string page = manual_name(of).substr(0, manual_name(of).size() - 2);
    std::string made = ".TH " + roff(to_upper(page) + " 1 \"\" \"bobgen " BOB_VERSION "\" \"bob\"");
    made += section("NAME") + roff(page + " - " + command.summary) + section("SYNOPSIS");
    if (command.commands.empty() || !of)
        made += ".B " + roff(usage(path));
    else
        for (const Command& one : command.commands)
            made += (&one == &command.commands.front() ? "" : ".br\n") + (".B " + roff(usage({&bobgen, of, &one})));
    made += section("DESCRIPTION") + roff(command.description.empty() ? command.summary + "." : command.description);
    if (!of) {
        for (std::size_t group = 0; group < std::size(group_names); ++group) {
            made += ".SS " + roff(capitalized(std::string(group_names[group])));
            for (const Command& one : bobgen.commands)
                if (one.group == static_cast<Group>(group)) made += entry("bobgen-" + one.name + "(1)", one.summary);
        }
        made += section("OPTIONS") + roff("They may stand before or behind any command.") + entries(bobgen.options());
    } else if (!command.commands.empty()) {
        for (const Command& one : command.commands)
            made += section(to_upper(name_of({&bobgen, of, &one}))) + roff(one.summary + ".") + entries(one.words()) +
                    entries(one.options());
    } else {
        made += what_it_takes(command);
    }
    if (of) made += ".PP\n" + roff("What every command takes is in `bobgen`(1).");
    made += examples(command);
    made += section("EXIT STATUS") + entry("0", "Fine, perhaps with warnings") + entry("1", "Findings that fail") +
            entry("2", "Misuse, or an input that can't be read");
    if (!of)
        made += section("ENVIRONMENT") + entry("BOB_ROOT", "The project's folder, where --root is not given") +
                entry("NO_COLOR", "No colours, where --color is not given") +
                entry("COLUMNS", "The width of --help where the output is no terminal");
    made += section("SEE ALSO");
    std::string others = of ? "`bobgen`(1)" : "";
    for (const Command& one : bobgen.commands)
        if (of && &one != of && one.group == of->group) others += ", `bobgen-" + one.name + "`(1)";
    if (!of) others = "`bobgen COMMAND --help`";
    return made + roff(others);
}

}  // namespace bobgen
