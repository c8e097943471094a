import { sql } from 'kysely'
import { servingFamilies } from '../../access/index.ts'

const families = sql`any(${[...servingFamilies]}::text[])`

/** The channels `o` of servers that serve a seller's products. A server that only gets notifications is not shown. */
export const isServing = sql`o.family = ${families}`

/** The order of a seller's gates `g` by which a gate that is not closed comes first. */
export const unwellFirst = sql`g.breaker = 'closed', g.channel_id`

/** The gate of the seller `s`; there is none before the first call. */
export const gateOfSeller = sql`(
  select g.* from channel o join gate g on g.channel_id = o.id
  where o.seller_id = s.id and ${isServing} order by ${unwellFirst} limit 1)`
