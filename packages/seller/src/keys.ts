/** The access keys of one class of interfaces: the one that is used now, and while keys change the other one too. */
export type AccessKeys = readonly [current: string, ...others: string[]]

/** More would be tried for every request that is not genuine, and a key that is no longer needed is a key that can leak. */
const mostKeys = 2

/** The keys of an option that was checked, and so is there. */
export const toKeys = (given: string | readonly string[] | undefined): AccessKeys =>
  (typeof given === 'string' ? [given] : [...(given ?? [])]) as unknown as AccessKeys

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** What is wrong with an option that holds keys. Their values are never printed. */
export function findKeyFaults(name: string, given: unknown, missing: string): string[] {
  const keys: unknown[] = Array.isArray(given) ? given : [given]
  // A key that was read from a setting that is not there is the commonest fault of all.
  if (keys.length === 0 || !keys.every(isText)) return [missing]
  if (keys.length > mostKeys) return [`${name} is one key, or two while they change, not ${keys.length}.`]
  const faults = keys.some((key) => key !== key.trim()) ? [`${name} has white space around it.`] : []
  return new Set(keys).size === keys.length ? faults : [...faults, `${name} holds the same key twice.`]
}
