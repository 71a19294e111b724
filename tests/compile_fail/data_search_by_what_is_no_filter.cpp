// error: a search narrows down by the filters of its vector index only
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
    const auto search = context.table<articles>().search<"ByMeaning">(std::array{1.0, 0.0}, 3);
#ifdef BAD
    search.where(field<&Article::id> == "a");
#else
    search.where(field<&Article::year> == 2026);
#endif
}
