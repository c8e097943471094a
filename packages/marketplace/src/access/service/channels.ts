import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { ChannelAsk, FoundChannel } from '../schema.ts'
import * as store from '../store/index.ts'
import type { AccessContext } from './context.ts'

const keyOf = ({ sellerId, family, productId = 'prd_' }: ChannelAsk): string =>
  `${sellerId} ${family} ${productId}`

/** Drops repeated asks, so that each channel is looked up once. */
const dropRepeats = (asked: readonly ChannelAsk[]): ChannelAsk[] => [
  ...new Map(asked.map((ask) => [keyOf(ask), ask])).values(),
]

type FindChannel<T> = (ask: ChannelAsk) => T

/** The channels of these asks with their protocols; undefined where there is no channel yet. */
export async function findChannels(
  db: Db,
  asked: readonly ChannelAsk[],
): Promise<FindChannel<FoundChannel | undefined>> {
  const once = dropRepeats(asked)
  const found = await store.findChannels(db, once)
  const channels = new Map(once.map((ask, at) => [keyOf(ask), found[at]]))
  return (ask) => channels.get(keyOf(ask))
}

/** The same, and makes missing channels: calls that are made before anything is bound wait at their channel. */
export async function ensureChannels(
  context: Pick<AccessContext, 'ids' | 'clock'>,
  tx: Tx,
  asked: readonly ChannelAsk[],
): Promise<FindChannel<FoundChannel>> {
  const found = await findChannels(tx, asked)
  const missing = asked.filter((ask) => !found(ask))
  if (missing.length > 0) await addChannels(context, tx, missing)
  const known = missing.length > 0 ? await findChannels(tx, asked) : found
  return (ask) => {
    const channel = known(ask)
    if (!channel) throw new Error(`The channel ${ask.family} of ${ask.sellerId} was not made`)
    return channel
  }
}

async function addChannels(
  { ids, clock }: Pick<AccessContext, 'ids' | 'clock'>,
  tx: Tx,
  missing: readonly ChannelAsk[],
): Promise<void> {
  const doors = dropRepeats(missing.map(({ sellerId, family }) => ({ sellerId, family })))
  const channels = doors.map(({ sellerId, family }) => ({ id: ids.next('chn'), sellerId, family }))
  await store.insertChannels(tx, channels, clock.now())
}

/** A seller's channel of one family, made if it is missing. */
export async function ensureChannel(
  context: Pick<AccessContext, 'ids' | 'clock'>,
  tx: Tx,
  ask: ChannelAsk,
): Promise<Id<'chn'>> {
  const channelOf = await ensureChannels(context, tx, [ask])
  return channelOf(ask).channelId
}
