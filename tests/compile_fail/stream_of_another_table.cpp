// error: the function's `stream` does not name the table that these records come from
#include <bob/handler.h>

struct Move {
    std::string game;
    int number = 0;
    std::string text;
};
constexpr bob::Table<Move> moves{
    .name = "Moves",
    .partition_key = bob::key<&Move::game>,
    .sort_key = bob::key<&Move::number>,
    .stream = bob::StreamViewType::new_image,
};
constexpr bob::Table<Move> others{
    .name = "Others",
    .partition_key = bob::key<&Move::game>,
    .stream = bob::StreamViewType::new_image,
};
constexpr bob::Function watch_moves{.name = "watchMoves", .stream = {{.table = moves}}};

#ifdef BAD
void watch(const bob::DynamoRecords<others>&) {}
#else
void watch(const bob::DynamoRecords<moves>&) {}
#endif
static const bob::Lambda lambda = bob::handles<watch_moves>(watch);
