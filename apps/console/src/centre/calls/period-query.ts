import { omitUndefined } from '@loggia/kernel'
import { useZone } from '@loggia/ui'
import { useNow } from '../frame.ts'
import { toRange } from './period.ts'
import type { PeriodSearch } from './period.ts'

/** The query of a list whose address has a period; it stays the same for the whole day. */
export function usePeriodQuery<S extends PeriodSearch>({
  period,
  from,
  to,
  ...rest
}: S): Omit<S, keyof PeriodSearch> & { from?: string; to?: string } {
  const now = useNow()
  const zone = useZone()
  return { ...rest, ...toRange(omitUndefined({ period, from, to }), { now: now(), zone }) }
}
