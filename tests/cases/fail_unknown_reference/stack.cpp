#include <bob/bob.h>

namespace fail_unknown_reference {

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, bob::Output{.name = "Url", .value = bob::ref("MailQueu")},
                          bob::Output{.name = "Arn", .value = bob::attribute("Nothing", "Arn")},
                          bob::Output{.name = "Text", .value = bob::sub("${MailQueue.Arn} of ${AWS::Regio}")},
                          bob::RawResource{.name = "Bus",
                                           .type = "AWS::Events::EventBus",
                                           .properties = {{"Name", "orders"}},
                                           .depends_on = {"MailQueues"}}}};
}

}  // namespace fail_unknown_reference
