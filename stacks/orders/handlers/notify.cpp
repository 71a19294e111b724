#include <bob/handler.h>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::field;

static void handle(const bob::TopicRecords<News>& records, bob::Context<notify>& context) {
    const auto table = context.table<listeners>();
    for (const auto& record : records) {
        const News news = record.body();
        for (const Listener& one : table.query<"ByCustomer">(field<&Listener::customer> == news.customer)) {
            if (context.connections<live>().post(one.connection, news) == bob::Delivery::gone)
                table.erase(one.connection);
        }
    }
}

static const bob::Lambda lambda = bob::handles<notify>(handle);

}  // namespace orders
