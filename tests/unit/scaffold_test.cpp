#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "check/declared/model.h"
#include "scaffold/fault.h"
#include "scaffold/fill.h"
#include "scaffold/names.h"
#include "scaffold/scaffold.h"
#include "scaffold/source_text.h"

namespace bobgen::scaffold {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string fault_of(const auto& action) {
    try {
        action();
    } catch (const Fault& fault) {
        return fault.what();
    }
    return "no fault";
}

TEST(CodeOf, BlanksCommentsAndLiterals) {
    EXPECT_EQ(code_of("a // { b\nc"), "a       \nc");
    EXPECT_EQ(code_of("a /* {\n } */ b"), "a     \n      b");
    EXPECT_EQ(code_of(R"(f("}\"{", '{', x))"), R"(f("    ", ' ', x))");
    EXPECT_EQ(code_of("R\"x(})\"})x\" {"), "R\"        \" {");
    EXPECT_EQ(code_of("1'000 { 2'000"), "1'000 { 2'000");
    EXPECT_EQ(code_of("\"not ended"), "\"         ");
}

TEST(WithDeclaration, StandsLastInItsNamespace) {
    EXPECT_EQ(with_declaration("namespace a {\n\nint x;\n\n}  // namespace a\n", "a", "int y;"),
              "namespace a {\n\nint x;\n\nint y;\n\n}  // namespace a\n");
    EXPECT_EQ(with_declaration("namespace a {}\n", "a", "int y;"), "namespace a {\n\nint y;\n\n}\n");
}

TEST(WithDeclaration, TakesTheLastOfSeveralAndNoOther) {
    EXPECT_EQ(with_declaration("namespace a {\n}\nnamespace b {\n}\nnamespace a {\nint x;\n}\nnamespace ab {\n}\n", "a",
                               "int y;"),
              "namespace a {\n}\nnamespace b {\n}\nnamespace a {\nint x;\n\nint y;\n\n}\nnamespace ab {\n}\n");
}

TEST(WithDeclaration, IsNotMisledByBracesInTexts) {
    EXPECT_EQ(with_declaration("namespace a {\nconst char* x = \"}\";  // }\n}\n", "a", "int y;"),
              "namespace a {\nconst char* x = \"}\";  // }\n\nint y;\n\n}\n");
}

TEST(WithDeclaration, GivesUpWhereItSeesNoEnd) {
    EXPECT_EQ(with_declaration("namespace a {\n", "a", "int y;"), std::nullopt);
    EXPECT_EQ(with_declaration("// namespace a {}\n", "a", "int y;"), std::nullopt);
    EXPECT_EQ(with_declaration("namespace a::b {}\n", "a", "int y;"), std::nullopt);
}

TEST(WithResource, GoesBehindTheLast) {
    EXPECT_EQ(with_resource("    .resources = {a, b},\n", "c"), "    .resources = {a, b, c},\n");
    EXPECT_EQ(with_resource("return {.name = \"x\", .resources = {}};", "c"),
              "return {.name = \"x\", .resources = {c}};");
    EXPECT_EQ(with_resource("  .resources =\n    {\n      a,  // the first\n    },\n", "c"),
              "  .resources =\n    {\n      a,  // the first\n      c,\n    },\n");
    EXPECT_EQ(with_resource("  .resources = {a,\n                b}\n", "c"),
              "  .resources = {a,\n                b, c}\n");
}

TEST(WithResource, HasALineEachWhereOneIsTooLong) {
    const std::string name(56, 'n');
    EXPECT_EQ(
        with_resource("  .resources = {" + name + ", f{1, 2}},\n", name),
        "  .resources =\n      {\n          " + name + ",\n          f{1, 2},\n          " + name + ",\n      },\n");
    EXPECT_EQ(with_resource("  .resources = {},\n", "c"), "  .resources =\n      {\n          c,\n      },\n");
}

TEST(WithResource, GivesUpWhereThereIsNotOneList) {
    EXPECT_EQ(with_resource("made.add(a);", "c"), std::nullopt);
    EXPECT_EQ(with_resource(".resources = {a} .resources = {b}", "c"), std::nullopt);
    EXPECT_EQ(with_resource(".resources = list()", "c"), std::nullopt);
    EXPECT_EQ(with_resource("// .resources = {}", "c"), std::nullopt);
    EXPECT_EQ(with_resource(".resources = {a", "c"), std::nullopt);
}

TEST(WithStack, AddsToTheOneList) {
    EXPECT_EQ(with_stack("set(stacks stacks/a)\n", "stacks/b"), "set(stacks stacks/a stacks/b)\n");
    EXPECT_EQ(with_stack("set(x y)\nset(bob_stacks\n  stacks/a # set(stacks)\n  stacks/c)\n", "stacks/b"),
              "set(x y)\nset(bob_stacks\n  stacks/a # set(stacks)\n  stacks/c\n  stacks/b)\n");
    EXPECT_EQ(with_stack("bob_add_generator(bobgen STACKS stacks/a)\n", "stacks/b"), std::nullopt);
    EXPECT_EQ(with_stack("set(stacks a)\nset(stacks b)\n", "stacks/b"), std::nullopt);
}

TEST(TablesIn, KnowsKeysAndMembers) {
    const auto tables = tables_in(R"(
struct Slot {
    std::string owner, other;  ///< a name
    std::int64_t number = 0;
    std::vector<std::pair<int, int>> pairs{{1, 2}};
};
inline constexpr bob::Table<Slot> slots{
    .name = "Slots",
    .partition_key = key<&Slot::owner>,
    .global_indexes = {{.name = "By", .partition_key = key<&Slot::other>, .sort_key = key<&Slot::other>}},
    .sort_key = bob::key<&Slot::number>.named("n"),
};
)");
    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].variable, "slots");
    EXPECT_EQ(tables[0].item, "Slot");
    EXPECT_THAT(tables[0].keys, ElementsAre("owner", "number"));
    std::vector<std::string> members;
    for (const MemberText& one : tables[0].members) members.push_back(one.type + " " + one.name);
    EXPECT_THAT(members, ElementsAre("std::string owner", "std::string other", "std::int64_t number",
                                     "std::vector<std::pair<int, int>> pairs"));
}

TEST(Names, ArePossibleInBothWorlds) {
    EXPECT_NO_THROW(require_stack_name("my-shop2"));
    EXPECT_NO_THROW(require_function_name("getURLOfUser"));
    EXPECT_THAT(fault_of([] { require_stack_name("my_shop"); }), HasSubstr("letters, digits and dashes"));
    EXPECT_THAT(fault_of([] { require_stack_name("2shop"); }), HasSubstr("start with a letter"));
    EXPECT_THAT(fault_of([] { require_stack_name(std::string(129, 'a')); }), HasSubstr("is not a valid stack name"));
    for (const char* name : {"new", "std", "bob", "a--b"})
        EXPECT_THAT(fault_of([&] { require_stack_name(name); }), HasSubstr("C++ namespace")) << name;
    EXPECT_THAT(fault_of([] { require_function_name("get.thing"); }), HasSubstr("1 to 64 letters"));
    EXPECT_THAT(fault_of([] { require_function_name(""); }), HasSubstr("1 to 64 letters"));
    EXPECT_THAT(fault_of([] { require_function_name("delete"); }), HasSubstr("`delete`"));
    EXPECT_THAT(fault_of([] { require_function_name("1st"); }), HasSubstr("`1st`"));
    EXPECT_EQ(type_name_of("get_thing_2"), "GetThing2");
    EXPECT_THAT(path_variables("/a/{b}/{c.d+}"), ElementsAre("b", "c.d"));
}

TEST(LaidOut, BreaksWhatIsTooLong) {
    EXPECT_EQ(laid_out("  int f() {| return 1; |}\n"), "  int f() { return 1; }\n");
    EXPECT_EQ(laid_out("  if (x) |> return;\n"), "  if (x) return;\n");
    const std::string head = "  int " + std::string(106, 'f') + "()";
    EXPECT_EQ(laid_out(head + " {| return 1; |}\n"), head + " {\n      return 1;\n  }\n");
    EXPECT_EQ(laid_out(head + " |> return 1;\n"), head + "\n      return 1;\n");
}

TEST(Fill, KnowsEveryBlank) {
    EXPECT_EQ(fill("a @b@ c", {{"b", "@c@"}}), "a @c@ c");
    EXPECT_THROW(fill("@x@", {}), std::logic_error);
}

TEST(NewProject, NamesWhereBobIsOnlyWhereCMakeDoesNotFindIt) {
    const auto place_in = [](const std::vector<File>& files) {
        const auto found =
            std::find_if(files.begin(), files.end(), [](const File& one) { return one.path == "bob.cmake"; });
        return found == files.end() ? std::string() : found->text;
    };
    EXPECT_EQ(place_in(new_project("shop", "shop", "0.1.0", "")), "");
    EXPECT_NE(place_in(new_project("shop", "shop", "0.1.0", "/o pt/lib/cmake/bob"))
                  .find("\nset(bob_DIR [[/o pt/lib/cmake/bob]] CACHE PATH "),
              std::string::npos);
}

/// A project in memory, with one stack as created by `new_stack`.
class NewEndpoint : public testing::Test {
protected:
    NewEndpoint() {
        for (const File& one : new_project("shop", "shop", "0.1.0", "")) files_[one.path] = one.text;
        files_["stacks/shop/tables.h"] = R"(
namespace shop {
struct Thing {
    std::string id;
    bob::Timestamp at;
};
inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = key<&Thing::id>};
inline constexpr bob::Table<Thing> moments{.name = "Moments", .partition_key = key<&Thing::at>};
inline constexpr bob::Table<Other> others{.name = "Others", .partition_key = key<&Other::id>};
}
)";
    }

    std::vector<File> make(Endpoint endpoint) {
        endpoint.folder = "stacks/shop";
        auto made = new_endpoint(endpoint, [&](const std::string& path) -> std::optional<std::string> {
            const auto found = files_.find(path);
            if (found == files_.end()) return std::nullopt;
            return found->second;
        });
        for (const File& one : made) files_[one.path] = one.text;
        return made;
    }
    std::string fault(const Endpoint& endpoint) {
        return fault_of([&] { make(endpoint); });
    }

    std::map<std::string, std::string> files_;
};

TEST_F(NewEndpoint, DeclaresTheFunctionWhereItBelongs) {
    make({.name = "getThing", .path = "/things/{id}", .table = "things"});
    EXPECT_THAT(files_["stacks/shop/functions.h"], HasSubstr(R"(inline constexpr bob::Function get_thing{
    .name = "getThing",
    .http_api = {{bob::GET, "/things/{id}"}},
    .uses = {bob::reads<things>},
};

}  // namespace shop
)"));
    // The table, too, otherwise nothing would be deployed that is read.
    EXPECT_THAT(files_["stacks/shop/stack.cpp"], HasSubstr("things,\n                get_thing,\n"));
    make({.name = "listThings", .path = "/things", .authorizer = "things"});
    EXPECT_THAT(files_["stacks/shop/stack.cpp"], HasSubstr("get_thing,\n                list_things,\n"));
    EXPECT_THAT(files_["stacks/shop/functions.h"], HasSubstr(R"({{bob::GET, "/things", things}})"));
    EXPECT_THAT(files_["stacks/shop/tests/list_things.json"], HasSubstr("\"jwt\""));
}

TEST_F(NewEndpoint, FollowsTheKindOfApiThatIsThere) {
    make({.name = "one", .path = "/one", .api = "rest"});
    make({.name = "two", .path = "/two"});
    make({.name = "three", .path = "/three", .api = "http"});
    EXPECT_THAT(files_["stacks/shop/functions.h"], HasSubstr(R"(.http = {{bob::GET, "/two"}})"));
    EXPECT_THAT(files_["stacks/shop/functions.h"], HasSubstr(R"(.http_api = {{bob::GET, "/three"}})"));
    EXPECT_THAT(files_["stacks/shop/tests/two.json"], HasSubstr(R"("resource": "/two")"));
}

TEST_F(NewEndpoint, RefusesWhatWouldNotDo) {
    make({.name = "getThing", .path = "/things/{id}"});
    EXPECT_THAT(fault({.name = "get-thing", .path = "/x"}), HasSubstr("`get_thing` is already declared"));
    EXPECT_THAT(fault({.name = "things", .path = "/x"}), HasSubstr("`things` is already declared"));
    EXPECT_THAT(fault({.name = "other", .path = "/things/{id}"}), HasSubstr("`GET /things/{id}` is already declared"));
    EXPECT_THAT(fault({.name = "x", .path = "things"}), HasSubstr("does not start with a slash"));
    EXPECT_THAT(fault({.name = "x", .path = "/a~b", .api = "rest"}), HasSubstr("a REST API does not allow"));
    EXPECT_THAT(fault({.name = "x", .method = "GTE", .path = "/x"}), HasSubstr("did you mean `GET`?"));
    EXPECT_THAT(fault({.name = "x", .path = "/x", .authorizer = "signed_in"}), HasSubstr("no authorizer `signed_in`"));
}

TEST_F(NewEndpoint, RefusesTablesThatItCannotFollow) {
    EXPECT_THAT(fault({.name = "x", .path = "/x/{id}", .table = "thing"}), HasSubstr("did you mean `things`?"));
    EXPECT_THAT(fault({.name = "x", .path = "/x", .table = "things"}), HasSubstr("write `/x/{id}`"));
    EXPECT_THAT(fault({.name = "x", .method = "PATCH", .path = "/x/{id}", .table = "things"}),
                HasSubstr("GET, PUT, POST and DELETE"));
    EXPECT_THAT(fault({.name = "x", .path = "/x/{at}", .table = "moments"}), HasSubstr("is a `bob::Timestamp`"));
    EXPECT_THAT(fault({.name = "x", .path = "/x/{id}", .table = "others"}), HasSubstr("`struct Other`"));
}

TEST_F(NewEndpoint, RefusesSourcesThatItCannotRead) {
    std::string& stack = files_["stacks/shop/stack.cpp"];
    const std::string good = stack;
    stack = "bob::Stack stack(const bob::Stage&) { return made(); }";
    EXPECT_THAT(fault({.name = "x", .path = "/x"}), HasSubstr("no single list `.resources = {…}` to add `x` to"));
    stack = good;
    files_["stacks/shop/functions.h"] = "namespace other {}";
    EXPECT_THAT(fault({.name = "x", .path = "/x"}), HasSubstr("no `namespace shop {…}`"));
    files_.erase("stacks/shop/functions.h");
    EXPECT_THAT(fault({.name = "x", .path = "/x"}), HasSubstr("has no `functions.h`"));
}

}  // namespace
}  // namespace bobgen::scaffold
