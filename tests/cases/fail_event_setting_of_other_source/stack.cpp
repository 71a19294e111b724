#include <bob/bob.h>

namespace fail_event_setting_of_other_source {

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function send{.name = "send", .sqs = {{.queue = mail}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "post",
            .resources = {mail, send,
                          bob::RawResource{.name = "Mapping",
                                           .type = "AWS::Lambda::EventSourceMapping",
                                           .properties = {{"EventSourceArn", arn(mail)},
                                                          {"FunctionName", ref(send)},
                                                          {"StartingPosition", "LATEST"},
                                                          {"BisectBatchOnFunctionError", true}}}}};
}

}  // namespace fail_event_setting_of_other_source
