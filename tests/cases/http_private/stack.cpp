/// Routes of an HTTP API to servers: behind a load balancer of a VPC, by a service of Cloud Map, and on the internet.
#include <bob/bob.h>
#include <bob/http.h>

namespace http_private {

using bob::ANY;
using bob::GET;
using bob::POST;

static constexpr bob::Parameter subnets{.name = "Subnet", .type = "AWS::EC2::Subnet::Id"};
static constexpr bob::Parameter group{.name = "Group", .type = "AWS::EC2::SecurityGroup::Id"};
static constexpr bob::Parameter listener{.name = "Listener", .type = "String"};

static constexpr bob::VpcLink inside{
    .name = "inside",
    .subnet_ids = {ref(subnets), "subnet-0123456789abcdef0"},
    .security_group_ids = {ref(group)},
    .tags = {{"team", "shop"}},
};
static constexpr bob::HttpIntegration versioned{.request_parameters = {{"overwrite:path", "/v2/$request.path.rest"}}};
static constexpr bob::HttpRoute shop{
    .name = "shop",
    .http_api = {.method = ANY, .path = "/shop/{rest+}", .authorizer = bob::iam, .integration = versioned},
    .uri = ref(listener),
    .vpc_link = inside,
    .tls_server_name = "shop.example.org",
};
static constexpr bob::HttpRoute stock{
    .name = "stock",
    .http_api = {.method = GET, .path = "/stock", .authorizer = bob::iam},
    .uri = "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-0123456789abcdef",
    .service_method = POST,
    .vpc_link = inside,
};
static constexpr bob::HttpRoute weather{
    .name = "weather",
    .http_api = {.method = GET, .path = "/weather/{town}", .authorizer = bob::anyone},
    .uri = "https://weather.example.org/towns/{town}",
};
static constexpr bob::Function orders{.name = "orders", .http_api = {{GET, "/orders", bob::iam}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .description = "A shop behind one API",
            .resources = {subnets, group, listener, inside, shop, stock, weather, orders}};
}

}  // namespace http_private
