import { fromIso, toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { withoutDetail } from './acts.ts'
import type { Acts, Done } from './acts.ts'
import { emulatorProblems } from './problems.ts'
import type { Advance, Advanced, OfService } from './schema.ts'
import type { Seed } from './seed.ts'

type MoveAsk = Parameters<EmulatorHost['market']['clockwork']['move']>[1]

/** Moves the market's time, as an operator does. */
export function createTime({ market, clock }: EmulatorHost, seed: Seed, acts: Acts) {
  /** Throws `emulator.move_ended` if the move did not arrive, or the market's refusal of the move. */
  async function move(ask: MoveAsk): Promise<Omit<Advanced, 'exchanges'>> {
    const { ended } = await market.clockwork.move(seed.operator, ask)
    const { from, reached, target, end, instants } = await ended
    if (end !== 'arrived')
      throw emulatorProblems.move_ended({ now: toIso(reached), target: toIso(target), end })
    return { from: toIso(from), now: toIso(reached), instants }
  }

  /**
   * Moves the clock to the moment at which a service is frozen or released. If that has already happened, the clock
   * stays.
   */
  async function lapse(ask: OfService, to: 'retention' | 'released'): Promise<Done> {
    const service = await acts.pick(ask)
    const isThere = service.state === to || service.state === 'released'
    const at = to === 'retention' ? service.freezesAt : service.releasesAt
    if (!isThere && at === undefined)
      throw emulatorProblems.never_lapses({ service: service.id, state: service.state })
    if (!isThere && at !== undefined) await move({ kind: 'to', at: fromIso(at) })
    const now = await acts.pick({ service: service.id })
    if (now.state !== to && now.state !== 'released')
      throw emulatorProblems.stays({ at: toIso(clock.now()), state: now.state })
    return { service: withoutDetail(now) }
  }

  return {
    advance: (by: Advance) => move(moveOf(by)),
    freeze: (ask: OfService = {}) => lapse(ask, 'retention'),
    release: (ask: OfService = {}) => lapse(ask, 'released'),
  }
}

function moveOf({ to, toNext = false, ...length }: Advance): MoveAsk {
  const isLength = Object.values(length).some((part) => part !== undefined)
  if ([isLength, to !== undefined, toNext].filter(Boolean).length !== 1)
    throw emulatorProblems.advance_unclear()
  if (toNext) return { kind: 'next' }
  if (to !== undefined) return { kind: 'to', at: momentOf(to) }
  for (const [name, count] of Object.entries(length))
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0))
      throw emulatorProblems.unreadable({ why: `${name}: a whole number from 0` })
  return { kind: 'by', ...length }
}

function momentOf(text: string): Instant {
  try {
    return fromIso(text)
  } catch (cause) {
    throw emulatorProblems.unreadable({ why: 'to: a time such as 2026-01-31T08:00:00Z' }, cause)
  }
}
