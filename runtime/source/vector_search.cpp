#include "bob/runtime/vector_search.h"

#include <cstdlib>

#include "account.h"
#include "attribute_value.h"
#include "dynamodb.h"

std::string& bob::runtime::account_id() {
    static std::string id;
    return id;
}

namespace bob::detail {

using namespace bob::runtime;

void check_vector(const VectorSearch& search, int dimensions) {
    if (dimensions != 0 && search.vector.size() != static_cast<std::size_t>(dimensions))
        throw BadRequest("The vector has another length than the index.",
                         {{"vector", "wrong_length", "It has " + std::to_string(dimensions) + " numbers."}},
                         "invalid_fields");
}

void and_also(VectorSearch& search, const Formula& formula, Binding binding) {
    if (search.condition.empty()) {
        search.condition = formula;
        search.binding = binding;
        return;
    }
    search.condition =
        joined(std::move(search.condition), search.binding, " AND ", formula, binding, Binding::conjunction);
    search.binding = Binding::conjunction;
}

FoundByVector search_vectors(const VectorSearch& search) {
    Value request = Value::map();
    request.append("TableName", Value::string(table_name(*search.table)));
    request.append("IndexName", Value::string(search.index));
    Value vector = Value::list();
    for (const Value& one : search.vector) vector.push_back(to_attribute_value(one));
    request.append("SearchVector", std::move(vector));
    request.append("TopK", Value::number(static_cast<std::uint64_t>(search.most)));
    Expressions expressions(*search.table);
    if (!search.condition.empty())
        request.append("SearchConditionExpression", Value::string(expressions.text(search.condition)));
    if (!search.attributes.empty())
        request.append("ProjectionExpression", Value::string(expressions.list(search.attributes)));
    expressions.add_to(request);

    AwsCall wanted{.service = "dynamodb", .target = "DynamoDB_20120810.SearchVectors", .body = to_json(request)};
    wanted.deadline = search.deadline;
    // Searches have an endpoint of their own, which names the account
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html).
    std::string base = endpoint_override("dynamodb");
    if (base.empty()) {
        if (account_id().empty()) throw Failure("DynamoDB.NoAccount", "Lambda did not say whose function this is.");
        base = "https://" + account_id() + ".search-ddb" +
               endpoint("dynamodb").substr(std::string("https://dynamodb").size());
    }
    wanted.url = base + "/";
    Value answer;
    try {
        answer = call(wanted);
    } catch (const AwsFailure& failure) {
        throw_typed(failure);
    }
    FoundByVector found;
    if (Value* results = answer.find("SearchResults"))
        for (Value& one : results->elements()) {
            found.scores.push_back(std::strtod(std::string(one["Score"].text()).c_str(), nullptr));
            Value* item = one.find("Item");
            found.items.push_back(item ? item_value(std::move(*item)) : Value::map());
        }
    return found;
}

}  // namespace bob::detail
