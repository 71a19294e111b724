// Brings the patterns of AWS's schemas into one small form, which a matcher without backtracking can run.
//
// The schemas' patterns are written for several regular expression engines and are looked for anywhere in a value. What
// comes out takes the whole value and has only: characters, `.` for any character, `[...]` and `[^...]` with ranges,
// `(...)`, `|`, `*`, `+`, `?` and `{n}`, `{n,}`, `{n,m}`, with `\` before a sign that means something else and `\xHH` for
// what can't be printed. Where the form can't say what the pattern says, it says less, so it never refuses a value that
// the pattern takes. It judges values of ASCII only.

/// What makes a pattern useless or doubtful; the message is the reason that the counts show.
export class Unfit extends Error {}

const last = 0x7f;
const range = (from, to) => Array.from({length: to - from + 1}, (_, at) => from + at);
const codes = (text) => [...text].map((one) => one.codePointAt(0));
const everything = range(0, last);
const digits = range(48, 57), upper = range(65, 90), lower = range(97, 122);
const letters = [...upper, ...lower], word = [...letters, ...digits, 95], spaces = codes('\t\n\v\f\r ');
const punctuation = codes('!"#%&\'()*,-./:;?@[\\]_{}'), symbols = codes('$+<=>^`|~');
const others = (of) => everything.filter((one) => !of.includes(one));

const classes = {d: digits, w: word, s: spaces, D: others(digits), W: others(word), S: others(spaces), h: codes('\t ')};
/// The ASCII part of the Unicode and POSIX classes.
const named = {
    L: letters, IsL: letters, Letter: letters, Alpha: letters, alpha: letters, IsAlphabetic: letters, Lu: upper, Upper: upper,
    upper, Ll: lower, Lower: lower, lower, Lt: [], Lm: [], Lo: [], M: [], Mn: [], Mc: [], Nl: [], No: [],
    N: digits, Nd: digits, Digit: digits, digit: digits, IsDigit: digits,
    Z: [32], Zs: [32], Zl: [], Zp: [], Space: spaces, space: spaces, P: punctuation, Punct: [...punctuation, ...symbols],
    punct: [...punctuation, ...symbols], S: symbols, Sc: [36], Sm: codes('+<=>|~'), Sk: codes('^`'), So: [],
    C: others(range(32, 126)), Cc: others(range(32, 126)), Cn: [], Co: [], Cs: [], Cf: [],
    Alnum: [...letters, ...digits], alnum: [...letters, ...digits], Print: range(32, 126), Graph: range(33, 126),
    ASCII: everything, XDigit: codes('0123456789abcdefABCDEF'),
    Pd: [45], Ps: codes('([{'), Pe: codes(')]}'), Pc: [95], Po: codes('!"#%&\'*,./:;?@\\'), Pi: [], Pf: [],
};

const set = (members) => ({is: 'set', has: new Set(members.filter((one) => one <= last))});
const sequence = (parts) => ({is: 'sequence', parts});
const either = (parts) => (parts.length === 1 ? parts[0] : {is: 'either', parts});
const repeat = (of, min, max) => ({is: 'repeat', of, min, max});
const anything = () => repeat(set(everything), 0, Infinity);

class Parser {
    constructor(text) {
        this.text = text;
        this.at = 0;
        this.any_case = false;
    }
    parse() {
        const found = this.alternatives();
        if (this.at < this.text.length) throw new Unfit('not a regular expression');
        return found;
    }
    next(text) {
        if (!this.text.startsWith(text, this.at)) return false;
        this.at += text.length;
        return true;
    }
    alternatives() {
        const parts = [this.one_sequence()];
        while (this.next('|')) parts.push(this.one_sequence());
        return either(parts);
    }
    one_sequence() {
        const parts = [];
        while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
            const atom = this.atom();
            if (atom) parts.push(this.quantified(atom));
        }
        return sequence(parts);
    }
    quantified(atom) {
        for (;;) {
            let min, max;
            const counted = /^\{(\d*)(,?)(\d*)\}/.exec(this.text.slice(this.at));
            if (this.next('*')) [min, max] = [0, Infinity];
            else if (this.next('+')) [min, max] = [1, Infinity];
            else if (this.next('?')) [min, max] = [0, 1];
            else if (counted && (counted[1] || counted[3])) {
                this.at += counted[0].length;
                min = Number(counted[1] || 0);
                max = counted[2] ? (counted[3] ? Number(counted[3]) : Infinity) : min;
            } else return atom;
            // Lazy and possessive: which of the ways matches does not matter here.
            if (!this.next('?')) this.next('+');
            if (atom.is !== 'begin' && atom.is !== 'end') atom = repeat(atom, min, max);
        }
    }
    group() {
        if (this.next('?=') || this.next('?!') || this.next('?<=') || this.next('?<!')) {
            // An assertion only takes values away; without it the pattern takes more.
            this.alternatives();
            if (!this.next(')')) throw new Unfit('not a regular expression');
            return sequence([]);
        }
        const flags = /^\?([a-zA-Z]*)(-[a-z]+)?([:)])/.exec(this.text.slice(this.at));
        const name = /^\?(P?<[A-Za-z]\w*>|>)/.exec(this.text.slice(this.at));
        if (flags) {
            this.at += flags[0].length;
            if (flags[1].includes('x')) throw new Unfit('flags');
            if (flags[1].includes('i')) this.any_case = true;
            if (flags[3] === ')') return undefined;
        } else if (name) {
            this.at += name[0].length;
        } else if (this.text[this.at] === '?') {
            throw new Unfit('a form of group that is not known');
        }
        const inner = this.alternatives();
        if (!this.next(')')) throw new Unfit('not a regular expression');
        return inner;
    }
    cased(members) {
        if (!this.any_case) return members;
        const both = (text) => codes(text.toLowerCase() + text.toUpperCase());
        return members.flatMap((one) => both(String.fromCodePoint(one)));
    }
    atom() {
        if (this.next('(')) return this.group();
        if (this.next('[')) return set(this.cased(this.bracket()));
        if (this.next('.')) return set(everything);
        if (this.next('^')) return {is: 'begin'};
        if (this.next('$')) return {is: 'end'};
        if (this.next('\\')) {
            if (this.next('A')) return {is: 'begin'};
            if (this.next('Z') || this.next('z')) return {is: 'end'};
            if (this.next('b') || this.next('B')) return undefined;
            if (/[1-9]/.test(this.text[this.at])) {
                this.at += 1;
                return anything();
            }
            return set(this.cased(this.escape()));
        }
        const one = this.text.codePointAt(this.at);
        this.at += one > 0xffff ? 2 : 1;
        if ('*+?'.includes(String.fromCodePoint(one))) throw new Unfit('not a regular expression');
        if (one > last) throw new Unfit('characters beyond ASCII');
        return set(this.cased([one]));
    }
    escape() {
        const coded = /^(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})/
            .exec(this.text.slice(this.at));
        if (coded) {
            this.at += coded[0].length;
            return [parseInt(coded[1] ?? coded[2] ?? coded[3] ?? coded[4], 16)];
        }
        const property = /^([pP])(?:\{(\^?)(?:Is|is)?([A-Za-z_]+)\}|([A-Z]))/.exec(this.text.slice(this.at));
        if (property) {
            this.at += property[0].length;
            const found = named[property[3] ?? property[4]];
            if (!found) throw new Unfit('a class of characters that is not known');
            return (property[1] === 'P') !== (property[2] === '^') ? others(found) : found;
        }
        const letter = this.text[this.at];
        if (letter === undefined) throw new Unfit('not a regular expression');
        this.at += 1;
        if (classes[letter]) return classes[letter];
        const control = {t: 9, n: 10, r: 13, f: 12, v: 11, 0: 0, e: 27}[letter];
        if (control !== undefined) return [control];
        if (/[A-Za-z0-9]/.test(letter)) throw new Unfit('an escape that is not known');
        return codes(letter);
    }
    bracket() {
        const negated = this.next('^');
        const members = [];
        let first = true;
        for (;; first = false) {
            if (this.at >= this.text.length) throw new Unfit('not a regular expression');
            if (this.text[this.at] === ']' && !first) break;
            if (this.text.startsWith('&&', this.at)) throw new Unfit('an intersection of classes');
            const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.at));
            if (posix) {
                this.at += posix[0].length;
                if (!named[posix[2]]) throw new Unfit('a class of characters that is not known');
                members.push(...(posix[1] ? others(named[posix[2]]) : named[posix[2]]));
                continue;
            }
            // Java takes the union of a class inside of a class, others the sign itself: both are in.
            const from = this.member();
            const next = this.text[this.at + 1];
            if (from.length === 1 && this.text[this.at] === '-' && next !== undefined && next !== ']') {
                this.at += 1;
                const to = this.member();
                if (to.length !== 1) {
                    members.push(...from, 45, ...to);
                    continue;
                }
                if (to[0] < from[0]) throw new Unfit('not a regular expression');
                members.push(...range(from[0], Math.min(to[0], last)));
                continue;
            }
            members.push(...from);
        }
        this.at += 1;
        return negated ? others(members) : members;
    }
    member() {
        if (this.next('\\')) return this.next('b') ? [8] : this.escape();
        const one = this.text.codePointAt(this.at);
        this.at += one > 0xffff ? 2 : 1;
        return [one];
    }
}

/// Sequences in sequences become one; a repetition of exactly one is what it repeats.
function flat(node) {
    switch (node.is) {
        case 'sequence': {
            const parts = node.parts.map(flat).flatMap((one) => (one.is === 'sequence' ? one.parts : [one]));
            return parts.length === 1 ? parts[0] : sequence(parts);
        }
        case 'either': return either(node.parts.map(flat));
        case 'repeat': {
            const of = flat(node.of);
            if (node.min === 1 && node.max === 1) return of;
            if (node.max === 0 || (of.is === 'sequence' && !of.parts.length)) return sequence([]);
            if (of.is === 'repeat' && of.min <= 1 && of.max === Infinity && (node.max === Infinity || node.max === 1)) {
                return repeat(of.of, of.min * node.min === 0 ? 0 : 1, Infinity);
            }
            return repeat(of, node.min, node.max);
        }
    }
    return node;
}

const parts_of = (node) => (node.is === 'sequence' ? node.parts : [node]);
const without_anchors = (node) => {
    switch (node.is) {
        case 'begin': case 'end': return sequence([]);
        case 'sequence': return sequence(node.parts.map(without_anchors));
        case 'either': return either(node.parts.map(without_anchors));
        case 'repeat': return repeat(without_anchors(node.of), node.min, node.max);
    }
    return node;
};

/// Looked for anywhere becomes: takes the whole value.
function whole(node, open_begin = true, open_end = true) {
    if (node.is === 'either') return either(node.parts.map((one) => whole(one, open_begin, open_end)));
    let parts = parts_of(node);
    if (parts.length === 1 && parts[0].is === 'either') return whole(parts[0], open_begin, open_end);
    while (parts[0]?.is === 'begin') [parts, open_begin] = [parts.slice(1), false];
    while (parts.at(-1)?.is === 'end') [parts, open_end] = [parts.slice(0, -1), false];
    if (parts.length === 1 && parts[0].is === 'either' && (open_begin || open_end)) {
        return whole(parts[0], open_begin, open_end);
    }
    const open = (is) => (is ? [anything()] : []);
    return sequence([...open(open_begin), ...parts.map(without_anchors), ...open(open_end)]);
}

const takes_nothing = (node) => {
    switch (node.is) {
        case 'repeat': return node.min === 0 || takes_nothing(node.of);
        case 'sequence': return node.parts.every(takes_nothing);
        case 'either': return node.parts.some(takes_nothing);
    }
    return node.is !== 'set';
};
const is_anything = (node) => node?.is === 'repeat' && node.of.is === 'set' && node.of.has.size > last &&
    node.min === 0 && node.max === Infinity;

const without = (parts, at, ...instead) => [...parts.slice(0, at), ...instead, ...parts.slice(at + 1)];

/// Beside of what takes anything, what may be missing says nothing, and of a repetition only the least counts.
function absorb(node) {
    if (node.is === 'either') return either(node.parts.map(absorb));
    if (node.is !== 'sequence') return node;
    let parts = [...node.parts];
    for (let again = true; again;) {
        again = false;
        for (let at = 0; at < parts.length && !again; at += 1) {
            if (is_anything(parts[at]) || !(is_anything(parts[at - 1]) || is_anything(parts[at + 1]))) {
                if (is_anything(parts[at]) && is_anything(parts[at + 1])) [parts, again] = [without(parts, at), true];
                continue;
            }
            const one = parts[at];
            if (takes_nothing(one)) [parts, again] = [without(parts, at), true];
            else if (one.is === 'repeat' && one.max !== one.min) {
                parts = without(parts, at, one.min === 1 ? one.of : repeat(one.of, one.min, one.min));
                again = true;
            }
        }
        parts = parts.flatMap((one) => (one.is === 'sequence' ? one.parts : [one]));
    }
    return parts.length === 1 ? parts[0] : sequence(parts);
}

const is_char = (node, text) => node?.is === 'set' && node.has.size === 1 && node.has.has(text.charCodeAt(0));
const may_hold = (node, code) => {
    switch (node.is) {
        case 'set': return node.has.has(code);
        case 'repeat': return may_hold(node.of, code);
        case 'sequence': case 'either': return node.parts.some((one) => may_hold(one, code));
    }
    return false;
};
const name_part = () => repeat(set(others([58])), 0, Infinity);

/// An ARN's partition and region take any name: AWS opens new ones.
function widen_arns(node) {
    if (node.is === 'either') return either(node.parts.map(widen_arns));
    if (node.is === 'repeat') return repeat(widen_arns(node.of), node.min, node.max);
    if (node.is !== 'sequence') return node;
    const parts = node.parts.map(widen_arns);
    for (let at = 0; at + 3 < parts.length; at += 1) {
        if (![...'arn:'].every((one, step) => is_char(parts[at + step], one))) continue;
        // The partition, the service and the region, each up to the next colon.
        const colon_from = (start) => {
            for (let here = start; here < parts.length; here += 1) {
                if (is_char(parts[here], ':')) return here;
                if (may_hold(parts[here], 58)) return -1;
            }
            return -1;
        };
        const partition_end = colon_from(at + 4);
        if (partition_end < 0) {
            // `arn:aws.*` takes every partition as it is.
            const after = parts[at + 7];
            const open = [...'aws'].every((one, step) => is_char(parts[at + 4 + step], one)) &&
                (!after || (after.is === 'repeat' && after.max === Infinity && may_hold(after, 45)));
            if (open || !/aws/.test(print(sequence(parts.slice(at + 4))))) continue;
            throw new Unfit('an ARN whose partition can not be told apart');
        }
        parts.splice(at + 4, partition_end - at - 4, name_part());
        const service_end = colon_from(at + 6);
        if (service_end < 0) continue;
        const region_end = colon_from(service_end + 1);
        if (region_end > service_end + 1) parts.splice(service_end + 1, region_end - service_end - 1, name_part());
    }
    return sequence(parts);
}

/// How many states a matcher needs.
function size(node) {
    switch (node.is) {
        case 'set': return 1;
        case 'sequence': case 'either': return node.parts.reduce((sum, one) => sum + size(one), node.parts.length);
        case 'repeat': return size(node.of) * Math.max(1, node.max === Infinity ? node.min + 1 : node.max);
    }
    return 0;
}
function loosen(node, most) {
    switch (node.is) {
        case 'sequence': return sequence(node.parts.map((one) => loosen(one, most)));
        case 'either': return either(node.parts.map((one) => loosen(one, most)));
        case 'repeat': {
            const min = Math.min(node.min, most);
            return repeat(loosen(node.of, most), min, node.max > most ? Infinity : node.max);
        }
    }
    return node;
}

const coded = (code) => '\\x' + code.toString(16).padStart(2, '0');
const shown = (code, special) => {
    const text = String.fromCharCode(code);
    return code < 32 || code > 126 ? coded(code) : special.includes(text) ? '\\' + text : text;
};
function print_set({has}) {
    if (has.size > last) return '.';
    if (!has.size) throw new Unfit('characters beyond ASCII');
    // As people write them: letters, digits, signs, and the hyphen last.
    const ranges = (members) => {
        const found = [];
        for (const kind of [upper, lower, digits, others([...word, 45])]) {
            const runs = [];
            for (const one of members.filter((code) => kind.includes(code) || (code === 95 && kind.includes(58)))) {
                if (runs.length && runs.at(-1)[1] === one - 1) runs.at(-1)[1] = one;
                else runs.push([one, one]);
            }
            for (const [from, to] of runs) {
                if (to - from > 2) found.push(`${shown(from, '\\]^[')}-${shown(to, '\\]^[')}`);
                else found.push(...range(from, to).map((one) => shown(one, '\\]^[')));
            }
        }
        return found.join('') + (members.includes(45) ? '-' : '');
    };
    const members = [...has].sort((a, b) => a - b);
    if (members.length === 1) return shown(members[0], '\\.[](){}*+?|^$');
    const plain = `[${ranges(members)}]`;
    const negated = `[^${ranges(others(members))}]`;
    return members.length < 64 || plain.length <= negated.length + 6 ? plain : negated;
}
function print(node) {
    switch (node.is) {
        case 'set': return print_set(node);
        case 'sequence': return node.parts.map((one) => (one.is === 'either' ? `(${print(one)})` : print(one))).join('');
        case 'either': return node.parts.map((one) => print(one)).join('|');
        case 'repeat': {
            const {min, max} = node;
            const single = node.of.is === 'set';
            const count = max === Infinity ? ['*', '+'][min] ?? `{${min},}`
                : min === 0 && max === 1 ? '?' : min === max ? `{${min}}` : `{${min},${max}}`;
            return (single ? print(node.of) : `(${print(node.of)})`) + count;
        }
    }
    throw new Unfit('an anchor in the middle');
}

const odd = ['', ...range(32, 126).map((one) => String.fromCharCode(one)), 'a b', '!@ #$', 'x'.repeat(20), ' - '];
const most_states = 1500;

/// The form of a pattern, and the least and most characters when that is all that is left to say of them:
/// `{pattern, min, max}`, each of which may be missing. Throws `Unfit`.
export function pattern_form(text) {
    let tree = flat(whole(flat(new Parser(text).parse())));
    tree = absorb(flat(widen_arns(tree)));
    for (const most of [512, 128, 64, 16]) if (size(tree) > most_states) tree = loosen(tree, most);
    if (size(tree) > most_states) throw new Unfit('too large');

    // One class of characters, so and so often: the length says how often.
    const length = {};
    if (tree.is === 'repeat' && tree.of.is === 'set') {
        if (tree.min > 0) length.min = tree.min;
        if (tree.max !== Infinity) length.max = tree.max;
        tree = repeat(tree.of, 0, Infinity);
    }
    // That some sign of a kind is somewhere in it: true, but nobody's mistake.
    const [first, middle, end, ...rest] = parts_of(tree);
    if (is_anything(first) && is_anything(end) && !rest.length && middle.is === 'set' && middle.has.size > 1) return length;
    const form = print(tree);
    const compiled = compiled_form(form);
    if (odd.every((one) => compiled.test(one) || one === '')) return length;
    const plain = form.replaceAll('\\', '');
    if (/us-|[a-z]{2}-(gov|east|west)|east|west|-gov|amazonaws|\[a-z\]\{2\}-|\[a-z\]\{2,3\}-/.test(plain)) {
        throw new Unfit('names of regions');
    }
    return {pattern: form, ...length};
}

function in_class(text, at) {
    let inside = false;
    for (let here = 0; here < at; here += 1) {
        if (text[here] === '\\') here += 1;
        else if (text[here] === '[') inside = true;
        else if (text[here] === ']') inside = false;
    }
    return inside;
}

/// A JavaScript regular expression that says the same as a form; the tests use it.
export function compiled_form(form) {
    let text = '';
    for (let at = 0; at < form.length; at += 1) {
        if (form[at] === '\\') text += form[at] + form[++at];
        else text += form[at] === '.' && !in_class(form, at) ? '[^]' : form[at];
    }
    return new RegExp(`^(?:${text})$`);
}
