// error: the vector index does not hold every member that is read: say only<…> or as<…>
#include <array>
#include <string>
#include <vector>

#include "bob/handler.h"

struct Article {
    std::string id;
    std::string shop;
    int year = 0;
    std::vector<double> meaning;
};
inline constexpr bob::Table<Article> articles{
    .name = "Articles",
    .partition_key = bob::key<&Article::id>,
    .vector_indexes = {{.name = "ByMeaning",
                        .vector = bob::key<&Article::meaning>,
                        .dimensions = 2,
                        .partition_key = bob::key<&Article::shop>,
                        .filters = {bob::key<&Article::year>},
                        .projection = bob::ProjectionType::keys_only},
                       {.name = "Anywhere", .vector = bob::key<&Article::meaning>, .dimensions = 2}},
};
inline constexpr bob::Function find{
    .name = "find", .uses = {bob::searches<articles, "ByMeaning">, bob::searches<articles, "Anywhere">}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::searches<articles, "Anywhere">}};
using bob::field;

void handle(bob::Context<find>& context) {
    const auto search =
        context.table<articles>().search<"ByMeaning">(std::array{1.0, 0.0}, 3).in(field<&Article::shop> == "north");
#ifdef BAD
    search.results();
#else
    search.only<&Article::year>().results();
#endif
}
