#include "generator/read/template.h"
#include "generator/rules/documents.h"

namespace bobgen {

std::optional<Template> template_of_serverless(Value document, const char* file, const Surroundings&, Report& report) {
    report.add({.rule = &rules::malformed_document,
                .message = "a serverless.yml can't be read yet",
                .primary = {document.place.or_else({file, 1, 1}), {}},
                .related = {},
                .fix = "give the CloudFormation template that `serverless package` writes"});
    return std::nullopt;
}

}  // namespace bobgen
