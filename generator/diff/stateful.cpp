#include "generator/diff/stateful.h"

#include <algorithm>
#include <iterator>

#include "generator/analysis/resolve.h"
#include "generator/data/resource_types.h"

namespace bobgen {

namespace {

struct Precious {
    std::string_view type;
    std::string_view contents;
};

/// In the order of their names.
constexpr Precious precious[] = {
    {"AWS::ACMPCA::CertificateAuthority", "its private key"},
    {"AWS::APS::Workspace", "its metrics"},
    {"AWS::Backup::BackupVault", "its recovery points"},
    {"AWS::Backup::LogicallyAirGappedBackupVault", "its recovery points"},
    {"AWS::BedrockAgentCore::Memory", "its memories"},
    {"AWS::Cases::Domain", "its cases"},
    {"AWS::Cassandra::Keyspace", "its tables"},
    {"AWS::Cassandra::Table", "its rows"},
    {"AWS::CloudFormation::Stack", "all that is in it"},
    {"AWS::CloudFront::KeyValueStore", "its pairs"},
    {"AWS::CloudHSM::Cluster", "its keys"},
    {"AWS::CloudTrail::EventDataStore", "its events"},
    {"AWS::CodeArtifact::Domain", "its packages"},
    {"AWS::CodeArtifact::Repository", "its packages"},
    {"AWS::CodeCommit::Repository", "its commits"},
    {"AWS::Cognito::UserPool", "its users"},
    {"AWS::Connect::DataTable", "its rows"},
    {"AWS::Connect::Instance", "its users and recordings"},
    {"AWS::CustomerProfiles::Domain", "its profiles"},
    {"AWS::DSQL::Cluster", "its data"},
    {"AWS::DataZone::Domain", "its catalog"},
    {"AWS::DirectoryService::MicrosoftAD", "its users"},
    {"AWS::DirectoryService::SimpleAD", "its users"},
    {"AWS::DocDB::DBCluster", "its documents"},
    {"AWS::DocDB::GlobalCluster", "its documents"},
    {"AWS::DocDBElastic::Cluster", "its documents"},
    {"AWS::DocDBElastic::ClusterSnapshot", "its documents"},
    {"AWS::DynamoDB::GlobalTable", "its items"},
    {"AWS::DynamoDB::Table", "its items"},
    {"AWS::EC2::Volume", "its files"},
    {"AWS::ECR::PublicRepository", "its images"},
    {"AWS::ECR::Repository", "its images"},
    {"AWS::EFS::FileSystem", "its files"},
    {"AWS::ElastiCache::ServerlessCacheSnapshot", "its data"},
    {"AWS::Elasticsearch::Domain", "its documents"},
    {"AWS::Events::Archive", "its events"},
    {"AWS::FSx::Backup", "its files"},
    {"AWS::FSx::FileSystem", "its files"},
    {"AWS::FSx::Snapshot", "its files"},
    {"AWS::FSx::StorageVirtualMachine", "its volumes"},
    {"AWS::FSx::Volume", "its files"},
    {"AWS::Grafana::Workspace", "its dashboards"},
    {"AWS::HealthImaging::Datastore", "its images"},
    {"AWS::HealthLake::FHIRDatastore", "its records"},
    {"AWS::IoTAnalytics::Channel", "its messages"},
    {"AWS::IoTAnalytics::Dataset", "its contents"},
    {"AWS::IoTAnalytics::Datastore", "its messages"},
    {"AWS::KMS::Key", "its key material, and everything encrypted with it"},
    {"AWS::KMS::ReplicaKey", "its key material"},
    {"AWS::Kendra::Index", "its documents"},
    {"AWS::KinesisVideo::Stream", "its recordings"},
    {"AWS::Lightsail::Bucket", "its objects"},
    {"AWS::Lightsail::Database", "its data"},
    {"AWS::Lightsail::DatabaseSnapshot", "its data"},
    {"AWS::Lightsail::Disk", "its files"},
    {"AWS::Lightsail::DiskSnapshot", "its files"},
    {"AWS::Lightsail::Instance", "its files"},
    {"AWS::Lightsail::InstanceSnapshot", "its files"},
    {"AWS::Location::GeofenceCollection", "its geofences"},
    {"AWS::Location::Tracker", "its positions"},
    {"AWS::MSK::Cluster", "its records"},
    {"AWS::MSK::ServerlessCluster", "its records"},
    {"AWS::MemoryDB::Cluster", "its data"},
    {"AWS::MemoryDB::MultiRegionCluster", "its data"},
    {"AWS::MemoryDB::Snapshot", "its data"},
    {"AWS::Neptune::DBCluster", "its data"},
    {"AWS::Neptune::GlobalCluster", "its data"},
    {"AWS::NeptuneGraph::Graph", "its data"},
    {"AWS::NeptuneGraph::GraphSnapshot", "its data"},
    {"AWS::ODB::CloudAutonomousVmCluster", "its databases"},
    {"AWS::ODB::CloudVmCluster", "its databases"},
    {"AWS::Omics::AnnotationStore", "its annotations"},
    {"AWS::Omics::ReferenceStore", "its references"},
    {"AWS::Omics::SequenceStore", "its sequences"},
    {"AWS::Omics::VariantStore", "its variants"},
    {"AWS::OpenSearchServerless::Collection", "its documents"},
    {"AWS::OpenSearchServerless::CollectionIndex", "its documents"},
    {"AWS::OpenSearchServerless::Index", "its documents"},
    {"AWS::OpenSearchService::Domain", "its documents"},
    {"AWS::PaymentCryptography::Key", "its key material"},
    {"AWS::Personalize::Dataset", "its records"},
    {"AWS::QLDB::Ledger", "its documents"},
    {"AWS::RDS::ClusterSnapshot", "its data"},
    {"AWS::RDS::DBCluster", "its data"},
    {"AWS::RDS::DBInstance", "its data"},
    {"AWS::RDS::DBSnapshot", "its data"},
    {"AWS::RDS::GlobalCluster", "its data"},
    {"AWS::Redshift::Cluster", "its data"},
    {"AWS::Redshift::Snapshot", "its data"},
    {"AWS::RedshiftServerless::Namespace", "its data"},
    {"AWS::RedshiftServerless::Snapshot", "its data"},
    {"AWS::Rekognition::Collection", "its faces"},
    {"AWS::S3::Bucket", "its objects"},
    {"AWS::S3Express::DirectoryBucket", "its objects"},
    {"AWS::S3Outposts::Bucket", "its objects"},
    {"AWS::S3Tables::Namespace", "its tables"},
    {"AWS::S3Tables::Table", "its rows"},
    {"AWS::S3Tables::TableBucket", "its tables"},
    {"AWS::S3Vectors::Index", "its vectors"},
    {"AWS::S3Vectors::VectorBucket", "its vectors"},
    {"AWS::SDB::Domain", "its items"},
    {"AWS::SES::MailManagerArchive", "its messages"},
    {"AWS::SageMaker::FeatureGroup", "its features"},
    {"AWS::SecretsManager::Secret", "its value"},
    {"AWS::SecurityLake::DataLake", "its events"},
    {"AWS::Serverless::Application", "all that is in it"},
    {"AWS::Serverless::SimpleTable", "its items"},
    {"AWS::StorageGateway::Volume", "its files"},
    {"AWS::Timestream::Database", "its data"},
    {"AWS::Timestream::InfluxDBCluster", "its data"},
    {"AWS::Timestream::InfluxDBInstance", "its data"},
    {"AWS::Timestream::Table", "its records"},
    {"AWS::VerifiedPermissions::PolicyStore", "its policies"},
    {"AWS::WorkSpaces::Workspace", "its files"},
    {"AWS::WorkspacesInstances::Volume", "its files"},
};
static_assert(std::is_sorted(std::begin(precious), std::end(precious),
                             [](const Precious& a, const Precious& b) { return a.type < b.type; }));

const Precious* find_precious(std::string_view type) {
    const auto found = std::lower_bound(std::begin(precious), std::end(precious), type,
                                        [](const Precious& one, std::string_view wanted) { return one.type < wanted; });
    return found != std::end(precious) && found->type == type ? found : nullptr;
}

/// Types that support `Snapshot`: listed on the page of the DeletionPolicy attribute.
constexpr std::string_view with_snapshots[] = {"AWS::DocDB::DBCluster",          "AWS::EC2::Volume",
                                               "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
                                               "AWS::Neptune::DBCluster",        "AWS::RDS::DBCluster",
                                               "AWS::RDS::DBInstance",           "AWS::Redshift::Cluster"};

struct ProtectedType {
    std::string_view type;
    std::string_view property;
    std::string_view on;  ///< the value for it, where it is not a boolean
};

/// Each from the page of the type in the CloudFormation template reference.
constexpr ProtectedType protections[] = {
    {"AWS::Cognito::UserPool", "DeletionProtection", "ACTIVE"},
    {"AWS::DocDB::DBCluster", "DeletionProtection", {}},
    {"AWS::DSQL::Cluster", "DeletionProtectionEnabled", {}},
    {"AWS::DynamoDB::Table", "DeletionProtectionEnabled", {}},
    {"AWS::EC2::Instance", "DisableApiTermination", {}},
    {"AWS::Logs::LogGroup", "DeletionProtectionEnabled", {}},
    {"AWS::Neptune::DBCluster", "DeletionProtection", {}},
    {"AWS::NeptuneGraph::Graph", "DeletionProtection", {}},
    {"AWS::CloudTrail::EventDataStore", "TerminationProtectionEnabled", {}},
    {"AWS::RDS::DBCluster", "DeletionProtection", {}},
    {"AWS::RDS::DBInstance", "DeletionProtection", {}},
    {"AWS::RDS::GlobalCluster", "DeletionProtection", {}},
};

}  // namespace

bool holds_data(std::string_view type) {
    if (needs_tombstone(type)) return true;
    const schema::ResourceType* known = schema::find_type(type);
    return known && known->keeps_data();
}

bool needs_tombstone(std::string_view type) { return find_precious(type) != nullptr; }

std::string_view contents(std::string_view type) {
    if (const Precious* found = find_precious(type)) return found->contents;
    if (type == "AWS::SQS::Queue") return "its messages";
    if (type == "AWS::Logs::LogGroup" || type == "AWS::Logs::LogStream") return "its logs";
    if (type == "AWS::Kinesis::Stream") return "its records";
    return "its content";
}

bool keeps_data(std::string_view policy, std::string_view type) {
    if (policy == "Retain" || policy == "RetainExceptOnCreate") return true;
    return policy == "Snapshot" &&
           std::find(std::begin(with_snapshots), std::end(with_snapshots), type) != std::end(with_snapshots);
}

/// "The default policy is Snapshot for AWS::RDS::DBCluster resources and for AWS::RDS::DBInstance resources that don't
/// specify the DBClusterIdentifier property" (the page of the attribute DeletionPolicy).
std::string_view deletion_policy(const TemplateResource& resource) {
    if (!resource.deletion_policy.empty()) return resource.deletion_policy;
    if (resource.type == "AWS::RDS::DBCluster") return "Snapshot";
    if (resource.type == "AWS::RDS::DBInstance" && !resource.properties.find("DBClusterIdentifier")) return "Snapshot";
    return "Delete";
}

Protection deletion_protection(std::string_view type, const Value& properties) {
    for (const ProtectedType& one : protections) {
        if (one.type != type) continue;
        const Value* given = properties.find(one.property);
        if (!given) return {one.property, false};
        if (one.on.empty()) return {one.property, boolean_in(*given).value_or(false)};
        return {one.property, given->is_text() && given->text() == one.on};
    }
    return {};
}

}  // namespace bobgen
