import { parseUnitPrice, parseWhole } from './figures.ts'
import { periods } from './form.ts'
import type { Form, FormSpecification } from './form.ts'

/** Quantities that cost more than a slightly larger quantity. */
export type DearerEnd = { readonly from: number; readonly to: number }

/**
 * With Tier pricing, the last quantities of a band may cost more than the first of the next one (R23). Lists these
 * quantities for the first price that is complete.
 */
export function listDearerEnds(form: Form, specification: FormSpecification): readonly DearerEnd[] {
  if (form.quantity?.pricing !== 'tier') return []
  const sku = specification.skus.find(({ offered }) => offered)
  const period = periods.find((one) => specification.periods.includes(one))
  const amounts = (period && sku?.amounts[period]) ?? []
  const least = parseWhole(form.quantity.min) ?? 1
  return specification.edges.flatMap((edge, i): DearerEnd[] => {
    const to = parseWhole(edge)
    const before = parseUnitPrice(amounts[i] ?? '', form.currency)
    const after = parseUnitPrice(amounts[i + 1] ?? '', form.currency)
    if (to === undefined || !before || !after || before.amountE8 === 0n) return []
    // The first whole quantity that costs more than the first one of the next band: n × before > (to + 1) × after.
    const first = Number((BigInt(to + 1) * after.amountE8) / before.amountE8) + 1
    const start = Math.max(first, least, (parseWhole(specification.edges[i - 1] ?? '') ?? 0) + 1)
    return start <= to ? [{ from: start, to }] : []
  })
}
