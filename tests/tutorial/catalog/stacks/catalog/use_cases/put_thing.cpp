#include "use_cases/put_thing.h"

namespace catalog::use_cases {

Thing put_thing(PutThingSource& source, const Thing& item) { return source.put(item); }

}  // namespace catalog::use_cases
