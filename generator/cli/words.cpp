#include "generator/cli/words.h"

#include <algorithm>

namespace bobgen {

std::vector<std::string> split(std::string_view words) {
    std::vector<std::string> made;
    while (true) {
        const std::size_t comma = words.find(',');
        if (comma != 0 && !words.empty()) made.emplace_back(words.substr(0, comma));
        if (comma == std::string_view::npos) return made;
        words.remove_prefix(comma + 1);
    }
}

bool is_word(std::string_view argument) {
    const std::size_t equals = argument.find('=');
    // A path may have an equals sign in it, behind a slash or a dot.
    return equals != argument.npos && equals > 0 && argument.substr(0, equals).find_first_of("/.") == argument.npos;
}

void read_words(const std::vector<std::string>& words,
                std::initializer_list<std::pair<std::string_view, std::vector<std::string>*>> known, Inputs& inputs) {
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos)
            throw Misuse("`" + word + "` is no `key=value`; stages are given as `stage=dev`");
        const std::string key = word.substr(0, equals), value = word.substr(equals + 1);
        const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == key; });
        if (found == known.end()) {
            inputs.push_back({key, value});
            continue;
        }
        *found->second = split(value);
        if (found->second->empty()) throw Misuse("`" + key + "=` needs a name");
    }
}

}  // namespace bobgen
