// A grant to search by vectors becomes the action on exactly that index.
#include <bob/bob.h>

#include <vector>

namespace table_searches {

struct Article {
    std::string id;
    std::vector<double> meaning;
};

static constexpr bob::Table<Article> articles{
    .name = "Articles",
    .partition_key = bob::key<&Article::id>,
    .vector_indexes = {{.name = "ByMeaning", .vector = bob::key<&Article::meaning>, .dimensions = 4}},
};

static constexpr bob::Function find{.name = "find", .uses = {bob::searches<articles, "ByMeaning">}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {articles, find}}; }

}  // namespace table_searches
