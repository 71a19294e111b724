#include <bob/bob.h>
#include <vector>

struct Article {
    std::string id;
    std::string shop;
    std::vector<double> meaning;
};
using bob::key;

#ifdef BAD
constexpr bob::Table<Article> articles{.name = "Articles",
                                       .partition_key = key<&Article::id>,
                                       .vector_indexes = {{.name = "ByMeaning",
                                                           .vector = key<&Article::meaning>,
                                                           .dimensions = 4,
                                                           .partition_key = key<&Article::shop>,
                                                           .filters = {key<&Article::shop>}}}};
#else
constexpr bob::Table<Article> articles{.name = "Articles",
                                       .partition_key = key<&Article::id>,
                                       .vector_indexes = {{.name = "ByMeaning",
                                                           .vector = key<&Article::meaning>,
                                                           .dimensions = 4,
                                                           .partition_key = key<&Article::shop>}}};
#endif
