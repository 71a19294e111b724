/// A policy of ours would take the place of one that the stack has already: where there is a raw one, it is left alone.
#include <bob/bob.h>

namespace tls_only {

static constexpr bob::Queue with_raw_policy{.name = "withRawPolicy"};
static constexpr bob::Queue asked{.name = "asked", .tls_only = true};
static constexpr bob::Topic topic{.name = "topic", .tls_only = true};
static constexpr bob::Bucket open{.name = "open", .tls_only = false};
static constexpr bob::Bucket shut{.name = "shut"};

bob::Stack stack(const bob::Stage&) {
    const bob::Object statement{
        {"Effect", "Allow"},
        {"Principal", bob::Object{{"Service", "events.amazonaws.com"}}},
        {"Action", "sqs:SendMessage"},
        {"Resource", arn(with_raw_policy)},
        {"Condition", bob::Object{{"StringEquals", bob::Object{{"aws:SourceAccount", bob::ref("AWS::AccountId")}}}}}};
    return {.name = "shop",
            .resources = {with_raw_policy, asked, topic, open, shut,
                          bob::RawResource{
                              .name = "RawPolicy",
                              .type = "AWS::SQS::QueuePolicy",
                              .properties = {{"Queues", bob::Array{ref(with_raw_policy)}},
                                             {"PolicyDocument", bob::Object{{"Version", "2012-10-17"},
                                                                            {"Statement", bob::Array{statement}}}}}}}};
}

}  // namespace tls_only
