#include "generator/declared.h"

#include "generator/model.h"

namespace bobgen {

std::vector<DeclaredFunction> declared_functions(const Model& model) {
    std::vector<DeclaredFunction> made;
    for (const FunctionModel& from : model.functions) {
        DeclaredFunction& one = made.emplace_back();
        one.stack = model.stack_name;
        one.name = from.key;
        one.runtime = from.declared->image ? "a container image" : from.runtime.text();
        one.architecture = from.architecture.text();
        one.place = from.place;
        one.architecture_place = from.architecture.place.or_else(from.place);
        for (const bob::Use& use : from.declared->uses)
            if (use.access != bob::Access::allow)  // a handler does it with means of its own, which leave no mark
                one.uses.push_back({use.access, std::string(use.target), std::string(use.index), use.place});
    }
    return made;
}

}  // namespace bobgen
