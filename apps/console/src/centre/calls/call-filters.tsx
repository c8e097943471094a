import { callResults, callStates } from '@loggia/protocol/console/calls/kinds'
import type { CallResult, CallState } from '@loggia/protocol/console'
import { toZone as zoneOf } from '@loggia/kernel'
import { DateInput, useText, useZone } from '@loggia/ui'
import { useId } from 'react'
import { useNow } from '../frame.ts'
import { Filter } from '../parts/fields.tsx'
import { FindField } from '../parts/find-field.tsx'
import type { SearchChange } from '../routing/search.ts'
import { callTexts } from './texts.ts'
import { sceneTexts } from './scene-texts.ts'
import { stateTexts } from '../parts/state-texts.ts'
import { useGates } from './call-area.ts'
import type { CallArea } from './call-area.ts'
import { isDay, toDay, periods } from './period.ts'
import type { Period, PeriodSearch } from './period.ts'
import { findSceneWord } from './scene.tsx'
import { useCallSearch } from './search.ts'
import type { CallSearchChange } from './search.ts'

type Props = { readonly area: CallArea; onChange(change: CallSearchChange): void }

/** The filters of the list of calls; all of them are in the address. */
export function CallFilters({ area, onChange }: Props) {
  const texts = callTexts.use().filters
  const words = stateTexts.use()
  const search = useCallSearch(area)
  const { orderNumber, instance, activity, result, period, state } = search
  return (
    <div className="insp__filters">
      <FindField
        label={texts.number}
        hint={texts.numberHint}
        value={orderNumber ?? instance}
        maxLength={128}
        onFind={(found) => onChange(readFound(found))}
      />
      <Filter
        label={texts.scene}
        any={texts.anyScene}
        value={activity}
        options={useScenes(activity)}
        onChoose={(chosen) => onChange({ activity: chosen })}
      />
      <Filter<CallResult>
        label={texts.result}
        any={texts.anyResult}
        value={result}
        options={callResults.map((name) => [name, words.callResult[name]])}
        onChoose={(chosen) => onChange({ result: chosen })}
      />
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
      {area === 'operator' && (
        <div className="insp__more">
          <SellerFilter onChange={onChange} />
          <Filter<CallState>
            label={texts.state}
            any={texts.anyState}
            value={state}
            options={callStates.map((name) => [name, words.call[name]])}
            onChoose={(chosen) => onChange({ state: chosen })}
          />
        </div>
      )}
    </div>
  )
}

/** Orders have numbers such as CS2611241433AB12C; anything else is a seller's id of an instance. */
const readFound = (found: string | undefined): CallSearchChange =>
  found !== undefined && /^cs\d{10}[a-z\d]{5}$/i.test(found)
    ? { orderNumber: found, instance: undefined }
    : { orderNumber: undefined, instance: found }

/** The interfaces, grouped by subject; one that came by a link is offered too. */
function useScenes(chosen: string | undefined): readonly (readonly [string, string])[] {
  const scenes = sceneTexts.use()
  const names = new Set([...Object.keys(scenes), ...(chosen === undefined ? [] : [chosen])])
  return [...names].map((name) => {
    const word = findSceneWord(scenes, name)
    return [name, word === undefined ? name : `${word} ${name}`] as const
  })
}

type PeriodProps = {
  onChange(change: SearchChange<PeriodSearch>): void
}

/** The filter for a period; the days of a custom one are in {@link Days}. */
export function PeriodFilter({ period, onChange }: PeriodProps & { readonly period: Period | undefined }) {
  const texts = callTexts.use().filters
  const now = useNow()
  const zone = useZone()
  const choose = (chosen: Period | undefined) => {
    const today = chosen === 'custom' ? toDay(now(), zoneOf(zone)) : undefined
    onChange({ period: chosen, from: today, to: today })
  }
  return (
    <Filter<Period>
      label={texts.period}
      any={texts.anyPeriod}
      value={period}
      options={periods.map((name) => [name, texts.periods[name]])}
      onChoose={choose}
    />
  )
}

/** A half-typed day changes no filter. */
const isWhole = (day: string): boolean => day === '' || isDay(day)

/** From one day to another, as in the address. */
export function Days({ search: { from, to }, onChange }: PeriodProps & { readonly search: PeriodSearch }) {
  const texts = callTexts.use().filters
  const [fromId, toId] = [useId(), useId()]
  return (
    <div className="insp__days">
      <label htmlFor={fromId}>{texts.from}</label>
      <DateInput
        className="input--sm"
        id={fromId}
        value={from ?? ''}
        max={to}
        onChange={(day) => isWhole(day) && onChange({ from: day || undefined })}
      />
      <label htmlFor={toId}>{texts.to}</label>
      <DateInput
        className="input--sm"
        id={toId}
        value={to ?? ''}
        min={from}
        onChange={(day) => isWhole(day) && onChange({ to: day || undefined })}
      />
    </div>
  )
}

function SellerFilter({ onChange }: Pick<Props, 'onChange'>) {
  const texts = callTexts.use().filters
  const text = useText()
  const { sellerId } = useCallSearch('operator')
  const known = (useGates().items ?? []).map(({ seller }) => [seller.id, text(seller.name)] as const)
  const isKnown = sellerId === undefined || known.some(([id]) => id === sellerId)
  return (
    <Filter
      label={texts.seller}
      any={texts.anySeller}
      value={sellerId}
      options={isKnown ? known : [...known, [sellerId, sellerId] as const]}
      onChoose={(chosen) => onChange({ sellerId: chosen })}
    />
  )
}
