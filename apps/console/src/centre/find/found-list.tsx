import type { Found } from '@loggia/protocol/console'
import { formatCount, useText } from '@loggia/ui'
import type { MouseEvent } from 'react'
import type { Area } from '../frame.ts'
import { formatFoundPath } from './found.ts'
import { findTexts } from './texts.ts'
import type { Find } from './use-find.ts'

export const toOptionId = (id: string, { kind, id: of }: Found): string => `${id}-${kind}-${of}`

type Props = {
  readonly id: string
  readonly area: Area
  readonly find: Find
  readonly chosen: Found | undefined
  onOpen(found: Found, event: MouseEvent): void
}

/** The results by kind, or why there are none. */
export function FoundList({ id, area, find, chosen, onOpen }: Props) {
  const texts = findTexts.use()
  const { groups } = find
  return (
    <>
      <p className={groups.length > 0 ? 'sr' : 'finder__said'} role="status">
        {useSaid(find)}
      </p>
      <div
        className="finder__list"
        id={id}
        role="listbox"
        aria-label={texts.open}
        hidden={groups.length === 0}
      >
        {groups.map(({ kind, items }) => (
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
            <div className="finder__kind" id={`${id}-${kind}`}>
              {texts.kinds[kind]}
            </div>
            {items.map((found) => (
              <a
                key={found.id}
                id={toOptionId(id, found)}
                className="finder__one"
                role="option"
                aria-selected={found === chosen}
                tabIndex={-1}
                href={formatFoundPath(area, found)}
                onClick={(event) => onOpen(found, event)}
              >
                <FoundName of={found} />
              </a>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

function FoundName({ of: { name, about, code } }: { readonly of: Found }) {
  const text = useText()
  return (
    <>
      <span className="finder__name">
        <b>{text(name)}</b>
        {about && <span className="faint">{text(about)}</span>}
      </span>
      {code !== undefined && <span className="mono t12 faint">{code}</span>}
    </>
  )
}

function useSaid({ asked, isLong, isCurrent, options, error }: Find): string {
  const texts = findTexts.use()
  if (error) return texts.failed
  if (!isLong) return texts.short
  if (!isCurrent) return ''
  return options.length === 0 ? texts.none(asked) : texts.count(formatCount(options.length))
}
