import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz, keptPlan } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { FamilyName, Protocol } from '../../dialects/index.ts'
import type { ChannelAsk, FoundChannel } from '../schema.ts'
import type { AccessTables } from '../tables.ts'
import { selectBinding } from './bindings.ts'

/** A channel that a seller has or gets. */
export type NewChannel = {
  readonly id: Id<'chn'>
  readonly sellerId: Id<'sel'>
  readonly family: FamilyName
}

/** The channels of these asks with their protocols, in the order given; undefined where there is no channel yet. */
export async function findChannels(
  db: Db,
  asked: readonly ChannelAsk[],
): Promise<(FoundChannel | undefined)[]> {
  const { rows } = await sql<{ id: Id<'chn'> | null; protocol: Protocol | null }>`${keptPlan}
    select c.id, b.protocol from unnest(${asked.map((ask) => ask.sellerId)}::text[], ${asked.map((ask) => ask.family)}::text[],
      ${asked.map((ask) => ask.productId ?? null)}::text[]) with ordinality as a (seller_id, family, product_id, n)
    left join channel c on c.seller_id = a.seller_id and c.family = a.family
    left join lateral ${selectBinding('c.id', 'a.product_id')} b on true
    order by a.n`.execute(db.withTables<AccessTables>())
  return rows.map(({ id, protocol }) =>
    id === null ? undefined : omitUndefined({ channelId: id, protocol: protocol ?? undefined }),
  )
}

/**
 * Makes channels. Those that exist, including ones that another transaction has made meanwhile, stay as they are. They
 * are inserted in one order, so that two transactions do not wait for each other.
 */
export async function insertChannels(
  tx: Tx,
  channels: readonly NewChannel[],
  createdAt: Instant,
): Promise<void> {
  const inOrder = channels.toSorted((a, b) => (a.sellerId + a.family < b.sellerId + b.family ? -1 : 1))
  await tx
    .withTables<AccessTables>()
    .insertInto('channel')
    .values(
      inOrder.map(({ id, sellerId, family }) => ({
        id,
        seller_id: sellerId,
        family,
        created_at: toTimestamptz(createdAt),
      })),
    )
    .onConflict((conflict) => conflict.columns(['seller_id', 'family']).doNothing())
    .execute()
}

/** Those of these sellers whose channel of this family is switched on. */
export async function listSwitchedOn(
  db: Db,
  family: FamilyName,
  sellerIds: readonly Id<'sel'>[],
): Promise<ReadonlySet<Id<'sel'>>> {
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom('channel')
    .innerJoin('channel_binding', 'channel_binding.channel_id', 'channel.id')
    .select('channel.seller_id')
    .where('channel.family', '=', family)
    .where('channel.seller_id', '=', sql<Id<'sel'>>`any(${[...sellerIds]}::text[])`)
    .where('channel_binding.product_id', 'is', null)
    .where('channel_binding.switched_on', '=', true)
    .execute()
  return new Set(rows.map((row) => row.seller_id))
}
