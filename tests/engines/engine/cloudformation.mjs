// Evaluates a CloudFormation template as far as that goes without an account: parameters, conditions, intrinsics.

/** What `AWS::NoValue` becomes until the property that holds it is dropped. */
const NO_VALUE = Symbol('AWS::NoValue');

export const PSEUDO_PARAMETERS = {
  'AWS::AccountId': '123456789012',
  'AWS::NotificationARNs': [],
  'AWS::NoValue': NO_VALUE,
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::StackId': 'arn:aws:cloudformation:us-east-1:123456789012:stack/engines/0',
  'AWS::StackName': 'engines',
  'AWS::URLSuffix': 'amazonaws.com',
};

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value that a parameter accepts: its default, else one made up from its type. */
export function parameterValue(name, { Type: type = 'String', Default: preset, AllowedValues: allowed, MinValue: least } = {}) {
  if (preset !== undefined) return preset;
  if (allowed) return allowed[0];
  if (type === 'Number') return least ?? 1;
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) return `${name}-1,${name}-2`;
  return `dummy-${name.toLowerCase()}`;
}

export class Stack {
  #conditions = new Map();

  constructor(template, parameters = {}) {
    this.template = template;
    this.parameters = Object.fromEntries(
      Object.entries(template.Parameters ?? {}).map(([name, declared]) => {
        const value = parameters[name] ?? parameterValue(name, declared);
        const isList = /^(CommaDelimitedList|List<)/.test(declared.Type ?? '') && typeof value === 'string';
        return [name, isList ? value.split(',') : value];
      }),
    );
  }

  /** The resources whose condition holds, of one type if given, each with its properties evaluated. */
  resources(type) {
    return Object.entries(this.template.Resources ?? {})
      .filter(([, resource]) => (!type || resource.Type === type) && this.condition(resource.Condition))
      .map(([id, resource]) => ({ id, type: resource.Type, properties: this.value(resource.Properties ?? {}) }));
  }

  condition(name) {
    if (name === undefined) return true;
    if (!this.#conditions.has(name)) {
      const declared = this.template.Conditions?.[name];
      if (declared === undefined) throw new Error(`condition ${name} is not declared`);
      this.#conditions.set(name, this.#holds(declared));
    }
    return this.#conditions.get(name);
  }

  #holds(test) {
    const [[name, value]] = Object.entries(test);
    switch (name) {
      case 'Condition': return this.condition(value);
      case 'Fn::Equals': return String(this.value(value[0])) === String(this.value(value[1]));
      case 'Fn::Not': return !this.#holds(value[0]);
      case 'Fn::And': return value.every((each) => this.#holds(each));
      case 'Fn::Or': return value.some((each) => this.#holds(each));
      default: throw new Error(`${name} is no condition`);
    }
  }

  /** A value with its intrinsics evaluated. References to resources become names that say what they stand for. */
  value(node) {
    if (Array.isArray(node)) return node.map((each) => this.value(each)).filter((each) => each !== NO_VALUE);
    if (!isMap(node)) return node;
    const entries = Object.entries(node);
    if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) {
      return this.#intrinsic(...entries[0]);
    }
    return Object.fromEntries(entries.map(([key, each]) => [key, this.value(each)]).filter(([, each]) => each !== NO_VALUE));
  }

  #intrinsic(name, argument) {
    switch (name) {
      case 'Ref': return this.#reference(argument);
      case 'Fn::GetAtt': return this.#attribute(argument);
      case 'Fn::If': return this.value(this.condition(argument[0]) ? argument[1] : argument[2]);
      case 'Fn::Join': return this.value(argument[1]).join(argument[0]);
      case 'Fn::Split': return this.value(argument[1]).split(argument[0]);
      case 'Fn::Select': return this.value(argument[1])[Number(this.value(argument[0]))];
      case 'Fn::Sub': return this.#substituted(...[argument].flat());
      case 'Fn::FindInMap': {
        const [map, first, second] = this.value(argument);
        const found = this.template.Mappings?.[map]?.[first]?.[second];
        if (found === undefined) throw new Error(`no mapping ${map}.${first}.${second}`);
        return found;
      }
      case 'Fn::Base64': return Buffer.from(this.value(argument)).toString('base64');
      case 'Fn::ToJsonString': return JSON.stringify(this.value(argument));
      case 'Fn::ImportValue': return `imported-${this.value(argument)}`;
      case 'Fn::GetAZs': return ['us-east-1a', 'us-east-1b'];
      default: throw new Error(`${name} is not evaluated here`);
    }
  }

  #reference(name) {
    if (name in PSEUDO_PARAMETERS) return PSEUDO_PARAMETERS[name];
    if (name in this.parameters) return this.parameters[name];
    if (this.template.Resources?.[name]) return `ref-${name}`;
    throw new Error(`Ref to ${name}, which the template does not declare`);
  }

  #attribute(argument) {
    const [id, ...attribute] = Array.isArray(argument) ? argument : argument.split('.');
    if (!this.template.Resources?.[id]) throw new Error(`Fn::GetAtt of ${id}, which the template does not declare`);
    return `arn:aws:engines:us-east-1:123456789012:${id}/${attribute.join('.')}`;
  }

  #substituted(text, values = {}) {
    return text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal, name) => {
      if (literal) return `\${${name}}`;
      if (name in values) return this.value(values[name]);
      return name.includes('.') ? this.#attribute(name) : this.#reference(name);
    });
  }
}
