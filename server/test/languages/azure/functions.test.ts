// The functions that ARM and Bicep share, called through ARM expressions: known, half-known and unknown results.

import assert from "node:assert/strict";
import type { Value } from "../../../src/expressions/value.ts";
import { effective, shape } from "../../../src/expressions/value.ts";
import { dataValue } from "../../../src/languages/azure/arm/data-value.ts";
import { openTemplate } from "../../../src/languages/azure/arm/template.ts";
import { ownEnvironment } from "../../../src/languages/azure/environment.ts";
import { readJson } from "../../../src/syntax/json/json.ts";
import { defaultLimits } from "../../../src/text/limits.ts";

/** A value on one line: `?` is unknown, `…` says that there may be more. */
function shown(value: Value): string {
  const decided = effective(value);
  if (decided.state !== "known") return "?";
  const content = decided.value;
  if (content === null || typeof content !== "object") return String(content);
  switch (content.type) {
    case "number":
      return content.text;
    case "text":
      return `'${shape(content)}'`;
    case "list":
      return `[${[...content.items.map(shown), ...(content.more ? ["…"] : [])].join(", ")}]`;
    case "dict": {
      const members = [...content.entries].map(([key, entry]) => `${key}: ${shown(entry.value)}`);
      return `{${[...members, ...(content.more ? ["…"] : [])].join(", ")}}`;
    }
  }
}

function result(expression: string): string {
  const text = JSON.stringify({
    parameters: { open: { type: "string" }, list: { type: "array" } },
    variables: { half: "[concat('a-', parameters('open'))]" },
    x: `[${expression}]`,
  });
  const { root } = readJson(text);
  const template = openTemplate({
    file: "t.json",
    root,
    environment: ownEnvironment("resourceGroup", { file: "t.json", range: { start: 0, end: 0 } }),
    given: new Map(),
    limits: defaultLimits,
    budget: { steps: 10_000, depth: 0 },
    cycle: () => {},
  });
  const written = root.kind === "object" ? root.entries.at(-1)?.value : undefined;
  return written ? shown(dataValue(written, template.scope)) : "";
}

const open = "parameters('open')";
const half = "variables('half')";
const cases: readonly (readonly [expression: string, value: string])[] = [
  ["concat('a', 1, true())", "'a1True'"],
  [`concat('a', ${open})`, "'a${?}'"],
  [`concat(${open}, ${open})`, "?"],
  ["concat(createArray(1), createArray('b'))", "[1, 'b']"],
  ["concat(createArray(1), parameters('list'))", "[1, …]"],
  [`format('{1}{0}', 'a', ${open})`, "'${?}a'"],
  ["format('{0}')", "'${?}'"],
  ["format('{0:D3}', 7)", "'007'"],
  ["format('{0:X}/{0:x4}/{0:N0}/{0:F1}', 48879)", "'BEEF/beef/48,879/48879.0'"],
  ["format('{0:00.##}|{0:#,##0}|{0:C}', 1234)", "'1234|1,234|${?}'"],
  ["format('<{0,5}><{1,-3}>', 7, 'a')", "'<    7><a  >'"],
  ["format('{0}', createObject('a', createArray(1, 'b')))", "'{'a':[1,'b']}'"],
  ["concat('a', createArray(1))", "'a${?}'"],
  ["base64('ä€')", "'w6Tigqw='"],
  ["base64ToString('w6TigqwKMTI=')", "'ä€\n12'"],
  ["base64ToString('w6T')", "?"],
  ["base64ToJson(base64('{\"a\": 1}')).a", "1"],
  [`base64(${half})`, "?"],
  ["dataUri('a b')", "'data:text/plain;charset=utf-8;base64,YSBi'"],
  ["dataUriToString('data:,a%20b')", "'a b'"],
  ["dataUriToString('data:text/plain;charset=utf-16;base64,YSBi')", "?"],
  ["uriComponentToString('%C3%A4%zz%ff')", "'ä%zz%ff'"],
  ["guid('www.example.com', '', 'ä')", "'635272c0-2070-5e37-93ab-48feef839aa9'"],
  [`guid(${half})`, "?"],
  ["cidrSubnet('10.1.2.3/16', 24, 255)", "'10.1.255.0/24'"],
  ["cidrSubnet('10.1.0.0/16', 24, 256)", "?"],
  ["cidrSubnet('10.1.0.0/16', 8, 0)", "?"],
  ["cidrSubnet('2001:db8::/32', 64, 1)", "'2001:db8:0:1::/64'"],
  ["cidrHost('10.0.0.0/31', 1)", "'10.0.0.1'"],
  ["cidrHost('10.0.0.0/30', 2)", "?"],
  ["parseCidr('192.168.1.77/26').broadcast", "'192.168.1.127'"],
  ["parseCidr('192.168.1.77')", "?"],
  ["dateTimeAdd('2024-02-28T23:00:00Z', 'P1DT1H')", "'2024-03-01T00:00:00Z'"],
  ["dateTimeAdd('2024-02-28 23:00:00Z', '-P1Y', 'dddd d MMM yy')", "'Tuesday 28 Feb 23'"],
  ["dateTimeAdd('2024-02-30T00:00:00Z', 'P1D')", "?"],
  ["dateTimeAdd(utcNow(), 'P1D')", "?"],
  ["dateTimeFromEpoch(0)", "'1970-01-01T00:00:00Z'"],
  ["dateTimeToEpoch('1970-01-01T01:00:01+01:00')", "1"],
  ["indexFromEnd(createArray('a', 'b'), 1)", "'b'"],
  ["indexFromEnd(createArray('a', 'b'), 3)", "?"],
  ["tryIndexFromEnd(createArray('a', 'b'), 3)", "null"],
  ["distinct(createArray('a', 'b', 'a'))", "['a', 'b']"],
  [`distinct(createArray('a', ${open}))`, "['a', …]"],
  ["like('storage', 'S*GE')", "true"],
  ["json('{a: ''it''}').a", "'it'"],
  ["json('''x''')", "'x'"],
  ["union(createObject('a', 1), createObject('A', 2))", "{a: 2}"],
  [
    "union(createObject('a', createObject('b', 1)), createObject('a', createObject('c', 2)))",
    "{a: {b: 1, c: 2}}",
  ],
  ["union(createObject('a', 1), createArray(1))", "?"],
  ["intersection(createObject('a', 1, 'b', 2), createObject('A', 1, 'b', 3))", "{a: 1}"],
  [`intersection(createObject('a', ${open}), createObject('a', 1))`, "{…}"],
  ["toObject(createArray('a', 'A'), lambda('x', lambdaVariables('x')))", "{a: 'A'}"],
  ["uri('http://contoso.example', 'x')", "'http://contoso.example/x'"],
  ["uri('http://contoso.example/a/b', '/x')", "'http://contoso.example/a/x'"],
  ["uri(deployment().properties.templateLink.uri, 'a/b.json')", "'${?}a/b.json'"],
  ["add(9007199254740993, 1)", "9007199254740994"],
  ["mul(9223372036854775807, 2)", "?"],
  ["div(-7, 2)", "-3"],
  ["int('9007199254740993')", "9007199254740993"],
  ["int('9223372036854775808')", "?"],
  ["min(3, 1, 2)", "1"],
  ["greater(1, 'a')", "?"],
  ["format('{')", "?"],
  ["toUpper('straße')", "'STRAßE'"],
  [`trim(concat(' a ', ${open}, ' '))`, "'a ${?}'"],
  [`take(${half}, 9)`, "'a-${?}'"],
  [`take(${half}, 1)`, "'a'"],
  [`substring(${half}, 0, 2)`, "'a-'"],
  [`first(${half})`, "'a'"],
  [`replace(${half}, 'a-', '')`, "?"],
  ["split(resourceGroup().id, '/')[3]", "'resourceGroups'"],
  ["last(split(resourceId('A.B/c', 'x'), '/'))", "'x'"],
  ["split(resourceGroup().id, '-')[0]", "?"],
  ["fail('no')", "?"],
  ["newGuid()", "?"],
  [`toUpper(${half})`, "'A-${?}'"],
  ["toLower('ÄB')", "'äb'"],
  ["trim('  a ')", "'a'"],
  ["substring('abcdef', 4)", "'ef'"],
  ["substring('abc', 2, 5)", "?"],
  [`replace('a.b.c', '.', ${open})`, "'a${?}b${?}c'"],
  [`replace(${half}, '-', '')`, "'a${?}'"],
  ["split('a,b;c', createArray(',', ';'))", "['a', 'b', 'c']"],
  [`split(${half}, '-')`, "?"],
  [`join(createArray('a', ${open}), '-')`, "'a-${?}'"],
  ["string(createArray(1, 'a\"b'))", '\'[1,"a\\"b"]\''],
  ["json('{\"a\": [1, null]}')", "{a: [1, null]}"],
  ["json('{')", "?"],
  ["json(string(createObject('a', parameters('open')))).a", "?"],
  [`startsWith(${half}, 'A-')`, "true"],
  [`startsWith(${half}, 'b')`, "false"],
  [`endsWith(${half}, 'b')`, "?"],
  ["padLeft('7', 3, '0')", "'007'"],
  ["uriComponent('a b(c)')", "'a%20b%28c%29'"],
  ["indexOf('abcab', 'AB')", "0"],
  ["lastIndexOf('abcab', 'ab')", "3"],
  ["indexOf(createArray('a', 'b'), 'b')", "1"],
  ["and(true(), false())", "false"],
  [`and(${open}, false())`, "false"],
  [`and(${open}, true())`, "?"],
  [`or(${open}, true())`, "true"],
  [`not(${open})`, "?"],
  ["equals(createArray(1), createArray(1))", "true"],
  ["equals('a', 'A')", "false"],
  [`equals(${half}, 'b')`, "false"],
  [`if(${open}, 'a', 'a')`, "'a'"],
  [`if(${open}, 'a', 'b')`, "?"],
  [`if(true(), 'a', ${open})`, "'a'"],
  ["coalesce(null(), 'a')", "'a'"],
  [`coalesce(${open}, 'a')`, "?"],
  ["bool('TRUE')", "true"],
  ["bool(-2)", "true"],
  ["int('42')", "42"],
  ["int('4x')", "?"],
  ["less('a', 'A')", "true"],
  ["greater(2, 10)", "false"],
  ["div(7, 2)", "3"],
  ["mod(7, 0)", "?"],
  ["max(createArray(1, 5, 3))", "5"],
  ["min(4, 2)", "2"],
  [`length(${half})`, "?"],
  ["length(createObject('a', 1))", "1"],
  [`empty(${half})`, "false"],
  [`empty(${open})`, "?"],
  ["empty('')", "true"],
  ["contains('abc', 'B')", "false"],
  ["contains(createObject('Key', 1), 'key')", "true"],
  [`contains(createArray('a', ${open}), 'a')`, "true"],
  [`contains(createArray('a', ${open}), 'b')`, "?"],
  ["first(createArray(1, 2))", "1"],
  ["last('abc')", "'c'"],
  ["first(createArray())", "null"],
  ["last(concat(createArray(1), parameters('list')))", "?"],
  ["skip(createArray(1, 2, 3), 1)", "[2, 3]"],
  ["take('abc', 2)", "'ab'"],
  ["union(createArray(1, 2), createArray(2, 3))", "[1, 2, 3]"],
  [
    "union(createObject('a', createObject('b', 1)), createObject('a', createObject('c', 2)))",
    "{a: {b: 1, c: 2}}",
  ],
  [`union(createObject('a', 1), ${open})`, "{a: ?, …}"],
  [`union(${open}, createObject('a', 1))`, "{a: 1, …}"],
  ["intersection(createArray(1, 2, 3), createArray(3, 1))", "[1, 3]"],
  ["shallowMerge(createArray(createObject('a', 1), createObject('a', 2)))", "{a: 2}"],
  ["flatten(createArray(createArray(1), createArray(2)))", "[1, 2]"],
  ["range(2, 3)", "[2, 3, 4]"],
  ["items(createObject('b', 1, 'A', 2))", "[{key: 'A', value: 2}, {key: 'b', value: 1}]"],
  ["tryGet(createObject('a', createObject('b', 1)), 'a', 'b')", "1"],
  ["tryGet(createObject('a', 1), 'x', 'y')", "null"],
  ["createObject('a', 1).x", "?"],
  ["createObject('a', 1).?x", "null"],
  [
    "map(createArray('a', 'b'), lambda('x', 'i', concat(lambdaVariables('x'), lambdaVariables('i'))))",
    "['a0', 'b1']",
  ],
  ["map(parameters('list'), lambda('x', 1))", "?"],
  ["filter(createArray(1, 2, 3), lambda('x', greater(lambdaVariables('x'), 1)))", "[2, 3]"],
  [`filter(createArray(1), lambda('x', equals(${open}, 'a')))`, "[…]"],
  [
    "reduce(createArray(1, 2, 3), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))",
    "6",
  ],
  [
    "sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
    "[1, 2, 3]",
  ],
  ["toObject(createArray('a'), lambda('x', lambdaVariables('x')), lambda('x', 1))", "{a: 1}"],
  [
    "groupBy(createArray('a', 'b', 'a'), lambda('x', lambdaVariables('x')))",
    "{a: ['a', 'a'], b: ['b']}",
  ],
  ["resourceId('A.B/c', 'n')", "'/subscriptions/${?}/resourceGroups/${?}/providers/A.B/c/n'"],
  [
    "resourceId('rg', 'A.B/c/d', 'n', 'm')",
    "'/subscriptions/${?}/resourceGroups/rg/providers/A.B/c/n/d/m'",
  ],
  [
    `resourceId('A.B/c', ${half})`,
    "'/subscriptions/${?}/resourceGroups/${?}/providers/A.B/c/a-${?}'",
  ],
  [`resourceId(${open}, 'n')`, "?"],
  ["subscriptionResourceId('A.B/c', 'n')", "'/subscriptions/${?}/providers/A.B/c/n'"],
  ["tenantResourceId('A.B/c', 'n')", "'/providers/A.B/c/n'"],
  [
    "managementGroupResourceId('mg', 'A.B/c', 'n')",
    "'/providers/Microsoft.Management/managementGroups/mg/providers/A.B/c/n'",
  ],
  ["extensionResourceId('/x', 'A.B/c', 'n')", "'/x/providers/A.B/c/n'"],
  ["az.resourceId('A.B/c', 'n')", "'/subscriptions/${?}/resourceGroups/${?}/providers/A.B/c/n'"],
  ["subscription().tenantId", "?"],
  ["resourceGroup().id", "'/subscriptions/${?}/resourceGroups/${?}'"],
  ["environment().name", "?"],
  ["newGuid()", "?"],
  ["noSuchFunction('a')", "?"],
  ["concat()", "''"],
  ["length()", "?"],
];

describe("the functions of ARM and Bicep", () => {
  for (const [expression, value] of cases) {
    it(expression, () => assert.equal(result(expression), value));
  }
});
