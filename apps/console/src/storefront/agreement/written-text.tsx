import { readText } from './read-text.ts'
import type { Block, Piece } from './read-text.ts'

/**
 * A text that operators wrote, with its headings, lists and links. Inside a part of another page its headings are below
 * those of the part, and it has no list of contents.
 */
export function WrittenText({ text, inside = false }: { readonly text: string; readonly inside?: boolean }) {
  const blocks = readText(text)
  const titles = blocks.filter(({ kind }) => kind === 'title').length
  return (
    <div className="written-text">
      {!inside && titles > 1 && <Contents blocks={blocks} />}
      {blocks.map((block, at) => (
        <Part key={at} block={block} id={inside ? undefined : formatId(at)} />
      ))}
    </div>
  )
}

const formatId = (at: number): string => `part-${at}`

/** Links to the headings of a long text. */
function Contents({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <ul className="written-text__contents">
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

/** Without an id it is inside a part of another page. */
function Part({ block, id }: { readonly block: Block; readonly id: string | undefined }) {
  const [Title, Subtitle] = id === undefined ? (['h4', 'h5'] as const) : (['h2', 'h3'] as const)
  switch (block.kind) {
    case 'title':
      return (
        <Title id={id}>
          <Pieces of={block.pieces} />
        </Title>
      )
    case 'subtitle':
      return (
        <Subtitle id={id}>
          <Pieces of={block.pieces} />
        </Subtitle>
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
