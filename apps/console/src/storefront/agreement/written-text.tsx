import { readText } from './read-text.ts'
import type { Block, Piece } from './read-text.ts'

/** A text that operators wrote, with its headings, lists and links. */
export function WrittenText({ text }: { readonly text: string }) {
  const blocks = readText(text)
  const titles = blocks.filter(({ kind }) => kind === 'title').length
  return (
    <div className="agreement-page__text">
      {titles > 1 && <Contents blocks={blocks} />}
      {blocks.map((block, at) => (
        <Part key={at} block={block} at={at} />
      ))}
    </div>
  )
}

const formatId = (at: number): string => `part-${at}`

/** Links to the headings of a long text. */
function Contents({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <ul className="agreement-page__contents">
      {blocks.map(
        (block, at) =>
          (block.kind === 'title' || block.kind === 'subtitle') && (
            <li key={at} className={block.kind === 'title' ? 'strong' : undefined}>
              <a href={`#${formatId(at)}`}>{block.pieces.map(({ text }) => text)}</a>
            </li>
          ),
      )}
    </ul>
  )
}

function Part({ block, at }: { readonly block: Block; readonly at: number }) {
  switch (block.kind) {
    case 'title':
      return (
        <h2 id={formatId(at)}>
          <Pieces of={block.pieces} />
        </h2>
      )
    case 'subtitle':
      return (
        <h3 id={formatId(at)}>
          <Pieces of={block.pieces} />
        </h3>
      )
    case 'paragraph':
      return (
        <p>
          <Pieces of={block.pieces} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((pieces, item) => (
            <li key={item}>
              <Pieces of={pieces} />
            </li>
          ))}
        </ul>
      )
  }
}

const Pieces = ({ of }: { readonly of: readonly Piece[] }) =>
  of.map(({ text, href }, at) =>
    href === undefined ? (
      text
    ) : (
      <a key={at} href={href}>
        {text}
      </a>
    ),
  )
