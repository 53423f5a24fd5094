// Positions and edits: line ends of every kind, clamping, edits in any order.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  applyEdits,
  fixed,
  fixRanges,
  LineIndex,
  moveRanges,
  partOf,
  spanning,
} from "../../src/text/range.ts";

describe("LineIndex", () => {
  const cases: [name: string, text: string, offset: number, line: number, column: number][] = [
    ["the start", "a\nb", 0, 0, 0],
    ["behind a line feed", "a\nb", 2, 1, 0],
    ["at a line feed", "a\nb", 1, 0, 1],
    ["behind CRLF", "a\r\nb", 3, 1, 0],
    ["behind a lone CR", "a\rb", 2, 1, 0],
    ["past the end", "a\nb", 99, 1, 1],
    ["behind an emoji, which counts two", "🎉x\n", 2, 0, 2],
    ["a line separator ends no line", "a\u2028b", 2, 0, 2],
  ];
  for (const [name, text, offset, line, column] of cases) {
    it(name, () => {
      assert.deepEqual(new LineIndex(text).at(offset), { line, column });
    });
  }

  it("gives back every offset that it was given", () => {
    const text = "one\r\ntwo\n\nthree\rfour";
    const index = new LineIndex(text);
    for (let offset = 0; offset <= text.length; offset++) {
      // Between \r and \n there is no position: it is the end of the line.
      if (text[offset - 1] === "\r" && text[offset] === "\n") continue;
      assert.equal(index.offset(index.at(offset)), offset, `offset ${offset}`);
    }
  });

  it("clamps positions past the end of a line and of the text", () => {
    const index = new LineIndex("ab\ncd");
    assert.equal(index.offset({ line: 0, column: 99 }), 2);
    assert.equal(index.offset({ line: 9, column: 0 }), 5);
    assert.equal(index.offset({ line: -1, column: 3 }), 0);
  });
});

describe("applyEdits", () => {
  it("applies edits in any order", () => {
    const edits = [
      { file: "f", range: { start: 4, end: 5 }, text: "E" },
      { file: "f", range: { start: 0, end: 1 }, text: "" },
      { file: "f", range: { start: 2, end: 2 }, text: "--" },
    ];
    assert.equal(applyEdits("abcde", edits), "b--cdE");
  });
});

describe("ranges that are made of others", () => {
  it("move with them", () => {
    const range = { start: 4, end: 9 };
    const part = partOf(range, 1, 3);
    const both = spanning(part, range);
    moveRanges({ range }, 10);
    assert.deepEqual([part.start, part.end, both.start, both.end], [15, 17, 15, 19]);
  });

  it("are plain where those never move", () => {
    const part = partOf(fixed(4, 9), 1, 3);
    assert.deepEqual(Object.getOwnPropertyDescriptor(part, "start")?.value, 5);
    assert.deepEqual(Object.getOwnPropertyDescriptor(spanning(part, part), "end")?.value, 7);
  });

  it("move where one of two does", () => {
    const range = { start: 4, end: 9 };
    const both = spanning(fixed(0, 2), range);
    moveRanges({ range }, 10);
    assert.deepEqual([both.start, both.end], [0, 19]);
  });

  it("of a tree that is fixed stay where they are", () => {
    const tree = { at: { range: { start: 4, end: 9 } } };
    fixRanges(tree);
    moveRanges(tree, 10);
    assert.deepEqual(tree.at.range, { start: 4, end: 9 });
  });
});
