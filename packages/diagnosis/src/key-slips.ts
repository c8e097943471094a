import type { Finding } from './findings.ts'

// A key that was typed or copied by hand: a letter lost, doubled or replaced by a similar one, or the end cut off.

type Slip = { readonly text: string; readonly finding: Finding }

const alike = [
  '0OoQD',
  '1lI|i',
  '2Zz',
  '5Ss',
  '8B',
  '6bG',
  '9gq',
  'uvU V',
  'cC',
  'kK',
  'pP',
  'wW',
  'xX',
  '-_',
  'mn',
  'rn',
  'ft',
  'YV',
]

function lookAlikes(key: string): string[] {
  return Array.from(key, (letter, at) =>
    alike
      .filter((group) => group.includes(letter))
      .flatMap((group) => Array.from(group).filter((other) => other !== letter && other !== ' '))
      .map((other) => key.slice(0, at) + other + key.slice(at + 1)),
  ).flat()
}
/** Replaces every letter that has a similar one. */
const everyAlike = (key: string): string[] =>
  alike.flatMap((group) =>
    Array.from(group).flatMap((from) =>
      Array.from(group)
        .filter((to) => to !== from && from !== ' ' && to !== ' ' && key.includes(from))
        .map((to) => key.replaceAll(from, to)),
    ),
  )

const most = 128

/** The slips of a key. Empty if the key is longer than real ones. */
export function listSlips(key: string): Slip[] {
  if (key.length > most) return []
  const positions = Array.from({ length: key.length }, (_, at) => at)
  const of = (finding: Finding, texts: readonly string[]): Slip[] => texts.map((text) => ({ text, finding }))
  const swapAt = (at: number): string =>
    key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2)
  const otherCase = (letter: string): string =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  return [
    ...positions
      .slice(1)
      .toReversed()
      .flatMap((got) =>
        of({ kind: 'key_cut', got, expected: key.length }, [key.slice(0, got), key.slice(key.length - got)]),
      ),
    ...of(
      { kind: 'key_letter_lost' },
      positions.map((at) => key.slice(0, at) + key.slice(at + 1)),
    ),
    ...of(
      { kind: 'key_letter_doubled' },
      positions.map((at) => key.slice(0, at) + key.charAt(at) + key.slice(at)),
    ),
    ...of({ kind: 'key_letters_swapped' }, positions.map(swapAt)),
    ...of(
      { kind: 'key_letter_case' },
      positions.map((at) => key.slice(0, at) + otherCase(key.charAt(at)) + key.slice(at + 1)),
    ),
    ...of({ kind: 'key_look_alike' }, [...lookAlikes(key), ...everyAlike(key)]),
  ]
}
