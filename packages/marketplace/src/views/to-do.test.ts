import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromHours, fromIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { ToDo } from '@loggia/protocol/console'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'

/** Days after the first, to the last, that are no Saturday or Sunday in the market’s zone, UTC+8. */
function countWeekdays(from: number, to: number): number {
  const dayOf = (at: number): number => Math.floor((at + 8 * 3_600_000) / 86_400_000)
  const days = Array.from({ length: dayOf(to) - dayOf(from) }, (_, i) => dayOf(from) + 1 + i)
  // Day 0 was a Thursday.
  return days.filter((day) => ![2, 3].includes(day % 7)).length
}

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 20 }
const company = {
  name: { zh: '青禾软件', en: 'Qinghe Software' },
  registrationNumber: '91310000QH1',
  country: 'CN',
  foundedOn: '2019-03-01',
  staff: 40,
  capital: 1_000_000,
  support: { days: 5, hours: 8 },
  taxpayer: 'general',
  contactName: '何青',
  contactEmail: 'he@qinghe.example',
  contactPhone: '+86 21 5550 0101',
  plan: '文档协同',
  documents: '',
} as const

describe.each(listRuleEngines(postgresUrl))('what waits for operators, on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let other: MemberActor
  let buyer: MemberActor
  let seller: MemberActor
  let applicationId: Id<'sap'>
  let changeId: Id<'oap'>
  let resetId: Id<'prr'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    const { given, market } = world
    operator = await given.operator()
    other = await given.operator()
    buyer = await given.buyer()
    seller = await given.seller()
    // Those without a due time come first here, and last in the list.
    await market.access.addAddress(seller, 'https://pending.example/')
    await world.advance(fromHours(1))
    const buyerId = buyer.buyerId as Id<'byr'>
    await market.settings.changeSettings(operator, { fourEyesOnTopUps: true })
    const amount = createMoney(900_000_000n, 'CNY')
    await market.ledger.changeBalance(
      { actor: operator },
      { kind: 'top_up', buyerId, amount, reason: 'a transfer' },
    )
    const ask = { memberId: buyer.memberId, reason: 'called the number in the register' }
    resetId = (await market.parties.proposeOwnerReset(operator, ask)).id
    await given.papers(buyer, 'selling')
    applicationId = (await market.parties.apply(buyer, company)).id
    await world.advance(fromHours(1))
    const verified = await given.buyer()
    await given.papers(verified, 'verification')
    changeId = (
      await market.parties.askVerification(verified, {
        level: 'enterprise',
        name: { zh: '新名', en: 'New name' },
        country: 'CN',
        registrationNumber: '91310000NN2',
        documents: '',
      })
    ).id
  })
  afterAll(() => world.close())

  async function open(grants: string[]): Promise<MemberActor> {
    const one = await world.given.operator()
    const who = { actor: operator, party: { kind: 'operator' }, id: one.memberId } as const
    await world.market.parties.setRights(who, { main: false, grants })
    return one
  }

  async function findAddress(): Promise<ToDo> {
    const { items } = await world.market.views.listToDo(operator, page)
    const item = items.find(({ kind }) => kind === 'address')
    if (!item) throw new Error('An address was expected to wait')
    return item
  }

  const unread = async () =>
    (await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })).items
      .filter(({ readAt }) => readAt === undefined)
      .map(({ kind }) => kind)

  test('R82, R84: the earliest due comes first, then the oldest of what has no due time', async () => {
    const { views } = world.market

    const { items: waiting } = await views.listToDo(operator, page)

    expect(waiting.map(({ kind }) => kind)).toEqual([
      'seller_application',
      'buyer_verification',
      'address',
      'balance_change',
      'owner_reset',
    ])
    expect(waiting).toMatchObject([
      { id: applicationId, name: company.name, dueAt: expect.stringMatching(/^2026-/) },
      { id: changeId, dueAt: expect.stringMatching(/^2026-/) },
      { name: { en: expect.stringMatching(/^Seller/) }, about: { en: 'https://pending.example/' } },
      { amount: { amount: '9000000.00', currency: 'CNY' } },
      { id: resetId, name: { en: buyer.name } },
    ])
    const first = await views.listToDo(operator, { limit: 2 })
    const second = await views.listToDo(operator, { limit: 3, after: first.next ?? '' })
    expect([...first.items, ...second.items]).toEqual(waiting)
    expect(second.next).toBeUndefined()
    await expect(views.listToDo(operator, { limit: 2, after: 'adr_1' })).rejects.toMatchObject({
      code: 'views.cursor_malformed',
    })
    expect(await views.getOverview()).toMatchObject({
      applications: 3,
      pendingAddresses: 1,
      balanceChanges: 1,
    })
  })

  test('R82, R84: queues have the working days that are left, and who has taken something up', async () => {
    const { parties, views } = world.market
    const queues = async () => (await views.listQueues(operator)).items
    expect((await queues()).map(({ kind, waiting }) => [kind, waiting])).toEqual([
      ['seller_application', 1],
      ['buyer_verification', 1],
      ['address', 1],
      ['balance_change', 1],
      ['owner_reset', 1],
    ])
    const [before] = await queues()
    const dates = { from: world.clock.now(), to: fromIso(before?.next.dueAt ?? '') }
    expect(before).toMatchObject({ late: 0, holders: [], next: { id: applicationId } })
    expect(before?.workingDaysLeft).toBe(countWeekdays(dates.from, dates.to))

    await parties.claimApplication(operator, applicationId)
    await world.advance(dates.to - dates.from + 1)

    expect((await queues())[0]).toMatchObject({ late: 1, holders: [operator.name], workingDaysLeft: 0 })
  })

  test('R84: who starts the review of an organisation is the one who works on it, in both places', async () => {
    const { parties, views } = world.market
    const of = { kind: 'buyer_verification', id: changeId } as const
    const shown = async () => (await views.listToDo(operator, page)).items.find(({ id }) => id === changeId)
    expect((await shown())?.holder).toBeUndefined()
    await expect(views.takeUp(other, of)).rejects.toMatchObject({ code: 'hold.on_its_page' })

    const { openerName } = await parties.openOrganisationReview(other, changeId)

    expect(openerName).toBe(other.name)
    expect(await shown()).toMatchObject({ holder: { id: other.memberId }, acts: [] })
    const nextOf = async (actor: MemberActor) =>
      (await views.listQueues(actor)).items.find(({ kind }) => kind === of.kind)?.nextFree?.id
    expect(await nextOf(other)).toBe(changeId)
    expect(await nextOf(operator)).toBeUndefined()
    await world.advance(fromDays(30))
    expect(await nextOf(operator), 'it is late, and its holder may be away').toBe(changeId)
  })

  test('R6: an operator sees only what it may decide', async () => {
    const { views, parties } = world.market
    const may = async (grants: string[]) => {
      const one = await world.given.operator()
      const who = { actor: operator, party: { kind: 'operator' }, id: one.memberId } as const
      await parties.setRights(who, { main: false, grants })
      return (await views.listToDo(one, page)).items.map(({ kind }) => kind)
    }

    expect(await may(['finance'])).toEqual(['balance_change'])
    expect(await may(['reviewer'])).not.toContain('balance_change')
    expect(await may(['catalogue'])).toEqual([])
  })

  test('what is decided no longer waits, and its message to the operators is read', async () => {
    const { parties, views, ledger } = world.market
    expect(await unread()).toEqual(
      expect.arrayContaining(['application_submitted', 'organisation_applied', 'owner_reset_waiting']),
    )

    expect(await unread()).toContain('application_submitted')
    await parties.decideApplication(operator, applicationId, { approve: true })
    await parties.decideOrganisationReview(operator, changeId, { approve: false, reason: 'unreadable' })
    await parties.confirmOwnerReset(other, resetId)
    const [change] = (await views.listBalanceChanges({ state: 'waiting' }, page)).items
    await ledger.decideBalanceChange(other, change?.id ?? 'bch_none', { approve: true })

    expect((await views.listToDo(operator, page)).items.map(({ kind }) => kind)).toEqual(['address'])
    expect(await views.getOverview()).toMatchObject({ applications: 0, balanceChanges: 0 })
    expect(await unread()).toEqual(['balance_change_decided'])
  })

  test('R6: of two operators one takes up what waits, hands it over and back, and the lists say who', async () => {
    const { views } = world.market
    const item = await findAddress()
    const one = await open(['reviewer'])
    const second = await open(['reviewer'])
    const shown = async () =>
      (await views.listToDo(one, page)).items.find(({ id, kind }) => id === item.id && kind === item.kind)
    expect(await shown()).toMatchObject({ acts: ['take_up'] })

    const both = await Promise.allSettled([views.takeUp(one, item), views.takeUp(second, item)])

    const winner = both[0].status === 'fulfilled' ? one : second
    const loser = winner === one ? second : one
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'hold.taken', details: { name: winner.name } } },
    ])
    expect((await shown())?.holder).toEqual({ id: winner.memberId, name: winner.name })
    const queue = async (of: MemberActor) =>
      (await views.listQueues(of)).items.find(({ kind }) => kind === 'address')
    expect(await queue(loser)).toMatchObject({ holders: [winner.name] })
    expect((await queue(loser))?.nextFree).toBeUndefined()
    expect((await queue(winner))?.nextFree).toMatchObject({ id: item.id })

    await expect(views.handOver(loser, item, loser.memberId)).rejects.toMatchObject({ code: 'hold.not_held' })
    await expect(views.handBack(loser, item)).rejects.toMatchObject({ code: 'hold.not_held' })
    const unfit = await open(['finance'])
    const toUnfit = views.handOver(winner, item, unfit.memberId)
    await expect(toUnfit).rejects.toMatchObject({ code: 'hold.unfit' })
    await views.handOver(winner, item, loser.memberId)
    expect((await shown())?.holder?.id).toBe(loser.memberId)
    await views.handBack(loser, item)
    expect((await shown())?.holder).toBeUndefined()
  })

  test('who gets something handed over is told by whom, until it is handed on, handed back or taken over', async () => {
    const { views } = world.market
    const item = await findAddress()
    const one = await open(['reviewer'])
    const second = await open(['reviewer'])
    const told = async (of: MemberActor) => (await views.listQueues(of)).handedOver
    await views.takeUp(one, item)
    expect([await told(one), await told(second)]).toEqual([[], []])

    await views.handOver(one, item, second.memberId)

    const handedBy = { id: one.memberId, name: one.name }
    expect(await told(second)).toMatchObject([{ id: item.id, handedBy }])
    expect([await told(one), await told(operator)]).toEqual([[], []])
    // Taking up what one has already, and handing it to who has it, change nothing.
    await views.takeUp(second, item)
    await views.handOver(operator, item, second.memberId)
    expect(await told(second)).toMatchObject([{ handedBy }])

    await views.handOver(operator, item, operator.memberId)
    expect([await told(second), await told(operator)]).toEqual([[], []])
    await views.handOver(operator, item, one.memberId)
    await views.handBack(one, item)
    await views.takeUp(one, item)
    expect(await told(one)).toEqual([])
    await views.handBack(one, item)
  })

  test('a hold ends with the right of its holder, and with a decision; the owner hands over for others', async () => {
    const { access, parties, views } = world.market
    const item = await findAddress()
    const one = await open(['reviewer'])
    const second = await open(['reviewer'])
    const holder = async () =>
      (await views.listToDo(operator, page)).items.find(({ id }) => id === item.id)?.holder?.id
    await views.takeUp(one, item)
    await views.handOver(operator, item, second.memberId)
    expect(await holder()).toBe(second.memberId)

    const who = { actor: operator, party: { kind: 'operator' }, id: second.memberId } as const
    await parties.setRights(who, { main: false, grants: ['finance'] })
    expect(await holder()).toBeUndefined()
    await views.takeUp(one, item)
    expect(await holder()).toBe(one.memberId)

    // Who decides needs to hold nothing; what is added again is held by nobody.
    await access.decideAddress(operator, item.id as Id<'adr'>, { approve: false, reason: 'no answer' })
    await expect(views.takeUp(one, item)).rejects.toMatchObject({ code: 'hold.nothing_waits' })
    await world.advance(1)
    await access.addAddress(seller, item.about?.zh ?? '')
    expect(await holder()).toBeUndefined()
  })

  test('what is taken up on its own page, or may not be decided, is refused in the list', async () => {
    const { views } = world.market
    const application = { kind: 'seller_application', id: applicationId } as const
    await expect(views.takeUp(operator, application)).rejects.toMatchObject({ code: 'hold.on_its_page' })
    const address = await findAddress()
    const reviewer = await open(['reviewer'])
    const unfit = views.takeUp(await open(['finance']), address)
    await expect(unfit).rejects.toMatchObject({ code: 'hold.nothing_waits' })
    const fit = await views.listFitOperators(operator, 'balance_change')
    expect(fit.map(({ id }) => id)).not.toContain(reviewer.memberId)
    expect(fit.map(({ id }) => id)).toContain(operator.memberId)
    expect(await views.listFitOperators(reviewer, 'balance_change')).toEqual([])
  })

  test('R6: who has proposed a change of a balance is not offered it, and others are', async () => {
    const { ledger, views } = world.market
    const proposer = await open(['finance'])
    const decider = await open(['finance'])
    const buyerId = buyer.buyerId as Id<'byr'>
    const amount = createMoney(12_300n, 'CNY')
    await ledger.changeBalance({ actor: proposer }, { kind: 'top_up', buyerId, amount, reason: 'a transfer' })
    const waiting = (await views.listToDo(decider, page)).items.filter(
      ({ kind }) => kind === 'balance_change',
    )
    const id = waiting.find((one) => one.amount?.amount === '123.00')?.id ?? ''
    const of = { kind: 'balance_change', id } as const
    const shownTo = async (actor: MemberActor) =>
      (await views.listToDo(actor, page)).items.find((one) => one.id === id)
    const offeredTo = async (actor: MemberActor) =>
      (await views.listQueues(actor)).items.find(({ kind }) => kind === 'balance_change')?.nextFree?.id

    expect([(await shownTo(proposer))?.acts, (await shownTo(decider))?.acts]).toEqual([[], ['take_up']])
    expect([await offeredTo(proposer), await offeredTo(decider)]).toEqual([undefined, id])
    await expect(views.takeUp(proposer, of)).rejects.toMatchObject({ code: 'hold.unfit' })
    await views.takeUp(decider, of)
    const back = views.handOver(decider, of, proposer.memberId)
    await expect(back).rejects.toMatchObject({ code: 'hold.unfit' })
  })
})
