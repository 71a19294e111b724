// error: no matching function
#include <bob/aws/sns.h>
#include <bob/bob.h>

/// A kind of the project's own: its members are not AWS's properties.
struct Alerts {
    static constexpr bob::Kind kind = bob::Kind::resource;
    static constexpr const bob::aws::Type& aws = bob::aws::sns::Topic::aws;
    bob::LogicalId name;
    bob::aws::Text description;
    bob::aws::sns::Topic resource() const { return {.name = name, .DisplayName = description}; }
};

#ifdef BAD
inline const bob::Text one = bob::aws::path(&Alerts::description);
#else
inline const bob::Text one = bob::aws::path(&bob::aws::sns::Topic::DisplayName);
#endif
