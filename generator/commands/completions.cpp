#include <initializer_list>

#include "generator/cli/help.h"
#include "generator/report/explain.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

using Path = std::vector<const Command*>;

/// Calls it for bobgen and every command in it, with the way there.
template <class Visit>
void each_command(const Path& path, const Visit& visit) {
    visit(path);
    for (const Command& one : path.back()->commands) {
        Path inner = path;
        inner.push_back(&one);
        each_command(inner, visit);
    }
}

std::string with_spaces(const std::vector<std::string>& words) {
    std::string made;
    for (const std::string& one : words) made.append(made.empty() ? "" : " ").append(one);
    return made;
}

std::vector<std::string> command_names(const Command& command) {
    std::vector<std::string> made;
    made.reserve(command.commands.size());
    for (const Command& one : command.commands) made.push_back(one.name);
    return made;
}

std::vector<std::string> option_names(const Command& command) {
    std::vector<std::string> made;
    for (const Argument* one : command.options()) made.push_back(one->name);
    return made;
}

std::vector<std::string> rule_ids() {
    std::vector<std::string> made;
    for (const Rule* one : all_rules()) made.emplace_back(one->id);
    return made;
}

bool is_key(const Argument& one) { return !one.is_option() && one.name.find('=') != std::string::npos; }
std::string key_of(const Argument& one) { return one.name.substr(0, one.name.find('=') + 1); }

/// `stage=` and `stack=` are completed from the project's folders; an input may have any name.
bool is_offered(const Argument& one) { return is_key(one) && one.name != "KEY=VALUE"; }

// --- bash
// -------------------------------------------------------------------------------------------------------------

/// What stands before a value: a word "a b c" of choices, or the kind of thing.
std::string bash_value(const Argument& one) {
    if (!one.choices.empty())
        return "words=" + quoted_for_shell(with_spaces(one.choices)) + (one.is_list ? " list=1" : "");
    switch (one.completion) {
        case Completion::file:
            return "kind=file";
        case Completion::folder:
            return "kind=folder";
        case Completion::side:
            return "kind=side";
        case Completion::stack:
            return "kind=stack";
        case Completion::rule:
            return "words=$(_bobgen_rules)";
        case Completion::nothing:
            break;
    }
    return ":";
}

constexpr std::string_view bash_begin =
    R"bash(# Completes the words of bobgen in bash. Made by `bobgen completions bash`.

# The folders of stacks, those of the project that the command word lies in.
_bobgen_stacks() {
    local root=. folder
    [[ ${COMP_WORDS[0]} == */* ]] && root=${COMP_WORDS[0]%/*}
    for folder in "$root"/stacks/*/config "$root"/*/config; do
        [[ -d $folder ]] && printf '%s\n' "${folder%/config}"
    done
}

_bobgen() {
    local -a line=()
    local word i glue='' path=bobgen skip=''
    COMPREPLY=()
    # Bash divides words at `=`; here `stage=dev` is one.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = && ${#line[@]} -gt 0 ]]; then
            line[${#line[@]} - 1]+='='
            glue=1
        elif [[ $glue ]]; then
            line[${#line[@]} - 1]+=$word
            glue=''
        else
            line+=("$word")
        fi
    done
    local last=$((${#line[@]} - 1))
    local current=${line[last]} option='' value
    for ((i = 0; i < last; i++)); do
        if [[ $skip ]]; then
            skip=''
            continue
        fi
        case ${line[i]} in
)bash";

constexpr std::string_view bash_middle = R"bash(        esac
    done
    value=$current
    if [[ $skip ]]; then
        option=${line[last - 1]}
    elif [[ $current == *=* ]]; then
        option=${current%%=*}
        value=${current#*=}
    fi

    local words='' kind='' list='' folder before=''
    case "$path:$option" in
)bash";

constexpr std::string_view bash_end = R"bash(    esac
    # Of a list by comma, the last part is completed.
    if [[ $list && $value == *,* ]]; then
        before=${value%,*},
        value=${value##*,}
    fi
    # Where bash divides at `=`, it replaces what stands behind.
    if [[ ! $skip && $current == *=* && $COMP_WORDBREAKS != *=* ]]; then before=${current%%=*}=$before; fi
    case $kind in
        file | side) mapfile -t COMPREPLY < <(compgen -f -- "$value") ;;
        folder) mapfile -t COMPREPLY < <(compgen -d -- "$value") ;;
    esac
    case $kind in
        file | side | folder) compopt -o filenames 2>/dev/null ;;
        side) words+=" $(git for-each-ref --format='%(refname:short)' 2>/dev/null)" ;;
        stack) words=$(_bobgen_stacks | while read -r folder; do printf '%s\n' "${folder##*/}"; done) ;;
        stage)
            words=$(_bobgen_stacks | while read -r folder; do
                for word in "$folder"/config/*.yml; do
                    word=${word##*/}
                    [[ $word == '*.yml' ]] || printf '%s\n' "${word%.yml}"
                done
            done | sort -u)
            ;;
    esac
    [[ $words ]] && while read -r word; do COMPREPLY+=("$before$word"); done < <(compgen -W "$words" -- "$value")
    # Nothing is set apart from a `stage=` that still needs its name.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -F _bobgen bobgen
)bash";

std::string bash_completions(const Command& bobgen) {
    std::string takes_value, paths, values, words;
    each_command({&bobgen}, [&](const Path& path) {
        const Command& command = *path.back();
        const std::string name = name_of(path);
        if (path.size() > 1) paths += (paths.empty() ? "" : " | ") + quoted_for_shell(name);
        for (const Argument* one : command.options()) {
            if (one->is_flag()) continue;
            if ((" " + takes_value + " ").find(" " + one->name + " ") == std::string::npos)
                takes_value += (takes_value.empty() ? "" : " | ") + one->name;
            // What belongs to bobgen itself is taken behind every command.
            values += "        " + (path.size() == 1 ? std::string("*") : quoted_for_shell(name)) + ":" + one->name +
                      ") " + bash_value(*one) + " ;;\n";
        }
        std::vector<std::string> offered = command_names(command);
        std::string kind;
        for (const Argument* one : command.words()) {
            if (is_offered(*one)) offered.push_back(key_of(*one));
            if (is_key(*one)) continue;
            offered.insert(offered.end(), one->choices.begin(), one->choices.end());
            if (one->completion == Completion::rule) kind = " words=$(_bobgen_rules)";
            if (one->completion == Completion::file) kind = " kind=file";
            if (one->completion == Completion::folder) kind = " kind=folder";
            if (one->completion == Completion::side) kind = " kind=side";
            if (one->completion == Completion::stack) kind = " kind=stack";
        }
        std::vector<std::string> options = option_names(command);
        if (path.size() > 1)
            for (const std::string& one : option_names(bobgen)) options.push_back(one);
        words += "        " + quoted_for_shell(name) +
                 ":)\n            words=" + quoted_for_shell(with_spaces(offered)) + kind +
                 "\n            [[ $current == -* ]] && words=" + quoted_for_shell(with_spaces(options)) +
                 " kind=''\n            ;;\n";
    });
    return std::string(bash_begin) + "            " + takes_value + ") skip=1 ;;\n            -*) ;;\n" +
           "            *)\n                case \"$path ${line[i]}\" in\n                    " + paths +
           ") path+=\" ${line[i]}\" ;;\n                esac\n                ;;\n" + std::string(bash_middle) +
           "        *:stage) kind=stage list=1 ;;\n        *:stack) kind=stack list=1 ;;\n" + values + words +
           std::string(bash_end) + "_bobgen_rules() {\n    printf '%s\\n' " + with_spaces(rule_ids()) + "\n}\n";
}

// --- zsh
// --------------------------------------------------------------------------------------------------------------

/// For the parts of a specification of `_arguments` and `_describe`.
std::string zsh_escaped(std::string_view text, std::string_view special) {
    std::string made;
    for (const char c : text) {
        if (c == '\\' || special.find(c) != special.npos) made += '\\';
        made += c;
    }
    return made;
}

std::string zsh_action(const Argument& one) {
    if (one.is_list) return "_sequence compadd - " + with_spaces(one.choices);
    if (!one.choices.empty()) return "(" + with_spaces(one.choices) + ")";
    switch (one.completion) {
        case Completion::file:
            return "_files";
        case Completion::folder:
            return "_files -/";
        case Completion::side:
            return "_bobgen_sides";
        case Completion::stack:
            return "_bobgen_stack";
        case Completion::rule:
            return "_bobgen_rules";
        case Completion::nothing:
            break;
    }
    return " ";
}

std::string zsh_function(const Path& path) {
    std::string made = "_" + name_of(path);
    for (char& c : made)
        if (c == ' ') c = '_';
    return made;
}

constexpr std::string_view zsh_begin = R"zsh(#compdef bobgen
# Completes the words of bobgen in zsh. Made by `bobgen completions zsh`.

# The folders of stacks, those of the project that the command word lies in.
_bobgen_folders() {
    local root=.
    [[ $_bobgen_program == */* ]] && root=${_bobgen_program:h}
    reply=($root/stacks/*/config(N/:h) $root/*/config(N/:h))
}

_bobgen_stack() {
    local -a reply
    _bobgen_folders
    _values -s , stack ${reply:t}
}

_bobgen_stage() {
    local -a reply stages
    local folder
    _bobgen_folders
    for folder in $reply; do stages+=($folder/config/*.yml(N:t:r)); done
    _values -s , stage ${(u)stages}
}

_bobgen_sides() {
    local -a revisions
    revisions=(${(f)"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"})
    _alternative 'files:file:_files' "revisions:git revision:compadd -a revisions"
}

)zsh";

std::string zsh_completions(const Command& bobgen) {
    std::string made = std::string(zsh_begin) + "_bobgen_rules() {\n    compadd - " + with_spaces(rule_ids()) + "\n}\n";
    each_command({&bobgen}, [&](const Path& path) {
        const Command& command = *path.back();
        made += "\n" + zsh_function(path) + "() {\n    local curcontext=$curcontext state line\n    local -a all\n";
        if (path.size() == 1) made += "    local _bobgen_program=$words[1]\n";
        made += "    _arguments -C";
        const auto add = [&](const std::string& specification) {
            made += " \\\n        " + quoted_for_shell(specification);
        };
        const auto option = [&](const Argument& one) {
            const std::string text = "[" + zsh_escaped(one.help, "[]") + "]";
            if (!one.is_flag())
                add((one.takes_all() ? "*" : "") + one.name + "=" + text + ":" + one.value + ":" + zsh_action(one));
            else if (one.letter.empty())
                add(one.name + text);
            else
                made += " \\\n        '(" + one.letter + " " + one.name + ")'{" + one.letter + "," + one.name + "}" +
                        quoted_for_shell(text);
        };
        for (const Argument* one : command.options()) option(*one);
        if (path.size() > 1)
            for (const Argument* one : bobgen.options()) option(*one);

        if (!command.commands.empty()) {
            add("1: :->command");
            add("*:: :->rest");
            made += "\n    case $state in\n        command)\n";
            for (std::size_t group = 0; group < std::size(group_names); ++group) {
                std::string members;
                for (const Command& one : command.commands)
                    if (one.group == static_cast<Group>(group))
                        members +=
                            "\n                " + quoted_for_shell(zsh_escaped(one.name, ":") + ":" + one.summary);
                if (members.empty()) continue;
                made += "            all=(" + members + "\n            )\n            _describe -t " +
                        std::string(group_names[group]) + " '" + std::string(group_names[group]) + "' all\n";
            }
            made += "            ;;\n        rest)\n            case $words[1] in\n";
            for (const Command& one : command.commands) {
                Path inner = path;
                inner.push_back(&one);
                made += "                " + one.name + ") " + zsh_function(inner) + " ;;\n";
            }
            made += "            esac\n            ;;\n    esac\n}\n";
            return;
        }
        bool takes_keys = false;
        std::string keys, other;
        for (const Argument* one : command.words()) {
            if (is_key(*one)) {
                takes_keys = true;
                if (is_offered(*one))
                    keys += " " + quoted_for_shell(key_of(*one).substr(0, key_of(*one).size() - 1) + "[" +
                                                   zsh_escaped(one->help, "[]:") + "]");
            } else if (one->target.index() == 0) {
                other = zsh_action(*one);
            } else {
                add(":" + one->name + ":" + zsh_action(*one));
            }
        }
        if (takes_keys || !other.empty()) add("*: :->words");
        made += "\n";
        if (takes_keys || !other.empty()) {
            made +=
                "    [[ $state == words ]] || return\n    if compset -P 'stage='; then\n        _bobgen_stage\n"
                "    elif compset -P 'stack='; then\n        _bobgen_stack\n    else\n";
            if (!keys.empty()) {
                made += "        all=(";
                for (const Argument* one : command.words())
                    if (is_offered(*one)) made += "\n            " + quoted_for_shell(key_of(*one) + ":" + one->help);
                made += "\n        )\n        _describe -t words 'word' all -S ''\n";
            }
            if (!other.empty()) made += "        " + other + "\n";
            made += "    fi\n";
        }
        made += "}\n";
    });
    // Read by the function path it is the function's body; sourced, it makes itself known.
    return made +
           "\nif [[ $funcstack[1] == _bobgen ]]; then\n    _bobgen \"$@\"\nelse\n    compdef _bobgen bobgen\nfi\n";
}

// --- fish
// -------------------------------------------------------------------------------------------------------------

std::string quoted_for_fish(std::string_view text) {
    std::string made = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') made += '\\';
        made += c;
    }
    return made + "'";
}

std::string fish_value(const Argument& one) {
    if (!one.choices.empty()) return " -x -a " + quoted_for_fish(with_spaces(one.choices));
    switch (one.completion) {
        case Completion::file:
            return " -r -F";
        case Completion::folder:
            return " -x -a '(__fish_complete_directories)'";
        case Completion::side:
            return " -r -F -a '(__bobgen_revisions)'";
        case Completion::stack:
            return " -x -a '(__bobgen_stacks)'";
        case Completion::rule:
            return " -x -a '(__bobgen_rules)'";
        case Completion::nothing:
            break;
    }
    return " -x";
}

constexpr std::string_view fish_begin =
    R"fish(# Completes the words of bobgen in fish. Made by `bobgen completions fish`.

# The folders of stacks, those of the project that the command word lies in.
function __bobgen_folders
    set -l program (commandline -opc)[1]
    set -l root .
    string match -q '*/*' -- $program; and set root (string replace -r '/[^/]*$' '' -- $program)
    for folder in $root/stacks/*/config $root/*/config
        string replace -r '/config$' '' -- $folder
    end
end

function __bobgen_stacks
    for folder in (__bobgen_folders)
        string replace -r '.*/' '' -- $folder
    end
end

function __bobgen_stack
    printf 'stack=%s\n' (__bobgen_stacks)
end

function __bobgen_stage
    for folder in (__bobgen_folders)
        for file in $folder/config/*.yml
            printf 'stage=%s\n' (string replace -r '.*/' '' -- (string replace -r '\.yml$' '' -- $file))
        end
    end | sort -u
end

function __bobgen_revisions
    git for-each-ref --format='%(refname:short)' 2>/dev/null
end

)fish";

std::string fish_completions(const Command& bobgen) {
    std::string made = std::string(fish_begin) + "function __bobgen_rules\n    printf '%s\\n' " +
                       with_spaces(rule_ids()) + "\nend\n\ncomplete -c bobgen -f\n";
    each_command({&bobgen}, [&](const Path& path) {
        const Command& command = *path.back();
        std::string condition;
        for (std::size_t i = 1; i < path.size(); ++i)
            condition += (i == 1 ? "" : "; and ") + ("__fish_seen_subcommand_from " + path[i]->name);
        std::string before = condition;
        if (!command.commands.empty())
            before += (before.empty() ? "not __fish_seen_subcommand_from " : "; and not __fish_seen_subcommand_from ") +
                      with_spaces(command_names(command));
        const auto line = [&](const std::string& when, const std::string& rest, const std::string& help) {
            made += "complete -c bobgen" + (when.empty() ? "" : " -n " + quoted_for_fish(when)) + rest +
                    (help.empty() ? "" : " -d " + quoted_for_fish(help)) + "\n";
        };
        made += "\n";
        for (const Command& one : command.commands) line(before, " -a " + one.name, one.summary);
        for (const Argument* one : command.options())
            line(condition,
                 " -l " + one->name.substr(2) + (one->letter.empty() ? "" : " -s " + one->letter.substr(1)) +
                     (one->is_flag() ? "" : fish_value(*one)),
                 one->help);
        for (const Argument* one : command.words()) {
            if (one->name == "stage=NAME" || one->name == "stack=NAME")
                line(condition, " -a '(__bobgen_" + key_of(*one).substr(0, 5) + ")'", one->help);
            else if (is_offered(*one))
                line(condition, " -a " + key_of(*one), one->help);
            else if (!is_key(*one) && (!one->choices.empty() || one->completion != Completion::nothing))
                line(condition, fish_value(*one).substr(3), one->help);  // a word is no option's value
        }
    });
    return made;
}

}  // namespace

std::string completions(const Command& bobgen, std::string_view shell) {
    return shell == "bash"  ? bash_completions(bobgen)
           : shell == "zsh" ? zsh_completions(bobgen)
                            : fish_completions(bobgen);
}

}  // namespace bobgen
