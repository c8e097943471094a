/** One of the three parameters for a quantity (saas-v1 §6). */
export type QuantityParameter = 'amount' | 'diskSize' | 'bandWidth'

/** Which parameter says a quantity of this unit, by its English name: a disk by GB, a bandwidth by Mbit/s, everything else by piece. */
export function getQuantityParameter(unit: string): QuantityParameter {
  if (/^(gb|gib)$/i.test(unit.trim())) return 'diskSize'
  return /^(mbit\/s|mbps)$/i.test(unit.trim()) ? 'bandWidth' : 'amount'
}
