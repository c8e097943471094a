import { UnreadableInput } from './input-faults.ts'

const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

/** Decodes one escape of `$'…'`. Returns it and its length including the backslash. */
function ansiEscape(text: string, at: number): [string, number] {
  const coded = /^\\(?:u([0-9a-f]{1,4})|x([0-9a-f]{1,2})|([0-7]{1,3}))/i.exec(text.slice(at, at + 6))
  if (coded) {
    const code =
      coded[3] === undefined ? Number.parseInt(coded[1] ?? coded[2] ?? '', 16) : Number.parseInt(coded[3], 8)
    return [String.fromCharCode(code), coded[0].length]
  }
  const letter = text[at + 1] ?? ''
  return [named[letter] ?? `\\${letter}`, 2]
}

type Read = { readonly text: string; readonly next: number }

function readQuoted(
  text: string,
  from: number,
  end: string,
  escape: (at: number) => [string, number] | undefined,
): Read {
  let read = ''
  let at = from
  while (at < text.length) {
    if (text[at] === end) return { text: read, next: at + 1 }
    const escaped = text[at] === '\\' ? escape(at) : undefined
    read += escaped?.[0] ?? text[at]
    at += escaped?.[1] ?? 1
  }
  throw new UnreadableInput({ code: 'curl_quote_open' })
}

/** In double quotes only these characters are escaped; a backslash before a line end removes it. */
function doubleEscape(text: string, at: number): [string, number] | undefined {
  const letter = text[at + 1] ?? ''
  if (letter === '\n') return ['', 2]
  return '"\\$`'.includes(letter) && letter !== '' ? [letter, 2] : undefined
}

/** Reads a piece of a word: quoted, escaped or bare. */
function piece(text: string, at: number): Read {
  if (text.startsWith("$'", at)) return readQuoted(text, at + 2, "'", (here) => ansiEscape(text, here))
  if (text[at] === "'") return readQuoted(text, at + 1, "'", () => undefined)
  if (text[at] === '"') return readQuoted(text, at + 1, '"', (here) => doubleEscape(text, here))
  if (text[at] === '\\') return { text: text[at + 1] === '\n' ? '' : (text[at + 1] ?? ''), next: at + 2 }
  return { text: text[at] ?? '', next: at + 1 }
}

// cmd.exe escapes with carets, and Chrome copies a line break as two.
const fromCmd = (text: string): string =>
  /\^["\n]/.test(text)
    ? text
        .replaceAll('^\n\n', '\n')
        .replace(/\^\n\s*/g, ' ')
        .replace(/\^([^])/g, '$1')
    : text

/**
 * Splits a command line into words like a POSIX shell or, if it has carets, like cmd.exe. Throws {@link
 * UnreadableInput}.
 */
export function splitIntoWords(line: string): string[] {
  const text = fromCmd(line.replaceAll('\r\n', '\n'))
  const words: string[] = []
  let word: string | undefined
  let at = 0
  while (at < text.length) {
    if (text.startsWith('\\\n', at)) at += 2
    else if (/\s/.test(text[at] ?? '')) {
      if (word !== undefined) words.push(word)
      word = undefined
      at++
    } else {
      const read = piece(text, at)
      word = (word ?? '') + read.text
      at = read.next
    }
  }
  return word === undefined ? words : [...words, word]
}
