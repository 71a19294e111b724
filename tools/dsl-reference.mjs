// Prints docs/dsl.md, the reference of everything that a stack can declare, from the headers in dsl/bob and their `///`
// comments.
//
//   node tools/dsl-reference.mjs > docs/dsl.md
//
// The headers come in the order in which bob.h includes them, each before its own includes. The script only understands
// code as clang-format writes it. Anything else is an error, so that nothing is silently left out.
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../dsl/bob/', import.meta.url);

/** Namespaces that a stack's author never writes; `compile_error` has a section of its own, `limits` a page. */
const hidden = new Set(['detail', 'names', 'limits', 'page']);

const one_line = (text) => text.replace(/\s+/g, ' ').trim();

/** The headers, from the one that everybody includes to those at the bottom. */
function in_order() {
  const order = [];
  const visit = (name) => {
    if (order.some((one) => one.name === name)) return;
    const text = with_lists_written_out(readFileSync(new URL(name, folder), 'utf8'));
    order.push({ name, text });
    for (const [, included] of text.matchAll(/^#include "bob\/([a-z_]+\.h)"$/gm)) visit(included);
  };
  visit('bob.h');
  const left_out = readdirSync(folder).filter((name) => name.endsWith('.h') && !order.some((one) => one.name === name));
  for (const name of left_out.sort()) visit(name);
  return order;
}

/** An enumeration whose values are in a list macro, `LIST(ROW)`, with its values: each with the texts of its row. */
function with_lists_written_out(text) {
  const lists = new Map();
  return text
    .replace(/(?:\/\/\/.*\n)*#define (\w+)\((\w+)\)\s*\\\n((?:.*\\\n)*.*\n)/g, (_, name, row, rows) => {
      const lines = rows.replace(/\s*\\\n\s*/g, ' ').matchAll(new RegExp(`\\b${row}\\((\\w+), (.*?)\\)`, 'g'));
      lists.set(name, [...lines].map(([, value, texts]) => [value, ...[...texts.matchAll(/"([^"]*)"/g)].map((one) => one[1])]));
      return '';
    })
    .replace(/#define (\w+)\((\w+), \.\.\.\) \2,\n\s*(\w+)\(\1\)\n#undef \1\n/g, (_, row, value, list) =>
      lists.get(list).map(([name, noun, ...rest]) => `${name},  ///< ${[noun, rest.at(-1)].filter(Boolean).join(', ')}\n`).join(''));
}

/** The end of a string or character literal that begins at `at`. */
function literal_end(text, at) {
  const quote = text[at];
  for (let i = at + 1; i < text.length; ++i) {
    if (text[i] === '\\') ++i;
    else if (text[i] === quote) return i;
  }
  throw new Error(`a literal does not end: ${text.slice(at, at + 40)}`);
}

/**
 * The items of a scope: declarations with the comments before and behind them, in order. `body` is what stands in the
 * braces of a class, an enum, a namespace or a function.
 */
function items_of(text) {
  const items = [];
  let i = 0;
  let doc = [];
  let group = '';
  const comment_end = (at) => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  while (i < text.length) {
    if (/\s/.test(text[i])) {
      // A blank line ends a comment that belongs to no declaration.
      if (text[i] === '\n' && text[i + 1] === '\n') {
        if (doc.length > 0) items.push({ kind: 'text', doc });
        doc = [];
      }
      ++i;
    } else if (text.startsWith('///<', i)) {
      const end = comment_end(i);
      const last = items[items.length - 1];
      if (!last) throw new Error(`a comment belongs to nothing: ${text.slice(i, end)}`);
      last.behind.push(text.slice(i + 4, end).trim());
      i = end;
    } else if (text.startsWith('///', i)) {
      const end = comment_end(i);
      doc.push(text.slice(i + 3, end).trim());
      i = end;
    } else if (text.startsWith('//', i)) {
      const end = comment_end(i);
      group = text.slice(i + 2, end).trim();
      i = end;
    } else if (text[i] === '#') {
      const end = comment_end(i);
      const line = text.slice(i, end);
      if (line.startsWith('#define ')) items.push({ kind: 'macro', code: line.slice(8), doc, behind: [] });
      if (line.startsWith('#define ')) doc = [];
      i = end;
    } else if (/^(public|private|protected):(?!:)/.test(text.slice(i, i + 12))) {
      const word = /^[a-z]+/.exec(text.slice(i))[0];
      items.push({ kind: 'access', code: word, doc: [], behind: [] });
      i += word.length + 1;
    } else {
      // A declaration: up to its semicolon, or the brace behind its body.
      const begin = i;
      let depth = 0;
      let code = '';
      let body_begin = -1;
      let body = null;
      for (; ; ++i) {
        if (i >= text.length) throw new Error(`a declaration does not end: ${text.slice(begin, begin + 60)}`);
        const c = text[i];
        if (text.startsWith('//', i)) {
          i = comment_end(i) - 1;
          continue;
        }
        if (c === '"' || (c === "'" && !/\w/.test(text[i - 1]))) {
          const end = literal_end(text, i);
          code += text.slice(i, end + 1);
          i = end;
          continue;
        }
        if (c === '{' && depth === 0) body_begin = i + 1;
        if ('({['.includes(c)) ++depth;
        if (')}]'.includes(c)) --depth;
        if (c === ';' && depth === 0) break;
        code += c;
        if (c === '}' && depth === 0) {
          body = text.slice(body_begin, i);
          const next = text.slice(i + 1).search(/\S/);
          const after = next < 0 ? '' : text[i + 1 + next];
          if (after !== ';' && after !== ',' && after !== '{') break;
        }
      }
      ++i;
      items.push({ kind: 'code', code, body, doc, behind: [], group });
      doc = [];
      group = '';
    }
  }
  return items;
}

/** What stands before the first of `=`, `{` and `:` that opens a default, a body or an initialiser list. */
function head_of(code) {
  let depth = 0;
  for (let i = 0; i < code.length; ++i) {
    const c = code[i];
    if ('(['.includes(c)) ++depth;
    if (')]'.includes(c)) --depth;
    if (depth > 0) continue;
    const operator = /operator\s*(==|<=>|bool|\(\)|""_\w+)?$/.test(code.slice(0, i + 1)) || /operator=*$/.test(code.slice(0, i));
    if (c === '=' && !operator) return [code.slice(0, i), code.slice(i + 1)];
    if (c === '{') return [code.slice(0, i), code.slice(i)];
    if (c === ':' && code[i + 1] !== ':' && code[i - 1] !== ':') return [code.slice(0, i), ''];
  }
  return [code, ''];
}

/** A declaration as an author needs to see it. */
const plain = (code) =>
  one_line(code)
    .replace(/,? ?std::source_location at = std::source_location::current\(\)/g, '')
    .replace(/\b(inline |constexpr |consteval |explicit |static )+/g, '')
    .replace(/ noexcept\b/g, '')
    .trim();

/** The parameters of a template, and what stands behind them and their `requires`, which clang-format ends with a line. */
const template_of = (code) => {
  const found = /^template\s*<([^>]*(?:<[^>]*>[^>]*)*)>\s*(?:requires\b[^\n]*\n\s*)?/.exec(code);
  return found ? { parameters: one_line(found[1]), rest: code.slice(found[0].length) } : { parameters: '', rest: code };
};

const code_span = (text) => (text === '' ? '' : `\`${text.replace(/\|/g, '\\|')}\``);
const words = (lines) => one_line(lines.filter((line) => line !== '').join(' ')).replace(/\|/g, '\\|');
const paragraphs = (lines) =>
  lines.join('\n').split(/\n\n+/).map((one) => one_line(one)).filter((one) => one !== '');

const is_function = (head) => head.includes('(') || /\boperator\b/.test(head);

/** Fields, ways to make it, and member functions of a struct or class. */
function members_of(item, name) {
  const made = { fields: [], constructors: [], functions: [], enums: [] };
  let open = /\bstruct\b/.test(item.code.slice(0, item.code.indexOf('{')));
  for (const one of items_of(item.body)) {
    if (one.kind === 'access') open = one.code === 'public';
    if (one.kind !== 'code' || !open) continue;
    const { parameters, rest } = template_of(one.code);
    if (/^(struct|class|union)\b/.test(rest)) {
      if (/^struct/.test(rest) && one.body) made.fields.push({ nested: one });
      continue;
    }
    if (/^enum\b/.test(rest)) {
      made.enums.push(one);
      continue;
    }
    if (/^(using|static_assert|friend)\b/.test(rest) || /= delete$/.test(one_line(rest))) continue;
    const [head, after] = head_of(rest);
    if (is_function(head)) {
      const signature = plain(head);
      if (signature.startsWith(`${name}(`) || signature.startsWith(`${name}<`)) {
        const given = signature.slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
        const copied = new RegExp(`^(const )?${name}(<\\w+>)?\\s*&{1,2}`).test(given);
        if (given !== '' && !copied) made.constructors.push({ given, parameters, doc: one.doc });
      } else if (!signature.startsWith('~') && !/\boperator\b/.test(signature) && one.doc.length > 0) {
        made.functions.push({ signature: parameters ? `template <${parameters}> ${signature}` : signature, doc: one.doc });
      } else if (/\bclass\b/.test(item.code.slice(0, item.code.indexOf('{'))) && !/\boperator\b|^~|^virtual/.test(signature)) {
        made.functions.push({ signature, doc: one.doc });
      }
      continue;
    }
    if (/^static\b/.test(rest) || /\bdetail::/.test(head)) continue;
    const field = /^(.*?)\s*\b(\w+)(\[\w+\])?$/s.exec(one_line(head));
    if (!field) throw new Error(`no field: ${one.code}`);
    made.fields.push({
      type: plain(field[1]) + (field[3] ?? ''),
      name: field[2],
      value: one_line(after),
      doc: [...one.doc, ...one.behind],
      group: one.group,
    });
  }
  return made;
}

function values_of(body) {
  const values = [];
  let before = [];
  for (const [, behind, doc, name] of body.matchAll(/\/\/\/<\s*(.*)|\/\/\/\s*(.*)|(\w+)(?:\s*=\s*\w+)?/g)) {
    if (behind !== undefined) values[values.length - 1].doc.push(behind);
    else if (doc !== undefined) before.push(doc);
    else {
      values.push({ name, doc: before });
      before = [];
    }
  }
  return values;
}

function print_enum(out, item, level, within = '') {
  const name = within + /enum class (\w+)/.exec(item.code)[1];
  out.push('', `${'#'.repeat(level)} \`${name}\``);
  for (const one of paragraphs(item.doc)) out.push('', one);
  const values = values_of(item.body);
  if (values.some((one) => one.doc.length > 0)) {
    out.push('', '| Value | |', '|---|---|');
    for (const one of values) out.push(`| ${code_span(one.name)} | ${words(one.doc)} |`);
  } else {
    out.push('', `${values.map((one) => code_span(one.name)).join(', ')}.`);
  }
}

function print_struct(out, item, level, within = '') {
  const { parameters, rest } = template_of(item.code);
  const [, word, own] = /^(struct|class)\s+(\w+)/.exec(rest);
  const arguments_of = parameters.split(',').map((one) => /(\w+)(?:\s*=.*)?$/.exec(one.trim())?.[1] ?? '');
  const base = /:\s*([^{]+?)\s*\{/.exec(one_line(rest.slice(0, rest.indexOf('{') + 1)).replace(/::/g, '\u0000'));
  out.push('', `${'#'.repeat(level)} \`${within}${own}${parameters ? `<${arguments_of.join(', ')}>` : ''}\``);
  for (const one of paragraphs(item.doc)) out.push('', one);
  if (base) out.push('', `Also a ${code_span(base[1].replace(/\u0000/g, '::'))}.`);

  const { fields, constructors, functions, enums } = members_of(item, own);
  if (constructors.length > 0) {
    out.push('', 'Constructed from:', '');
    for (const one of constructors) {
      const what = one.parameters ? `\`${one.given}\`, for any suitable \`${one.parameters}\`` : `\`${one.given}\``;
      out.push(`- ${what}${one.doc.length > 0 ? `: ${words(one.doc)}` : ''}`);
    }
  }
  const own_fields = fields.filter((one) => !one.nested);
  if (own_fields.length > 0) {
    out.push('', '| Field | Type | Default | |', '|---|---|---|---|');
    for (const one of own_fields) {
      if (one.group) out.push(`| *${one.group}* | | | |`);
      out.push(`| ${code_span(one.name)} | ${code_span(one.type)} | ${code_span(one.value)} | ${words(one.doc)} |`);
    }
  }
  if (functions.length > 0) {
    out.push('', word === 'class' ? 'Members:' : 'Member functions:', '');
    for (const one of functions) out.push(`- \`${one.signature}\`${one.doc.length > 0 ? `: ${words(one.doc)}` : ''}`);
  }
  for (const one of enums) print_enum(out, one, level + 1, `${own}::`);
  for (const one of fields) if (one.nested) print_struct(out, one.nested, level + 1, `${own}::`);
}

/** Everything of a namespace's body, in the order of the header. */
function print_scope(out, text, found) {
  for (const item of items_of(text)) {
    if (item.kind === 'macro') {
      const [name, ...value] = item.code.split(' ');
      if (item.doc.length > 0) found.words.push({ code: `#define ${name} ${value.join(' ')}`, doc: item.doc });
      continue;
    }
    if (item.kind !== 'code') continue;
    const namespace = /^(?:inline )?namespace (\w+)/.exec(item.code);
    if (namespace) {
      if (namespace[1] === 'compile_error')
        for (const one of items_of(item.body)) found.refused.push(/void (\w+)\(\)/.exec(one.code)[1].replace(/_/g, ' '));
      else if (!hidden.has(namespace[1])) print_scope(out, item.body, found);
      continue;
    }
    const { parameters, rest } = template_of(item.code);
    if (/^(struct|class)\b/.test(rest)) {
      if (item.body) print_struct(out, item, 3);
      continue;
    }
    if (/^enum\b/.test(rest)) {
      print_enum(out, item, 3);
      continue;
    }
    // Explicit instantiations are not part of what an author writes.
    if (/^extern template\b/.test(item.code)) continue;
    if (/^using namespace\b/.test(rest) || /^template <>/.test(item.code)) continue;
    if (/^inline Property::|<std::optional<T>>/.test(rest) || (/scalar_type<T>/.test(rest) && item.doc.length === 0)) continue;
    const [head, after] = head_of(rest);
    const shown = /^(using|concept)\b/.test(rest) || !is_function(head) ? plain(rest) : plain(head);
    found.words.push({
      code: (parameters ? `template <${parameters}> ` : '') + shown.replace(/^detail::\w+(?:<.*>)? (\w+)( = .*)?$/, '$1').replace(/^detail::/, ''),
      doc: [...item.doc, ...item.behind],
      after,
    });
  }
}

const out = [
  '# The DSL',
  '',
  'This page is generated by `tools/dsl-reference.mjs` from the headers in `dsl/bob` and their comments. Change those, not',
  'this page. Everything is in the namespace `bob`. A default of `{}` means that the field may be omitted.',
  '',
  'A stack is a function from a stage to a list of declarations. A declaration is a struct with named members, preferably a',
  '`constexpr` object, so that the compiler checks it. The [README](../README.md) shows the smallest stack.',
  '[outputs.md](outputs.md) says what each declaration becomes, [limits.md](limits.md) lists the limits, and',
  '[rules.md](rules.md) lists what is checked after compiling.',
  '',
  'Headers, from general to specific:',
  '',
];
const headers = in_order();
for (const { name } of headers) out.push(`- [\`bob/${name}\`](#bob${name.replace('.', '')})`);

for (const { name, text } of headers) {
  const intro = /^((?:\/\/\/.*\n)+)#pragma once\n/.exec(text);
  if (!intro) throw new Error(`dsl/bob/${name} does not begin with a comment that says what it is for`);
  out.push('', `## \`bob/${name}\``);
  for (const one of paragraphs(intro[1].split('\n').map((line) => line.replace(/^\/\/\/ ?/, '')))) out.push('', one);
  const found = { words: [], refused: [] };
  const body = text.slice(intro[0].length);
  if (name === 'limits.h') out.push('', '[limits.md](limits.md) lists the limits.');
  print_scope(out, body, found);
  if (found.words.length > 0) {
    out.push('', `### Other names in \`bob/${name}\``, '');
    for (const { code, doc } of found.words) out.push(`- \`${code}\`${doc.length > 0 ? `: ${words(doc)}` : ''}`);
  }
  if (found.refused.length > 0) {
    out.push('', `### Compile-time errors of \`bob/${name}\``, '');
    for (const one of found.refused) out.push(`- ${one}`);
  }
}
process.stdout.write(`${out.join('\n')}\n`);
