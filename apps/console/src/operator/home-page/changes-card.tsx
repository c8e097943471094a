import type { AuditEntry } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import type { Column } from '../../centre/parts/listing.tsx'
import { LatestChanges } from '../audit/latest-changes.tsx'
import { homePageTexts } from './texts.ts'

/** The latest changes: of what, how much there is since, by whom and when. */
export function ChangesCard() {
  return <LatestChanges kind="home_page" texts={homePageTexts.use().changes} columns={useColumns()} />
}

function useColumns(): readonly Column<AuditEntry>[] {
  const texts = homePageTexts.use().changes
  return [
    {
      key: 'count',
      title: texts.count,
      end: true,
      render: ({ data }) => formatCount(countIn(data['to'])),
    },
  ]
}

/** The products or words of a recorded part. */
const countIn = (part: unknown): number =>
  Object.values((part ?? {}) as object).reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
    0,
  )
