import { omitUndefined } from '@loggia/kernel'
import type { Ids } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { fromWireUnitPrice, toWireUnitPrice } from '../../platform/index.ts'
import { createPriceItemCode, createSkuCode } from '../codes.ts'
import type { Draft, DraftPrice } from '../schema.ts'
import type { Content } from '../store/index.ts'

type WireSpecification = DraftProduct['specifications'][number]
type WirePrice = NonNullable<WireSpecification['prices']>[number]

/** Reads a draft from the wire. Prices without skus are those of the single sku without attributes. */
export const readDraft = ({ quantity, attributes = [], specifications, ...draft }: DraftProduct): Draft =>
  omitUndefined({
    ...draft,
    quantity,
    attributes,
    specifications: specifications.map(({ id, name, features, hidden = false, prices, skus }) =>
      omitUndefined({
        id,
        name,
        features,
        hidden,
        skus: [...(prices ? [{ values: [], prices }] : []), ...(skus ?? [])].map((sku) => ({
          values: sku.values,
          prices: sku.prices.map(readPrice),
        })),
      }),
    ),
  })

const readPrice = ({ period, unitPrice, bands = [], trialDays }: WirePrice): DraftPrice =>
  omitUndefined({
    period,
    unitPrice: fromWireUnitPrice(unitPrice),
    bands: bands.map((band) => ({ above: band.above, unitPrice: fromWireUnitPrice(band.unitPrice) })),
    trialDays,
  })

/** The inverse of {@link readDraft}: a draft that is read and proposed again is unchanged. */
export function writeDraft({ quantity, attributes, specifications, ...draft }: Draft): DraftProduct {
  const plain = attributes.length === 0
  return omitUndefined({
    ...draft,
    quantity: quantity ? { ...quantity } : undefined,
    attributes: plain ? undefined : attributes.map(({ name, values }) => ({ name, values: [...values] })),
    specifications: specifications.map(({ id, name, features, hidden, skus }) => {
      const written = skus.map(({ values, prices }) => ({
        values: [...values],
        prices: prices.map(writePrice),
      }))
      return omitUndefined({
        id,
        name,
        features: [...features],
        hidden: hidden || undefined,
        ...(plain ? { prices: written[0]?.prices ?? [] } : { skus: written }),
      })
    }),
  })
}

const writePrice = ({ period, unitPrice, bands, trialDays }: DraftPrice): WirePrice =>
  omitUndefined({
    period,
    unitPrice: toWireUnitPrice(unitPrice),
    bands:
      bands.length > 0
        ? bands.map((band) => ({ above: band.above, unitPrice: toWireUnitPrice(band.unitPrice) }))
        : undefined,
    trialDays,
  })

type Draw = { readonly ids: Ids; readonly randomBytes: (length: number) => Uint8Array }

/** Gives each part of a draft its id and code: the ones it has in `known`, or new ones (R15). */
export function withCodes(draft: Draft, known: Content | undefined, { ids, randomBytes }: Draw): Content {
  return {
    ...draft,
    specifications: draft.specifications.map((specification) => {
      const there = known?.specifications.find(({ id }) => id === specification.id)
      return {
        ...specification,
        id: there?.id ?? ids.next('spc'),
        skus: specification.skus.map((sku) => {
          const same = there?.skus.find(({ values }) => values.join() === sku.values.join())
          return {
            values: sku.values,
            id: same?.id ?? ids.next('sku'),
            code: same?.code ?? createSkuCode(randomBytes(16)),
            prices: sku.prices.map((price) => {
              const item = same?.prices.find(({ period }) => period === price.period)
              return {
                ...price,
                id: item?.id ?? ids.next('pri'),
                code: item?.code ?? createPriceItemCode(randomBytes(16)),
              }
            }),
          }
        }),
      }
    }),
  }
}
