import { Segmented } from '@loggia/ui'
import { useHydrated } from '../hydrated.ts'
import { FindField } from './find-field.tsx'

/** What narrows a list: one of its parts, and a text. */
export function ListFilters<List extends string>(props: {
  readonly label: string
  readonly lists: readonly List[]
  readonly list: List
  readonly names: Readonly<Record<List, string>>
  readonly find: string
  readonly q: string | undefined
  /** The first part is that of the address without one, so it is given as undefined. */
  onList(list: List | undefined): void
  onFind(q: string | undefined): void
}) {
  const isHydrated = useHydrated()
  const { lists, names, find } = props
  return (
    <div className="filters">
      <div className="scroll-x" inert={!isHydrated}>
        <Segmented
          label={props.label}
          value={props.list}
          onChange={(chosen) => props.onList(chosen === lists[0] ? undefined : chosen)}
          options={lists.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      <FindField
        className="filters__text"
        label={find}
        hint={find}
        value={props.q}
        isCode={false}
        maxLength={100}
        onFind={props.onFind}
      />
    </div>
  )
}
