import { addMs, isMore, subtract, toCalendarDate, toId } from '@loggia/kernel'
import type { Instant, Money } from '@loggia/kernel'
import { advance } from '../../../clock/index.ts'
import type { RunningJobs } from '../../../jobs-runner.ts'
import type { Marketplace } from '../../../marketplace.ts'
import { runInTx, system } from '../../../platform/index.ts'
import type { ClockControl, MemberActor, Platform } from '../../../platform/index.ts'
import type { DemoBuyer } from '../party.ts'
import { createAgenda } from './agenda.ts'
import { yearBuyers } from './companies.ts'
import { createDice } from './dice.ts'
import { scheduleYear } from './plan.ts'
import type { YearContext } from './context.ts'
import { createTrading } from './trading.ts'
import type { Traders } from './traders.ts'

export type YearOptions = {
  readonly until: Instant
  readonly jobs: Pick<RunningJobs, 'pause' | 'queues' | 'resume'>
  readonly hands: ClockControl
  /** Sends the calls to a seller to a server that is down, or to its own again. */
  readonly setDown: (slug: string, isDown: boolean) => Promise<void>
  readonly onDay?: (date: string) => void
}
type Making = YearOptions & {
  readonly all: Traders
  readonly addBuyer: (buyer: Omit<DemoBuyer, 'topUps'>) => Promise<MemberActor>
}

const seed = 20_261_130

/**
 * A year of trade, by the services of the market and with its clock moved from order to order: purchases, trials, renewals,
 * changes, refunds, openings that fail. Whatever falls due on the way is done at its own time.
 */
export async function fillYear(market: Marketplace, platform: Platform, making: Making): Promise<void> {
  const { until, jobs, hands, all } = making
  const { clock, zone } = platform
  await jobs.pause()
  const advanceTo = async (target: Instant): Promise<void> =>
    void (await advance({ target, works: jobs.queues, clock, hands }))
  const settle = (): Promise<void> => advanceTo(clock.now())
  const balances = await readBalances(market, platform, all.buyers)
  const others: YearContext['buyers'][number][] = []
  for (const { headcount, weight, ...buyer } of yearBuyers)
    others.push({
      actor: await making.addBuyer(buyer),
      headcount,
      weight,
      isShown: false,
      name: buyer.name.zh,
    })
  const shown = all.buyers.map((actor, at) => ({
    actor,
    headcount: 160,
    weight: shownWeights[at] ?? 1,
    isShown: true,
  }))
  const agenda = createAgenda()
  const trading = createTrading({ market, platform, settle })
  scheduleYear({
    market,
    platform,
    agenda,
    trading,
    all,
    dice: createDice(seed),
    from: clock.now(),
    until,
    buyers: [...shown, ...others],
    bought: [],
    chosen: new Set(),
    setDown: making.setDown,
    advanceBy: async (ms) => advanceTo(addMs(clock.now(), ms)),
  })
  let day = ''
  for (let next = agenda.take(until); next; next = agenda.take(until)) {
    // An act may take hours, so the next one may be late.
    if (next.at > clock.now()) await advanceTo(next.at)
    const date = toCalendarDate(clock.now(), zone)
    if (date !== day) making.onDay?.((day = date))
    await next.act()
    await settle()
  }
  await advanceTo(until)
  await restoreBalances(market, platform, balances)
  hands.release()
  jobs.resume()
}

/** How often the accounts that are shown buy, beside the others. */
const shownWeights = [26, 5, 5]

type Balance = { readonly buyer: MemberActor; readonly amount: Money }
const readBalances = (
  { ledger }: Marketplace,
  { db }: Platform,
  buyers: readonly MemberActor[],
): Promise<Balance[]> =>
  Promise.all(
    buyers.map(async (buyer) => ({
      buyer,
      amount: await ledger.getBalance(db, toId(buyer.buyerId, 'byr'), 'CNY'),
    })),
  )

/** The accounts that are shown begin with the balance that guides and tests speak of. */
async function restoreBalances(
  market: Marketplace,
  platform: Platform,
  balances: readonly Balance[],
): Promise<void> {
  for (const { buyer, amount } of balances) {
    const buyerId = toId(buyer.buyerId, 'byr')
    const now = await market.ledger.getBalance(platform.db, buyerId, 'CNY')
    if (isMore(now, amount)) throw new Error('A demo buyer has more than at the beginning')
    const missing = subtract(amount, now)
    if (missing.amountMinor === 0n) continue
    await runInTx(platform, { actor: system }, (tx) =>
      market.ledger.topUpIn(tx, { buyerId, amount: missing, reason: '预存款补足（演示）' }),
    )
  }
}
