import { ApiProblem } from '@loggia/client'
import type { TestParameter } from '@loggia/protocol/console'

/** The values of the form by parameter. */
export type Typed = Readonly<Record<string, string>>
/** Why a parameter cannot be sent. */
export type FaultReason = 'missing' | 'too_long' | 'value' | 'unknown'
export type Pair = { readonly name: string; readonly value: string }

export const toPreset = (parameters: readonly TestParameter[]): Typed =>
  Object.fromEntries(parameters.map(({ name, value }) => [name, value]))

/** A list in the form of the route: empty if there is none, and without rows that have no name. */
export function writePairs(pairs: readonly Pair[]): string {
  const named = pairs.filter(({ name }) => name !== '')
  return named.length === 0 ? '' : JSON.stringify(named)
}

export function readPairs(text: string): readonly Pair[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? (list as Pair[]) : []
  } catch {
    return []
  }
}

const reasons: readonly FaultReason[] = ['missing', 'too_long', 'value', 'unknown']

/** The parameters that the server has refused, with the reasons. */
export function readFaults(error: Error | null): Readonly<Record<string, FaultReason>> {
  if (!(error instanceof ApiProblem) || error.code !== 'debugging.parameters_wrong') return {}
  const { faults } = error.details
  if (!Array.isArray(faults)) return {}
  return Object.fromEntries(
    (faults as { name: string; reason: string }[]).map(({ name, reason }) => [
      name,
      reasons.find((one) => one === reason) ?? 'value',
    ]),
  )
}
