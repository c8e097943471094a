import { ScrollArea } from '@loggia/ui'
import type { DocumentPart, DocumentLine, DocumentSpan } from '@loggia/protocol/console'
import { CodeBlock } from './code-block.tsx'

/** The parts of a document. There is no HTML in them, so nothing has to be cleaned. */
export function DocumentText({ blocks }: { readonly blocks: readonly DocumentPart[] }) {
  return blocks.map((block, at) => <Part key={at} block={block} />)
}

function Part({ block }: { readonly block: DocumentPart }) {
  switch (block.kind) {
    case 'heading':
      return <Heading of={block} />
    case 'paragraph':
      return (
        <p>
          <Line of={block.of} />
        </p>
      )
    case 'list':
      return <Items of={block} />
    case 'code':
      return <CodeBlock text={block.text} file={block.file} />
    case 'table':
      return <Table of={block} />
    case 'picture':
      return <img src={block.src} alt={block.alt} width={block.width} height={block.height} loading="lazy" />
  }
}

type Of<K extends DocumentPart['kind']> = { readonly of: Extract<DocumentPart, { kind: K }> }

const tags = { 2: 'h2', 3: 'h3', 4: 'h4' } as const

function Heading({ of: { level, id, of } }: Of<'heading'>) {
  const Tag = tags[level]
  return (
    <Tag id={id}>
      <a className="docs-anchor" href={`#${id}`}>
        <Plain of={of} />
      </a>
    </Tag>
  )
}

function Items({ of: { start, items } }: Of<'list'>) {
  const all = items.map((blocks, at) => (
    <li key={at}>
      <DocumentText blocks={blocks} />
    </li>
  ))
  return start === undefined ? <ul>{all}</ul> : <ol start={start}>{all}</ol>
}

function Table({ of: { head, rows } }: Of<'table'>) {
  return (
    <ScrollArea label={head.map(toWords).join(', ')} isOneOfMany>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) =>
              cell.length === 0 ? (
                // A head without words heads nothing.
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label
                <td key={at} />
              ) : (
                <th key={at} scope="col">
                  <Line of={cell} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at}>
                  <Line of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

const Line = ({ of }: { readonly of: DocumentLine }) => of.map((span, at) => <Span key={at} of={span} />)

function Span({ of }: { readonly of: DocumentSpan }) {
  if (typeof of === 'string') return of
  if ('code' in of) return <code>{of.code}</code>
  if ('strong' in of)
    return (
      <strong>
        <Line of={of.strong} />
      </strong>
    )
  if ('emphasis' in of)
    return (
      <em>
        <Line of={of.emphasis} />
      </em>
    )
  return (
    <a href={of.href}>
      <Line of={of.of} />
    </a>
  )
}

/** Without its links: a heading is a link itself. */
const Plain = ({ of }: { readonly of: DocumentLine }) =>
  of.map((span, at) =>
    typeof span === 'object' && 'href' in span ? <Line key={at} of={span.of} /> : <Span key={at} of={span} />,
  )

/** The words of a line without their marks. */
export const toWords = (line: DocumentLine): string =>
  line
    .map((span) => {
      if (typeof span === 'string') return span
      if ('code' in span) return span.code
      if ('strong' in span) return toWords(span.strong)
      return toWords('emphasis' in span ? span.emphasis : span.of)
    })
    .join('')
