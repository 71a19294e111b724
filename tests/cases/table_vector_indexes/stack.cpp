/// Searches by vectors, in a part of the table and in all of it.
#include <bob/bob.h>

#include <vector>

namespace table_vector_indexes {

using bob::key;

struct Article {
    std::string id;
    std::string shop;
    std::string language;
    int year;
    std::vector<double> meaning;
};

static constexpr bob::Table<Article> articles{
    .name = "Articles",
    .partition_key = key<&Article::id>,
    .vector_indexes = {{.name = "ByMeaning",
                        .vector = key<&Article::meaning>,
                        .dimensions = 1024,
                        .partition_key = key<&Article::shop>,
                        .filters = {key<&Article::language>, key<&Article::year>},
                        .projection = bob::ProjectionType::keys_only},
                       {.name = "ByMeaningAnywhere",
                        .vector = key<&Article::meaning>,
                        .dimensions = 1024,
                        .distance = bob::DistanceFunction::dot_product}},
};

static constexpr bob::Function find{
    .name = "find",
    .statements = {{.actions = {"dynamodb:SearchVectors"},
                    .resources = {bob::sub("${ArticlesTable.Arn}/index/ByMeaning")}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {articles, find}}; }

}  // namespace table_vector_indexes
