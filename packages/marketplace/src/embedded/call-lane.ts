import type { Selectable } from 'kysely'
import type { CallTables } from '../calls/index.ts'
import type { Id } from '@loggia/kernel'
import type { Operation } from '../dialects/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor, Tx } from '../platform/index.ts'
import type { GivenProduct } from './given.ts'
import { openScriptedSeller } from './scripted-seller.ts'
import type { ScriptedSeller, SellerReply } from './scripted-seller.ts'
import type { World } from './world.ts'

export type CallRow = Selectable<CallTables['call']>
/** A seller with scripted answers, and calls that are put into lanes without a service behind them. */
export type CallLane = {
  readonly seller: ScriptedSeller
  readonly given: GivenProduct
  readonly operator: MemberActor
  put(operation: Operation, lane?: string): Promise<Id<'cal'>>
  /** All calls, oldest first. */
  rows(): Promise<CallRow[]>
  row(id: Id<'cal'>): Promise<CallRow | undefined>
  /** The kinds of the history entries of the lanes. */
  kinds(): Promise<string[]>
}

const subject = 'ord_of_lane'
/** Refuses every operation. */
export const refuse = (): SellerReply => ({ resultCode: '000005', resultMsg: 'not today' })
export const createStatusChange = (status: 'frozen' | 'active'): Operation => ({
  kind: 'set_instance_status',
  reference: 'i-1',
  status,
})

/** Puts a call into its lane; throws if the seller's protocol does not support it. */
export async function putCall(
  { market }: Pick<World, 'market'>,
  tx: Tx,
  ask: Parameters<World['market']['calls']['enqueue']>[1],
): Promise<Id<'cal'>> {
  const put = await market.calls.enqueue(tx, ask)
  if (put === undefined) throw new Error(`Nothing was put for ${ask.operation.kind}`)
  return put
}

export async function openCallLane(world: World): Promise<CallLane> {
  const seller = await openScriptedSeller()
  const given = await world.given.listedProduct(seller.url)
  const operator = await world.given.operator()
  const { sellerId, productId } = given
  const rows = () =>
    world.platform.db
      .withTables<Pick<CallTables, 'call'>>()
      .selectFrom('call')
      .selectAll()
      .orderBy('id')
      .execute()
  return {
    seller,
    given,
    operator,
    rows,
    row: async (id) => (await rows()).find((call) => call.id === id),
    put: (operation, lane = 'sub_1') =>
      runInTx(world.platform, { actor: system }, (tx) =>
        putCall(world, tx, { sellerId, productId, lane, subject, operation }),
      ),
    kinds: async () => (await listHistory(world.platform.db, subject)).map((entry) => entry.kind),
  }
}
