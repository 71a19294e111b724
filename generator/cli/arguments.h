/// What a command takes, declared once. The parser reads the command line by it; `--help`, the completions and the
/// manual pages are written from it.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bobgen {

struct Project;

/// What a shell offers for a value that has no choices.
enum class Completion : unsigned char { nothing, file, folder, side, stack, rule };

/// An option, a flag, or a word at its place.
struct Argument {
    /// Where the value goes. A flag is a bool; a list takes all words that are left, or every use of an option.
    using Target = std::variant<std::monostate, bool*, unsigned*, std::string*, std::vector<std::string>*>;

    std::string name;                  ///< "--format"; of a word what stands for it, "FILE"
    std::string value;                 ///< what stands for the value of an option, "FORM"; empty for a flag
    std::string help;                  ///< a sentence without its full stop
    Target target = {};                ///< nothing: the list of words takes it
    std::vector<std::string> choices;  ///< the only values, when there are any
    std::vector<std::string> former;   ///< values that are taken as well, and told nowhere
    std::string alias;                 ///< another spelling, told nowhere
    std::string letter;                ///< "-h"
    Completion completion = Completion::nothing;
    bool is_required = false;
    bool is_list = false;  ///< several choices, by comma

    bool is_option() const { return name.starts_with('-'); }
    bool is_flag() const { return is_option() && value.empty(); }
    bool takes_all() const { return std::holds_alternative<std::vector<std::string>*>(target); }

    // Texts come as views, since a temporary string costs its caller a dozen instructions and a cleanup.
    Argument& one_of(std::initializer_list<std::string_view> values);  ///< added to the help, too
    Argument& one_of(std::vector<std::string> values);
    Argument& some_of(std::vector<std::string> values);  ///< by comma; the command itself refuses others
    Argument& also(std::initializer_list<std::string_view> values);
    Argument& also_called(std::string_view name);
    Argument& completes(Completion kind);
    Argument& required();
};

/// The parts of `bobgen --help`, in their order.
enum class Group : unsigned char { declare, judge, change, build, help };
inline constexpr std::string_view group_names[] = {"declare", "judge", "change", "build", "help"};

struct Example {
    std::string command;
    std::string what;
};

/// A command, with what it does.
struct Command {
    std::string name;
    Group group;
    std::string summary;      ///< one line, which begins with a verb and has no full stop
    std::string description;  ///< what the summary leaves out
    std::vector<Argument> arguments;
    std::vector<Example> examples;
    std::vector<Command> commands;           ///< one of which has to follow
    std::function<int(const Project&)> run;  ///< its exit code

    Command(std::string_view name, Group group, std::string_view summary, std::string_view description = {});
    Command(const Command&) = delete;
    Command(Command&&) noexcept;
    Command& operator=(const Command&) = delete;
    Command& operator=(Command&&) = delete;
    ~Command();

    /// A word at its place, or the list of all words that are left.
    Argument& word(std::string_view name, Argument::Target, std::string_view help);
    /// A word that goes into the list: told by itself.
    Argument& listed(std::string_view name, std::string_view help);
    Argument& option(std::string_view name, std::string_view value, Argument::Target, std::string_view help);
    Argument& flag(std::string_view name, bool& target, std::string_view help);
    void example(std::string_view command, std::string_view what);

    /// What is told and completed.
    std::vector<const Argument*> options() const;
    std::vector<const Argument*> words() const;
};

/// What the command line says.
struct Parsed {
    std::vector<const Command*> path;  ///< bobgen, and the commands that were named
    bool help = false;                 ///< `--help`, or `bobgen help`

    const Command& command() const { return *path.back(); }
};

/// "bobgen new stack"
std::string name_of(const std::vector<const Command*>& path);

/// Fills in the targets. What belongs to a command may stand before or behind its words, and what belongs to bobgen
/// itself behind the command, too. Where help is asked for, nothing needs to be complete. Throws Misuse.
Parsed parse(const Command& bobgen, std::span<const char* const> words);

}  // namespace bobgen
