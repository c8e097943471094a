/** The access keys of one class of interfaces: the current one and, while the key changes, the other one. */
export type AccessKeys = readonly [current: string, ...others: string[]]

/** Each further key costs a check for every forged request, and a key that is no longer needed can leak. */
const mostKeys = 2

/** Returns the keys of an option. The option must have passed `findKeyFaults`. */
export const toKeys = (given: string | readonly string[] | undefined): AccessKeys =>
  (typeof given === 'string' ? [given] : [...(given ?? [])]) as unknown as AccessKeys

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** Lists what is wrong with an option that holds keys. The key values are never printed. */
export function findKeyFaults(name: string, given: unknown, missing: string): string[] {
  const keys: unknown[] = Array.isArray(given) ? given : [given]
  // The most common fault is a key that was read from an environment variable that is not set.
  if (keys.length === 0 || !keys.every(isText)) return [missing]
  if (keys.length > mostKeys)
    return [`${name} must be one key, or two during a key change, not ${keys.length}.`]
  const faults = keys.some((key) => key !== key.trim()) ? [`${name} has whitespace before or after it.`] : []
  return new Set(keys).size === keys.length ? faults : [...faults, `${name} has the same key twice.`]
}
