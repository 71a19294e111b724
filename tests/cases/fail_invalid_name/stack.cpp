#include <bob/bob.h>

namespace fail_invalid_name {

using bob::runtime;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> table{.name = runtime("ab"),
                       .logical_id = runtime("of-2025"),
                       .partition_key = bob::attribute("id"),
                       .global_indexes = {{.name = runtime("by date"), .partition_key = bob::attribute("date")}}};
    return {
        .name = runtime("my shop"),
        .resources =
            {
                table,
                bob::Function{.name = runtime("worker/1")},
                bob::Queue{.name = runtime("0mail")},
                bob::Topic{.name = runtime("")},
                bob::Bucket{.name = runtime("files!"), .logical_id = runtime("Files_")},
                bob::UserPool{.name = runtime("Spieler ü")},
                bob::RawResource{.name = runtime("event_bus"), .type = "AWS::SNS::Topic"},
                bob::Output{.name = runtime("out-put"), .value = "1"},
                bob::Parameter{.name = runtime("para meter")},
                bob::Condition{.name = runtime("con.dition"), .equals = {"a", "a"}},
            },
    };
}

}  // namespace fail_invalid_name
