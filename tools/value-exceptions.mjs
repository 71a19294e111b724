// Where the sources of generator/data/value_constraints.txt are wrong, or too sure.

/// The types for which what cfn-lint's authors have added was compared with AWS's documents: it counts as certain.
export const checked_by_hand = /^AWS::(SQS::Queue|Lambda::Function|Lambda::EventSourceMapping|KMS::Key|Kinesis::Stream|Events::Rule)$/;

/// Enumerations of what AWS adds to all the time: nothing is said of them. By the property's name.
export const growing = [
    ['runtimes', /Runtimes?$/],
    ['instance types', /(Instance|Node|Broker|Compute|Worker|Host|Cache)(Type|Class|Size|Family)s?$/],
    ['versions', /Versions?$/],
    ['regions', /Regions?$|AvailabilityZones?$/],
    ['models', /Model(Id|Name|Arn)s?$/],
    ['events and metrics', /(Events?|EventTypes?|EventNames?|Metrics?|MetricNames?|MetricTypes?)$/],
    ['languages and countries', /(Languages?|LanguageCodes?|Locales?|Country|CountryCode|Currency|TimeZone|Timezone)$/],
    ['long', /^$/],
];

/// What is left out (`drop`) or said with doubt (`doubt`), and why. `where` is tried on `Type.Shape.Property`, `kinds` are
/// the letters of README.md, `from` is the source.
export const exceptions = [
];
