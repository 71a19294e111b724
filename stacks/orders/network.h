/// Where the stock is: an Aurora cluster in a VPC without a way to the internet, and the two doors through which the
/// one function there reaches AWS.
#pragma once

#include <bob/aws/ec2.h>

#include "database.h"

namespace orders {

namespace ec2 = bob::aws::ec2;

inline const ec2::VPC vpc{
    .name = "Vpc", .CidrBlock = "10.20.0.0/16", .EnableDnsHostnames = true, .EnableDnsSupport = true};
inline const ec2::Subnet subnet_a{
    .name = "SubnetA",
    .AvailabilityZone = bob::Object{{"Fn::Select", bob::Array{0, bob::Object{{"Fn::GetAZs", ""}}}}},
    .CidrBlock = "10.20.0.0/20",
    .VpcId = vpc,
};
inline const ec2::Subnet subnet_b{
    .name = "SubnetB",
    .AvailabilityZone = bob::Object{{"Fn::Select", bob::Array{1, bob::Object{{"Fn::GetAZs", ""}}}}},
    .CidrBlock = "10.20.16.0/20",
    .VpcId = vpc,
};
inline const ec2::RouteTable inside{.name = "Inside", .VpcId = vpc};
inline const ec2::SubnetRouteTableAssociation inside_a{.name = "InsideA", .RouteTableId = inside, .SubnetId = subnet_a};
inline const ec2::SubnetRouteTableAssociation inside_b{.name = "InsideB", .RouteTableId = inside, .SubnetId = subnet_b};

inline const ec2::SecurityGroup stock_keeper{
    .name = "StockKeeper",
    .GroupDescription = "The function that reserves stock",
    .SecurityGroupEgress = {{.CidrIp = "0.0.0.0/0",
                             .Description = "HTTPS, which ends at the endpoints",
                             .FromPort = 443,
                             .IpProtocol = "tcp",
                             .ToPort = 443}},
    .VpcId = vpc,
};
inline const ec2::SecurityGroup data_api_door{
    .name = "DataApiDoor",
    .GroupDescription = "The endpoint of the Data API",
    .SecurityGroupIngress = {{.Description = "From the function",
                              .FromPort = 443,
                              .IpProtocol = "tcp",
                              .SourceSecurityGroupId = bob::attribute(stock_keeper, "GroupId"),
                              .ToPort = 443}},
    .VpcId = vpc,
};
/// The Data API reaches the cluster from within RDS, so nothing may come in.
inline const ec2::SecurityGroup stock_group{
    .name = "StockGroup", .GroupDescription = "The cluster with the stock", .VpcId = vpc};

inline const ec2::VPCEndpoint to_data_api{
    .name = "ToDataApi",
    .PrivateDnsEnabled = true,
    .SecurityGroupIds = {bob::attribute(data_api_door, "GroupId")},
    .ServiceName = bob::sub("com.amazonaws.${AWS::Region}.rds-data"),
    .SubnetIds = {bob::ref(subnet_a), bob::ref(subnet_b)},
    .VpcEndpointType = "Interface",
    .VpcId = vpc,
};
inline const ec2::VPCEndpoint to_tables{
    .name = "ToTables",
    .RouteTableIds = {bob::ref(inside)},
    .ServiceName = bob::sub("com.amazonaws.${AWS::Region}.dynamodb"),
    .VpcEndpointType = "Gateway",
    .VpcId = vpc,
};

inline const rds::DBSubnetGroup stock_subnets{
    .name = "StockSubnets",
    .DBSubnetGroupDescription = "Both zones",
    .SubnetIds = {bob::ref(subnet_a), bob::ref(subnet_b)},
};
inline const rds::DBInstance stock_writer{
    .name = "StockWriter",
    .DBClusterIdentifier = stock,
    .DBInstanceClass = "db.serverless",
    .Engine = "aurora-postgresql",
};

}  // namespace orders
