/// The template as JSON, which is written on demand.
#include <bob/bob.h>

namespace json_output {

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function send{
    .name = "send", .uses = {bob::sends<mail>}, .environment = {{"QUOTES", "\"' \\ \n \t é \u2028"}, {"NINE", 9}}};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, send}}; }

}  // namespace json_output
