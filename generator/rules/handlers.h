/// What `bobgen build` checks in handlers: their sources, the programs built from them, and what those programs do.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule missing_handler{
    .id = "missing-handler",
    .severity = Severity::error,
    .summary = "a function has no handler source",
    .why = "the templates refer to one archive for each function, and without a source no archive can be built",
    .example = R"(Function{.name = "bookSlot"}  // and no file handlers/book_slot.cpp in the stack's folder)",
    .better = R"(// handlers/book_slot.cpp
static const bob::Lambda lambda = bob::handles<book_slot>(handle);)",
    .source = "bob, docs/build.md"};

inline constexpr Rule shared_handler{
    .id = "shared-handler",
    .severity = Severity::error,
    .summary = "two functions have the same handler source",
    .why = "a program handles one function: it has the routes, tables and permissions of that function",
    .example = R"(Function{.name = "getUser"}, Function{.name = "get-user"}  // both are handlers/get_user.cpp)",
    .better = R"(Function{.name = "getUser"}, Function{.name = "findUser"})",
    .source = "bob, docs/build.md"};

inline constexpr Rule architecture_differs{
    .id = "architecture-differs",
    .severity = Severity::error,
    .summary = "a function has a different architecture in another stage",
    .why = "a function has one archive, and its program runs on one architecture only",
    .example = R"(.functions = {.architecture = stage.is("prod") ? Architecture::arm64 : Architecture::x86_64})",
    .better = R"(.functions = {.architecture = Architecture::arm64})",
    .source = "bob, docs/build.md"};

inline constexpr Rule program_cannot_start{
    .id = "program-cannot-start",
    .severity = Severity::error,
    .summary = "a handler's program cannot run on its function's runtime",
    .why = "Lambda would answer every request with a runtime error, before the handler is called",
    .example =
        R"(set_target_properties(shop-place_order PROPERTIES LINK_OPTIONS "")  // now linked against Debian's newer glibc)",
    .better = R"(# let bob_add_handlers set the link options)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-provided.html"};

inline constexpr Rule program_too_large{
    .id = "program-too-large",
    .severity = Severity::error,
    .summary = "a handler's program is larger than Lambda allows",
    .why = "Lambda rejects code whose files total more than 262,144,000 bytes, layers included",
    .example = R"(static constexpr unsigned char model[300'000'000] = {…};)",
    .better = R"(// read it from S3 when the function starts)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"};

inline constexpr Rule archive_too_large{
    .id = "archive-too-large",
    .severity = Severity::warning,
    .summary = "an archive is too large to upload to Lambda directly",
    .why = "Lambda accepts at most 50 MB in a request; a larger archive must be uploaded to S3 first",
    .example = R"(static constexpr unsigned char model[100'000'000] = {…};)",
    .better = R"(// read it from S3 when the function starts)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"};

inline constexpr Rule unused_grant{
    .id = "unused-grant",
    .severity = Severity::warning,
    .summary = "a function is granted access that its handler never uses",
    .why = "an unused permission has no benefit and can be misused",
    .example = R"(.uses = {reads<orders>, deletes<orders>}  // and the handler erases nothing)",
    .better = R"(.uses = {reads<orders>})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"};

inline constexpr Rule use_without_grant{
    .id = "use-without-grant",
    .severity = Severity::error,
    .summary = "a handler does something that its function is not granted",
    .why = "DynamoDB, SQS or SNS would reject the call at run time with AccessDeniedException",
    .example = R"(context.table("Orders").put(order);  // and .uses = {reads<orders>})",
    .better = R"(.uses = {reads<orders>, writes<orders>})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"};

inline constexpr const Rule* handlers[] = {&missing_handler,      &shared_handler,    &architecture_differs,
                                           &program_cannot_start, &program_too_large, &archive_too_large,
                                           &unused_grant,         &use_without_grant};

}  // namespace bobgen::rules
