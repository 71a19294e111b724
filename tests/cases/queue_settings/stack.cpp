/// Queues and topics with every setting.
#include <bob/bob.h>

namespace queue_settings {

using namespace bob::literals;

static constexpr bob::Queue failed{.name = "failed", .message_retention = 1209600s};
static constexpr bob::Queue failed_in_order{.name = "failedInOrder", .queue_name = "failed.fifo", .fifo = true};
static constexpr bob::Queue work{
    .name = "work",
    .logical_id = "WorkOfTheDay",
    .queue_name = bob::sub("${AWS::StackName}-work"),
    .visibility_timeout = 12h,
    .message_retention = 12h,
    .delay = 15min,
    .receive_wait = 20s,
    .dead_letters = {failed, 1000},
    .kms_key = "alias/aws/sqs",
    .tags = {{"kind", "work"}},
};
static constexpr bob::Queue in_order{
    .name = "inOrder",
    .fifo = true,
    .content_based_deduplication = true,
    .visibility_timeout = 0s,
    .dead_letters = {.queue = failed_in_order},
};

static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Topic everything{
    .name = "everything",
    .logical_id = "AllTopics",
    .topic_name = "everything.fifo",
    .display_name = "Everything",
    .fifo = true,
    .content_based_deduplication = true,
    .kms_key = "alias/aws/sns",
    .tags = {{"kind", "news"}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "messages",
            .tags = {{"team", "post"}},
            .resources = {failed, failed_in_order, work, in_order, news, everything}};
}

}  // namespace queue_settings
