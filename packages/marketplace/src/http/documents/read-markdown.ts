import { omitUndefined } from '@loggia/kernel'
import type { DocumentPart, DocumentLine } from '@loggia/protocol/console'
import { formatPlain, readSpans } from './read-spans.ts'
import type { ResolveLink } from './read-spans.ts'

/** `picture` gives the address and the size of a picture; undefined if there is no such picture. */
export type MarkdownOptions = {
  readonly resolve: ResolveLink
  readonly picture: (
    href: string,
  ) => { readonly src: string; readonly width: number; readonly height: number } | undefined
}
type Reader = MarkdownOptions & { readonly ids: Map<string, number> }

const fence = /^```\s*(\S*)\s*(.*)$/
const heading = /^(#{1,6})\s+(.*)$/
const item = /^(\s{0,3})(?:[-*]|(\d{1,9})\.)(\s+)(\S.*)$/
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/
const rule = /^\s*(-{3,}|\*{3,})\s*$/
const picture = /^!\[([^\]]*)\]\(([^()\s]+)\)$/

/**
 * The title of a Markdown file and its parts: as much of CommonMark and of GitHub's tables as our documents use. HTML
 * in it stays text. Headings below the fourth level are of the fourth.
 */
export function readMarkdown(
  text: string,
  options: MarkdownOptions,
): { readonly title: string; readonly blocks: readonly DocumentPart[] } {
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => line.trim() !== '')
  const title = /^# (.*)$/.exec(lines[first] ?? '')?.[1]
  const reader = { ...options, ids: new Map<string, number>() }
  const rest = title === undefined ? lines : lines.slice(first + 1)
  return { title: formatPlain(readSpans(title ?? '', () => undefined)), blocks: readBlocks(rest, reader) }
}

function readBlocks(lines: readonly string[], reader: Reader): DocumentPart[] {
  const blocks: DocumentPart[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || rule.test(line)) {
      at += 1
      continue
    }
    const taken = takeBlock(lines.slice(at), reader)
    blocks.push(taken.block)
    at += taken.lines
  }
  return blocks
}

type Taken = { readonly block: DocumentPart; readonly lines: number }

function takeBlock(lines: readonly string[], reader: Reader): Taken {
  const [line = ''] = lines
  const titled = heading.exec(line)
  if (titled) return { block: toHeading(titled, reader), lines: 1 }
  if (fence.test(line)) return takeCode(lines)
  if (isTable(lines)) return takeTable(lines, reader)
  if (item.test(line)) return takeList(lines, reader)
  return takeParagraph(lines, reader)
}

function toHeading([, marks = '', words = '']: RegExpExecArray, reader: Reader): DocumentPart {
  const of = readSpans(words.trim(), reader.resolve)
  const level = marks.length <= 2 ? 2 : marks.length === 3 ? 3 : 4
  return { kind: 'heading', level, id: makeId(formatPlain(of), reader.ids), of }
}

/** As GitHub makes it: letters, digits, hyphens and underscores; the second of the same words ends in `-1`. */
function makeId(words: string, ids: Map<string, number>): string {
  const id = words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
  const before = ids.get(id)
  ids.set(id, (before ?? 0) + 1)
  return before === undefined ? id : `${id}-${before}`
}

function takeCode(lines: readonly string[]): Taken {
  const [, language = '', file = ''] = fence.exec(lines[0] ?? '') ?? []
  const end = lines.findIndex((line, at) => at > 0 && /^```\s*$/.test(line))
  const inside = lines.slice(1, end === -1 ? undefined : end)
  const block =
    language === 'mermaid'
      ? toStates(inside)
      : {
          kind: 'code' as const,
          text: inside.join('\n'),
          ...omitUndefined({ file: file.trim() || undefined }),
        }
  return { block, lines: inside.length + (end === -1 ? 1 : 2) }
}

/** The edges of a diagram of states as a table: it needs no script to be drawn, and can be read aloud. */
function toStates(lines: readonly string[]): DocumentPart {
  const edges = lines.flatMap((line) => {
    const [, from, to, by = ''] = /^\s*(\S+)\s*-->\s*([^\s:]+)\s*(?::\s*(.*))?$/.exec(line) ?? []
    return from === undefined || to === undefined ? [] : [[from, to, by]]
  })
  if (edges.length === 0) return { kind: 'code', text: lines.join('\n') }
  const ends = (name: string, end: string): DocumentLine => (name === '[*]' ? [end] : [{ code: name }])
  return {
    kind: 'table',
    head: [['from'], ['to'], ['by']],
    rows: edges.map(([from = '', to = '', by = '']) => [
      ends(from, 'start'),
      ends(to, 'end'),
      by ? [by] : [],
    ]),
  }
}

const isTable = ([line = '', next = '']: readonly string[]): boolean =>
  line.trimStart().startsWith('|') && tableRule.test(next)

function takeTable(lines: readonly string[], reader: Reader): Taken {
  const end = lines.findIndex((line) => !line.trimStart().startsWith('|'))
  const own = lines.slice(0, end === -1 ? undefined : end)
  const [head = [], , ...rows] = own.map((line) =>
    splitCells(line).map((cell) => readSpans(cell, reader.resolve)),
  )
  return { block: { kind: 'table', head, rows: rows.map((row) => fit(row, head.length)) }, lines: own.length }
}

/** GitHub's tables: a row has as many cells as the head. */
const fit = (row: readonly DocumentLine[], cells: number): DocumentLine[] =>
  Array.from({ length: cells }, (_, at) => row[at] ?? [])

const splitCells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

function takeList(lines: readonly string[], reader: Reader): Taken {
  const start = item.exec(lines[0] ?? '')?.[2]
  const items: (readonly DocumentPart[])[] = []
  let at = 0
  while (at < lines.length) {
    const found = item.exec(lines[at] ?? '')
    if (!found || (found[2] === undefined) !== (start === undefined)) break
    const taken = takeItem(lines.slice(at), found)
    items.push(readBlocks(taken.inside, reader))
    at += taken.lines
  }
  return {
    block: {
      kind: 'list',
      ...omitUndefined({ start: start === undefined ? undefined : Number(start) }),
      items,
    },
    lines: at,
  }
}

/** The lines of an item without their indent, and how many there are with the empty ones after them. */
function takeItem(lines: readonly string[], found: RegExpExecArray): { inside: string[]; lines: number } {
  const [whole, , , , first = ''] = found
  const indent = whole.length - first.length
  const inside = [first]
  let at = 1
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const isDeeper = line.length - line.trimStart().length >= indent
    const goesOn = inside.at(-1) !== '' && !beginsBlock(lines.slice(at))
    if (line.trim() === '') inside.push('')
    else if (isDeeper) inside.push(line.slice(indent))
    else if (goesOn) inside.push(line.trimStart())
    else break
  }
  return { inside, lines: at }
}

const beginsBlock = (lines: readonly string[]): boolean => {
  const [line = ''] = lines
  return line.trim() === '' || heading.test(line) || fence.test(line) || item.test(line) || isTable(lines)
}

function takeParagraph(lines: readonly string[], reader: Reader): Taken {
  const end = lines.findIndex((_, at) => at > 0 && beginsBlock(lines.slice(at)))
  const own = lines.slice(0, end === -1 ? undefined : end).map((line) => line.trim())
  const text = own.reduce(joinLines)
  const [, alt = '', href = ''] = picture.exec(text) ?? []
  const shown = href === '' ? undefined : reader.picture(href)
  const block: DocumentPart = shown
    ? { kind: 'picture', alt, ...shown }
    : { kind: 'paragraph', of: readSpans(href === '' ? text : alt, reader.resolve) }
  return { block, lines: own.length }
}

const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u201c\u201d]/u

/** Chinese has no spaces between words, so that the end of a line is none either. */
const joinLines = (before: string, next: string): string =>
  chinese.test(before.at(-1) ?? '') && chinese.test(next.at(0) ?? '') ? before + next : `${before} ${next}`
