import { Tabs } from '@loggia/ui'
import type { TabItem } from '@loggia/ui'
import './page-tabs.css'

/**
 * The tabs of a long page. The address of the page has the chosen one (`toChoice` in its search parameters), so that a
 * link, a reload and the browser's history lead to it; the first tab has no parameter. All panels are rendered at once,
 * because paper shows all of them. The page navigates by `replace`, because arrow keys choose too, and without
 * `resetScroll`.
 */
export function PageTabs<Key extends string>(props: {
  /** The accessible name of the list of tabs. */
  readonly label: string
  /** The tab of the address. One that is not among the items, such as one without the right to it, means the first. */
  readonly tab: NoInfer<Key> | undefined
  readonly items: readonly [TabItem<Key>, ...TabItem<Key>[]]
  onChoose(tab: NoInfer<Key> | undefined): void
}) {
  const { items, tab } = props
  const [first] = items
  const active = items.find(({ key }) => key === tab) ?? first
  return (
    <div className="page-tabs">
      <Tabs
        label={props.label}
        activeKey={active.key}
        items={items}
        isWhole
        onChange={(key) => props.onChoose(key === first.key ? undefined : key)}
      />
    </div>
  )
}
