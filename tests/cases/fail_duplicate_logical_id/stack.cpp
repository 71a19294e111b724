#include <bob/bob.h>

namespace fail_duplicate_logical_id {

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue post{.name = "post", .logical_id = "MailQueue"};
static constexpr bob::Queue of_letters{.name = "of-letters"};
static constexpr bob::Queue ofletters{.name = "OfLetters"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, post, of_letters, ofletters, bob::Parameter{.name = "MailQueue"},
                          bob::RawResource{.name = "OfLettersQueue", .type = "AWS::SQS::Queue"}}};
}

}  // namespace fail_duplicate_logical_id
