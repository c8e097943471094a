/** One of the three parameters for a quantity (saas-v1 §6). */
export type QuantityParameter = 'amount' | 'diskSize' | 'bandWidth'

/**
 * The parameter for a quantity, by the English name of its unit: GB is a disk, Mbit/s a bandwidth, all else an amount.
 */
export function getQuantityParameter(unit: string): QuantityParameter {
  if (/^(gb|gib)$/i.test(unit.trim())) return 'diskSize'
  return /^(mbit\/s|mbps)$/i.test(unit.trim()) ? 'bandWidth' : 'amount'
}
