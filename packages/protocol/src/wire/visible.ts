const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A text readable in a sentence: cut to `max` characters, control characters and unpaired surrogates as `\uXXXX`. */
export const toVisible = (text: string, max: number): string =>
  text
    .slice(0, max)
    .replace(/\p{Cc}|\p{Cs}/gu, escapeUnit)
    .slice(0, max)
