/// Pairs of templates for what AWS refuses late: at creation, at the first request, at the second deploy. A pair is a
/// file `<family>/<name>.yml`:
///
///     # What goes wrong, in a line or two.
///     # source: https://docs.aws.amazon.com/…
///     # finds: mapping-source-denied 14
///     --- # faulty
///     Resources: …
///     --- # sound
///     Resources: …
///
/// `finds` names a rule and the line of this file that it points at, once for each finding of the faulty template. The
/// sound one has no finding at all. With a part `before`, each of the two is compared with that by `bobgen diff`. Parts
/// `before NAME`, `faulty NAME` and `sound NAME` are the templates of a folder, which are compared as one. Parts
/// of serverless.yml are called `faulty serverless.yml` and `sound serverless.yml`, and `beside NAME` is a file in the
/// same folder. `--update` rewrites the lines `finds` as they are now.
///
/// A file `good/<name>.yml` is one template after the patterns of public samples, and has no finding at all.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

bool update = false;

struct LatePair {
    std::vector<std::string> head;             ///< the comment, without `finds`
    std::vector<std::string> finds;            ///< "rule line", sorted
    std::map<std::string, std::string> parts;  ///< each at the lines that it has in the file
    std::string body;                          ///< all parts as they are written
};

LatePair read_pair(const fs::path& file) {
    LatePair made;
    std::ifstream in(file);
    std::string* part = nullptr;
    std::string blank;
    for (std::string line; std::getline(in, line); blank += '\n') {
        if (line.starts_with("--- # ")) {
            part = &made.parts.emplace(line.substr(6), blank).first->second;
            made.body += line + '\n';
        } else if (part) {
            // After its own lines only: those before are filled already.
            *part += line;
            made.body += line + '\n';
        } else if (line.starts_with("# finds: ")) {
            made.finds.push_back(line.substr(9));
        } else {
            made.head.push_back(line);
        }
        if (part) *part += '\n';
    }
    std::ranges::sort(made.finds);
    return made;
}

std::vector<std::string> pair_files() {
    std::vector<std::string> made;
    for (const auto& entry : fs::recursive_directory_iterator("."))
        if (entry.path().extension() == ".yml" && entry.path().parent_path().filename() != "good")
            made.push_back(entry.path().lexically_relative(".").string());
    std::ranges::sort(made);
    return made;
}

std::vector<std::string> good_files() {
    std::vector<std::string> made;
    for (const auto& entry : fs::directory_iterator("good")) made.push_back(entry.path().stem().string());
    std::ranges::sort(made);
    return made;
}

/// "rule line" of each finding in what `--diagnostics=short` prints: `faulty.yml:12:3: error: … [rule]`.
std::vector<std::string> findings_in(const std::string& said) {
    std::vector<std::string> made;
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t file = line.find(':');
        const std::size_t column = file == line.npos ? file : line.find(':', file + 1);
        const std::size_t rule = line.rfind(" [");
        if (column != line.npos && rule != line.npos && line.ends_with(']'))
            made.push_back(line.substr(rule + 2, line.size() - rule - 3) + " " +
                           line.substr(file + 1, column - file - 1));
    }
    std::ranges::sort(made);
    return made;
}

class Late : public ::testing::TestWithParam<std::string> {
protected:
    std::vector<std::string> judged(const LatePair& pair, std::string_view which, std::string& said) {
        const Scratch scratch;
        std::string name;
        bool compares = pair.parts.contains("before");
        for (const auto& [part, text] : pair.parts) {
            std::string file = part.starts_with("beside ") ? part.substr(7) : part + ".yml";
            const std::size_t space = part.find(' ');
            const bool in_folder =
                space != part.npos && !part.starts_with("beside ") && !part.ends_with(" serverless.yml");
            if (in_folder) {
                file = part.substr(0, space) + "/" + part.substr(space + 1) + ".yml";
                fs::create_directory(scratch.path() / part.substr(0, space));
                compares = true;
            }
            if (part == std::string(which) + " serverless.yml") file = "serverless.yml";
            if (part.starts_with(which)) name = in_folder ? std::string(which) : file;
            std::ofstream(scratch.path() / file, std::ios::binary) << text;
        }
        EXPECT_NE(name, "") << "there is no part " << which;
        const std::string before = pair.parts.contains("before") ? "before.yml" : "before";
        const Ran ran = run_in(scratch.path(), "'" BOBGEN "' --root . " +
                                                   (compares ? "diff --today 2026-11-21 " + before + " " + name
                                                             : "validate --today 2026-11-21 " + name) +
                                                   " --diagnostics short");
        EXPECT_LE(ran.exit_code, 1) << ran.complained;
        EXPECT_GE(ran.exit_code, 0) << ran.complained;
        said = ran.said;
        return findings_in(ran.said);
    }
};

TEST_P(Late, is_told_and_its_twin_is_not) {
    const LatePair pair = read_pair(GetParam());
    EXPECT_TRUE(
        std::ranges::any_of(pair.head, [](const auto& line) { return line.starts_with("# source: https://"); }));
    EXPECT_FALSE(pair.finds.empty() && !update);
    std::string said;
    const std::vector<std::string> found = judged(pair, "faulty", said);
    EXPECT_EQ(found, pair.finds) << said;
    EXPECT_THAT(judged(pair, "sound", said), ::testing::IsEmpty()) << said;
    if (update) {
        std::ofstream out(GetParam(), std::ios::binary);
        for (const std::string& line : pair.head) out << line << '\n';
        for (const std::string& line : found) out << "# finds: " << line << '\n';
        out << pair.body;
    }
}

class Good : public ::testing::TestWithParam<std::string> {};

TEST_P(Good, has_no_finding) {
    const Ran ran =
        run_in("good", "'" BOBGEN "' --root . validate --today 2026-11-21 --diagnostics short " + GetParam() + ".yml");
    EXPECT_EQ(ran.exit_code, 0) << ran.complained;
    EXPECT_EQ(ran.said, "");
}

INSTANTIATE_TEST_SUITE_P(Templates, Good, ::testing::ValuesIn(good_files()), [](const auto& one) { return one.param; });

INSTANTIATE_TEST_SUITE_P(Pairs, Late, ::testing::ValuesIn(pair_files()), [](const auto& one) {
    std::string name = one.param.substr(0, one.param.size() - 4);
    std::ranges::replace_if(name, [](char byte) { return !std::isalnum(static_cast<unsigned char>(byte)); }, '_');
    return name;
});

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
