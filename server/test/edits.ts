// Edits as they happen while somebody types, in an order that is the same in every run.

/** Half a word, a lost stretch, a block that stands twice, one digit for another, a file that goes away. */
export function edit(text: string, random: (below: number) => number): string | undefined {
  const at = random(text.length + 1);
  switch (random(6)) {
    case 0:
      return text.slice(0, at) + ["x", '"', "{", "}", "\n", "var."][random(6)] + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + random(30));
    case 2:
      return `${text}\n${text.slice(text.lastIndexOf("\n}\n", at) + 3, text.indexOf("\n}\n", at) + 3)}`;
    case 3:
      return text.replace(/\d/, String(random(10)));
    case 4:
      return `# a line\n${text}`;
    default:
      return random(3) === 0 ? undefined : text;
  }
}

/** A sequence that is the same in every run. */
export function randomFrom(seed: string): (below: number) => number {
  let state = 7;
  for (let index = 0; index < seed.length; index++)
    state = (state * 31 + seed.charCodeAt(index)) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
