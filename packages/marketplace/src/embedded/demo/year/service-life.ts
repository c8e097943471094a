import { addDays, addMs, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { YearBuyer, YearContext } from './context.ts'
import { isIn } from './dice.ts'
import type { Service } from './trading.ts'

/** Days before the end of a term at which a buyer decides about its renewal. */
const decideDaysBefore = 5

/** What the buyer does with a service that was bought: gives it back, extends it, renews it or lets it expire. */
export async function followService(
  context: YearContext,
  buyer: YearBuyer,
  { subscriptionId: id }: Service,
): Promise<void> {
  const { agenda, dice, platform, trading } = context
  const { actor, isShown } = buyer
  const { state, trialDays, period } = (await trading.read(id)).subscription
  if (state !== 'active') return
  const after = (days: number, hours = 0) =>
    addMs(addDays(platform.clock.now(), days, platform.zone), fromHours(hours))
  if (trialDays !== undefined) {
    if (isIn(dice, 60))
      agenda.add(after(Math.max(1, trialDays - 3)), async () => {
        await trading.pay(actor, id, { kind: 'conversion' })
        await decideLater(context, buyer, id)
      })
    return
  }
  if (!isShown && isIn(dice, 8)) {
    agenda.add(after(2, 3), async () => void (await trading.giveBack(actor, id)))
    return
  }
  if (isIn(dice, period === 'year' ? 60 : 45)) await trading.renewItself(actor, id)
  else await decideLater(context, buyer, id)
  if (isIn(dice, 22)) agenda.add(after(20 + dice(40), 2), () => extend(context, buyer, id))
}

/** More seats, if the service still runs long enough. */
async function extend({ trading, market }: YearContext, { actor }: YearBuyer, id: Id<'sub'>): Promise<void> {
  const { state, quantity, productId } = (await trading.read(id)).subscription
  const { quantity: sold } = await market.views.getProduct(productId)
  const more = Math.ceil(quantity / 5)
  if (state !== 'active' || !sold || quantity + more > sold.max) return
  await trading.pay(actor, id, { kind: 'change', more })
}

/** Shortly before the end of the term the buyer renews, or does not. */
async function decideLater(context: YearContext, buyer: YearBuyer, id: Id<'sub'>): Promise<void> {
  const { agenda, dice, platform, trading } = context
  const { endsAt } = (await trading.read(id)).subscription
  if (endsAt === undefined) return
  agenda.add(addDays(endsAt, -decideDaysBefore, platform.zone), async () => {
    const { state } = (await trading.read(id)).subscription
    if (state !== 'active' || !isIn(dice, 72)) return
    await trading.pay(buyer.actor, id, { kind: 'renewal' })
    await decideLater(context, buyer, id)
  })
}
