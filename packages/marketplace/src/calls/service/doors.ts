import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { accessProblems } from '../../access/index.ts'
import type { ChannelAsk, FoundChannel } from '../../access/index.ts'
import { dialects, families, familyOf } from '../../dialects/index.ts'
import type { FamilyName, OperationKind, Protocol } from '../../dialects/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { NewCall } from '../schema.ts'
import type { CallContext } from './context.ts'

/** Through which channel a new call goes, and in which protocol. */
export type Door = { readonly channelId: Id<'chn'>; readonly protocol: Protocol }
type Asked = Pick<NewCall, 'sellerId' | 'productId' | 'operation'>

const toAsk = ({ sellerId, productId, operation }: Asked): ChannelAsk => ({
  sellerId,
  productId,
  family: familyOf(operation.kind).name,
})

/** The channels of new calls, made if they are missing. Without a binding, the first protocol of the family is used. */
export async function ensureDoors(
  { access }: Pick<CallContext, 'access'>,
  tx: Tx,
  asked: readonly Asked[],
): Promise<(ask: Asked) => Door> {
  const channelOf = await access.ensureChannels(tx, asked.map(toAsk))
  return (ask) => toDoor(ask, channelOf(toAsk(ask)))
}

type Words = {
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly family: FamilyName
}

/** What a product's protocol has words for, as it is bound now. */
export async function readWords(
  { access }: Pick<CallContext, 'access'>,
  tx: Tx,
  { sellerId, productId, family }: Words,
): Promise<{ supports(kind: OperationKind): boolean; readonly peopleAtOnce?: number }> {
  const ask = { sellerId, productId, family }
  const { protocol = families[family].firstProtocol } = (await access.ensureChannels(tx, [ask]))(ask)
  const { schedules, peopleAtOnce } = dialects[protocol]
  return omitUndefined({ supports: (kind: OperationKind) => kind in schedules.compatible, peopleAtOnce })
}

const toDoor = ({ operation }: Asked, { channelId, protocol }: FoundChannel): Door => ({
  channelId,
  protocol: protocol ?? familyOf(operation.kind).firstProtocol,
})

/** The channel of a live call. Throws `access.product_not_bound` if nothing was ever bound for it. */
export async function findDoor({ access }: Pick<CallContext, 'access'>, db: Db, asked: Asked): Promise<Door> {
  const ask = toAsk(asked)
  const channel = (await access.findChannels(db, [ask]))(ask)
  if (!channel?.protocol) throw accessProblems.product_not_bound({ productId: asked.productId })
  return toDoor(asked, channel)
}
