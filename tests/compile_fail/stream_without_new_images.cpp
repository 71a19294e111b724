// error: the table's stream has no new images: set its `stream` to new_image or new_and_old_images
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
    .stream = bob::StreamViewType::old_image,
};
#ifdef BAD
auto text_of(const bob::DynamoRecord<moves>& record) { return record.new_image()->text; }
#else
auto text_of(const bob::DynamoRecord<moves>& record) { return record.old_image()->text; }
#endif
