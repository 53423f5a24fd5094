// The functions between values and YAML: what Terraform reads plain words as, and how it writes.

import { bytesOfBase64 } from "../../../expressions/base64.ts";
import type { Entry, Value } from "../../../expressions/value.ts";
import { known, unknown, wholeText } from "../../../expressions/value.ts";
import { weightOf } from "../../../expressions/weight.ts";
import { shortestDecimal } from "../../../expressions/wide-number.ts";
import type { WholeNode } from "../../../syntax/strict-yaml/whole.ts";
import { readWholeYaml } from "../../../syntax/strict-yaml/whole.ts";
import { convertTo } from "../conversion.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, hiddenBy, textOf, undecided } from "./call.ts";
import { timeOf } from "./times.ts";
import { yamlText } from "./yaml-text.ts";

export const yamlFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["yamldecode", decode],
  ["yamlencode", encode],
];

function encode(call: Call): Value {
  const value = call.argument(0);
  const text = yamlText(value, call.scope.limits.text);
  if (text === "unknown") return undecided(call, value);
  if (text === "limit") return unknown({ kind: "limit", what: "length of a string" }, call.at);
  return textOf(call, text.written, [value]);
}

function decode(call: Call): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  if (text === undefined) return undecided(call, value);
  const tree = readWholeYaml(text, call.scope.limits.depth);
  if (typeof tree === "string") return failed(call, `this is not YAML: ${tree}`);
  const made = new Map<WholeNode, Value | string>();
  const read = valueOf(tree, { call, made });
  if (typeof read === "string") return failed(call, read);
  call.scope.budget.steps -= made.size;
  if (weightOf(read) > call.scope.limits.weight)
    return unknown({ kind: "limit", what: "size of a value" }, call.at);
  return hiddenBy([value], read);
}

interface Reading {
  readonly call: Call;
  /** Each node once, however many aliases name it. */
  readonly made: Map<WholeNode, Value | string>;
}

/** A string says why the node has no value. */
function valueOf(node: WholeNode, reading: Reading): Value | string {
  const present = reading.made.get(node);
  if (present !== undefined) return present;
  const value = readNode(node, reading);
  reading.made.set(node, value);
  return value;
}

const standard = "tag:yaml.org,2002:";

function readNode(node: WholeNode, reading: Reading): Value | string {
  const { call } = reading;
  if (node.kind === "scalar") return scalar(node, call);
  if (node.tag !== undefined && node.tag !== standard + (node.kind === "mapping" ? "map" : "seq"))
    return `there is no tag ${node.tag}`;
  if (node.kind === "sequence") {
    const items: Value[] = [];
    for (const item of node.items) {
      const value = valueOf(item, reading);
      if (typeof value === "string") return value;
      items.push(value);
    }
    return known({ type: "list", items }, call.at);
  }
  const entries = new Map<string, Entry>();
  for (const [key, written] of node.entries) {
    const value = valueOf(written, reading);
    if (typeof value === "string") return value;
    if (
      key.kind === "scalar" &&
      key.style === "plain" &&
      key.tag === undefined &&
      key.text === "<<"
    ) {
      if (
        value.state !== "known" ||
        typeof value.value !== "object" ||
        value.value?.type !== "dict"
      )
        return "only a mapping can be merged";
      for (const [name, entry] of value.value.entries) entries.set(name, entry);
      continue;
    }
    const name = valueOf(key, reading);
    if (typeof name === "string") return name;
    const text = wholeText(name);
    if (text === undefined) return "a key is no text";
    entries.set(text, { key: call.at, value });
  }
  return known({ type: "dict", entries }, call.at);
}

function scalar(node: Extract<WholeNode, { kind: "scalar" }>, call: Call): Value | string {
  const { text, style, tag } = node;
  const plain = style === "plain";
  const written = textOf(call, text, []);
  if (tag === undefined && style === "block") return blockValue(text, call) ?? written;
  if (tag === undefined) return plain ? (plainValue(text, call) ?? written) : written;
  switch (tag.startsWith(standard) ? tag.slice(standard.length) : "") {
    case "str":
      return written;
    case "binary":
      return bytesOfBase64(text) ? written : "this is not Base64";
    case "null":
      return plain ? known(null, call.at) : written;
    case "int":
    case "float":
    case "bool":
    case "timestamp": {
      if (!plain) return written;
      const value = plainValue(text, call);
      return value === undefined ? `"${text}" is no ${tag.slice(standard.length)}` : value;
    }
    default:
      return `there is no tag ${tag}`;
  }
}

/** A text of several lines is looked at like a plain word, and is a text again unless it is null. */
function blockValue(text: string, call: Call): Value | string | undefined {
  const value = plainValue(text, call);
  return typeof value === "object" ? (convertTo(value, "string") ?? value) : value;
}

const nulls: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);
const truths: ReadonlySet<string> = new Set([
  "y",
  "Y",
  "yes",
  "Yes",
  "YES",
  "on",
  "On",
  "ON",
  "true",
  "True",
  "TRUE",
]);
const untruths: ReadonlySet<string> = new Set([
  "n",
  "N",
  "no",
  "No",
  "NO",
  "off",
  "Off",
  "OFF",
  "false",
  "False",
  "FALSE",
]);
const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const based = /^0(?:x[0-9a-fA-F]+|o[0-7]+)$/;
const infinity = /^([-+]?)\.(?:inf|Inf|INF)$/;

/** What a word without quotes stands for: null, truth, a number or a time; undefined: itself. */
function plainValue(text: string, call: Call): Value | string | undefined {
  const { at } = call;
  if (nulls.has(text)) return known(null, at);
  if (truths.has(text)) return known(true, at);
  if (untruths.has(text)) return known(false, at);
  if (text === ".nan" || text === ".NaN" || text === ".NAN") return "there is no such number";
  const sign = infinity.exec(text)?.[1];
  if (sign !== undefined) return number(sign === "-" ? "-Inf" : "+Inf", call);
  if (decimal.test(text)) {
    const decimalText = shortestDecimal(text);
    return decimalText === undefined
      ? unknown({ kind: "unsupported", what: "a number out of reach" }, at)
      : number(decimalText, call);
  }
  if (based.test(text)) return number(BigInt(text).toString(), call);
  const time = timeOf(text);
  return time === undefined ? undefined : textOf(call, time, []);
}

function number(text: string, call: Call): Value {
  return known({ type: "number", text }, call.at);
}
