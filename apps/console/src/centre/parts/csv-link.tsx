import { formatCsvPath } from './csv-path.ts'
import type { CsvKey, CsvQuery } from './csv-path.ts'
import { partTexts } from './texts.ts'

/** Downloads what a list shows with its filters. */
export function CsvLink({ of, query = {} }: { readonly of: CsvKey; readonly query?: CsvQuery }) {
  const texts = partTexts.use().csv
  return (
    <a className="btn" href={formatCsvPath(of, query)} title={texts.note} download>
      {texts.act}
    </a>
  )
}
