/// The parts of an endpoint in three layers that differ between the methods. Placeholders as in `Layers::blanks`.
#pragma once

#include <string_view>

namespace bobgen::scaffold {

struct LayerTexts {
    std::string_view method;
    std::string_view grant;            ///< "reads"
    bool has_body;                     ///< the request has the item
    std::string_view handler;          ///< the body of `handle`
    std::string_view interface_part;   ///< what the use case needs, as a pure virtual member
    std::string_view data_source;      ///< the DynamoDB version of that member
    std::string_view promise;          ///< comment above the use case
    std::string_view declaration;      ///< of the use case
    std::string_view definition;       ///< its body, in braces
    std::string_view test;             ///< the in-memory version of that member, and the tests
    std::string_view header_includes;  ///< of the use case
    bool throws;                       ///< the use case
    std::string_view test_includes;    ///< of the standard library
};

inline constexpr LayerTexts get_texts{
    .method = "GET",
    .grant = "reads",
    .has_body = false,
    .handler = R"(    data_sources::@type@Source source(context);
    const auto found = use_cases::@function@(source, @path_values@);
    return bob::Response::json(found);
)",
    .interface_part = R"(    virtual std::optional<@item@> find(@parameters@) const = 0;
)",
    .data_source =
        R"(    std::optional<@item@> find(@parameters@) const override {| return context_.table<@table@>().get(@key@); |}
)",
    .promise = "/// Throws bob::NotFound when no item has this key.\n",
    .declaration = "@item@ @function@(const @type@Source& source, @parameters@)",
    .definition = R"({
    std::optional<@item@> found = source.find(@arguments@);
    if (!found) throw bob::NotFound();
    return *std::move(found);
})",
    .test = R"(/// One item, in memory.
class Memory : public @type@Source {
public:
    std::optional<@item@> find(@parameters@) const override {
        if (@other_key@) |> return std::nullopt;
        return item_;
    }

private:
    @item@ item_ = with_key(@present@);
};

TEST(@type@, FindsWhatIsThere) {| EXPECT_EQ(@function@(Memory(), @present@).@last_key@, @last_present@); |}

TEST(@type@, ReportsWhatIsNotThere) {| EXPECT_THROW(@function@(Memory(), @absent@), bob::NotFound); |}
)",
    .header_includes = "#include <optional>\n#include <string>\n",
    .throws = true,
    .test_includes = "",
};

inline constexpr LayerTexts put_texts{
    .method = "PUT",
    .grant = "writes",
    .has_body = true,
    .handler = R"(    const auto item = request.json<@item@>();
@compare_keys@    data_sources::@type@Source source(context);
    return bob::Response::json(use_cases::@function@(source, item));
)",
    .interface_part = R"(    /// Returns the item as it is stored.
    virtual @item@ put(const @item@& item) = 0;
)",
    .data_source = R"(    @item@ put(const @item@& item) override {| return context_.table<@table@>().put(item); |}
)",
    .promise = "/// Returns the item as it is stored.\n",
    .declaration = "@item@ @function@(@type@Source& source, const @item@& item)",
    .definition = "{| return source.put(item); |}",
    .test = R"(/// Items, in memory.
class Memory : public @type@Source {
public:
    std::vector<@item@> items;
    @item@ put(const @item@& item) override {| return items.emplace_back(item); |}
};

TEST(@type@, StoresTheItem) {
    Memory memory;
    EXPECT_EQ(@function@(memory, with_key(@present@)).@last_key@, @last_present@);
    EXPECT_EQ(memory.items.size(), 1U);
}
)",
    .header_includes = "",
    .throws = false,
    .test_includes = "#include <vector>\n",
};

inline constexpr LayerTexts post_texts{
    .method = "POST",
    .grant = "writes",
    .has_body = true,
    .handler = R"(    const auto item = request.json<@item@>();
@compare_keys@    data_sources::@type@Source source(context);
    return bob::Response::json(201, use_cases::@function@(source, item));
)",
    .interface_part = R"(    /// False when an item with this key already exists; it stays unchanged.
    virtual bool create(const @item@& item) = 0;
)",
    .data_source = R"(    bool create(const @item@& item) override {
        try {
            context_.table<@table@>().create(item);
            return true;
        } catch (const bob::AlreadyExists&) {
            return false;
        }
    }
)",
    .promise = "/// Throws bob::Conflict when an item with this key already exists.\n",
    .declaration = "@item@ @function@(@type@Source& source, const @item@& item)",
    .definition = R"({
    if (!source.create(item)) throw bob::Conflict("An item with this key already exists.", "already_exists");
    return item;
})",
    .test = R"(/// Items, in memory.
class Memory : public @type@Source {
public:
    std::vector<@item@> items;
    bool create(const @item@& item) override {
        if (!items.empty()) return false;
        items.push_back(item);
        return true;
    }
};

TEST(@type@, StoresTheItem) {
    Memory memory;
    EXPECT_EQ(@function@(memory, with_key(@present@)).@last_key@, @last_present@);
    EXPECT_EQ(memory.items.size(), 1U);
}

TEST(@type@, LeavesWhatIsThere) {
    Memory memory;
    memory.items = {with_key(@present@)};
    EXPECT_THROW(@function@(memory, with_key(@present@)), bob::Conflict);
}
)",
    .header_includes = "",
    .throws = true,
    .test_includes = "#include <vector>\n",
};

inline constexpr LayerTexts delete_texts{
    .method = "DELETE",
    .grant = "deletes",
    .has_body = false,
    .handler = R"(    data_sources::@type@Source source(context);
    use_cases::@function@(source, @path_values@);
    return bob::Response::no_content();
)",
    .interface_part = R"(    /// False when no item has this key.
    virtual bool erase(@parameters@) = 0;
)",
    .data_source = R"(    bool erase(@parameters@) override {
        try {
            context_.table<@table@>().erase(@key@, bob::field<&@item@::@last_key@>.exists());
            return true;
        } catch (const bob::ConditionFailed&) {
            return false;
        }
    }
)",
    .promise = "/// Throws bob::NotFound when no item has this key.\n",
    .declaration = "void @function@(@type@Source& source, @parameters@)",
    .definition = R"({
    if (!source.erase(@arguments@)) |> throw bob::NotFound();
})",
    .test = R"(/// One item, in memory.
class Memory : public @type@Source {
public:
    std::optional<@item@> item = with_key(@present@);
    bool erase(@parameters@) override {
        if (@other_key_than_held@) |> return false;
        item.reset();
        return true;
    }
};

TEST(@type@, ErasesWhatIsThere) {
    Memory memory;
    @function@(memory, @present@);
    EXPECT_FALSE(memory.item);
}

TEST(@type@, ReportsWhatIsNotThere) {
    Memory memory;
    EXPECT_THROW(@function@(memory, @absent@), bob::NotFound);
    EXPECT_TRUE(memory.item);
}
)",
    .header_includes = "#include <string>\n",
    .throws = true,
    .test_includes = "#include <optional>\n",
};

inline constexpr const LayerTexts* layer_texts[] = {&get_texts, &put_texts, &post_texts, &delete_texts};

}  // namespace bobgen::scaffold
