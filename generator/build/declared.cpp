#include "generator/build/declared.h"

#include "generator/model.h"

namespace bobgen {

std::vector<DeclaredFunction> declared_functions(const Model& model) {
    std::vector<DeclaredFunction> made;
    for (const FunctionModel& from : model.functions) {
        DeclaredFunction& one = made.emplace_back();
        one.stack = model.stack_name;
        one.name = from.key;
        one.runtime = from.runtime.text();
        one.architecture = from.architecture.text();
        one.place = from.place;
        one.architecture_place = from.architecture.place.or_else(from.place);
        for (const bob::Use& use : from.declared->uses)
            one.uses.push_back({use.access, std::string(use.target), std::string(use.index), use.place});
    }
    return made;
}

std::string written(const DeclaredUse& use) {
    const auto word = [&] {
        switch (use.access) {
            case bob::Access::read:
                return "reads";
            case bob::Access::write:
                return "writes";
            case bob::Access::remove:
                return "deletes";
            case bob::Access::query:
                return "queries";
            case bob::Access::check:
                return "checks";
            case bob::Access::batch_write:
                return "batch_writes";
            case bob::Access::scan:
                return "scans";
            case bob::Access::partiql_read:
                return "partiql_reads";
            case bob::Access::partiql_write:
                return "partiql_writes";
            case bob::Access::send:
                return "sends";
            case bob::Access::publish:
                return "publishes";
        }
        return "";
    };
    return std::string(word()) + "<" + use.target + (use.index.empty() ? "" : ", \"" + use.index + "\"") + ">";
}

}  // namespace bobgen
