#include "generator/cli/arguments.h"

#include <algorithm>
#include <charconv>

#include "generator/cli/jobs.h"
#include "generator/cli/words.h"

namespace bobgen {

namespace {

std::string listed(const std::vector<std::string>& values) {
    std::string made;
    for (std::size_t i = 0; i < values.size(); ++i)
        made += (i == 0 ? "" : i + 1 == values.size() ? " or " : ", ") + values[i];
    return made;
}

/// Reads the words from left to right.
class CommandLine {
public:
    CommandLine(const Command& bobgen, std::span<const char* const> words) : words_(words) {
        parsed_.path.push_back(&bobgen);
    }

    Parsed read() {
        bool only_words = false;
        while (at_ < words_.size()) {
            const std::string_view word = words_[at_++];
            if (!only_words && word == "--")
                only_words = true;
            else if (!only_words && word.size() > 1 && word[0] == '-')
                option(word);
            else
                place(std::string(word));
        }
        if (!parsed_.help) check_complete();
        return std::move(parsed_);
    }

private:
    const Command& current() const { return *parsed_.path.back(); }
    std::string name() const { return name_of(parsed_.path); }
    std::string see_help() const { return "; `" + name() + " --help` lists "; }

    /// The command's own, or those of the commands around it.
    const Argument* find(std::string_view name) const {
        for (auto one = parsed_.path.rbegin(); one != parsed_.path.rend(); ++one)
            for (const Argument& argument : (*one)->arguments)
                if (argument.is_option() &&
                    (argument.name == name || argument.alias == name || argument.letter == name))
                    return &argument;
        return nullptr;
    }

    void option(std::string_view word) {
        if (word == "--help" || word == "-h") {
            parsed_.help = true;
            return;
        }
        const std::size_t equals = word.starts_with("--") ? word.find('=') : word.npos;
        const std::string name(word.substr(0, equals));
        const Argument* known = find(name);
        if (!known) {
            std::vector<std::string> names{"--help"};
            for (const Command* one : parsed_.path)
                for (const Argument& argument : one->arguments)
                    if (argument.is_option()) names.push_back(argument.name);
            const std::string near = suggestion(name, names);
            throw Misuse("`" + this->name() + "` has no option `" + name + "`" +
                         (near.empty() ? see_help() + "those that it has" : near));
        }
        if (known->is_flag()) {
            if (equals != word.npos) throw Misuse("`" + name + "` takes no value");
            *std::get<bool*>(known->target) = true;
            return;
        }
        if (equals != word.npos)
            set(*known, std::string(word.substr(equals + 1)));
        else if (at_ < words_.size() && !std::string_view(words_[at_]).starts_with("--"))
            set(*known, words_[at_++]);
        else
            throw Misuse("`" + name + "` needs a value: " + name + " " +
                         (known->choices.empty() ? known->value : listed(known->choices)));
    }

    void place(std::string word) {
        if (!current().commands.empty()) {
            enter(word);
            return;
        }
        const Argument* next = nullptr;
        std::size_t skip = places_;
        for (const Argument& one : current().arguments) {
            if (one.is_option() || one.target.index() == 0) continue;
            if (!one.takes_all() && skip > 0) {
                --skip;
                continue;
            }
            next = &one;
            break;
        }
        if (!next)
            throw Misuse("`" + word + "` is one word too many for `" + name() + "`" + see_help() + "what it takes");
        if (!next->takes_all()) ++places_;
        set(*next, std::move(word));
    }

    void enter(const std::string& word) {
        if (parsed_.path.size() == 1 && word == "help") {
            parsed_.help = true;
            return;
        }
        std::vector<std::string> names;
        for (const Command& one : current().commands) {
            names.push_back(one.name);
            if (one.name != word) continue;
            parsed_.path.push_back(&one);
            return;
        }
        const std::string near = suggestion(word, names);
        throw Misuse("there is no command `" + (parsed_.path.size() > 1 ? current().name + " " : "") + word + "`" +
                     (near.empty() ? see_help() + "them" : near));
    }

    void set(const Argument& argument, std::string value) {
        const auto among = [&](const std::vector<std::string>& values) {
            return std::find(values.begin(), values.end(), value) != values.end();
        };
        if (!argument.choices.empty() && !argument.is_list && !among(argument.choices) && !among(argument.former))
            throw Misuse("`" + argument.name + "` is " + listed(argument.choices) + ", not `" + value + "`" +
                         suggestion(value, argument.choices));
        if (auto* const* list = std::get_if<std::vector<std::string>*>(&argument.target)) {
            (*list)->push_back(std::move(value));
            return;
        }
        if (std::find(given_.begin(), given_.end(), &argument) != given_.end())
            throw Misuse("`" + argument.name + "` is given twice");
        given_.push_back(&argument);
        if (auto* const* number = std::get_if<unsigned*>(&argument.target)) {
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), **number);
            if (error != std::errc() || end != value.data() + value.size())
                throw Misuse("`" + argument.name + "` is a number, not `" + value + "`");
            return;
        }
        *std::get<std::string*>(argument.target) = std::move(value);
    }

    void check_complete() const {
        if (!current().commands.empty()) {
            if (parsed_.path.size() == 1) return;  // the whole help says more
            std::string names;
            for (const Command& one : current().commands)
                names.append(names.empty() ? "`" : ", `").append(one.name).append("`");
            throw Misuse("`" + name() + "` needs one of " + names + see_help() + "them");
        }
        std::string missing;
        std::size_t place = 0;
        for (const Argument& one : current().arguments) {
            const bool is_there = one.is_option() || one.takes_all()
                                      ? std::find(given_.begin(), given_.end(), &one) != given_.end()
                                      : place++ < places_;
            if (!one.is_required || is_there) continue;
            missing += (missing.empty() ? "" : ", ") + one.name + (one.value.empty() ? "" : " ") + one.value;
        }
        if (!missing.empty())
            throw Misuse("`" + name() + "` needs " + missing + "; `" + name() + " --help` has examples");
    }

    std::span<const char* const> words_;
    std::size_t at_ = 0;
    std::size_t places_ = 0;  ///< how many words with a place of their own are taken
    std::vector<const Argument*> given_;
    Parsed parsed_;
};

}  // namespace

Argument& Argument::one_of(std::initializer_list<std::string_view> values) {
    return one_of(std::vector<std::string>(values.begin(), values.end()));
}

Argument& Argument::one_of(std::vector<std::string> values) {
    choices = std::move(values);
    help += ": " + listed(choices);
    return *this;
}

Argument& Argument::some_of(std::vector<std::string> values) {
    is_list = true;
    return one_of(std::move(values));
}

Argument& Argument::also(std::initializer_list<std::string_view> values) {
    former.assign(values.begin(), values.end());
    return *this;
}

Argument& Argument::also_called(std::string_view other) {
    alias = other;
    return *this;
}

Argument& Argument::completes(Completion kind) {
    completion = kind;
    return *this;
}

Argument& Argument::required() {
    is_required = true;
    return *this;
}

Command::Command(std::string_view called, Group of, std::string_view in_short, std::string_view at_length)
    : name(called), group(of), summary(in_short), description(at_length) {}
Command::Command(Command&&) noexcept = default;
Command::~Command() = default;

Argument& Command::word(std::string_view called, Argument::Target target, std::string_view help) {
    return option(called, {}, target, help);
}

Argument& Command::listed(std::string_view called, std::string_view help) { return option(called, {}, {}, help); }

Argument& Command::option(std::string_view called, std::string_view value, Argument::Target target,
                          std::string_view help) {
    Argument& made = arguments.emplace_back();
    made.name = called;
    made.value = value;
    made.help = help;
    made.target = target;
    return made;
}

Argument& Command::flag(std::string_view called, bool& target, std::string_view help) {
    return option(called, {}, &target, help);
}

void Command::example(std::string_view command, std::string_view what) {
    examples.push_back({std::string(command), std::string(what)});
}

std::vector<const Argument*> Command::options() const {
    std::vector<const Argument*> made;
    for (const Argument& one : arguments)
        if (one.is_option()) made.push_back(&one);
    return made;
}

std::vector<const Argument*> Command::words() const {
    std::vector<const Argument*> made;
    for (const Argument& one : arguments)
        if (!one.is_option() && !one.name.empty()) made.push_back(&one);
    return made;
}

std::string name_of(const std::vector<const Command*>& path) {
    std::string made;
    for (const Command* one : path) made.append(made.empty() ? "" : " ").append(one->name);
    return made;
}

Parsed parse(const Command& bobgen, std::span<const char* const> words) { return CommandLine(bobgen, words).read(); }

}  // namespace bobgen
