import type { Period } from '../kinds.ts'
import { parseWhole } from './figures.ts'
import type { FormSku, FormSpecification } from './form.ts'

/** The contract's limit of bands above the first one. */
export const mostEdges = 20

type Amounts = FormSku['amounts']
const mapAmounts = (amounts: Amounts, change: (list: readonly string[]) => readonly string[]): Amounts =>
  Object.fromEntries(Object.entries(amounts).map(([period, list]) => [period, change(list ?? [])]))

const withAmounts = (
  specification: FormSpecification,
  change: (list: readonly string[]) => readonly string[],
): FormSpecification => ({
  ...specification,
  skus: specification.skus.map((sku) => ({ ...sku, amounts: mapAmounts(sku.amounts, change) })),
})

/** Splits the last band at twice the edge before it, or at the tenth unit; the price of the new band is empty. */
export function addBand(specification: FormSpecification, max: number | undefined): FormSpecification {
  const last = parseWhole(specification.edges.at(-1) ?? '')
  const proposed = last === undefined ? 10 : last * 2
  const edge = max === undefined || proposed < max ? String(proposed) : ''
  return { ...withAmounts(specification, (list) => [...list, '']), edges: [...specification.edges, edge] }
}

/** Removes a band with its prices; the band below it is extended. */
export function removeBand(specification: FormSpecification, at: number): FormSpecification {
  const edge = Math.max(at - 1, 0)
  return {
    ...withAmounts(specification, (list) => list.filter((_, i) => i !== at)),
    edges: specification.edges.filter((_, i) => i !== edge),
  }
}

export const setEdge = (specification: FormSpecification, at: number, to: string): FormSpecification => ({
  ...specification,
  edges: specification.edges.map((edge, i) => (i === at ? to : edge)),
})

/** The first unit of a band: one more than the last unit of the band below. */
export function findBandStart(specification: FormSpecification, at: number, min: number): number | undefined {
  if (at === 0) return min
  const edge = parseWhole(specification.edges[at - 1] ?? '')
  return edge === undefined ? undefined : edge + 1
}

/** Adds or removes a period; its prices stay in the form until it is saved. */
export function setPeriod(
  specification: FormSpecification,
  period: Period,
  isOn: boolean,
): FormSpecification {
  const others = specification.periods.filter((one) => one !== period)
  const bands = specification.edges.length + 1
  return {
    ...specification,
    periods: isOn ? [...others, period] : others,
    skus: specification.skus.map((sku) => ({
      ...sku,
      amounts: { ...sku.amounts, [period]: sku.amounts[period] ?? Array.from({ length: bands }, () => '') },
    })),
  }
}

export const setAmount = (
  specification: FormSpecification,
  { sku, period, band }: { readonly sku: number; readonly period: Period; readonly band: number },
  to: string,
): FormSpecification => ({
  ...specification,
  skus: specification.skus.map((one, i) =>
    i === sku
      ? {
          ...one,
          amounts: {
            ...one.amounts,
            [period]: Array.from({ length: specification.edges.length + 1 }, (_, j) =>
              j === band ? to : (one.amounts[period]?.[j] ?? ''),
            ),
          },
        }
      : one,
  ),
})

export const setOffered = (
  specification: FormSpecification,
  at: number,
  offered: boolean,
): FormSpecification => ({
  ...specification,
  skus: specification.skus.map((one, i) => (i === at ? { ...one, offered } : one)),
})

/** R27: sets the same trial for every sku of the specification. */
export const setTrial = (
  specification: FormSpecification,
  period: Period,
  days: string,
): FormSpecification => ({
  ...specification,
  skus: specification.skus.map((one) => ({ ...one, trials: { ...one.trials, [period]: days } })),
})
