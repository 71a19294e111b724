#include "generator/cli/files.h"

#include <gmock/gmock.h>

#include <fstream>

#include "generator/cli/committed.h"
#include "tests/folders.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::names_in;
using testing::read;
using testing::Scratch;
using ::testing::ThrowsMessage;

void write(const std::filesystem::path& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }

TEST(Replacement, removes_with_the_commit_and_not_before) {
    const Scratch scratch;
    const auto tags = scratch.path() / "stack-tags.json", other = scratch.path() / "template.yml";
    write(tags, "[]");
    write(other, "old");
    {
        Replacement replacement;
        replacement.remove(tags);
        replacement.add(other, "new");
        EXPECT_EQ(read(tags), "[]");
        EXPECT_EQ(read(other), "old");
        replacement.commit();
    }
    EXPECT_THAT(names_in(scratch.path()), ElementsAre("template.yml"));
    EXPECT_EQ(read(other), "new");
}

TEST(Replacement, removes_nothing_without_a_commit) {
    const Scratch scratch;
    const auto tags = scratch.path() / "stack-tags.json";
    write(tags, "[]");
    {
        Replacement().remove(tags);
    }
    EXPECT_EQ(read(tags), "[]");
}

TEST(Replacement, removes_what_is_gone_already) {
    const Scratch scratch;
    const auto tags = scratch.path() / "stack-tags.json";
    Replacement replacement;
    replacement.remove(tags);
    write(tags, "[]");
    replacement.remove(tags);
    std::filesystem::remove(tags);
    replacement.commit();
    EXPECT_THAT(names_in(scratch.path()), IsEmpty());
}

TEST(Replacement, removes_neither_folders_nor_links) {
    const Scratch scratch;
    const auto kept = scratch.path() / "kept", link = scratch.path() / "link", folder = scratch.path() / "folder";
    write(kept, "text");
    std::filesystem::create_symlink(kept, link);
    std::filesystem::create_directory(folder);
    Replacement replacement;
    for (const auto& one : {link, folder})
        EXPECT_THAT([&] { replacement.remove(one); }, ThrowsMessage<FileError>(HasSubstr("is not a regular file")));
    replacement.commit();
    EXPECT_THAT(names_in(scratch.path()), ElementsAre("folder", "kept", "link"));
}

/// What an output has no bytes for is not to be there: the tags of a stack that has none any more.
TEST(CommittedFiles, are_left_over_when_the_stack_has_no_such_output_any_more) {
    const Scratch scratch;
    std::vector<Compiled> made(1);
    made[0].stack = "post";
    made[0].stage = "dev";
    made[0].files = {{"post/dev/template.yml", "new"}, {"post/dev/stack-tags.json", ""}};
    std::filesystem::create_directories(scratch.path() / "post/dev");

    const auto without = committed_files(made, scratch.path());
    EXPECT_FALSE(without[0].is_current());
    EXPECT_TRUE(without[1].is_current());
    EXPECT_FALSE(without[1].is_left_over());

    write(scratch.path() / "post/dev/template.yml", "new");
    write(scratch.path() / "post/dev/stack-tags.json", "[]");
    const auto with = committed_files(made, scratch.path());
    EXPECT_TRUE(with[0].is_current());
    EXPECT_FALSE(with[0].is_left_over());
    EXPECT_FALSE(with[1].is_current());
    EXPECT_TRUE(with[1].is_left_over());
}

}  // namespace
}  // namespace bobgen
