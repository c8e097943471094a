import type { AuditEntry } from '@loggia/protocol/console'
import type { Column } from '../../centre/parts/listing.tsx'
import { LatestChanges } from '../audit/latest-changes.tsx'
import { synonymTexts } from './texts.ts'

/** The latest changes: what, which words, by whom and when. */
export function ChangesCard() {
  return <LatestChanges kind="search" texts={synonymTexts.use().changes} columns={useColumns()} />
}

function useColumns(): readonly Column<AuditEntry>[] {
  const texts = synonymTexts.use()
  return [
    {
      key: 'words',
      title: texts.columns.words,
      render: ({ data }) => {
        const words = writeWords(data['words'])
        const from = writeWords(data['from'])
        return from === '' ? (
          words
        ) : (
          <>
            <s className="faint">{from}</s>
            <br />
            {words}
          </>
        )
      },
    },
  ]
}

const writeWords = (words: unknown): string => (Array.isArray(words) ? words.join(' / ') : '')
