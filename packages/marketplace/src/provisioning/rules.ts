import { addMs, omitUndefined, toDecimal } from '@loggia/kernel'
import type { DurationMs, Instant } from '@loggia/kernel'
import { toConsentedData } from '../orders/index.ts'
import type { Offer, OrderLine } from '../orders/index.ts'
import type { Customer } from '../parties/index.ts'
import type { Holder, Instance, InstanceState, OrderFacts } from './schema.ts'

type InstanceAction = 'open' | 'fail' | 'release' | 'withhold_release' | 'confirm_release'

export const instanceTransitions: Readonly<
  Record<InstanceState, Partial<Record<InstanceAction, InstanceState>>>
> = {
  opening: { open: 'open', fail: 'failed', release: 'releasing', withhold_release: 'released' },
  open: { release: 'releasing', withhold_release: 'released' },
  failed: { release: 'releasing', withhold_release: 'released' },
  releasing: { confirm_release: 'released' },
  released: {},
}

export function decideState(instance: Instance, action: InstanceAction): InstanceState {
  const next = instanceTransitions[instance.state][action]
  if (!next) throw new Error(`Instance ${instance.id} is ${instance.state}: ${action} does not apply`)
  return next
}

/** The holders of an id that are not this service. */
export const listOtherHolders = (
  held: readonly Holder[],
  mine: Pick<Holder, 'sellerId' | 'reference' | 'subscriptionId'>,
): readonly Holder[] =>
  held.filter(
    ({ sellerId, reference, subscriptionId }) =>
      sellerId === mine.sellerId && reference === mine.reference && subscriptionId !== mine.subscriptionId,
  )

/** R70: the time until which the seller may open a service that was paid at `paidAt`. */
export const computeOpeningEnd = (paidAt: Instant, windowMs: DurationMs): Instant => addMs(paidAt, windowMs)

function periodOf({ period, periodCount, trialDays }: Offer): Pick<OrderFacts, 'period'> {
  if (trialDays !== undefined) return { period: { type: 'day', count: trialDays } }
  return period === 'one_time' ? {} : { period: { type: period, count: periodCount } }
}

/** What was bought with a line, in the form that calls send. */
export const toOrderFacts = (
  { offer, quantity, amount }: OrderLine,
  customer: Customer,
  { endsAt, given }: { readonly endsAt: Instant | undefined; readonly given: OrderFacts['parameters'] },
): OrderFacts =>
  omitUndefined({
    customer: { id: customer.id, name: customer.name.zh, ...toConsentedData(customer, offer) },
    productCode: offer.productCode,
    skuCode: offer.skuCode,
    ...periodOf(offer),
    quantity: offer.unit ? { count: quantity, unit: offer.unit.en } : undefined,
    amount: toDecimal(amount),
    isTrial: offer.trialDays !== undefined,
    parameters: given.map(({ name, value }) => ({ name, value })),
    endsAt,
  })
