/// The table `things`, as `putThing` uses it.
#pragma once

#include <bob/runtime/context.h>

#include "functions.h"
#include "use_cases/put_thing.h"

namespace catalog::data_sources {

class PutThingSource : public use_cases::PutThingSource {
public:
    explicit PutThingSource(const bob::Context<put_thing>& context) : context_(context) {}

    Thing put(const Thing& item) override { return context_.table<things>().put(item); }

private:
    const bob::Context<put_thing>& context_;
};

}  // namespace catalog::data_sources
