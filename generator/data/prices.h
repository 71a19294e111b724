/// What AWS asks in us-east-1, on demand, before taxes and without the free tier: of the first tier where a price falls
/// with the amount.
#pragma once

#include <string_view>

namespace bobgen::prices {

/// The day on which the prices were looked up.
inline constexpr std::string_view date = "2026-12-02";
inline constexpr std::string_view region = "us-east-1";

struct Price {
    std::string_view service;
    std::string_view unit;  ///< "requests"
    double dollars;
    double per;  ///< so many units
    std::string_view source;
};

inline constexpr std::string_view lambda_page = "https://aws.amazon.com/lambda/pricing/";
inline constexpr std::string_view api_page = "https://aws.amazon.com/api-gateway/pricing/";
inline constexpr std::string_view table_page = "https://aws.amazon.com/dynamodb/pricing/on-demand/";
inline constexpr std::string_view logs_page = "https://aws.amazon.com/cloudwatch/pricing/";

inline constexpr Price lambda_requests{"Lambda", "runs", 0.20, 1e6, lambda_page};
inline constexpr Price lambda_arm{"Lambda, arm64", "GB-seconds", 0.0000133334, 1, lambda_page};
inline constexpr Price lambda_x86{"Lambda, x86_64", "GB-seconds", 0.0000166667, 1, lambda_page};
inline constexpr Price http_api{"API Gateway, HTTP API", "requests", 1.00, 1e6, api_page};
inline constexpr Price rest_api{"API Gateway, REST API", "requests", 3.50, 1e6, api_page};
inline constexpr Price websocket_api{"API Gateway, WebSocket API", "messages", 1.00, 1e6, api_page};
inline constexpr Price table_reads{"DynamoDB", "read request units", 0.125, 1e6, table_page};
inline constexpr Price table_writes{"DynamoDB", "write request units", 0.625, 1e6, table_page};
inline constexpr Price table_storage{"DynamoDB", "GB stored", 0.25, 1, table_page};
inline constexpr Price logs_written{"CloudWatch Logs", "GB written", 0.50, 1, logs_page};

}  // namespace bobgen::prices
