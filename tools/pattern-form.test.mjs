// Tests of pattern-form.mjs: node --test tools/

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compiled_form, pattern_form, Unfit} from './pattern-form.mjs';

const cases = [
    ['a class becomes a length', '^[a-z]{1,64}$', {pattern: '[a-z]*', min: 1, max: 64}],
    ['an open end takes the rest', '^arn:', {pattern: 'arn:.*'}],
    ['both ends open', 'a-b', {pattern: '.*a-b.*'}],
    ['each alternative has its own ends', '^$|^s3://', {pattern: '|s3://.*'}],
    ['partition and region of an ARN', '^arn:aws:sqs:[a-z]{2}-[a-z]+-\\d:\\d{12}:\\w+$',
        {pattern: 'arn:[^:]*:sqs:[^:]*:[0-9]{12}:[A-Za-z0-9_]+'}],
    ['an assertion is left out', '^(?!aws)[a-z]+-x$', {pattern: '[a-z]+-x'}],
    ['Unicode classes become ASCII', '^[\\p{L}\\p{N}_-]*$', {pattern: '[A-Za-z0-9_-]*'}],
    ['lazy and possessive', '^(ab)+?c*+$', {pattern: '(ab)+c*'}],
    ['any case', '^(?i)ab$', {pattern: '[Aa][Bb]'}],
    ['what takes anything says nothing', '[\\s\\S]*', {}],
    ['only the length is left', '^.{1,10}$', {min: 1, max: 10}],
];
for (const [name, pattern, form] of cases) test(name, () => assert.deepEqual(pattern_form(pattern), form));

for (const pattern of ['^us-east-1$', '^[a-z]{2}-[a-z]+-\\d$', '^\u00e4$', '(', 'arn:(aws|aws-cn):x|arn:(aws:y)']) {
    test(`unfit: ${pattern}`, () => {
        const form = () => pattern_form(pattern);
        if (pattern.startsWith('arn')) assert.doesNotThrow(form);
        else assert.throws(form, Unfit);
    });
}

test('a form takes the whole value', () => {
    assert.ok(compiled_form('[^:]*:x.').test('a:x\n'));
    assert.ok(!compiled_form('[^:]*:x').test('a:xy'));
    assert.ok(!compiled_form('a\\.b').test('acb'));
});
