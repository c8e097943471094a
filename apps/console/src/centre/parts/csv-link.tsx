import type { ReactNode } from 'react'
import { formatCsvPath } from './csv-path.ts'
import type { CsvKey, CsvQuery } from './csv-path.ts'
import { partTexts } from './texts.ts'

/** Downloads what a list shows with its filters. */
export function CsvLink(props: {
  readonly of: CsvKey
  readonly query?: CsvQuery
  /** Those of the route's path. */
  readonly params?: CsvQuery
  /** Its text, where there are several. */
  readonly children?: ReactNode
}) {
  const texts = partTexts.use().csv
  return (
    <a
      className="btn"
      href={formatCsvPath(props.of, props.query ?? {}, props.params)}
      title={texts.note}
      download
    >
      {props.children ?? texts.act}
    </a>
  )
}
