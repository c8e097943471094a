import { useRef, useState } from 'react'
import { changeChosen } from './choice.ts'

/** Which rows of a list are chosen for one decision. */
export type Selection<T> = {
  /** The rows that can be decided, of those that are loaded. */
  readonly open: readonly T[]
  readonly chosen: readonly T[]
  isOpen(item: T): boolean
  isChosen(item: T): boolean
  /** `isRange`: with all rows since the one that was chosen before. */
  toggle(item: T, isRange: boolean): void
  chooseAll(isChosen: boolean): void
}

/** A row that leaves the list, or can no longer be decided, is not chosen any more. */
export function useSelection<T>(
  items: readonly T[] | undefined,
  { idOf, isOpen }: { idOf(item: T): string; isOpen(item: T): boolean },
): Selection<T> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const open = (items ?? []).filter(isOpen)
  const rows = open.map(idOf)
  const kept = new Set(rows.filter((id) => ids.has(id)))
  return {
    open,
    chosen: open.filter((item) => kept.has(idOf(item))),
    isOpen,
    isChosen: (item) => kept.has(idOf(item)),
    toggle: (item, isRange) => {
      const to = idOf(item)
      setIds(changeChosen(rows, kept, { to, from: isRange ? last.current : undefined }))
      last.current = to
    },
    chooseAll: (isChosen) => {
      setIds(new Set(isChosen ? rows : []))
      last.current = undefined
    },
  }
}
