// Writes generator/data/resource_types.txt, what CloudFormation knows of every resource type.
//
//     npm ci --prefix tools
//     node tools/update-resource-types.mjs           writes the data file and its licence
//     node tools/update-resource-types.mjs --check   writes nothing; exit 1 when a committed file is stale
//
// The version of the data is the one pinned in tools/package.json. The same version gives the same bytes, whoever
// runs this and whenever. The format of the file is described in generator/data/README.md.

import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {write_or_check} from './data-files.mjs';

const require = createRequire(import.meta.url);
const package_name = '@aws-cdk/aws-service-spec';
const tools = path.dirname(fileURLToPath(import.meta.url));

/// The package has no date in it. `npm view @aws-cdk/aws-service-spec time` says when a version was published.
const published = {'0.1.216': '2026-09-29'};

/// Fewer than this and the package has lost a part of AWS, or has changed its layout.
const fewest_types = 1500;
const fewest_properties = 35000;

function refuse(reason) {
    console.error(`update-resource-types: ${reason}`);
    process.exit(2);
}

function expect(text, form, what) {
    if (!form.test(text)) refuse(`${what} ${JSON.stringify(text)} has a form that the data file cannot hold`);
    return text;
}

const pinned = JSON.parse(fs.readFileSync(path.join(tools, 'package.json'))).devDependencies[package_name];
const package_directory = path.dirname(require.resolve(`${package_name}/package.json`));
const installed = JSON.parse(fs.readFileSync(path.join(package_directory, 'package.json'))).version;
if (pinned !== installed) refuse(`${package_name} ${installed} is installed, ${pinned} is pinned: run npm ci`);
if (!published[installed]) refuse(`add the day on which ${package_name} ${installed} was published to this script`);

const database = await require(package_name).loadAwsServiceSpec();
const resources = new Map([...database.all('resource')].map((one) => [one.cloudFormationType, one]));

/// Byte order, in which the compiler's binary search reads.
const in_order = (texts) => [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const identifier = /^[A-Za-z0-9_]+$/;
const dotted = /^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/;

/// One letter for a scalar, a mark before what is inside of something.
function code(type, names, what) {
    const words = (values) => {
        if (!values?.length) return '';
        const found = [...new Set(values.map(String))];
        for (const one of found) expect(one, /^[A-Za-z0-9_.:\/ -]*$/, `value of ${what}`);
        return `(${found.join('|')})`;
    };
    switch (type.type) {
        case 'string': return 's' + words(type.allowedValues);
        case 'integer': return 'i' + words(type.allowedValues);
        case 'number': return 'n';
        case 'boolean': return 'b';
        case 'json': return 'j';
        case 'date-time': return 't';
        case 'tag': return 'g';
        case 'array': return '[' + code(type.element, names, what);
        case 'map': return '{' + code(type.element, names, what);
        case 'union': return `<${type.types.map((one) => code(one, names, what)).join(',')}>`;
        case 'ref': {
            const name = names.get(type.reference.$ref);
            if (!name) refuse(`${what} names a nested type that its resource does not have`);
            return '.' + name;
        }
    }
    refuse(`${what} has the unknown type ${type.type}`);
}

const replacements = {yes: '!', maybe: '?', no: ''};

/// What a property refers to where the package doesn't say so, and its name leaves no doubt.
const named = [
    [/(^|[a-z])Role(Arn|ARN)s?$/, 'AWS::IAM::Role.Arn'],
    [/^(Kms|KMS)KeyArn$/, 'AWS::KMS::Key.Arn'],
    [/^(Vpc|VPC)Id$/, 'AWS::EC2::VPC'],
    [/^SubnetIds?$/, 'AWS::EC2::Subnet'],
    [/^SecurityGroupIds?$/, 'AWS::EC2::SecurityGroup'],
    [/^(Sns|SNS)?TopicArn$/, 'AWS::SNS::Topic'],
    // Of an alias and of a version `Ref` gives the ARN, and these take it as well.
    [/^((Lambda)?Function|Lambda)Arn$/, 'AWS::Lambda::Function.Arn,AWS::Lambda::Alias,AWS::Lambda::Version'],
    [/^UserPoolId$/, 'AWS::Cognito::UserPool'],
];

/// What the package says, and what a property can't take: the name of a thing of its own, a document that only contains
/// such a reference, or an ARN of another form.
const wrong = new Set([
    'AWS::ApiGateway::Method.Integration.Uri',
    'AWS::CodeDeploy::Application.ApplicationName',
    'AWS::CodeGuruProfiler::ProfilingGroup.ProfilingGroupName',
    'AWS::Logs::LogGroup.LogGroupName',
    'AWS::StepFunctions::StateMachine.DefinitionString',
]);

/// What a property refers to: for each type, the first of what the package names that `Ref` or `Fn::GetAtt` gives. The
/// type alone stands for its `Ref`.
function relations(name, property, what) {
    const element = property.type.type === 'array' ? property.type.element : property.type;
    if (element.type !== 'string' || element.allowedValues?.length || wrong.has(what)) return [];
    const found = new Map();
    for (const {cloudFormationType: type, propertyName: wanted} of property.relationshipRefs ?? []) {
        const to = resources.get(type);
        if (!to || found.has(type)) continue;
        const reference = to.cfnRefIdentifier ?? to.primaryIdentifier ?? [];
        // Of an alias the package says `Id` or `Arn`, and means what `Ref` gives.
        if (reference.length === 1 && (wanted === 'Id' || reference[0].endsWith(wanted))) found.set(type, type);
        else if (to.attributes[wanted]) found.set(type, `${type}.${wanted}`);
    }
    if (!found.size)
        for (const [form, to] of named)
            if (form.test(name) && !what.startsWith(to.split('.')[0] + '.')) return to.split(',');
    return [...found.values()].map((one) => expect(one, /^[A-Za-z0-9:]+(\.[A-Za-z0-9.]+)?$/, `relation of ${what}`));
}

function property_field(name, property, names, what) {
    expect(name, identifier, `property of ${what}`);
    const marks = (property.required ? '*' : '') + replacements[property.causesReplacement ?? 'no'] +
        (property.deprecated === 'WARN' ? '-' : '');
    let standard = property.defaultValue === undefined ? '' : String(property.defaultValue).replace(/^"(.*)"$/, '$1');
    if (standard) standard = ' =' + expect(standard, /^[\x20-\x7e]+$/, `default of ${what}.${name}`);
    const to = relations(name, property, `${what}.${name}`);
    return `${name}${marks} ${code(property.type, names, `${what}.${name}`)}${standard}${to.length ? ` >${to.join(',')}` : ''}`;
}

function fields(properties, names, what) {
    const kept = Object.entries(properties).filter(([, one]) => one.deprecated !== 'IGNORE');
    count.properties += kept.length;
    return in_order(kept.map(([name, one]) => property_field(name, one, names, what)));
}

/// The property that gives the resource its name in AWS: a text that can only be chosen when the resource is created,
/// points at no other resource, and is a part of what identifies it.
function name_property(resource) {
    const {name: own, cloudFormationType: type} = resource;
    const places = [resource.arnTemplate ?? '', ...(resource.primaryIdentifier ?? []),
        ...(resource.cfnRefIdentifier ?? [])].join(' ');
    const identifies = (name) => new RegExp(`\\b${name}\\b`).test(places);
    const candidates = Object.entries(resource.properties)
        .filter(([, one]) => one.type.type === 'string' && one.causesReplacement === 'yes')
        .filter(([, one]) => (one.relationshipRefs ?? []).every((to) => to.cloudFormationType === type))
        .map(([name]) => name);
    const forms = [
        (name) => name === `${own}Name`,
        (name) => name === 'Name',
        (name) => own.endsWith(name.replace(/Name$/, '')) && name.endsWith('Name'),
        (name) => identifies(name) && /Name$/.test(name),
        (name) => identifies(name) && /(Identifier|Alias|Domain)$/.test(name),
        (name) => identifies(name) && name === `${own}Id`,
    ];
    for (const form of forms) {
        const found = candidates.filter(form);
        if (found.length === 1) return found[0];
    }
    return undefined;
}

/// What AWS's template reference has and the package has not. A definition `j` takes anything.
const amendments = [
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html
    {type: 'AWS::Route53::RecordSet', property: 'GeoProximityLocation'},
    // …/aws-resource-networkmanager-vpcattachment.html and its like
    {type: 'AWS::NetworkManager::ConnectAttachment', property: 'ProposedNetworkFunctionGroupChange'},
    {type: 'AWS::NetworkManager::DirectConnectGatewayAttachment', property: 'ProposedNetworkFunctionGroupChange'},
    {type: 'AWS::NetworkManager::DirectConnectGatewayAttachment', property: 'ProposedSegmentChange'},
    {type: 'AWS::NetworkManager::SiteToSiteVpnAttachment', property: 'ProposedNetworkFunctionGroupChange'},
    {type: 'AWS::NetworkManager::TransitGatewayRouteTableAttachment', property: 'ProposedNetworkFunctionGroupChange'},
    {type: 'AWS::NetworkManager::VpcAttachment', property: 'ProposedNetworkFunctionGroupChange'},
    // …/aws-resource-elasticsearch-domain.html and …/aws-resource-opensearchservice-domain.html
    {type: 'AWS::Elasticsearch::Domain', attribute: 'DomainArn'},
    {type: 'AWS::OpenSearchService::Domain', attribute: 'DomainArn'},
];

/// Types whose properties `Fn::GetAtt` answers as well as their attributes, as AWS's own cfn-lint knows them
/// (https://github.com/aws-cloudformation/cfn-lint, schema/_getatts.py).
const answers_properties = new Set(`
    Amplify::Branch Amplify::Domain AppSync::DomainName AppSync::FunctionConfiguration AppSync::Resolver
    AutoScaling::AutoScalingGroup Backup::BackupSelection Backup::BackupVault Backup::LogicallyAirGappedBackupVault
    CodeArtifact::Domain CodeArtifact::Repository EC2::CapacityReservation EC2::Instance EC2::SecurityGroup
    EC2::Subnet EC2::VPC EFS::MountTarget EKS::Nodegroup ElastiCache::ReplicationGroup
    ElasticLoadBalancingV2::LoadBalancer EventSchemas::Discoverer EventSchemas::Registry EventSchemas::Schema
    Events::EventBus GameLift::GameSessionQueue GameLift::MatchmakingConfiguration GameLift::MatchmakingRuleSet
    Grafana::Workspace Greengrass::ConnectorDefinition Greengrass::CoreDefinition Greengrass::DeviceDefinition
    Greengrass::FunctionDefinition Greengrass::Group Greengrass::LoggerDefinition Greengrass::ResourceDefinition
    Greengrass::SubscriptionDefinition ImageBuilder::Component ImageBuilder::ContainerRecipe
    ImageBuilder::DistributionConfiguration ImageBuilder::ImagePipeline ImageBuilder::ImageRecipe
    ImageBuilder::InfrastructureConfiguration ManagedBlockchain::Node Neptune::DBCluster RDS::DBInstance
    RDS::DBParameterGroup RedshiftServerless::Workgroup RoboMaker::RobotApplication RoboMaker::SimulationApplication
    Route53Resolver::ResolverRule Route53Resolver::ResolverRuleAssociation S3::AccessPoint SNS::Topic SQS::Queue
    SSM::Parameter SageMaker::DataQualityJobDefinition SageMaker::ModelBiasJobDefinition
    SageMaker::ModelExplainabilityJobDefinition SageMaker::ModelQualityJobDefinition SageMaker::MonitoringSchedule
    StepFunctions::Activity
`.trim().split(/\s+/).map((one) => 'AWS::' + one));

function amend(resource) {
    // Asked for as `Outputs.Name`: a map, not the list that the API answers.
    if (resource.cloudFormationType === 'AWS::CloudFormation::Stack') {
        resource.attributes.Outputs.type = {type: 'map', element: {type: 'string'}};
    }

    for (const one of amendments.filter(({type}) => type === resource.cloudFormationType)) {
        const [into, name, type] = one.property ? [resource.properties, one.property, 'json']
            : [resource.attributes, one.attribute, 'string'];
        if (into[name]) refuse(`${one.type} has ${name} by now: take the amendment out`);
        into[name] = {type: {type}};
    }
}

/// Replacement of what lies deeper than the type definitions tell: the nearest property that is in them gets it. The
/// ways begin at any of the definitions.
function mark_deeper(resource, nested) {
    const ways = new Map((resource.additionalReplacementProperties ?? []).map((one) => [one.join('.'), one]));
    for (const way of ways.values()) {
        let at = [resource, ...nested.values()].map((one) => one.properties).find((one) => one[way[0]]), last;
        for (const step of way.filter((one) => one !== '*')) {
            if (!at?.[step]) break;
            last = at[step];
            const inner = last.type.element ?? last.type;
            at = inner.type === 'ref' ? nested.get(inner.reference.$ref)?.properties : undefined;
        }
        if (last) last.causesReplacement = 'yes';
        else console.error(`${resource.cloudFormationType} has no ${way.join('.')}: its replacement is left out`);
    }
}

const count = {types: 0, properties: 0};

function type_lines(resource) {
    const what = expect(resource.cloudFormationType, /^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+$/, 'resource type');
    const nested = new Map(
        [...database.follow('usesType', resource)].map(({entity}) => [entity.$id, structuredClone(entity)]));
    const names = new Map([...nested].map(([id, one]) => [id, expect(one.name, identifier, `type in ${what}`)]));
    if (new Set(names.values()).size !== names.size) refuse(`${what} has two nested types of one name`);
    resource = structuredClone(resource);
    mark_deeper(resource, nested);
    amend(resource);
    count.types += 1;

    const line = (...all) => all.join('\t');
    const lines = [line(what, ...fields(resource.properties, names, what))];

    const facts = [];
    const reference = resource.cfnRefIdentifier ?? resource.primaryIdentifier;
    const identity = (paths) => paths.map((one) => expect(one.replaceAll('/', '.'), dotted, `identifier of ${what}`));
    if (reference?.length) facts.push(`ref ${identity(reference).join(' ')}`);
    if (resource.primaryIdentifier?.length) facts.push(`id ${identity(resource.primaryIdentifier).join(' ')}`);
    const name = name_property(resource);
    if (name) facts.push(`name ${name}`);
    if (resource.tagInformation) facts.push(`tags ${expect(resource.tagInformation.tagPropertyName, identifier, what)}`);
    if (resource.isStateful) facts.push('stateful');
    if (answers_properties.has(what)) facts.push('readable');
    if (resource.arnTemplate?.startsWith('arn:${Partition}:')) {
        facts.push(`arn ${expect(resource.arnTemplate.slice('arn:${Partition}:'.length), /^[\x21-\x7e]+$/, `ARN of ${what}`)}`);
    }
    if (resource.cloudFormationTransform) facts.push(`transform ${resource.cloudFormationTransform}`);
    if (facts.length) lines.push(line('=', ...facts));

    const attributes = Object.entries(resource.attributes).map(
        ([key, one]) => `${expect(key, dotted, `attribute of ${what}`)} ${code(one.type, names, `${what}.${key}`)}`);
    if (attributes.length) lines.push(line('@', ...in_order(attributes)));

    const shapes = [...nested].map(([id, one]) => [names.get(id), one.properties]);
    lines.push(...in_order(shapes.map(([key, properties]) =>
        line('.' + key, ...fields(properties, names, `${what}.${key}`)))));
    return lines.join('\n');
}

const blocks = [...resources.values()].map(type_lines);
// The CDK puts one in every template; its schema is in no registry.
blocks.push('AWS::CDK::Metadata\tAnalytics s');
if (count.types < fewest_types || count.properties < fewest_properties) {
    refuse(`only ${count.types} types and ${count.properties} properties: the package is not complete`);
}
const header = [
    `# Resource types of CloudFormation, made by tools/update-resource-types.mjs; see README.md beside this file`,
    `# source: ${package_name} ${installed} (npm, Apache License 2.0: resource_types.license)`,
    `# date: ${published[installed]}`,
    `# count: ${count.types} types, ${count.properties} properties`,
];
const body = [...header, '', ...in_order(blocks)].join('\n') + '\n';
if (body.includes(')type"')) refuse('the data holds the mark that ends the C++ literal around it');
// The first and last line make the file a C++ raw string, which resource_types.cpp includes.
const text = `R"type(\n${body})type"\n`;

const files = [
    ['resource_types.txt', text],
    ['resource_types.license', fs.readFileSync(path.join(package_directory, 'LICENSE'), 'utf8')],
];
const exit_code = write_or_check('update-resource-types', `${package_name} ${installed}`, files);
console.log(`${package_name} ${installed}: ${count.types} types, ${count.properties} properties, ${text.length} bytes`);
process.exit(exit_code);
