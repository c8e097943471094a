import { computePrice, toDecimal } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { Money, QuoteAsk, ServiceChoices, ServiceDetail } from '@loggia/protocol/console'
import { listSumLines } from '../../centre/orders/line-sum.ts'
import type { SumLine } from '../../centre/orders/line-sum.ts'
import { toUnitPrice } from '../../storefront/buying/price.ts'
import { parseQuantity } from '../../storefront/buying/selection.ts'

export type AskKind = QuoteAsk['kind']
/** The act of a service for each kind. */
export const actFor = { renewal: 'renew', conversion: 'convert', change: 'change' } as const
/** A service and its choices. */
export type Choosable = { readonly service: ServiceDetail; readonly choices: ServiceChoices }
/** The choice for one service; the quantity is the text that was typed. */
export type Choice = {
  readonly skuId: string
  readonly period: Price['period']
  readonly count: number
  readonly quantity: string
}
type Sku = ServiceChoices['choices'][number]
export type Price = Sku['prices'][number]

/**
 * The quantity from which a choice starts: for a renewal that of the newest paid term, for a change the present one.
 */
export function getBaseQuantity({ service }: Choosable, kind: AskKind): number {
  if (kind === 'change') return service.quantity
  return service.terms.findLast(({ state }) => state !== 'refunded')?.quantity ?? service.quantity
}

/** The initial choice: the service as it is, for one more of its periods. */
export function createFirstChoice(of: Choosable, kind: AskKind): Choice {
  const sku = of.choices.choices.find(({ present }) => present) ?? of.choices.choices[0]
  const price = sku?.prices.find(({ period }) => period === of.service.period) ?? sku?.prices[0]
  return {
    skuId: sku?.skuId ?? '',
    period: price?.period ?? 'month',
    count: 1,
    quantity: String(getBaseQuantity(of, kind)),
  }
}

export const findSku = ({ choices }: Choosable, { skuId }: Choice): Sku | undefined =>
  choices.choices.find((one) => one.skuId === skuId)

/** The chosen price. If the combination is not sold by the chosen period, its first price. */
export function findChosenPrice(of: Choosable, choice: Choice): Price | undefined {
  const prices = findSku(of, choice)?.prices ?? []
  return prices.find(({ period }) => period === choice.period) ?? prices[0]
}

/** Undefined if the typed text is not an allowed quantity. */
export const findChosenQuantity = ({ choices }: Choosable, { quantity }: Choice): number | undefined =>
  choices.quantity ? parseQuantity(quantity, { quantity: choices.quantity }) : 1

export const isOther = (of: Choosable, kind: AskKind, choice: Choice): boolean =>
  findSku(of, choice)?.present === false || findChosenQuantity(of, choice) !== getBaseQuantity(of, kind)

/** Why no price can be requested yet, to be shown beside the button; undefined if it can. */
export function findFault(
  of: Choosable,
  kind: AskKind,
  choice: Choice,
): 'quantity' | 'nothing_changes' | 'only_upwards' | undefined {
  const quantity = findChosenQuantity(of, choice)
  if (quantity === undefined) return 'quantity'
  if (kind !== 'change') return undefined
  if (quantity < of.service.quantity) return 'only_upwards'
  return isOther(of, kind, choice) ? undefined : 'nothing_changes'
}

/** The price of the chosen periods at today's price; only the quote is binding. */
export function estimatePrice(of: Choosable, choice: Choice): Money | undefined {
  const price = findChosenPrice(of, choice)
  const quantity = findChosenQuantity(of, choice)
  if (!price || quantity === undefined) return undefined
  const { amount } = computePrice(
    {
      model: of.choices.quantity?.pricing ?? 'linear',
      unitPrice: toUnitPrice(price.unitPrice),
      bands: (price.bands ?? []).map(({ above, unitPrice }) => ({
        above,
        unitPrice: toUnitPrice(unitPrice),
      })),
    },
    { quantity, periods: countPeriods(price, choice) },
  )
  return { amount: toDecimal(amount), currency: amount.currency }
}

/** The arithmetic of that price; empty if no price is known. */
export function listEstimateLines(of: Choosable, choice: Choice, language: Language): readonly SumLine[] {
  const price = findChosenPrice(of, choice)
  const quantity = findChosenQuantity(of, choice)
  const amount = estimatePrice(of, choice)
  if (!price || quantity === undefined || !amount) return []
  const { unit, pricing } = of.choices.quantity ?? {}
  const { unitPrice, bands, period } = price
  const periodCount = countPeriods(price, choice)
  return listSumLines({ unitPrice, bands, period, unit, pricing, quantity, periodCount, amount }, language)
}

/** The number of periods. Another combination may allow fewer periods at once. */
export const countPeriods = ({ maxPeriods }: Pick<Price, 'maxPeriods'>, { count }: Choice): number =>
  Math.min(count, maxPeriods)

/** The request for a quote. */
export function toAsk(
  kind: AskKind,
  lines: readonly { readonly of: Choosable; readonly choice: Choice }[],
): QuoteAsk {
  const asked = lines.map(({ of, choice }) => {
    const price = findChosenPrice(of, choice)
    return {
      serviceId: of.service.id,
      priceItemId: price?.priceItemId ?? '',
      quantity: findChosenQuantity(of, choice) ?? 0,
      periodCount: price ? countPeriods(price, choice) : 1,
    }
  })
  if (kind === 'change')
    return { kind, lines: asked.map(({ periodCount: _periods, ...line }) => line) } as QuoteAsk
  return { kind, lines: asked } as QuoteAsk
}

/** The same request again, made from an outdated quote, at present prices. Undefined if it is not sold any more. */
export function toSameAsk(
  kind: AskKind,
  lines: readonly {
    readonly of: Choosable
    readonly after: {
      readonly attributes: readonly { readonly name: { zh: string }; readonly value: { zh: string } }[]
      readonly quantity: number
      readonly period: Price['period']
      readonly periodCount?: number | undefined
    }
  }[],
): QuoteAsk | undefined {
  const chosen = lines.flatMap(({ of, after }) => {
    const sku = of.choices.choices.find((one) => valuesOf(one) === valuesOf(after))
    const choice = {
      skuId: sku?.skuId ?? '',
      period: after.period,
      count: after.periodCount ?? 1,
      quantity: String(after.quantity),
    }
    return sku && findChosenPrice(of, choice) ? [{ of, choice }] : []
  })
  return chosen.length === lines.length ? toAsk(kind, chosen) : undefined
}

const valuesOf = ({
  attributes,
}: {
  readonly attributes: readonly { readonly value: { zh: string } }[]
}): string => attributes.map(({ value }) => value.zh).join('\n')
