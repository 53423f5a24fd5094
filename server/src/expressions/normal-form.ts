// Unicode's normal form C for strings in parts; a letter and its accent may come from two of them.

import type { TextPart } from "./value.ts";

/** Below this, every character is in normal form and joins with nothing before it. */
const firstMark = 0x300;

export function normalized(parts: readonly TextPart[]): readonly TextPart[] {
  if (!parts.some((part) => "text" in part && mayChange(part.text))) return parts;
  const result: TextPart[] = [];
  for (const part of parts) {
    const before = result.at(-1);
    if ("hole" in part) {
      result.push(part);
      continue;
    }
    const whole = part.text.normalize();
    if (before && "text" in before && (before.text + whole).normalize() !== before.text + whole) {
      result[result.length - 1] = { ...before, text: (before.text + whole).normalize() };
    } else result.push(whole === part.text ? part : { ...part, text: whole });
  }
  return result;
}

function mayChange(text: string): boolean {
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) >= firstMark) return true;
  return false;
}
