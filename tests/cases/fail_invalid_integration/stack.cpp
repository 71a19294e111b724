/// Integrations that are made at run time, when the compiler can't tell what is wrong with them.
#include <bob/bob.h>

namespace fail_invalid_integration {

using bob::GET, bob::Integration, bob::Method;

bob::Stack stack(const bob::Stage&) {
    static Integration none, both, late, strange, twice, elsewhere, header, same, of_stage;
    const bob::IntegrationResponse failed{.status_code = 500, .selection_pattern = "(\\n|.)+"};
    none = {.responses = {{.status_code = 400, .selection_pattern = ".*bad.*"}}};
    both = {.responses = {{.status_code = 200}, {.status_code = 201}, failed}};
    late = {.timeout = std::chrono::milliseconds(49), .responses = {{.status_code = 200}, failed}};
    strange = {.responses = {{.status_code = 20}}};
    twice = {.responses = {{.status_code = 200}, {.status_code = 200, .selection_pattern = ".+"}}};
    elsewhere = {.request_parameters = {{"X-Shop", "'books'"}}, .responses = {{.status_code = 200}, failed}};
    header = {.responses = {{.status_code = 200, .response_parameters = {{"X-Shop", "'books'"}}}, failed}};
    same = {.request_templates = {{"text/plain", "{}"}, {"text/plain", "[]"}},
            .responses = {{.status_code = 200}, failed}};
    of_stage = {.responses = {{.status_code = bob::Config<int>{"status"}}}};
    bob::Function shop{.name = "shop", .runtime = bob::Runtime::nodejs24, .handler = "shop.handler"};
    const auto add = [&](const char* path, const Integration& one) {
        shop.http.push_back({.method = GET, .path = bob::runtime(path), .integration = one});
    };
    add("/none", none);
    add("/both", both);
    add("/late", late);
    add("/strange", strange);
    add("/twice", twice);
    add("/elsewhere", elsewhere);
    add("/header", header);
    add("/same", same);
    add("/stage", of_stage);
    return {.name = "shop", .resources = {shop}};
}

}  // namespace fail_invalid_integration
