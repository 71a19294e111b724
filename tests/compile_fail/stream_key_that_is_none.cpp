// error: a stream's record has the members of the table's key; others are in its images
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
    .stream = bob::StreamViewType::keys_only,
};
#ifdef BAD
auto text_of(const bob::DynamoRecord<moves>& record) { return record.key<&Move::text>(); }
#else
auto number_of(const bob::DynamoRecord<moves>& record) { return record.key<&Move::number>(); }
#endif
