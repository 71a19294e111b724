#include <gmock/gmock.h>

#include <algorithm>

#include "generator/cli/arguments.h"
#include "generator/cli/command.h"
#include "generator/cli/help.h"
#include "generator/cli/words.h"
#include "generator/commands/progress.h"

namespace bobgen {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A command line with one of each.
struct Sample {
    std::string root, first, form, list;
    std::vector<std::string> files, parameters;
    unsigned jobs = 0;
    bool check = false;
    Command bobgen{"bobgen", Group::help, "Do things", "Does things."};

    Sample() {
        bobgen.option("--root", "FOLDER", &root, "Where");
        Command judge("judge", Group::judge, "Judge files", "Judges them.");
        judge.word("FIRST", &first, "The first file").required();
        judge.word("FILE", &files, "Others");
        judge.option("--form", "FORM", &form, "How").one_of({"short", "long"}).also({"former"}).also_called("--shape");
        judge.option("--param", "NAME=VALUE", &parameters, "One of several");
        judge.option("--jobs", "NUMBER", &jobs, "How many");
        judge.flag("--check", check, "Only look");
        judge.example("bobgen judge a", "judges a");
        bobgen.commands.push_back(std::move(judge));
        Command outer("outer", Group::build, "Have others", {});
        outer.commands.emplace_back("inner", Group::build, "Be inside");
        bobgen.commands.push_back(std::move(outer));
    }

    std::string read(std::vector<const char*> words) {
        try {
            const Parsed parsed = parse(bobgen, words);
            return name_of(parsed.path) + (parsed.help ? " --help" : "");
        } catch (const Misuse& fault) {
            return fault.what();
        }
    }
};

TEST(Arguments, fill_in_their_targets) {
    Sample sample;
    EXPECT_EQ(sample.read({"--root", "a b", "judge", "one", "--form=long", "two", "--param", "a=1", "--check", "three",
                           "--param=b=2", "--jobs", "3", "-"}),
              "bobgen judge");
    EXPECT_EQ(sample.root, "a b");
    EXPECT_EQ(sample.first, "one");
    EXPECT_EQ(sample.form, "long");
    EXPECT_EQ(sample.jobs, 3u);
    EXPECT_TRUE(sample.check);
    EXPECT_THAT(sample.files, ElementsAre("two", "three", "-"));
    EXPECT_THAT(sample.parameters, ElementsAre("a=1", "b=2"));
}

TEST(Arguments, stand_where_they_like) {
    for (const std::vector<const char*>& words : std::vector<std::vector<const char*>>{
             {"judge", "one", "--root", "there"}, {"judge", "--root=there", "one"}, {"--root=there", "judge", "one"}}) {
        Sample sample;
        EXPECT_EQ(sample.read(words), "bobgen judge");
        EXPECT_EQ(sample.root, "there");
    }
}

TEST(Arguments, end_at_two_dashes) {
    Sample sample;
    EXPECT_EQ(sample.read({"judge", "--", "--check", "--", "-h"}), "bobgen judge");
    EXPECT_EQ(sample.first, "--check");
    EXPECT_THAT(sample.files, ElementsAre("--", "-h"));
    EXPECT_FALSE(sample.check);
}

TEST(Arguments, have_former_spellings) {
    Sample sample;
    EXPECT_EQ(sample.read({"judge", "one", "--shape", "former"}), "bobgen judge");
    EXPECT_EQ(sample.form, "former");
}

TEST(Arguments, ask_for_help_whatever_is_missing) {
    EXPECT_EQ(Sample().read({"judge", "--help"}), "bobgen judge --help");
    EXPECT_EQ(Sample().read({"help", "judge"}), "bobgen judge --help");
    EXPECT_EQ(Sample().read({"-h"}), "bobgen --help");
    EXPECT_EQ(Sample().read({"outer", "inner", "-h"}), "bobgen outer inner --help");
    EXPECT_EQ(Sample().read({}), "bobgen");
}

TEST(Arguments, say_what_is_wrong) {
    EXPECT_EQ(Sample().read({"judge", "one", "--fork", "long"}),
              "`bobgen judge` has no option `--fork`; did you mean `--form`?");
    EXPECT_EQ(Sample().read({"judge", "one", "--form"}), "`--form` needs a value: --form short or long");
    EXPECT_EQ(Sample().read({"judge", "one", "--form", "lnog"}),
              "`--form` is short or long, not `lnog`; did you mean `long`?");
    EXPECT_EQ(Sample().read({"judge", "one", "--form", "long", "--form=long"}), "`--form` is given twice");
    EXPECT_EQ(Sample().read({"judge", "one", "--jobs", "-1"}), "`--jobs` is a number, not `-1`");
    EXPECT_EQ(Sample().read({"judge", "one", "--jobs="}), "`--jobs` is a number, not ``");
    EXPECT_EQ(Sample().read({"judge", "one", "--jobs", "3x"}), "`--jobs` is a number, not `3x`");
    EXPECT_EQ(Sample().read({"judge", "one", "--check=1"}), "`--check` takes no value");
    EXPECT_EQ(Sample().read({"judge"}), "`bobgen judge` needs FIRST; `bobgen judge --help` has examples");
    EXPECT_EQ(Sample().read({"jugde"}), "there is no command `jugde`; did you mean `judge`?");
    EXPECT_EQ(Sample().read({"outer"}), "`bobgen outer` needs one of `inner`; `bobgen outer --help` lists them");
    EXPECT_EQ(Sample().read({"outer", "inner", "more"}),
              "`more` is one word too many for `bobgen outer inner`; `bobgen outer inner --help` lists what it takes");
    EXPECT_EQ(Sample().read({"--check", "judge", "one"}),
              "`bobgen` has no option `--check`; `bobgen --help` lists those that it has");
}

TEST(Help, keeps_within_any_width) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    for (const std::size_t columns : {40, 60, 80, 200}) {
        for (const Command& one : bobgen.commands) {
            const std::string text = help({&bobgen, &one}, columns);
            for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1)
                EXPECT_LE(end - at, std::max<std::size_t>(columns, 60)) << text.substr(at, end - at);
        }
    }
}

TEST(Help, tells_what_each_command_takes) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    const auto check = [&](const std::vector<const Command*>& path, const auto& self) -> void {
        const Command& command = *path.back();
        const std::string text = help(path, 80);
        EXPECT_THAT(text, HasSubstr("usage: " + name_of(path)));
        EXPECT_EQ(command.examples.empty(), path.size() == 1) << name_of(path);
        EXPECT_THAT(command.summary, Not(testing::EndsWith("."))) << name_of(path);
        EXPECT_TRUE(command.summary[0] >= 'A' && command.summary[0] <= 'Z') << command.summary;
        for (const Argument& one : command.arguments) {
            if (one.name.empty()) continue;
            EXPECT_THAT(text, HasSubstr(one.name)) << name_of(path);
            EXPECT_FALSE(one.help.empty()) << one.name;
            EXPECT_THAT(one.help, Not(testing::EndsWith("."))) << one.name;
        }
        EXPECT_NE(command.commands.empty(), command.run == nullptr) << name_of(path);
        for (const Command& inner : command.commands) {
            std::vector<const Command*> longer = path;
            longer.push_back(&inner);
            self(longer, self);
        }
    };
    check({&bobgen}, check);
}

TEST(Completions, know_every_option_in_every_shell) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const std::string text = completions(bobgen, shell);
        for (const Command& command : bobgen.commands) {
            EXPECT_THAT(text, HasSubstr(command.name)) << shell;
            for (const Argument* one : command.options())
                EXPECT_THAT(text,
                            HasSubstr(std::string_view(shell) == "fish" ? "-l " + one->name.substr(2) : one->name))
                    << shell;
        }
        EXPECT_THAT(text, HasSubstr("route-conflict"));
    }
}

TEST(Manual, has_a_page_for_every_command) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    const std::string whole = manual(bobgen, nullptr);
    for (const Command& command : bobgen.commands) {
        EXPECT_THAT(whole, HasSubstr("bobgen\\-" + command.name));
        const std::string page = manual(bobgen, &command);
        EXPECT_THAT(page, HasSubstr(".SH SYNOPSIS\n.B bobgen " + command.name));
        EXPECT_THAT(page, HasSubstr(".SH EXAMPLES"));
        EXPECT_THAT(page, Not(HasSubstr("`")));
    }
}

TEST(Progress, reads_what_ninja_says) {
    const auto step = step_in("12/40 Building CXX object handlers/stacks/shop/getUser.cpp.o");
    ASSERT_TRUE(step);
    EXPECT_EQ(step->done, 12u);
    EXPECT_EQ(step->of, 40u);
    EXPECT_EQ(step->what, "getUser.cpp");
    EXPECT_EQ(step_in("40/40 Linking CXX executable handlers/stacks/shop/getUser/bootstrap")->what,
              "linking bootstrap");
    EXPECT_EQ(step_in("1/2")->what, "");
    for (const char* none : {"", "1", "1/", "/2", "x/2", "3/2 more than all", "-1/2"})
        EXPECT_FALSE(step_in(none)) << none;
}

TEST(Progress, tells_how_long_once_it_can) {
    const Step step{12, 40, "getUser.cpp"};
    EXPECT_EQ(progress_line("building", step, 1.5, 80), "building: 12 of 40, getUser.cpp");
    EXPECT_EQ(progress_line("building", step, 12, 80), "building: 12 of 40, getUser.cpp, about 28 s left");
    EXPECT_EQ(progress_line("building", step, 120, 80), "building: 12 of 40, getUser.cpp, about 5 min left");
    EXPECT_EQ(progress_line("building", {1, 40, ""}, 12, 80), "building: 1 of 40");
    EXPECT_EQ(progress_line("building", {40, 40, "getUser.cpp"}, 12, 80), "building: 40 of 40, getUser.cpp");
    EXPECT_EQ(progress_line("building", step, 12, 40), "building: 12 of 40, about 28 s left");
    EXPECT_EQ(progress_line("building", step, 12, 12), "building: 12");
}

}  // namespace
}  // namespace bobgen
