/** A piece of a line: words, or words that lead somewhere. */
export type Piece = { readonly text: string; readonly href?: string }
export type Block =
  | { readonly kind: 'title' | 'subtitle' | 'paragraph'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Piece[])[] }

/** `[words](/path)` or `[words](https://…)`; anything else stays as it was written. */
const linkPattern = /\[([^[\]]{1,200})\]\((\/(?![/\\])[^\s()\\]*|https:\/\/[^\s()\\]+)\)/g

function readPieces(line: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of line.matchAll(linkPattern)) {
    const [whole, text = '', href = ''] = found
    if (found.index > from) pieces.push({ text: line.slice(from, found.index) })
    pieces.push({ text, href })
    from = found.index + whole.length
  }
  if (from < line.length) pieces.push({ text: line.slice(from) })
  return pieces
}

const marks = { '# ': 'title', '## ': 'subtitle' } as const

/** The parts of a text that operators wrote: `# ` and `## ` begin headings, `- ` an item; a line is a paragraph. */
export function readText(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split(/\r?\n/).map((one) => one.trimEnd())) {
    const mark = (['## ', '# '] as const).find((one) => line.startsWith(one))
    const last = blocks.at(-1)
    if (line === '') continue
    if (mark) blocks.push({ kind: marks[mark], pieces: readPieces(line.slice(mark.length)) })
    else if (!line.startsWith('- ')) blocks.push({ kind: 'paragraph', pieces: readPieces(line) })
    else if (last?.kind === 'list')
      blocks.splice(-1, 1, { kind: 'list', items: [...last.items, readPieces(line.slice(2))] })
    else blocks.push({ kind: 'list', items: [readPieces(line.slice(2))] })
  }
  return blocks
}

const join = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

/** The words of the paragraphs and lists, without headings. */
export const listWords = (text: string): string[] =>
  readText(text).flatMap((block) =>
    block.kind === 'list' ? block.items.map(join) : block.kind === 'paragraph' ? [join(block.pieces)] : [],
  )
