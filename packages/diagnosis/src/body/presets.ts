import type { Finding } from '../findings.ts'
import { orderWays } from './members.ts'
import { escapeWays, spacingWays } from './texts.ts'

// One call of a JSON writer has several effects at once, and counts as one mistake.

const sortedKeys = 'body_sorted_every_levelnulls'
const calls: readonly (readonly string[])[] = [
  // Python: json.dumps, with sort_keys, with indent, with separators.
  ['body_spaced', 'body_ascii_escaped'],
  ['body_reserialised', sortedKeys, 'body_spaced', 'body_ascii_escaped'],
  ['body_reserialised', sortedKeys, 'body_spaced'],
  ['body_indentedtwo', 'body_ascii_escaped'],
  ['body_indentedfour', 'body_ascii_escaped'],
  ['body_reserialised', sortedKeys, 'body_indentedtwo', 'body_ascii_escaped'],
  ['body_reserialised', sortedKeys, 'body_indentedfour', 'body_ascii_escaped'],
  ['body_reserialised', sortedKeys, 'body_reserialised', 'body_ascii_escaped'],
  // PHP: json_encode, after ksort, with JSON_PRETTY_PRINT.
  ['body_reserialised', 'body_ascii_escaped', 'body_slash_escaped'],
  ['body_reserialised', 'body_sorted', 'body_ascii_escaped', 'body_slash_escaped'],
  ['body_reserialised', 'body_sorted_with_nulls', 'body_ascii_escaped', 'body_slash_escaped'],
  ['body_indentedfour', 'body_ascii_escaped', 'body_slash_escaped'],
  ['body_reserialised', 'body_sorted_with_nulls', 'body_slash_escaped'],
  // Go: json.Marshal of a map; Gson of a map; System.Text.Json.
  ['body_reserialised', sortedKeys, 'body_html_escaped'],
  ['body_reserialised', 'body_html_escaped'],
  ['body_reserialised', 'body_html_escapedGson'],
  ['body_reserialised', 'body_sorted', 'body_html_escapedGson'],
  ['body_reserialised', 'net'],
]
const steps = new Map([...orderWays, ...spacingWays, ...escapeWays].map((way) => [way.value.id, way]))

type Preset = { readonly text: string; readonly mistakes: readonly Finding[]; readonly isCommon: true }

/** The results of these calls for a text, if they change it in more than one way. */
export const listPresets = (text: string): Preset[] =>
  calls.flatMap((ids) => {
    let now = text
    const mistakes: Finding[] = []
    for (const id of ids) {
      const way = steps.get(id)
      const next = way?.value.apply(now) ?? now
      if (way && next !== now) mistakes.push(...way.mistakes)
      now = next
    }
    return mistakes.length < 2 ? [] : [{ text: now, mistakes, isCommon: true as const }]
  })
