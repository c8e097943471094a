import type { DraftProduct } from '@loggia/protocol/console'
import { useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { Card } from '../../centre/parts/page.tsx'
import { reviewTexts } from './texts.ts'
import { FactTable, VersionDiff } from '../../centre/parts/version-diff.tsx'
import { listContentRows, isChanged } from '../../centre/parts/versions.ts'
import type { ContentFact } from '../../centre/parts/versions.ts'
import { listContentFacts } from './diff.ts'

/** The present product beside the proposed one: first the changes; unchanged rows are folded away. */
export function ContentDiff(props: { readonly current: DraftProduct; readonly next: DraftProduct }) {
  const texts = reviewTexts.use()
  const factsOf = useFactsOf()
  const rows = listContentRows(factsOf(props.current), factsOf(props.next))
  return (
    <Card
      id={useId()}
      title={texts.changes}
      beside={<span className="t13 faint">{texts.changed(rows.filter(isChanged).length)}</span>}
      bare
    >
      <VersionDiff rows={rows} />
    </Card>
  )
}

/** The facts of a product, with its category by name. */
function useFactsOf(): (draft: DraftProduct) => ContentFact[] {
  const language = useLanguage()
  const text = useText()
  const categories = useRead('GET /api/categories', {}).data?.items
  return (draft) => {
    const found = categories?.find(({ code }) => code === draft.category)
    return listContentFacts({ ...draft, category: found ? text(found.name) : draft.category }, language)
  }
}

/** The content of a product, if there is nothing to compare it with. */
export function ContentTable({ of }: { readonly of: DraftProduct }) {
  const texts = reviewTexts.use()
  const facts = useFactsOf()(of)
  return (
    <Card id={useId()} title={texts.content} bare>
      <FactTable rows={facts.map(({ value, ...one }) => ({ ...one, after: value }))} />
    </Card>
  )
}
