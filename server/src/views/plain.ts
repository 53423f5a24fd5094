// Makes text from a repository safe to print: control and direction characters become visible.

/** C0, C1, line and paragraph separators, bidirectional controls, zero-width characters and tags. */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- these are what it is for
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

export function plain(text: string): string {
  return text.replace(
    unsafe,
    (character) =>
      `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}
