#include <bob/bob.h>
#include <bob/rest.h>
#include <bob/type.h>

// Every part of a contract, in a REST API.
namespace contract_rest {

using bob::type;

enum class Size : unsigned char { small, large };
struct Part {
    std::string name;
    std::vector<Part> parts;
    std::map<std::string, std::int16_t> counts;
};
struct NewOrder {
    std::string product;
    std::optional<std::string> note;
    std::set<std::string> labels;
    std::vector<std::string> codes;
    Size size = Size::small;
    std::optional<Size> spare;
    double price = 0;
    std::uint8_t count = 1;
    bob::Timestamp due;
    bob::EpochSeconds until;
    bob::Number exact;
    std::vector<std::byte> picture;
    Part part;
};
struct Order {
    std::string id;
    std::optional<std::string> note;
    bool open = true;
};
template <class Item>
struct PageOf {
    std::vector<Item> items;
};
struct Wanted {
    int limit = 20;
    Size size = Size::large;
    bool open = false;
    double above = 1.5;
    std::string sort = "id";
    std::optional<std::string> after;
    std::vector<std::string> tag;
};
struct OrderPath {
    std::string id;
};
struct OrderHeaders {
    std::string Idempotency_Key;
};
struct Login {
    std::string name;
    std::string password;
};

struct Error {
    std::string reason;
};

namespace other {
struct Order {
    std::int64_t number = 0;
};
}  // namespace other

}  // namespace contract_rest

template <>
inline constexpr auto bob::field_rules<contract_rest::NewOrder> =
    bob::rules(bob::rule<&contract_rest::NewOrder::product>(bob::is::not_blank, bob::is::of_length(1, 80),
                                                            bob::is::documented("What is ordered: \"<b>\" & 'more'"),
                                                            bob::is::example(R"("Chess set")")),
               bob::rule<&contract_rest::NewOrder::note>(bob::is::of_length(0, 200)),
               bob::rule<&contract_rest::NewOrder::codes>(bob::is::unique, bob::is::of_length(0, 3),
                                                          bob::is::each(bob::is::of_length(2, 8))),
               bob::rule<&contract_rest::NewOrder::price>(bob::is::between(0.5, 999.5)),
               bob::rule<&contract_rest::NewOrder::count>(bob::is::between(1, 12), bob::is::example("2")),
               bob::rule<&contract_rest::NewOrder::size>(bob::is::documented("Of the board."), bob::is::deprecated));
template <>
inline constexpr auto bob::field_rules<contract_rest::OrderPath> =
    bob::rules(bob::rule<&contract_rest::OrderPath::id>(bob::is::uuid, bob::is::documented("The order's.")));
template <>
inline constexpr auto bob::field_rules<contract_rest::Wanted> =
    bob::rules(bob::rule<&contract_rest::Wanted::limit>(bob::is::between(1, 100)),
               bob::rule<&contract_rest::Wanted::sort>(bob::is::one_of("id", "due")));
template <>
inline constexpr auto bob::field_rules<contract_rest::Login> =
    bob::rules(bob::rule<&contract_rest::Login::name>(bob::is::email));

namespace contract_rest {

static constexpr bob::Operation add_order{
    .summary = "Orders something",
    .description = "It is paid later.\nNothing is sent before.",
    .tags = {"Orders"},
    .headers = type<OrderHeaders>,
    .body = type<NewOrder>,
    .answers = {{201, type<Order>, "The order"}, {202, type<Error>, "Accepted for later"}},
    .errors = {{503, "try_again_later", "The shop is closed."},
               {409, "sold_out", "This is sold out."},
               {402, "not_paid", "The last order is not paid."}},
};
static constexpr bob::Operation read_order{
    .tags = {"Orders", "Reading"},
    .path = type<OrderPath>,
    .answers = {{200, type<Order>, "The order"}, {200, type<other::Order>, "An order of the old shop"}},
    .errors = {{404, "no_such_order", "There is no such order."}},
};
static constexpr bob::Operation list_orders{
    .query = type<Wanted>,
    .answers = {{200, type<PageOf<Order>>, "Some of them"}},
    .deprecated = true,
};
static constexpr bob::Operation sign_in{.form = type<Login>, .answers = {{204, {}, "Signed in"}}};

static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer members{
    .name = "members", .function = check, .identity_sources = {"method.request.header.X-Member"}};

static constexpr bob::Function orders{
    .name = "orders",
    .http = {{.method = bob::POST, .path = "/orders", .authorizer = members, .operation = add_order},
             {.method = bob::GET, .path = "/orders", .api_key_required = true, .operation = list_orders},
             {.method = bob::GET, .path = "/orders/{id}", .authorizer = bob::iam, .operation = read_order},
             {.method = bob::POST, .path = "/session", .authorizer = bob::anyone, .operation = sign_in}}};
static constexpr bob::Function files{
    .name = "files",
    .http = {{.method = bob::ANY, .path = "/files/{rest+}"}, {.method = bob::GET, .path = "/files/{rest+}"}}};

static constexpr bob::ApiKey partner{.name = "partner"};
static constexpr bob::UsagePlan plan{.name = "plan", .keys = {partner}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop", .resources = {check, members, orders, files, partner, plan}};
}

}  // namespace contract_rest
