import { formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import type { SuggestedGroup } from './completion-groups.ts'
import { groupCompletions } from './completion-groups.ts'
import { Marked } from './marked.tsx'
import { useCategoryName } from './search-facets.tsx'
import { searchTexts } from './texts.ts'
import type { Completed } from './use-completions.ts'

/** The suggestions of an answer, in the reader's language. */
export function useSuggested(completed: Completed | undefined): readonly SuggestedGroup[] {
  const texts = searchTexts.use()
  const text = useText()
  const categoryName = useCategoryName()
  if (!completed) return []
  return groupCompletions(completed.answer, {
    text,
    categoryName,
    count: (products) => texts.total(formatCount(products)),
  })
}

export const formatOptionId = (listId: string, place: number): string => `${listId}-${place}`

/** The listbox of the search field. The focus stays in the field, which says which option is active. */
export function Suggestions(props: {
  readonly id: string
  readonly groups: readonly SuggestedGroup[]
  readonly asked: string
  readonly active: number
  onPoint(place: number): void
}) {
  const texts = searchTexts.use()
  const headId = useId()
  const { id, groups, asked, active } = props
  const placeOf = (group: number, at: number): number =>
    groups.slice(0, group).reduce((sum, { items }) => sum + items.length, 0) + at
  return (
    <div id={id} className="suggest" role="listbox" aria-label={texts.suggestions}>
      {groups.map(({ kind, items }, group) => (
        <div key={kind} role="group" aria-labelledby={`${headId}-${kind}`}>
          <p id={`${headId}-${kind}`} className="suggest__head">
            {texts.suggested[kind]}
          </p>
          {items.map(({ href, name, beside }, at) => {
            const place = placeOf(group, at)
            return (
              <a
                key={href}
                id={formatOptionId(id, place)}
                className="suggest__item"
                role="option"
                href={href}
                tabIndex={-1}
                aria-selected={place === active}
                // Pressing it must not take the focus from the field, which would close the list.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => props.onPoint(place)}
              >
                <span>
                  <Marked text={name} asked={asked} />
                </span>
                {beside !== undefined && <small>{beside}</small>}
              </a>
            )
          })}
        </div>
      ))}
    </div>
  )
}
