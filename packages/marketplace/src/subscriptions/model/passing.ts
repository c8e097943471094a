// Events that time causes in the model's market: commerce.md R109–R118.
import { toThreeOClock, dayMs, addDays } from './calendar.ts'
import { getService } from './books.ts'
import type { ModelMarket } from './books.ts'
import { settleChange } from './changes.ts'
import { begin, tryRenewal } from './market.ts'
import { computeEnd, listHoldingTerms, isAlive, lapseOf, getNewestTerm } from './service.ts'
import type { ModelService } from './service.ts'

type Moment = { readonly at: number; readonly id: string; readonly what: string; readonly rank: number }

/** The next attempt to renew: at three o'clock, from the chosen day before the end until the retention is over. */
export function findNextTry(market: ModelMarket, service: ModelService): number | undefined {
  const { zone } = market
  if (!service.auto.on || !isAlive(service)) return undefined
  const end = computeEnd(service)
  const { releaseAt } = service.lapse ?? lapseFrom(market, service)
  for (let day = -service.auto.daysBefore; ; day += 1) {
    const at = toThreeOClock(addDays(end, day, zone), zone)
    if (at >= releaseAt) return undefined
    if (at > service.seenUntil) return at
  }
}

function lapseFrom({ zone, level }: ModelMarket, service: ModelService) {
  const [grace, retention] = lapseOf[service.trial ? 'V0' : level]
  const end = computeEnd(service)
  return { freezeAt: addDays(end, grace, zone), releaseAt: addDays(end, grace + retention, zone) }
}

/** R117; no reminder a month before the end of a term that is only a month long. */
function reminders({ zone }: ModelMarket, service: ModelService): { at: number; what: string }[] {
  if (service.phase === 'retention' && service.lapse)
    return [{ at: addDays(service.lapse.releaseAt, -1, zone), what: 'remind_release' }]
  if (service.phase !== 'active') return []
  const { from, to } = getNewestTerm(service)
  return [30, 15, 7, 3, 1]
    .map((days) => ({ at: addDays(to, -days, zone), what: `remind ${days}` }))
    .filter(({ at }) => at > from + dayMs)
}

/** The events of a service that time causes. At one instant, reminders and renewals come before changes of state. */
function momentsOf(market: ModelMarket, service: ModelService): Moment[] {
  const { id, phase, lapse, changing } = service
  const moments: Moment[] = []
  if (changing) moments.push({ at: changing.at, id: '~', what: `settle ${id}`, rank: 9 })
  if (!isAlive(service)) return moments
  const tryAt = findNextTry(market, service)
  const passing = [
    ...listHoldingTerms(service)
      .slice(1)
      .map(({ from }) => ({ at: from, what: 'begin_term', rank: 0 })),
    ...reminders(market, service).map((one) => ({ ...one, rank: 1 })),
    ...(tryAt === undefined ? [] : [{ at: tryAt, what: 'try_renewal', rank: 2 }]),
  ]
  for (const one of passing) if (one.at > service.seenUntil) moments.push({ ...one, id })
  if (phase === 'active') moments.push({ at: computeEnd(service), id, what: 'expire', rank: 3 })
  if (phase === 'grace' && lapse) moments.push({ at: lapse.freezeAt, id, what: 'freeze', rank: 3 })
  if (phase === 'retention' && lapse) moments.push({ at: lapse.releaseAt, id, what: 'release', rank: 3 })
  return moments
}

function happen(market: ModelMarket, service: ModelService, what: string): void {
  switch (what) {
    case 'begin_term': {
      const term = listHoldingTerms(service).find(({ from }, at) => at > 0 && from === market.now)
      if (term) begin(service, term)
      break
    }
    case 'try_renewal':
      return tryRenewal(market, service)
    case 'expire':
      service.lapse = lapseFrom(market, service)
      service.phase = 'grace'
      break
    case 'freeze':
      service.phase = 'retention'
      break
    case 'release':
      service.phase = 'released'
      service.auto = { ...service.auto, on: false }
      break
  }
}

const inOrder = (a: Moment, b: Moment): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.rank - b.rank)

/** The next instant at which time causes an event. */
export const findNextMoment = (market: ModelMarket): number | undefined =>
  [...market.services.values()].flatMap((one) => momentsOf(market, one)).sort(inOrder)[0]?.at

/** Moves time. Each event happens at its own time; at the same time, services follow in the order of their ids. */
export function advanceTo(market: ModelMarket, target: number): void {
  for (;;) {
    const moments = [...market.services.values()].flatMap((one) => momentsOf(market, one))
    const [first] = moments.sort(inOrder)
    if (!first || first.at > target) break
    const together = moments.filter(({ at, id, rank }) => at === first.at && id === first.id && rank < 3)
    market.now = first.at
    const seen = market.services.get(first.id)
    if (seen) seen.seenUntil = first.at
    for (const { what, id } of together.length > 0 ? together : [first]) {
      const settled = what.startsWith('settle ') ? what.slice(7) : undefined
      const service = getService(market, settled ?? id)
      if (settled === undefined) {
        market.happened.push({ at: market.now, id, what })
        happen(market, service, what)
      } else settleChange(market, service)
    }
  }
  market.now = target
  for (const service of market.services.values()) service.seenUntil = target
}
