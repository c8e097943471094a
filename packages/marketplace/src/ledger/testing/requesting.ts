import { sql } from 'kysely'
import { createMoney, toDecimal } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'

export const toCny = (minor: bigint): Money => createMoney(minor, 'CNY')

/** What tests of requests for top-ups do and look at; `one` is the operator who sets the two-person approval. */
export function createRequesting(world: () => World, one: () => MemberActor) {
  const fourEyes = (isOn: boolean) =>
    world().market.settings.changeSettings(one(), { fourEyesOnTopUps: isOn ? true : null })
  const balanceOf = async ({ buyerId }: MemberActor) =>
    toDecimal(await world().market.ledger.getBalance(world().platform.db, buyerId as Id<'byr'>, 'CNY'))
  const ask = (buyer: MemberActor, minor = 50_000n) =>
    world().market.ledger.requestTopUp({ actor: buyer }, { amount: toCny(minor), note: 'from Cangye' })
  const record = (actor: MemberActor, id: Id<'tur'>, minor = 50_000n) =>
    world().market.ledger.recordArrival({ actor }, id, { amount: toCny(minor) })
  const shown = ({ buyerId }: MemberActor, id: Id<'tur'>) =>
    world().market.views.getOwnTopUpRequest(buyerId as Id<'byr'>, id)
  const changeOf = async (id: Id<'tur'>): Promise<Id<'bch'>> => {
    const { items } = await world().market.views.listTopUpRequests({}, { limit: 100 })
    const changeId = items.find((request) => request.id === id)?.recorded?.changeId
    if (changeId === undefined) throw new Error('Nothing is recorded')
    return changeId
  }
  const postingsOf = async (id: Id<'tur'>) =>
    (
      await sql<{ kind: string }>`select kind from ledger_posting where subject = ${id}`.execute(
        world().platform.db.withTables<unknown>(),
      )
    ).rows.map(({ kind }) => kind)
  const toldTo = async (buyer: MemberActor) =>
    (
      await world().market.notifications.list(
        { kind: 'buyer', id: buyer.buyerId as Id<'byr'> },
        { limit: 50 },
      )
    ).items
  const unreadOfOperators = async (subject: string) =>
    (await world().market.notifications.list({ kind: 'operator' }, { limit: 100 })).items
      .filter((message) => message.subject === subject && message.readAt === undefined)
      .map(({ kind }) => kind)
  return { fourEyes, balanceOf, ask, record, shown, changeOf, postingsOf, toldTo, unreadOfOperators }
}
