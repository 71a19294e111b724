/// Where the stock is: an Aurora cluster that grows and shrinks by itself. network.h has what surrounds it.
#pragma once

#include <bob/aws/rds.h>

namespace orders {

namespace rds = bob::aws::rds;

inline constexpr bob::Config<int> least_capacity{"stock.min_capacity"};
inline constexpr bob::Config<int> most_capacity{"stock.max_capacity"};

/// RDS makes the password, keeps it in Secrets Manager and changes it each week: no person and no template knows it.
inline const rds::DBCluster stock{
    .name = "Stock",
    .BackupRetentionPeriod = 7,
    .DBSubnetGroupName = bob::ref("StockSubnets"),
    .DatabaseName = "stock",
    .DeletionProtection = true,
    .EnableHttpEndpoint = true,
    .Engine = "aurora-postgresql",
    .EngineVersion = "16.6",
    .ManageMasterUserPassword = true,
    .MasterUsername = "keeper",
    .ServerlessV2ScalingConfiguration = {{.MaxCapacity = most_capacity, .MinCapacity = least_capacity}},
    .StorageEncrypted = true,
    .VpcSecurityGroupIds = {bob::attribute("StockGroup", "GroupId")},
    .deletion_policy = bob::DeletionPolicy::snapshot,
    .update_replace_policy = bob::DeletionPolicy::snapshot,
};

}  // namespace orders
