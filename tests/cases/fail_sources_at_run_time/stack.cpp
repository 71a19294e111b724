/// Events of brokers and load balancers that lack what Lambda needs, made while the stack's function runs.
#include <bob/bob.h>

namespace fail_sources_at_run_time {

bob::Stack stack(const bob::Stage&) {
    bob::Function read{.name = "read"};
    read.kafka.push_back({.cluster = "arn:aws:kafka:us-east-1:123456789012:cluster/shop/0-1"});
    read.mq.push_back({.queue = "orders"});
    read.document_db.push_back({.database = "shop"});
    read.alb.push_back({.listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/0/0"});
    return {.name = "shop", .resources = {read}};
}

}  // namespace fail_sources_at_run_time
