/// Overrides with the paths and values of the types in `bob::aws`.
#include <bob/aws/iam.h>
#include <bob/aws/lambda.h>
#include <bob/aws/logs.h>
#include <bob/bob.h>

namespace overrides_typed {

namespace iam = bob::aws::iam;
namespace lambda = bob::aws::lambda;
namespace logs = bob::aws::logs;
using bob::aws::path;
using bob::aws::property;

static constexpr bob::Function place_order{
    .name = "placeOrder", .description = "orders", .tracing = bob::Tracing::active};
static constexpr bob::Function send_mail{.name = "sendMail", .description = "sends mail"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {
                place_order,
                send_mail,
                bob::Override{
                    .of = place_order,
                    .set = {property(&lambda::Function::LoggingConfig,
                                     {{.ApplicationLogLevel = "WARN", .LogFormat = "JSON"}}),
                            property(&lambda::Function::EphemeralStorage, {{.Size = 1024}}),
                            {"RecursiveLoop", "Allow"},
                            {path(&lambda::Function::TracingConfig, &lambda::FunctionTracingConfig::Mode),
                             "PassThrough"}},
                    .remove = {path(&lambda::Function::Description)},
                    .append = {property(&lambda::Function::Layers,
                                        {"arn:aws:lambda:eu-central-1:123456789012:layer:fonts:3"})},
                },
                bob::Override{
                    .of = role_of(place_order),
                    .set = {property(&iam::Role::MaxSessionDuration, 7200)},
                    .append = {property(&iam::Role::ManagedPolicyArns,
                                        {"arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"})},
                },
                bob::Every{.of = bob::Kind::function,
                           .type = "AWS::Logs::LogGroup",
                           .set = {property(&logs::LogGroup::LogGroupClass, "INFREQUENT_ACCESS")}},
            },
    };
}

}  // namespace overrides_typed
