// Searches a table by a vector, in one partition and everywhere.
#include <array>
#include <vector>

#include <bob/handler.h>

namespace {

using bob::field;
using bob::key;

struct Article {
    std::string id;
    std::string shop;
    std::string language;
    int year = 0;
    std::string title;
    std::vector<double> meaning;
};

constexpr bob::Table<Article> articles{
    .name = "Articles",
    .partition_key = key<&Article::id>,
    .vector_indexes = {{.name = "ByMeaning",
                        .vector = key<&Article::meaning>,
                        .dimensions = 3,
                        .partition_key = key<&Article::shop>,
                        .filters = {key<&Article::language>, key<&Article::year>},
                        .projection = bob::ProjectionType::keys_only},
                       {.name = "Anywhere",
                        .vector = key<&Article::meaning>,
                        .dimensions = 3,
                        .distance = bob::DistanceFunction::dot_product}},
};
constexpr bob::Function find{.name = "find",
                             .uses = {bob::searches<articles, "ByMeaning">, bob::searches<articles, "Anywhere">}};

struct Wanted {
    std::string how;
    std::vector<double> vector;
    int most = 2;
};
struct Hit {
    std::string id;
    std::string title;
    double score = 0;
};
struct Outcome {
    std::vector<Hit> hits = {};
    std::string failed = {};
    std::string message = {};
};

Outcome handle(const Wanted& wanted, bob::Context<find>& context) try {
    const auto table = context.table<articles>();
    Outcome made;
    if (wanted.how == "anywhere") {
        for (const auto& one : table.search<"Anywhere">(wanted.vector, static_cast<std::size_t>(wanted.most)).results())
            made.hits.push_back({one.item.id, one.item.title, one.score});
        return made;
    }
    const std::array<float, 3> vector{0.5F, -1.0F, 0.25F};
    for (const auto& one : table.search<"ByMeaning">(vector, 5)
                               .in(field<&Article::shop> == "north")
                               .where(field<&Article::language> == "pt" && field<&Article::year> > 2020)
                               .only<&Article::id, &Article::year>()
                               .results())
        made.hits.push_back({one.item.get<&Article::id>(), {}, one.score});
    return made;
} catch (const bob::Error& error) {
    return {.failed = error.code()};
} catch (const bob::Failure& failure) {
    return {.failed = failure.type(), .message = failure.message()};
}

const bob::Lambda lambda = bob::handles<find>(handle);

}  // namespace
