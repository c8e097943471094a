import type { Refundable } from '@loggia/protocol/console'
import { pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import type { ReturnsTold } from '../judge-returns.ts'
import { askUntilDecided } from './asking.ts'
import type { Answered, Seen } from './asking.ts'
import type { World } from './world.ts'

export type Returns = {
  readonly told: ReturnsTold
  /** Returns what the page offers, or what an older page that is still open offered. */
  giveBack(seen: Seen): Promise<void>
}
type Counting = {
  look(member: Member, chance: Chance): Promise<Seen | undefined>
  count(answered: Answered<unknown>, what: string): void
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer One)[] ? One[] : never }
/** What a page offers to return. */
type Offer = Pick<Refundable, 'kind' | 'amount'> & { readonly member: Member; readonly serviceId: string }

/** Returns by buyers: single ones, from two pages at once, two services at once, or from an old page. */
export function createReturns({ clock }: World, { look, count }: Counting): Returns {
  const told: Mutable<ReturnsTold> = { made: [], quotas: [], refused: [] }
  const leftOpen = new Map<Member, Offer[]>()
  let keys = 0

  async function ask({ member, serviceId, kind, amount }: Offer): Promise<void> {
    const from = clock.now()
    const [params, body] = [{ serviceId }, { kind, expectedAmount: amount }]
    const idempotencyKey = `return-${(keys += 1)}`
    const answered = await askUntilDecided((signal) =>
      member.client.request(
        'POST /api/buyer/services/:serviceId/refund',
        { params, body },
        { idempotencyKey, signal },
      ),
    )
    count(answered, kind === 'five_day' ? 'returned' : 'renewal returned')
    if ('reply' in answered)
      told.made.push({ number: answered.reply.number, amount: answered.reply.amount.amount })
    else if (answered.refused === 'refund.quota_used_up')
      told.refused.push({ serviceId, from, to: clock.now() })
  }

  async function lookAtQuota({ member, serviceId }: Offer): Promise<void> {
    const from = clock.now()
    const answered = await askUntilDecided((signal) =>
      member.client.request('GET /api/buyer/refund-quota', {}, { signal }),
    )
    if (!('reply' in answered)) return
    const { year, used } = answered.reply
    told.quotas.push({ serviceId, from, to: clock.now(), year, used })
  }

  /**
   * When all returns of the year are used, a page offers none; sometimes the newest renewal is returned all the same.
   */
  function offerOf({ member, service, chance }: Seen): Offer | undefined {
    const [serviceId, last] = [service.id, service.terms.findLast(({ state }) => state !== 'refunded')]
    if (service.refundable.length > 0) return { member, serviceId, ...pickOne(chance, service.refundable) }
    const isToCome = last?.state === 'future' && last.trialDays === undefined
    return isToCome ? { member, serviceId, kind: 'renewal', amount: last.amount } : undefined
  }

  async function giveBack(seen: Seen): Promise<void> {
    const { member, chance } = seen
    const older = leftOpen.get(member) ?? []
    const shown = offerOf(seen)
    const offer = shown ?? older.shift()
    if (!offer) return
    await lookAtQuota(offer)
    const how = chance()
    if (how < 0.2 && shown) {
      leftOpen.set(member, [...older, shown])
      return
    }
    const pages = [offer]
    if (how < 0.35) pages.push(offer)
    else if (how < 0.6) {
      const other = await look(member, chance)
      const beside = other && offerOf(other)
      if (beside) pages.push(beside)
    }
    await Promise.all(pages.map(ask))
  }

  return { told, giveBack }
}
