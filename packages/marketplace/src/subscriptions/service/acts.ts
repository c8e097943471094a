import { Problem, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AutoRenewal, ServiceAct, ServiceChoices } from '@loggia/protocol/console'
import { getMaxPeriods, listAttributes } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { toWireUnitPrice } from '../../platform/index.ts'
import type { Db, MemberActor } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import * as store from '../store.ts'
import { presentAutoRenewal } from './auto-renewal.ts'
import { requireUsable } from './bar.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { requireChangeable } from './price-change.ts'
import { requireChangeAtRenewal } from './price.ts'
import { getBase, countHeldUnits, priceRenewal, requireRenewable } from './renew.ts'

/** What a buyer may do with a service now, and what may be chosen. Only reads. */
export function createActs(context: SubscriptionContext) {
  const { db, clock, zone, catalog } = context

  const soldNow = async (
    held: SubscriptionWithTerms,
  ): Promise<{ present: Purchasable; offered: Purchasable[] }> => {
    const present = await catalog.getPurchasable(db, getBase(held).priceItemId)
    const siblings = await catalog.listSiblings(db, present)
    return {
      present,
      offered: siblings.filter(({ priceItem }) => priceItem.offered && priceItem.period !== 'one_time'),
    }
  }

  /** The buyer's own service, without a lock. Throws `subscription.not_found`. */
  async function lookOwn(actor: MemberActor, id: Id<'sub'>, from: Db = db): Promise<SubscriptionWithTerms> {
    const subscription = await store.find(from, id)
    if (subscription?.buyerId !== requireBuyer(actor)) throw subscriptionProblems.not_found({ serviceId: id })
    return { subscription, terms: await store.listTerms(from, id) }
  }

  /** What may be chosen at renewal, conversion or change: combinations of its specification, the present one first. */
  async function listChoices(actor: MemberActor, id: Id<'sub'>): Promise<ServiceChoices> {
    const held = await lookOwn(actor, id)
    const { present, offered } = await soldNow(held)
    const { product, specification } = present
    const bySku = Map.groupBy(offered, ({ sku }) => sku.id)
    const choices = [...bySku].map(([skuId, items]) => ({
      skuId,
      present: skuId === present.sku.id,
      attributes: [...(items[0] ? listAttributes(items[0]) : [])],
      prices: items.map(({ priceItem }) =>
        omitUndefined({
          priceItemId: priceItem.id,
          period: priceItem.period,
          unitPrice: toWireUnitPrice(priceItem.unitPrice),
          bands:
            priceItem.bands.length > 0
              ? priceItem.bands.map((band) => ({ ...band, unitPrice: toWireUnitPrice(band.unitPrice) }))
              : undefined,
          maxPeriods: getMaxPeriods(priceItem.period),
        }),
      ),
    }))
    const { quantity } = product
    return omitUndefined({
      quantity: quantity
        ? omitUndefined({
            name: quantity.name,
            unit: quantity.unit,
            min: quantity.min,
            max: Math.min(
              quantity.max,
              Math.max(specification.maxQuantity ?? quantity.max, countHeldUnits(held)),
            ),
            pricing: quantity.pricing,
          })
        : undefined,
      choices: choices.sort((a, b) => Number(b.present) - Number(a.present)),
    })
  }

  /** The acts that are possible now, and for the others the reason why not. */
  async function listActs(
    held: SubscriptionWithTerms,
  ): Promise<{ [K in 'renew' | 'convert' | 'change' | 'changeAtRenewal' | 'autoRenew']: ServiceAct }> {
    const { present } = await soldNow(held)
    const { subscription } = held
    const isTrial = subscription.trialDays !== undefined
    const now = clock.now()
    const { quantity } = getBase(held)
    const renewable = (): void => {
      requireRenewable(held)
      priceRenewal(held, present, { quantity, periodCount: 1 })
    }
    return {
      renew: actOf(renewable),
      convert: actOf(() => {
        if (!isTrial) throw subscriptionProblems.no_trial()
        priceRenewal(held, present, { quantity, periodCount: 1 })
      }, subscription.state),
      change: actOf(() => {
        requireUsable(subscription)
        requireChangeable({ held, target: present, now })
      }),
      changeAtRenewal: actOf(() => {
        renewable()
        requireChangeAtRenewal({ zone }, { held, target: present, now })
      }),
      autoRenew: actOf(() => requireRenewable(held)),
    }
  }

  const getAutoRenewal = (held: SubscriptionWithTerms): Promise<AutoRenewal | undefined> =>
    presentAutoRenewal(context, held)

  /** The same for the buyer's own service; throws `subscription.bought_once` if it cannot renew itself. */
  async function getAutoRenewalOf(actor: MemberActor, id: Id<'sub'>): Promise<AutoRenewal> {
    const found = await getAutoRenewal(await lookOwn(actor, id))
    if (!found) throw subscriptionProblems.bought_once()
    return found
  }

  return { lookOwn, listChoices, listActs, getAutoRenewal, getAutoRenewalOf }
}

/** Whether an act is possible. If not, the refusal is what the buyer reads. */
function actOf(require: () => void, state?: SubscriptionWithTerms['subscription']['state']): ServiceAct {
  try {
    if (state !== undefined && !['active', 'grace', 'retention'].includes(state))
      throw subscriptionProblems.not_in_state({ state, event: 'extend' })
    require()
    return { allowed: true }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, sentences } = error
    return { allowed: false, refusal: { code, sentence: { zh: sentences['zh-CN'], en: sentences['en-US'] } } }
  }
}
