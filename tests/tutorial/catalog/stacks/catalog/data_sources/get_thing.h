/// The table `things`, as `getThing` uses it.
#pragma once

#include <bob/runtime/context.h>

#include "functions.h"
#include "use_cases/get_thing.h"

namespace catalog::data_sources {

class GetThingSource : public use_cases::GetThingSource {
public:
    explicit GetThingSource(const bob::Context<get_thing>& context) : context_(context) {}

    std::optional<Thing> find(const std::string& id) const override { return context_.table<things>().get(id); }

private:
    const bob::Context<get_thing>& context_;
};

}  // namespace catalog::data_sources
