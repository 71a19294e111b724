/// What an environment variable may be, and which of several of the same name wins.
#include <bob/bob.h>

namespace function_environment {

using bob::Config;
using bob::key;
using bob::reads;
using bob::writes;

struct Item {
    std::string id;
};

static constexpr bob::Table<Item> items{.name = "Items", .partition_key = key<&Item::id>};
static constexpr bob::Table<Item> old_items{
    .name = "old-items.archive", .logical_id = "ItemsOf2025", .partition_key = key<&Item::id>};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Config<std::string> region{"region"};
static constexpr bob::Config<int> days{"limits.days"};
static constexpr bob::Config<bool> strict{"limits.strict"};
static constexpr bob::Config<std::string> digits{"limits.digits"};

static constexpr bob::Function show{
    .name = "show",
    .uses = {reads<items>, writes<items>, reads<old_items>},
    .environment =
        {
            {"TEXT", "plain"},
            {"EMPTY", ""},
            {"NUMBER", 42},
            {"FLAG", false},
            {"REGION_NAME", region},
            {"DAYS", days},
            {"STRICT", strict},
            {"DIGITS", digits},
            {"TABLE_ARN", arn(items)},
            {"TOPIC", ref(news)},
            {"TOPIC_ARN", arn(news)},
            {"TOPIC_NAME", attribute(news, "TopicName")},
            {"URL", bob::sub("https://${AWS::Region}.example.org/${!literal}")},
            {"SHARED", bob::import_value("network-vpc")},
            {"SHOUTED", "by the function"},
            {"OLD_ITEMS_ARCHIVE_TABLE", "somewhere else"},
        },
};

bob::Stack stack(const bob::Stage& stage) {
    return {
        .name = "catalogue",
        .functions = {.environment = {{"SHOUTED", "by the stack"}, {"STAGE", bob::runtime(std::string(stage.name()))}}},
        .resources = {items, old_items, news, show},
    };
}

}  // namespace function_environment
