import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DurationMs, Instant, WallInstant } from '@loggia/kernel'

/** The end of a lease that begins now, by the database's own time: all nodes must agree when it is over. */
export const toLeaseEnd = <T extends Instant | WallInstant>(leaseMs: DurationMs): RawBuilder<T> =>
  sql<T>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`

/** Whether the lease of a row is over, by the same time. */
export const leaseIsOver = sql<boolean>`lease_until < clock_timestamp()`
