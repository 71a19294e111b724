#include <bob/handler.h>
#include <gtest/gtest.h>

TEST(QuotePrice, LeavesOutEveryTenthPiece) {
    const bob::Value answer = bob::parse_json(bob::linked_handler().invoke(R"({"pieces": 10, "cents_each": 100})"));
    EXPECT_EQ(answer["cents"].text(), "900");
}
