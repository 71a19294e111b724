/// Any event is a batch of each kind or a `Failure`, and so is what is asked of its records.
#include <cstdint>
#include <string_view>

#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "bob/runtime/records.h"
#include "bob/runtime/triggers.h"

namespace {

using namespace bob;

struct Move {
    std::string game;
    int move = 0;
    std::set<Bytes> pictures;
    std::map<std::string, std::vector<Number>> more;
};
constexpr Table<Move> moves{
    .name = "Moves",
    .partition_key = key<&Move::game>.named("gameId"),
    .sort_key = key<&Move::move>,
    .stream = StreamViewType::new_and_old_images,
};

/// `use` asks the event for everything that it has.
template <class Event, class Use>
void with(const Value& event, Use use) {
    try {
        use(Event(event));
    } catch (const Failure&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    set_log_level(LogLevel::fatal);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Value event;
    try {
        event = parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
    } catch (const JsonError&) {
        return 0;
    }
    with<QueueRecords<Move>>(event, [](const auto& records) {
        for_each_record(records, [](const auto& record) {
            record.receive_count();
            record.sent_at();
            record.attribute("tenant");
            record.body();
        });
    });
    with<DynamoRecords<moves>>(event, [](const auto& records) {
        for (const auto& record : records) {
            try {
                record.changed_at();
                record.new_image();
                record.old_image();
                record.template key<&Move::game>();
            } catch (const Failure&) {
            }
            record.expired();
        }
    });
    with<KinesisRecords<Move>>(event, [](const auto& records) {
        for_each_record(records, [](const auto& record) {
            record.arrived_at();
            record.body();
        });
    });
    with<TopicRecords<Move>>(event, [](const auto& records) {
        for (const auto& record : records) {
            record.attribute("tenant");
            record.sent_at();
            record.body();
        }
    });
    with<BucketRecords>(event, [](const auto& records) {
        for (const auto& record : records) {
            record.key();
            record.size();
            record.happened_at();
        }
    });
    with<BusEvent<Move>>(event, [](const auto& one) {
        one.resources();
        one.happened_at();
        one.detail();
    });
    with<PreSignUp>(event, [](const auto& one) { one.answer({.auto_confirm = true}); });
    with<PostConfirmation>(event, [](const auto& one) { one.unchanged(); });
    with<PreTokenGeneration>(event, [](const auto& one) {
        one.groups();
        one.answer({.id_token = {.suppress = {"email"}}});
    });
    with<DefineAuthChallenge>(event, [](const auto& one) {
        one.rounds();
        one.ask();
    });
    return 0;
}
