import { useId, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { findChoiceAfter } from './move-choice.ts'

/** One tab with its panel. */
export type TabItem<Key extends string> = {
  readonly key: Key
  readonly label: ReactNode
  readonly children: ReactNode
}

/**
 * Tabs with their panels. Tab moves the focus to the chosen tab; arrows, Home and End choose another one at once. A
 * panel is rendered when it is first shown, and keeps its state from then on; with `isWhole` all are rendered at once.
 */
export function Tabs<Key extends string>(props: {
  /** The accessible name of the list of tabs. */
  readonly label: string
  readonly activeKey: Key
  readonly items: readonly TabItem<Key>[]
  readonly isWhole?: boolean
  onChange(key: NoInfer<Key>): void
}) {
  const { items, activeKey } = props
  const id = useId()
  const chosen = useShown(activeKey)
  const shown = props.isWhole ? new Set(items.map(({ key }) => key)) : chosen
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = items.findIndex(({ key }) => key === activeKey)
    const to = findChoiceAfter(event, at, items.length)
    const next = to === undefined ? undefined : items[to]
    if (!next) return
    event.preventDefault()
    props.onChange(next.key)
    document.getElementById(`${id}-tab-${next.key}`)?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={props.label}>
        {items.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-tab-${key}`}
            aria-selected={key === activeKey}
            aria-controls={shown.has(key) ? `${id}-panel-${key}` : undefined}
            tabIndex={key === activeKey ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => props.onChange(key)}
          >
            {label}
          </button>
        ))}
      </div>
      {items
        .filter(({ key }) => shown.has(key))
        .map(({ key, children }) => (
          <div
            key={key}
            role="tabpanel"
            id={`${id}-panel-${key}`}
            aria-labelledby={`${id}-tab-${key}`}
            tabIndex={0}
            hidden={key !== activeKey}
          >
            {children}
          </div>
        ))}
    </>
  )
}

/** The keys that were chosen so far. */
function useShown<Key extends string>(activeKey: Key): ReadonlySet<Key> {
  const [shown, setShown] = useState<ReadonlySet<Key>>(new Set([activeKey]))
  if (!shown.has(activeKey)) setShown(new Set([...shown, activeKey]))
  return shown
}
