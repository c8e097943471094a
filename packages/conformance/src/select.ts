import type { Check } from './engine/check.ts'
import { suites } from './suites.ts'
import type { CheckedProtocol } from './suites.ts'

const isOfOrders = (name: string): boolean =>
  Object.values(suites).some(({ orderChecks }) => orderChecks.some(({ id }) => id.startsWith(name)))

/** Thrown if no check has one of the given names. */
export class UnknownChecks extends Error {
  readonly names: readonly string[]
  constructor(names: readonly string[], protocol: CheckedProtocol) {
    super(`${protocol} has no check ${names.join(', ')}${names.some(isOfOrders) ? ' without --orders' : ''}`)
    this.names = names
  }
}

/** All checks of a protocol; with `withOrders` also those that need the order query to be answered. */
function checksOf(protocol: CheckedProtocol, withOrders = false): readonly Check[] {
  const { checks, orderChecks } = suites[protocol]
  return withOrders ? [...checks, ...orderChecks] : checks
}

/**
 * The checks of a protocol, or only the named ones. A name is an id, or the beginning of an id up to one of its points
 * (`v2.proof`). Throws an {@link UnknownChecks}.
 */
export function selectChecks(
  protocol: CheckedProtocol,
  only?: readonly string[],
  withOrders = false,
): readonly Check[] {
  const checks = checksOf(protocol, withOrders)
  if (only === undefined) return checks
  const isNamed = ({ id }: Check, name: string): boolean => id === name || id.startsWith(`${name}.`)
  const unknown = only.filter((name) => !checks.some((check) => isNamed(check, name)))
  if (unknown.length > 0) throw new UnknownChecks(unknown, protocol)
  return checks.filter((check) => only.some((name) => isNamed(check, name)))
}
