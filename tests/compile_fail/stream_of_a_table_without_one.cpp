// error: the table has no stream: set its `stream`
#include <bob/handler.h>

struct Move {
    std::string game;
};
constexpr bob::Table<Move> silent{.name = "Silent", .partition_key = bob::key<&Move::game>};
constexpr bob::Table<Move> moves{
    .name = "Moves", .partition_key = bob::key<&Move::game>, .stream = bob::StreamViewType::new_image};

#ifdef BAD
std::size_t count(const bob::DynamoRecords<silent>& records) { return records.size(); }
#else
std::size_t count(const bob::DynamoRecords<moves>& records) { return records.size(); }
#endif
