/// What a template asks for, decides by, and tells.
#include <bob/bob.h>

namespace parameters_conditions_outputs {

using bob::Condition;
using bob::Output;
using bob::Parameter;
using bob::ref;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue spare{.name = "spare", .condition = "IsProduction"};
static constexpr bob::Queue both{.name = "both", .condition = "IsBigProduction"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "decisions",
        .description = "Parameters, conditions, outputs",
        .resources =
            {
                Parameter{.name = "Size", .type = "Number", .description = "How big", .default_value = 3},
                Parameter{.name = "Kind", .default_value = "test", .allowed_values = {"test", "production"}},
                Parameter{.name = "Subnets", .type = "CommaDelimitedList", .default_value = "a,b"},
                Parameter{.name = "Image", .type = "AWS::SSM::Parameter::Value<String>", .default_value = "/image"},
                Parameter{.name = "Word", .allowed_pattern = "^[a-z]{3,}$", .no_echo = true},
                Condition{.name = "IsProduction", .equals = {ref("Kind"), "production"}},
                Condition{.name = "IsSmall", .not_equals = {ref("Size"), "9"}},
                Condition{.name = "IsBig", .negates = "IsSmall"},
                Condition{.name = "IsBigProduction", .all_of = {"IsBig", "IsProduction"}},
                Condition{.name = "IsEither", .any_of = {"IsBig", "IsProduction", "IsSmall"}},
                mail,
                spare,
                both,
                Output{.name = "MailUrl",
                       .value = ref(mail),
                       .description = "Where to send mail",
                       .export_name = bob::sub("${AWS::StackName}-mail")},
                Output{.name = "MailArn", .value = arn(mail), .export_name = "decisions-mail-arn"},
                Output{.name = "SpareUrl", .value = ref(spare), .condition = "IsProduction"},
                Output{.name = "Constant", .value = "012"},
                Output{.name = "Number", .value = 12},
                Output{.name = "Imported", .value = bob::import_value("network-vpc")},
                Output{.name = "Subnet", .value = bob::sub("${Subnets} of ${AWS::Region}")},
                Output{.name = "Secret", .value = ref("Word")},
            },
    };
}

}  // namespace parameters_conditions_outputs
