import { addDays, setHour } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { MemberActor } from '../../../platform/index.ts'
import type { DemoMarkName } from '../drawing/marks.ts'
import { makeReport } from '../report.ts'
import { pickWeighted } from './dice.ts'
import { yearLicenses, yearWorks } from './goods.ts'
import type { YearBuyer, YearContext } from './context.ts'
import { getSold } from './traders.ts'

/** Works and licenses are bought over the year, and delivered in the days after. */
export function scheduleWorks(context: YearContext): void {
  const { agenda, until, platform } = context
  for (const [nth, work] of yearWorks.entries())
    agenda.add(setHour(addDays(until, -330 + nth * 68, platform.zone), 10, platform.zone), () =>
      buyWork(context, work),
    )
  for (const [nth, mark] of yearLicenses.entries())
    agenda.add(setHour(addDays(until, -290 + nth * 75, platform.zone), 15, platform.zone), () =>
      buyLicense(context, mark),
    )
}

type Work = {
  readonly buyer: MemberActor
  readonly seller: MemberActor
  readonly id: Id<'spv'>
  readonly subscriptionId: Id<'sub'>
}

async function buySupervised(
  context: YearContext,
  mark: DemoMarkName,
  period: 'one_time' | 'year',
): Promise<Work> {
  const { market, trading, dice } = context
  const { actor } = pickWeighted<YearBuyer>(
    dice,
    context.buyers.filter(({ isShown }) => !isShown),
  )
  const { seller, productId } = getSold(context.all, mark)
  const of = { productId, specification: 0, period, periodCount: 1, quantity: 1 }
  const { orderId, subscriptionId } = await trading.buy(actor, of)
  const [supervised] = await market.supervisions.listOfOrder(actor, 'buyer', orderId)
  if (!supervised) throw new Error(`${mark} is not supervised`)
  return { buyer: actor, seller: seller.member, id: supervised.of.id, subscriptionId }
}

async function buyWork(context: YearContext, [mark, text]: (typeof yearWorks)[number]): Promise<void> {
  const { supervisions } = context.market
  const { buyer, seller, id } = await buySupervised(context, mark, 'one_time')
  const file = makeReport('交付报告.pdf')
  follow(context, [
    [1, () => supervisions.submitDemand({ actor: buyer }, id, { text })],
    [2, () => supervisions.decideDemand(seller, id, { approve: true })],
    [12, () => supervisions.deliver({ actor: seller }, id, { file, note: '报告见附件。' })],
    [15, () => supervisions.accept(buyer, id)],
  ])
}

async function buyLicense(context: YearContext, mark: DemoMarkName): Promise<void> {
  const { licenses } = context.market
  const { buyer, seller, id, subscriptionId } = await buySupervised(context, mark, 'year')
  const open = async (): Promise<string> => {
    const { of } = await licenses.getOfService(buyer, 'buyer', subscriptionId)
    return (await licenses.openAsBuyer(buyer, of.id)).text
  }
  const activate = async (): Promise<void> => {
    const codes = [await open()]
    await licenses.activate({ sellerId: seller.sellerId ?? 'sel_none', codes, begunAt: undefined })
  }
  follow(context, [
    [1, () => licenses.handOver({ actor: seller }, id, {})],
    [2, open],
    [3, activate],
  ])
}

function follow(
  { agenda, platform }: YearContext,
  acts: readonly (readonly [number, () => Promise<unknown>])[],
): void {
  const now = platform.clock.now()
  for (const [days, act] of acts)
    agenda.add(addDays(now, days, platform.zone), async () => void (await act()))
}
