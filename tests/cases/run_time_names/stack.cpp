/// Declarations made in loops, from names that are known only when bobgen runs, pointing at each other.
#include <bob/bob.h>

namespace run_time_names {

using bob::runtime;

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = runtime("generated-" + std::to_string(2))};
    for (const std::string city : {"Berlin", "Lagos"}) {
        bob::Queue queue{.name = runtime(city)};
        bob::Table<> table{.name = runtime(city + ".Players"),
                           .partition_key = bob::attribute("id"),
                           .stream = bob::StreamViewType::new_image};
        bob::Function function{
            .name = runtime("play-in-" + city),
            .http_api = {{bob::GET, runtime("/" + city + "/{id}")}},
            .stream = {{.table = table}},
            .sqs = {{.queue = queue}},
            .statements = {{.actions = {runtime("sqs:SendMessage")}, .resources = {arn(queue)}}},
            .environment = {{runtime("QUEUE_OF_" + city), ref(queue)}},
        };
        function.uses.push_back(bob::Use(bob::Access::read, bob::Kind::table, table.name.text));
        made.add({queue, table, function});
        made.add(bob::Output{.name = runtime(city + "Queue"), .value = arn(queue), .export_name = runtime(city)});
    }
    return made;
}

}  // namespace run_time_names
