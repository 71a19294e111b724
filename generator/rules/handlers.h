/// What `bobgen build` finds about handlers: their sources, the programs they become, and what those do.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule missing_handler{
    .id = "missing-handler",
    .severity = Severity::error,
    .summary = "a function has no handler source",
    .why = "the templates point at an archive for every function, and without a source there is none",
    .example = R"(Function{.name = "bookSlot"}  // and no file handlers/book_slot.cpp in the stack's folder)",
    .better = R"(// handlers/book_slot.cpp
static const bob::Lambda lambda = bob::handles<book_slot>(handle);)",
    .source = "bob, docs/build.md"};

inline constexpr Rule shared_handler{
    .id = "shared-handler",
    .severity = Severity::error,
    .summary = "two functions have the same handler source",
    .why = "a program is the handler of one function: it has that one's routes, tables and permissions",
    .example = R"(Function{.name = "getUser"}, Function{.name = "get-user"}  // both are handlers/get_user.cpp)",
    .better = R"(Function{.name = "getUser"}, Function{.name = "findUser"})",
    .source = "bob, docs/build.md"};

inline constexpr Rule architecture_differs{
    .id = "architecture-differs",
    .severity = Severity::error,
    .summary = "a function has another processor in another stage",
    .why = "a function has one archive, and its program runs on one kind of processor",
    .example = R"(.functions = {.architecture = stage.is("prod") ? Architecture::arm64 : Architecture::x86_64})",
    .better = R"(.functions = {.architecture = Architecture::arm64})",
    .source = "bob, docs/build.md"};

inline constexpr Rule program_cannot_start{
    .id = "program-cannot-start",
    .severity = Severity::error,
    .summary = "a handler's program does not run on its function's runtime",
    .why = "Lambda would answer every request with an error of the runtime, before the handler is reached",
    .example = R"(set_target_properties(shop-place_order PROPERTIES LINK_OPTIONS "")  // and Debian's glibc is newer)",
    .better = R"(# leave the options of linking to bob_add_handlers)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-provided.html"};

inline constexpr Rule program_too_large{
    .id = "program-too-large",
    .severity = Severity::error,
    .summary = "a handler's program is larger than Lambda takes",
    .why = "Lambda refuses code whose files have more than 262,144,000 bytes in all, the layers included",
    .example = R"(static constexpr unsigned char model[300'000'000] = {…};)",
    .better = R"(// read it from S3 when the function starts)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"};

inline constexpr Rule archive_too_large{
    .id = "archive-too-large",
    .severity = Severity::warning,
    .summary = "an archive is too large to be handed to Lambda directly",
    .why = "Lambda takes at most 50 MB in a request; a larger archive only gets there by way of S3",
    .example = R"(static constexpr unsigned char model[100'000'000] = {…};)",
    .better = R"(// read it from S3 when the function starts)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"};

inline constexpr Rule unused_grant{
    .id = "unused-grant",
    .severity = Severity::warning,
    .summary = "a function is granted what its handler never does",
    .why = "a permission that nobody uses is only there to be misused",
    .example = R"(.uses = {reads<orders>, deletes<orders>}  // and the handler erases nothing)",
    .better = R"(.uses = {reads<orders>})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"};

inline constexpr Rule use_without_grant{
    .id = "use-without-grant",
    .severity = Severity::error,
    .summary = "a handler does what its function is not granted",
    .why = "DynamoDB, SQS or SNS would refuse it when it runs, with AccessDeniedException",
    .example = R"(context.table("Orders").put(order);  // and .uses = {reads<orders>})",
    .better = R"(.uses = {reads<orders>, writes<orders>})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"};

inline constexpr const Rule* handlers[] = {&missing_handler,      &shared_handler,    &architecture_differs,
                                           &program_cannot_start, &program_too_large, &archive_too_large,
                                           &unused_grant,         &use_without_grant};

}  // namespace bobgen::rules
