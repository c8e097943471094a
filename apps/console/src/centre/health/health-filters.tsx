import { healthPeriods } from '@loggia/protocol/console/health/kinds'
import type { Health } from '@loggia/protocol/console'
import { Segmented, useText } from '@loggia/ui'
import { findSceneWord } from '../calls/scene.tsx'
import { sceneTexts } from '../calls/scene-texts.ts'
import { useHydrated } from '../hydrated.ts'
import { Filter } from '../parts/fields.tsx'
import type { SearchChange } from '../routing/search.ts'
import { usualDays } from './health-search.ts'
import type { HealthSearch } from './health-search.ts'
import { healthTexts } from './texts.ts'

type Props = {
  readonly search: HealthSearch
  readonly health: Health | undefined
  onChange(change: SearchChange<HealthSearch>): void
}

/** The period, and what the page is narrowed to. */
export function HealthFilters({ search, health, onChange }: Props) {
  const { filters } = healthTexts.use()
  const scenes = sceneTexts.use()
  const text = useText()
  const isHydrated = useHydrated()
  const { products = [], activities = [] } = health ?? {}
  const { activity, productId } = search
  // A product that is narrowed to stays chosen while the page could not be read.
  const named = products.map(({ id, name }) => [id as string, text(name)] as const)
  const isNamed = productId === undefined || products.some(({ id }) => id === productId)
  // Another product may be chosen for which the interface was not called.
  const isMissing = activity !== undefined && !activities.includes(activity)
  const offered = isMissing ? [...activities, activity] : activities
  return (
    <div className="filters">
      <div className="scroll-x" inert={!isHydrated}>
        <Segmented
          label={filters.period}
          value={String(search.days ?? usualDays)}
          options={healthPeriods.map((days) => ({
            value: String(days),
            label: filters.days(String(days)),
          }))}
          onChange={(value) => {
            const days = healthPeriods.find((one) => String(one) === value)
            onChange({ days: days === usualDays ? undefined : days })
          }}
        />
      </div>
      <Filter
        label={filters.product}
        any={filters.anyProduct}
        value={productId}
        options={isNamed ? named : [...named, [productId, productId]]}
        onChoose={(chosen) => onChange({ productId: chosen })}
      />
      <Filter
        label={filters.activity}
        any={filters.anyActivity}
        value={activity}
        options={offered.map((name) => [name, findSceneWord(scenes, name) ?? name])}
        onChoose={(chosen) => onChange({ activity: chosen })}
      />
    </div>
  )
}
