import { sql } from 'kysely'
import { servingFamilies } from '../../access/index.ts'

const families = sql`any(${[...servingFamilies]}::text[])`

/** The channels `o` through which a seller's products are served; a server that only hears of something is none that people see. */
export const isServing = sql`o.family = ${families}`

/** Of a seller's several gates `g` the one that is not well. */
export const unwellFirst = sql`g.breaker = 'closed', g.channel_id`

/** The gate of the seller `s`, before whose first call there is none. */
export const gateOfSeller = sql`(
  select g.* from channel o join gate g on g.channel_id = o.id
  where o.seller_id = s.id and ${isServing} order by ${unwellFirst} limit 1)`
