import type { Check } from './engine/check.ts'
import { suites } from './suites.ts'
import type { CheckedProtocol } from './suites.ts'

/** Names were given that no check has. */
export class UnknownChecks extends Error {
  readonly names: readonly string[]
  constructor(names: readonly string[], protocol: CheckedProtocol) {
    super(`${protocol} has no check ${names.join(', ')}`)
    this.names = names
  }
}

/**
 * The checks of a protocol, or those of them that are named: by their ids, or by the beginning of an id up to one of its
 * points (`v2.proof`). Throws an {@link UnknownChecks}.
 */
export function selectChecks(protocol: CheckedProtocol, only?: readonly string[]): readonly Check[] {
  const checks: readonly Check[] = suites[protocol]
  if (only === undefined) return checks
  const isNamed = ({ id }: Check, name: string): boolean => id === name || id.startsWith(`${name}.`)
  const unknown = only.filter((name) => !checks.some((check) => isNamed(check, name)))
  if (unknown.length > 0) throw new UnknownChecks(unknown, protocol)
  return checks.filter((check) => only.some((name) => isNamed(check, name)))
}
