import type { DocumentLine, DocumentSpan } from '@loggia/protocol/console'

/** The address to which a link of a document leads on our pages; undefined if there is none. */
export type ResolveLink = (href: string) => string | undefined

/** What has a meaning in a line: code, strong, emphasis, a link with its address, a character that is escaped. */
const marked =
  /(?<ticks>`+)(?<code>.+?)(?<!`)\k<ticks>(?!`)|\*\*(?<strong>.+?)\*\*(?!\*)|(?<![\w*])\*(?![\s*])(?<emphasis>.+?)(?<![\s*])\*(?!\*)|(?<!!)\[(?<words>(?:[^[\]]|\[[^\]]*\])+)\]\((?<href>[^()\s]+)\)|\\(?<escaped>[!-/:-@[-`{-~])/g

/** The pieces of a line of Markdown. A link that leads nowhere on our pages becomes its words. */
export function readSpans(line: string, resolve: ResolveLink): DocumentLine {
  const spans: DocumentSpan[] = []
  const add = (span: DocumentSpan): void => {
    const last = spans.at(-1)
    if (typeof span === 'string' && typeof last === 'string') spans.splice(-1, 1, last + span)
    else if (span !== '') spans.push(span)
  }
  let from = 0
  for (const found of line.matchAll(marked)) {
    add(line.slice(from, found.index))
    for (const span of toSpans(found.groups ?? {}, resolve)) add(span)
    from = found.index + found[0].length
  }
  add(line.slice(from))
  return spans
}

function toSpans(found: Readonly<Record<string, string | undefined>>, resolve: ResolveLink): DocumentLine {
  const { code, strong, emphasis, words, href, escaped } = found
  // CommonMark 6.1: one space inside each tick belongs to the marks.
  if (code !== undefined) return [{ code: code.replace(/^ (.*\S.*) $/, '$1') }]
  if (strong !== undefined) return [{ strong: readSpans(strong, resolve) }]
  if (emphasis !== undefined) return [{ emphasis: readSpans(emphasis, resolve) }]
  if (escaped !== undefined) return [escaped]
  const of = readSpans(words ?? '', resolve)
  const target = resolve(href ?? '')
  return target === undefined ? of : [{ href: target, of }]
}

/** The words of a line without their marks. */
export const formatPlain = (line: DocumentLine): string =>
  line
    .map((span) => {
      if (typeof span === 'string') return span
      if ('code' in span) return span.code
      if ('strong' in span) return formatPlain(span.strong)
      return formatPlain('emphasis' in span ? span.emphasis : span.of)
    })
    .join('')
