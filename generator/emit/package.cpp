#include "generator/emit/artifact.h"
#include "generator/emit/backend.h"

namespace bobgen {

std::string artifact_path(const Model& model, const FunctionModel& function) {
    return "../../../build/artifacts/" + model.stack_name + "/" + function.key + ".zip";
}

std::string manifest_path(const Model& model) {
    return "../../../build/artifacts/" + model.stack_name + "/manifest.json";
}

std::unordered_set<std::string> code_hashes(const Model& model) {
    std::unordered_set<std::string> made;
    for (const FunctionModel& one : model.functions)
        if (!one.version_id.empty()) made.insert(naming::code_hash_of(one.key));
    return made;
}

bool is_artifact_parameter(std::string_view name) { return name == "ArtifactBucket" || name == "ArtifactPrefix"; }

/// The template before its code has a bucket: `aws cloudformation package` uploads each file that a function's `Code`
/// names, and writes where it put it.
/// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
Template package_template(const Valid& valid) {
    Template made = valid.tree();
    std::erase_if(made.parameters, [](const TemplateParameter& one) { return is_artifact_parameter(one.name); });
    for (const FunctionModel& function : valid.model().functions)
        for (TemplateResource& one : made.resources)
            if (one.type == "AWS::Lambda::Function" && one.maker.kind == bob::Kind::function &&
                one.maker.name == function.key)
                for (Member& property : one.properties.map())
                    if (property.name == "Code") property.value = artifact_path(valid.model(), function);
    return made;
}

}  // namespace bobgen
