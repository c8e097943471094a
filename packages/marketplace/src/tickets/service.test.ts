import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours, fromIso, toId, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
  listWorldEngines,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { TicketAsk } from './service/buying.ts'
import { presetHours } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const asked = {
  kind: 'fault',
  title: 'It does not start',
  text: 'Since this morning, nothing starts.',
} as const

describe.each(listWorldEngines(postgresUrl))('tickets on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let product: GivenProduct
  let buyer: MemberActor
  let operator: MemberActor
  let serviceId: Id<'sub'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  beforeEach(async () => {
    product = await world.given.listedProduct(server.url)
    buyer = await world.given.buyer()
    operator = await world.given.operator()
    serviceId = (await openBoughtService(world, buyer, product.productId)).subscriptionId
    await tickets().setDesk(product.seller, { ...presetHours, takes: true })
    await moveToMonday()
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const tickets = () => world.market.tickets
  /** The next Monday, 10:00, on which the support hours have begun. */
  async function moveToMonday() {
    const monday = fromIso('2026-01-05T10:00:00+08:00')
    const week = fromDays(7)
    const left = (((monday - world.clock.now()) % week) + week) % week
    await world.advance(left)
  }
  const open = (of: Partial<TicketAsk> = {}, actor = buyer) =>
    tickets().open({ actor }, { ...asked, serviceId, ...of })
  const write = (id: Id<'tkt'>, text = 'One more thing.') => tickets().writeMore({ actor: buyer }, id, text)
  const answer = (id: Id<'tkt'>, kind: 'answer' | 'ask' | 'solve' = 'answer', text = 'We look at it.') =>
    tickets().answer({ actor: product.seller }, 'seller', { id, kind, text })
  const answerAsOperator = (id: Id<'tkt'>, kind: 'answer' | 'ask' | 'solve' = 'answer') =>
    tickets().answer({ actor: operator }, 'operator', { id, kind, text: 'We have asked the seller.' })
  const raise = (id: Id<'tkt'>) => tickets().raise({ actor: buyer }, id, 'Nobody answers.')
  const asBuyer = (id: Id<'tkt'>) => tickets().get({ actor: buyer, as: 'buyer' }, id)
  const asSeller = (id: Id<'tkt'>) => tickets().get({ actor: product.seller, as: 'seller' }, id)
  const asOperator = (id: Id<'tkt'>) => tickets().get({ actor: operator, as: 'operator' }, id)
  const kindsOf = async (id: string) => (await listHistory(world.platform.db, id)).map(({ kind }) => kind)
  type To = Parameters<typeof world.market.notifications.list>[0]
  const messagesOf = async (party: To) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
      .filter(({ kind }) => kind.startsWith('ticket'))
      .map(({ data, readAt }) => [(data as { what: string }).what, readAt === undefined ? 'unread' : 'read'])
  const buyerParty = () => ({ kind: 'buyer', id: toId(buyer.buyerId, 'byr') }) as const
  const sellerParty = () => ({ kind: 'seller', id: product.sellerId }) as const

  test('R285: buyer and seller go through every state, and the time of the first answer is on record', async () => {
    const id = await open()
    const opened = await asSeller(id)
    await world.advance(fromHours(2))
    await tickets().take({ actor: product.seller, as: 'seller' }, id)
    await answer(id, 'ask', 'Which version?')
    const paused = await asBuyer(id)
    await world.advance(fromDays(3))
    await write(id, 'The newest.')
    const processing = await asSeller(id)
    await answer(id, 'solve', 'It starts again.')
    const solved = await asBuyer(id)
    await tickets().close(buyer, id)

    expect(opened).toMatchObject({
      state: 'waiting',
      handler: 'seller',
      acts: ['take', 'answer', 'ask', 'solve'],
    })
    expect(opened.dueAt).toBe(opened.firstAnswer.dueAt)
    expect(paused).toMatchObject({ state: 'waiting_customer', acts: ['write', 'raise', 'close'] })
    expect(paused.dueAt).toBeUndefined()
    expect(processing).toMatchObject({ state: 'processing', late: false, product: { id: product.productId } })
    expect(solved.state).toBe('waiting_confirmation')
    expect(await asBuyer(id)).toMatchObject({
      state: 'closed',
      acts: ['reopen'],
      entries: [
        { by: 'buyer', text: asked.text, name: buyer.name },
        { by: 'seller', text: 'Which version?' },
        { by: 'buyer', text: 'The newest.' },
        { by: 'seller', text: 'It starts again.' },
      ],
    })
    expect(await kindsOf(id)).toEqual([
      'ticket.opened',
      'ticket.taken',
      'ticket.answered',
      'ticket.written',
      'ticket.answered',
      'ticket.closed',
    ])
    const first = (await listHistory(world.platform.db, id)).find(({ kind }) => kind === 'ticket.answered')
    expect(first?.data).toMatchObject({ answerMs: fromHours(2), kept: true })
    expect(await messagesOf(buyerParty())).toEqual([['solve', 'read']])
    expect(await messagesOf(sellerParty())).toEqual([['closed', 'unread']])
  })

  test('R285: each party counts the tickets in which it has to act', async () => {
    const { sellerId = toId('sel_none', 'sel') } = product.seller
    const { views } = world.market
    const count = async () => [
      (await views.getBuyerOverview(buyer)).tickets,
      (await views.getSellerOverview(sellerId)).tickets,
      (await views.getOverview()).tickets,
    ]
    const id = await open()
    expect(await count()).toEqual([0, 1, 0])
    await answer(id, 'ask')
    expect(await count()).toEqual([1, 0, 0])
    await raise(id)
    expect(await count()).toEqual([0, 0, 1])
    await tickets().close(buyer, id)
    expect(await count()).toEqual([0, 0, 0])
  })

  test('R285: people of the other party are not named', async () => {
    const id = await open()
    await answer(id)

    expect((await asBuyer(id)).entries.map(({ name }) => name)).toEqual([buyer.name, undefined])
    expect((await asSeller(id)).entries.map(({ name }) => name)).toEqual([undefined, product.seller.name])
    expect((await asOperator(id)).entries.map(({ name }) => name)).toEqual([buyer.name, product.seller.name])
  })

  test('R285: operators answer if the seller takes no tickets, and every complaint, which the seller does not see', async () => {
    const complaint = await open({ kind: 'complaint' })
    await tickets().setDesk(product.seller, { ...presetHours, takes: false })
    const untaken = await open()

    for (const id of [complaint, untaken]) {
      await expect(asSeller(id)).rejects.toMatchObject({ code: 'ticket.not_found' })
      await expect(answer(id)).rejects.toMatchObject({ code: 'ticket.not_found' })
      await answerAsOperator(id, 'solve')
      expect(await asBuyer(id)).toMatchObject({ handler: 'operator', state: 'waiting_confirmation' })
    }
    expect(await messagesOf(sellerParty())).toEqual([])
    expect(await messagesOf({ kind: 'operator' })).toEqual([
      ['opened', 'read'],
      ['opened', 'read'],
    ])
  })

  test('R285: operators have the support hours that are set, for due times from then on', async () => {
    const complain = () => open({ kind: 'complaint' })
    const dueOf = async (id: Id<'tkt'>) =>
      (await tickets().get({ actor: operator, as: 'operator' }, id)).firstAnswer.dueAt
    // Monday, 10:00.
    const monday = world.clock.now()
    const before = await complain()
    await world.advance(fromHours(6))

    await world.market.settings.changeSettings(operator, { ticketHours: 'weekdays_8_20' })
    const long = await complain()
    await world.market.settings.changeSettings(operator, { ticketHours: 'always' })
    const always = await complain()

    expect(await dueOf(before)).toBe(toIso(addMs(monday, fromHours(8))))
    // From 16:00: four hours until 20:00, and four from 8:00 on Tuesday.
    expect(await dueOf(long)).toBe(toIso(addMs(monday, fromHours(26))))
    expect(await dueOf(always)).toBe(toIso(addMs(monday, fromHours(14))))
  })

  test('R285: a seller takes tickets with at least 5×8 hours, and open ones stay with it', async () => {
    const id = await open()
    const fewDays = { weekdays: [1, 2, 3, 4], opensAt: 0, closesAt: 1440, takes: true }

    await expect(tickets().setDesk(product.seller, fewDays)).rejects.toMatchObject({
      code: 'ticket.hours_too_few',
    })
    await tickets().setDesk(product.seller, { ...presetHours, takes: false })
    expect(await asSeller(id)).toMatchObject({ handler: 'seller' })
    expect(await kindsOf(product.sellerId)).toContain('ticket_desk.set')
  })

  test('R285: a buyer passes a ticket on once the seller is late', async () => {
    const id = await open()
    await expect(raise(id)).rejects.toMatchObject({ code: 'ticket.too_early' })
    await world.advance(fromHours(7))
    await expect(raise(id)).rejects.toMatchObject({ code: 'ticket.too_early' })
    await world.advance(fromHours(1))
    const late = await asBuyer(id)
    await raise(id)

    expect(late).toMatchObject({ late: true, acts: ['write', 'raise', 'close'] })
    expect(await asBuyer(id)).toMatchObject({ handler: 'operator', state: 'waiting', late: false })
    expect(await asSeller(id)).toMatchObject({ handler: 'operator', acts: [] })
    await expect(answer(id)).rejects.toMatchObject({ code: 'ticket.other_handler' })
    await expect(raise(id)).rejects.toMatchObject({ code: 'ticket.not_possible' })
    expect(await kindsOf(id)).toEqual(['ticket.opened', 'ticket.late', 'ticket.raised'])
    expect(await messagesOf(sellerParty())).toEqual([['raised', 'unread']])
    expect(await messagesOf({ kind: 'operator' })).toEqual([['raised', 'unread']])
  })

  test('R285: an answer that does not help is passed on too', async () => {
    const id = await open()
    await answer(id, 'solve')
    await raise(id)

    expect(await asBuyer(id)).toMatchObject({ handler: 'operator', state: 'waiting' })
  })

  test('R285: without an answer of the buyer it is closed, and reopened for some time', async () => {
    const id = await open()
    await answer(id, 'solve')
    await world.advance(fromDays(6))
    const before = await asBuyer(id)
    await world.advance(fromDays(1))
    const closed = await asBuyer(id)
    await write(id, 'It is broken again.')
    const reopened = await asSeller(id)
    await tickets().close(buyer, id)
    await world.advance(fromDays(14))

    expect([before.state, closed.state, reopened.state]).toEqual([
      'waiting_confirmation',
      'closed',
      'waiting',
    ])
    expect(await messagesOf(buyerParty())).toEqual([['closed', 'read']])
    expect(await kindsOf(id)).toEqual([
      'ticket.opened',
      'ticket.answered',
      'ticket.closed',
      'ticket.reopened',
      'ticket.closed',
    ])
    await expect(write(id)).rejects.toMatchObject({ code: 'ticket.reopen_over' })
    expect((await asBuyer(id)).acts).toEqual([])
  })

  test('R285: a ticket is about a line of an order, or a service, of the buyer', async () => {
    const orderId = await world.given.paidOrder(buyer, product.productId)
    const stranger = await world.given.buyer()
    const id = await open({ serviceId: undefined, orderId })

    expect(await asBuyer(id)).toMatchObject({ order: { id: orderId }, state: 'waiting' })
    expect(await tickets().getOffer(buyer, { serviceId })).toMatchObject({ handler: 'seller' })
    await expect(open({ serviceId: undefined })).rejects.toMatchObject({ code: 'ticket.nothing_named' })
    await expect(open({}, stranger)).rejects.toMatchObject({ code: 'ticket.subject_not_found' })
    await expect(open({ serviceId: undefined, orderId }, stranger)).rejects.toMatchObject({
      code: 'ticket.subject_not_found',
    })
    await expect(open({ serviceId: undefined, orderId, lineNumber: 'none' })).rejects.toMatchObject({
      code: 'ticket.subject_not_found',
    })
  })

  test('lists: what is due by its time, page by page, then what waits for the customer', async () => {
    const [first, second, third, fourth] = [await open(), await open(), await open(), await open()]
    await answer(second, 'answer')
    await answer(third, 'ask')
    await open({ kind: 'complaint' })
    const page = (after?: string) =>
      tickets().listOfSeller(product.seller, 'due', { limit: 2, ...(after === undefined ? {} : { after }) })
    const start = await page()
    const rest = await page(start.next)

    expect(start.items.map(({ id }) => id)).toEqual([first, fourth])
    expect(rest.items.map(({ id }) => id)).toEqual([second])
    expect(rest.next).toBeUndefined()
    const waiting = await tickets().listOfSeller(product.seller, 'customer', { limit: 9 })
    expect(waiting.items.map(({ id }) => id)).toEqual([third])
    const own = await tickets().listOfBuyer(buyer, 'open', { limit: 9 })
    expect(own.items).toHaveLength(5)
    const market = await tickets().listOfMarket(operator, 'due', { limit: 9 })
    expect(market.items).toMatchObject([{ kind: 'complaint' }])
    const sellers = await tickets().listOfMarket(operator, 'sellers', { limit: 9 })
    expect(sellers.items).toHaveLength(4)
  })

  test('R285: buyers see the median time of the first answer once there are five', async () => {
    for (const hours of [1, 1, 2, 3]) {
      const id = await open()
      await world.advance(fromHours(hours))
      await answer(id)
    }
    const few = await tickets().findAnswerTime(product.sellerId)
    const late = await open()
    await world.advance(fromDays(2))
    await raise(late)

    expect(few).toBeUndefined()
    expect(await tickets().findAnswerTime(product.sellerId)).toBe(fromHours(2))
  })

  test('what is sent again under the same key is written once', async () => {
    const id = await open()
    const again = (actor: MemberActor, key: string) => ({ actor, idempotency: { key, input: key } })
    for (let nth = 0; nth < 2; nth += 1) {
      const ask = { id, kind: 'ask', text: 'Which version?' } as const
      await tickets().answer(again(product.seller, 'ask'), 'seller', ask)
      await tickets().writeMore(again(buyer, 'write'), id, 'The newest.')
      await tickets().raise(again(buyer, 'raise'), id, 'It does not help.')
    }

    expect((await asBuyer(id)).entries).toHaveLength(4)
  })

  test('a buyer opens up to twenty in a day', async () => {
    for (let nth = 0; nth < 20; nth += 1) await open({ kind: 'complaint' })

    await expect(open()).rejects.toMatchObject({ code: 'ticket.too_many' })
    await world.advance(fromDays(1))
    await open()
  })
})
