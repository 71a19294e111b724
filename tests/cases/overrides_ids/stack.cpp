/// New logical ids: every reference follows, in both outputs, and two may change places.
#include <bob/bob.h>

namespace overrides_ids {

using bob::Override;

struct Order {
    std::string id;
};
static constexpr bob::Table<Order> orders{
    .name = "Orders", .partition_key = bob::key<&Order::id>, .stream = bob::StreamViewType::new_image};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function place_order{
    .name = "placeOrder",
    .stream = {{.table = orders}},
    .uses = {bob::reads<orders>, bob::sends<mail>},
};
static constexpr bob::Function send_mail{.name = "sendMail"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {orders, mail, place_order, send_mail,
                      bob::RawResource{
                          .name = "Alarm",
                          .type = "AWS::CloudWatch::Alarm",
                          .properties = {{"AlarmName", bob::sub("${OrdersTable}-${AWS::Region}")},
                                         {"ComparisonOperator", "GreaterThanThreshold"},
                                         {"EvaluationPeriods", 1},
                                         {"Namespace", "AWS/SQS"},
                                         {"MetricName", "ApproximateNumberOfMessagesVisible"},
                                         {"Period", 60},
                                         {"Statistic", "Sum"},
                                         {"Threshold", 10},
                                         {"Dimensions",
                                          bob::Array{bob::Object{{"Name", "QueueName"},
                                                                 {"Value", bob::attribute(mail, "QueueName")}}}}},
                          .depends_on = {"PlaceOrderRole"}},
                      bob::Output{.name = "Table", .value = bob::ref(orders)},
                      bob::Output{.name = "Role", .value = bob::attribute("PlaceOrderRole", "Arn")},
                      Override{.of = orders, .logical_id = "OldOrders"}, Override{.of = mail, .logical_id = "Mails"},
                      Override{.of = "Alarm", .logical_id = "TooMuchMail"},
                      Override{.of = role_of(place_order), .logical_id = "SendMailRole"},
                      Override{.of = role_of(send_mail), .logical_id = "PlaceOrderRole"}},
    };
}

}  // namespace overrides_ids
