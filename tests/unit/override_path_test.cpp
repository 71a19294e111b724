#include "generator/lower/override_path.h"

#include <gmock/gmock.h>

namespace bobgen {
namespace {

Path path_of(std::string_view text) {
    Path made;
    const auto fault = parse_path(text, made);
    EXPECT_FALSE(fault) << text << " " << fault->message;
    return made;
}

TEST(OverridePath, IsSpeltInOneWay) {
    for (const std::string_view text : {"A", "A.B", "A[0]", "A[0].B", "A[0][12]", "A['b.c']", "A['b.c'].D", "A.0"})
        EXPECT_EQ(spelt(path_of(text)), text);
    EXPECT_EQ(spelt(path_of("A['b']")), "A.b");
}

TEST(OverridePath, RefusesWhatIsNoPath) {
    for (const std::string_view text : {"", ".", "A.", ".A", "A..B", "A[", "A[]", "A[x]", "A[-1]", "A[0", "[0]",
                                        "A[0]B", "A['b'", "A['']", "A[99999999999999999999999]"}) {
        Path made;
        EXPECT_TRUE(parse_path(text, made)) << text;
    }
}

TEST(OverridePath, IsAtOrInsideOfAnother) {
    EXPECT_TRUE(is_at_or_inside(path_of("A.B"), path_of("A")));
    EXPECT_TRUE(is_at_or_inside(path_of("A[0].B"), path_of("A.0")));
    EXPECT_FALSE(is_at_or_inside(path_of("A"), path_of("A.B")));
    EXPECT_FALSE(is_at_or_inside(path_of("AB"), path_of("A")));
}

/// What is left of {L: [{N: 1}, 2], M: {}, T: text, 0: zero} after a change.
class OverridePathIn : public ::testing::Test {
protected:
    Value root_ = map({{"L", list({map({{"N", 1}}), 2})}, {"M", Map{}}, {"T", "text"}, {"0", "zero"}});

    std::string fault(const PathResult& from) { return from.fault ? from.fault->message : ""; }
    const Value* at(std::string_view path) { return value_at(root_, path_of(path)); }
};

TEST_F(OverridePathIn, SetsWhatIsThereAndMakesMapsOnTheWay) {
    EXPECT_EQ(set_at(root_, path_of("L[0].N"), 5, {}).effect, PathEffect::changed);
    EXPECT_EQ(*at("L[0].N"), Value(5));
    EXPECT_EQ(set_at(root_, path_of("L[0].N"), 5, {}).effect, PathEffect::none);
    EXPECT_EQ(set_at(root_, path_of("M.A.B"), "c", {"stack.cpp", 7, 1}).effect, PathEffect::changed);
    EXPECT_EQ(*at("M.A.B"), Value("c"));
    EXPECT_EQ(at("M.A")->place.line, 7u);
    EXPECT_EQ(set_at(root_, path_of("0"), "one", {}).effect, PathEffect::changed);
    EXPECT_EQ(*at("0"), Value("one"));
}

TEST_F(OverridePathIn, RefusesWhatIsNotThere) {
    const Value before = root_;
    for (const std::string_view text : {"L[2]", "L[2].N", "L.N", "L[1].N", "T.A", "M[0]", "New[0]", "New[0].A"})
        EXPECT_NE(fault(set_at(root_, path_of(text), 1, {})), "") << text;
    EXPECT_NE(fault(append_at(root_, path_of("T"), 1, {})), "");
    EXPECT_NE(fault(append_at(root_, path_of("M"), 1, {})), "");
    EXPECT_NE(fault(remove_at(root_, path_of("L[2]"), {})), "");
    EXPECT_EQ(root_, before) << "a path with a fault changes nothing";
}

TEST_F(OverridePathIn, DoesNotLeadIntoFunctions) {
    root_.set("F", ref("Queue"));
    EXPECT_THAT(fault(set_at(root_, path_of("F.A"), 1, {})), ::testing::HasSubstr("which is `Ref`"));
}

TEST_F(OverridePathIn, Removes) {
    EXPECT_EQ(remove_at(root_, path_of("L[0]"), {}).effect, PathEffect::changed);
    EXPECT_EQ(*at("L"), Value(List{2}));
    EXPECT_EQ(remove_at(root_, path_of("T"), {}).effect, PathEffect::changed);
    EXPECT_FALSE(at("T"));
    EXPECT_EQ(remove_at(root_, path_of("T"), {}).effect, PathEffect::none);
    EXPECT_EQ(remove_at(root_, path_of("New.A"), {}).effect, PathEffect::none);
    EXPECT_FALSE(at("New")) << "nothing is made on the way";
}

TEST_F(OverridePathIn, Appends) {
    EXPECT_EQ(append_at(root_, path_of("L"), 3, {}).effect, PathEffect::changed);
    EXPECT_EQ(append_at(root_, path_of("L"), list({4, 5}), {}).effect, PathEffect::changed);
    EXPECT_EQ(at("L")->list().size(), 5u);
    EXPECT_EQ(append_at(root_, path_of("M.New"), "a", {}).effect, PathEffect::changed);
    EXPECT_EQ(*at("M.New"), Value(List{"a"}));
    EXPECT_EQ(append_at(root_, path_of("L"), List{}, {}).effect, PathEffect::none);
}

}  // namespace
}  // namespace bobgen
