import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { Party } from '../../platform/messages.ts'
import type { BatchDecision } from '../schema.ts'
import { keepBooks, openConnected, openCredential, openEnterprise } from '../testing/joint.ts'
import type { JointProduct, OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('batches that fail, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let product: JointProduct
  let enterprise: OpenedEnterprise
  const books = createSellersBooks()
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  beforeEach(async () => {
    server.answer(keepBooks(books))
    product = await openCredential(world, server)
    enterprise = await openEnterprise(world)
    books.clear()
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  /** From now on these interfaces refuse. */
  const refuse = (...activities: string[]): void =>
    server.answer((request) =>
      activities.includes(request.activity)
        ? { resultCode: '000005', resultMsg: 'broken' }
        : keepBooks(books)(request),
    )
  const repair = (): void => server.answer(keepBooks(books))
  const giveTime = () => world.advance(fromMinutes(40))
  const connect = () => openConnected(world, product, enterprise)
  type App = Awaited<ReturnType<typeof connect>>
  const openIt = async (): Promise<App> => {
    const app = await connect()
    await world.settle()
    books.takeJournal()
    return app
  }
  const asksOf = async (app: App) => (await app.look()).asks
  async function decide(app: App, decision: BatchDecision, reason?: string) {
    const asks = await asksOf(app)
    if (!asks) throw new Error('Nothing asks')
    await world.market.apps.decide(enterprise.buyer, asks.batch.id, { decision, reason })
    await world.settle()
    return asks.batch.id
  }
  const messagesTo = async (party: Party) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
      .filter(({ kind }) => kind.startsWith('app_sync'))
      .map(({ kind, readAt }) => `${kind} ${readAt ? 'read' : 'unread'}`)
  const toBuyer = () => messagesTo({ kind: 'buyer', id: enterprise.buyer.buyerId })
  const toSeller = () => messagesTo({ kind: 'seller', id: product.sellerId })

  test('R273: five tries in a quarter of an hour, then the buyer decides; the seller is told, and nothing else is sent', async () => {
    refuse('tenantSync')
    const app = await connect()
    await world.advance(fromMinutes(14))
    expect(await asksOf(app)).toBeUndefined()

    await world.advance(fromMinutes(2))

    const asks = await asksOf(app)
    expect(asks).toMatchObject({
      batch: { subject: 'enterprise', change: 'add', state: 'failed' },
      decisions: ['repeat', 'give_up'],
    })
    expect(server.of('tenantSync').filter(({ members }) => members.instanceId !== '')).toHaveLength(5)
    expect([await toBuyer(), await toSeller()]).toEqual([
      ['app_sync_asks unread'],
      ['app_sync_failed unread'],
    ])
    await enterprise.addDepartment('甲', enterprise.topId)
    await world.advance(fromMinutes(600))
    expect(books.takeJournal()).toEqual([])
    const detail = await world.market.apps.getBatch(enterprise.buyer, asks?.batch.id ?? 'syb_', undefined)
    expect(detail.verdict).toMatchObject({ code: 'refused', resultCode: '000005', resultMsg: 'broken' })
    expect(detail.items.items).toEqual([{ key: 'enterprise', name: '沧野制造' }])
  })

  test('R273: repeating tells what holds today, and goes on from there', async () => {
    refuse('tenantSync')
    const app = await connect()
    await giveTime()
    await world.market.directory.renameEnterprise(enterprise.request, enterprise.enterpriseId, '沧野智造')
    repair()

    const id = await decide(app, 'repeat', '服务器已修复')

    // What came before may have arrived with the former name: so it is said as a change, too.
    expect(books.takeJournal()).toEqual(['tenantSync 1', 'tenantSync 2', 'applicationSync 1', 'allOrgSync 1'])
    expect([...books.books.values()][0]?.tenant.name).toBe('沧野智造')
    expect((await app.look()).app.state).toBe('connected')
    expect((await app.batches()).find((batch) => batch.id === id)).toMatchObject({
      state: 'repeated',
      decided: { name: enterprise.buyer.name, reason: '服务器已修复' },
    })
    expect([await toBuyer(), await toSeller()]).toEqual([['app_sync_asks read'], ['app_sync_failed read']])
  })

  test('the same that failed is said once when it is repeated', async () => {
    refuse('tenantSync')
    const app = await connect()
    await giveTime()
    repair()
    await decide(app, 'repeat')

    expect(books.takeJournal()).toEqual(['tenantSync 1', 'applicationSync 1', 'allOrgSync 1'])
  })

  test('R273: giving up tells the seller to forget what may have arrived, and frees the service', async () => {
    refuse('applicationSync')
    const app = await connect()
    await giveTime()
    repair()
    books.takeJournal()

    await decide(app, 'give_up')

    expect(books.takeJournal()).toEqual(['applicationSync 0', 'tenantSync 0'])
    expect((await app.look()).app.state).toBe('ended')
    expect(books.books.size).toBe(0)
    expect((await world.market.apps.listConnectable(enterprise.buyer, { limit: 10 })).items).toHaveLength(1)
  })

  test('R272: people are left out and the rest goes on; repeated by itself, or when they change', async () => {
    const app = await openIt()
    const [first, second] = [await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')]
    refuse('authSync')
    await app.assign(app.ids(first, second))
    await giveTime()
    expect((await app.assignments()).map(({ state }) => state)).toEqual(['failed', 'failed'])
    repair()

    const batchId = await decide(app, 'continue')
    await enterprise.addDepartment('甲', enterprise.topId)
    await world.settle()

    expect(books.takeJournal()).toEqual(['singleOrgSync 1'])
    expect(await app.look()).toMatchObject({ people: { confirmed: 0, waiting: 0, leftOut: 2, failed: 0 } })
    expect(await app.assignments()).toMatchObject([
      { userName: 'user00001', state: 'left_out', batchId },
      { userName: 'user00002', state: 'left_out', batchId },
    ])

    const { request, enterpriseId } = enterprise
    await world.market.directory.actOnPeople(request, enterpriseId, {
      act: { act: 'disable' },
      of: { ids: [first] },
    })
    await world.settle()
    expect(books.takeJournal()).toEqual(['authSync 1 1', 'authSync 2 1'])
    expect(await world.market.apps.repeatLeftOut(enterprise.buyer, app.id, undefined)).toEqual({ items: 1 })
    await world.settle()
    expect(books.takeJournal()).toEqual(['authSync 1 1'])
    expect(
      [...([...books.books.values()][0]?.users ?? [])].map(([name, { enable }]) => [name, enable]),
    ).toEqual([
      ['user00001', 'false'],
      ['user00002', 'true'],
    ])
    expect(await world.market.apps.repeatLeftOut(enterprise.buyer, app.id, undefined)).toEqual({ items: 0 })
  })

  test('R272: who has left since the batch failed is not left out with it', async () => {
    const app = await openIt()
    const [first, second] = [await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')]
    refuse('authSync')
    await app.assign(app.ids(first, second))
    await giveTime()
    await world.market.directory.actOnPeople(enterprise.request, enterprise.enterpriseId, {
      act: { act: 'leave' },
      of: { ids: [second] },
    })
    repair()
    books.takeJournal()

    await decide(app, 'continue')

    expect(books.takeJournal()).toEqual(['authSync 0 1'])
    expect(await app.assignments()).toMatchObject([{ userName: 'user00001', state: 'left_out' }])
  })

  test('R275: who was withdrawn without effect and leaves is told as gone', async () => {
    const app = await openIt()
    const person = await enterprise.addPerson('林知遥')
    await app.assign(app.ids(person))
    await world.settle()
    refuse('authSync')
    await app.withdraw(app.ids(person))
    await giveTime()
    repair()
    await decide(app, 'continue')
    books.takeJournal()

    await world.market.directory.actOnPeople(enterprise.request, enterprise.enterpriseId, {
      act: { act: 'leave' },
      of: { ids: [person] },
    })
    await world.settle()

    expect(books.takeJournal()).toEqual(['authSync 0 1'])
  })

  test('without a department nobody is told of those below it either, until it is repeated', async () => {
    const app = await openIt()
    refuse('singleOrgSync')
    const top = await enterprise.addDepartment('甲', enterprise.topId)
    await enterprise.addDepartment('乙', top)
    await enterprise.addDepartment('丙', enterprise.topId)
    await giveTime()
    repair()

    const batchId = await decide(app, 'continue')

    expect(books.takeJournal()).toEqual(['singleOrgSync 1'])
    expect(await app.look()).toMatchObject({ departments: { confirmed: 2, leftOut: 2 } })
    await world.market.apps.repeatLeftOut(enterprise.buyer, app.id, batchId)
    await world.settle()
    expect(books.takeJournal()).toEqual(['singleOrgSync 1', 'singleOrgSync 1'])
  })

  test('an addition that had its effect although it failed is undone when it is withdrawn', async () => {
    const app = await openIt()
    const person = await enterprise.addPerson('林知遥')
    server.answer((request) => {
      const reply = keepBooks(books)(request)
      return request.activity === 'authSync' ? { resultCode: '000005' } : reply
    })
    await app.assign(app.ids(person))
    await giveTime()
    expect([...books.books.values()][0]?.users.size).toBe(1)
    await app.withdraw(app.ids(person))
    repair()

    await decide(app, 'repeat')

    expect([...books.books.values()][0]?.users.size).toBe(0)
    expect(await app.assignments()).toEqual([])
  })

  test('R243a: the seller restarts the call itself, and nobody has to decide any more', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()
    const { callId } = (await asksOf(app))?.batch ?? {}
    if (!callId) throw new Error('There is no call')

    await world.market.calls.restart(product.seller, callId, product.sellerId)
    await world.settle()
    expect(await asksOf(app)).toBeUndefined()
    await giveTime()
    expect(await asksOf(app)).toMatchObject({ batch: { state: 'failed' } })
    repair()
    const again = (await asksOf(app))?.batch.callId
    await world.market.calls.restart(product.seller, again ?? callId, product.sellerId)
    await world.settle()

    expect(await app.look()).toMatchObject({ people: { confirmed: 1 } })
    expect([await toBuyer(), await toSeller()]).toEqual([['app_sync_asks read'], ['app_sync_failed read']])
    expect((await app.kinds()).filter((kind) => kind.startsWith('connected_app.batch'))).toEqual([
      'connected_app.batch_failed',
      'connected_app.batch_restarted',
      'connected_app.batch_failed',
      'connected_app.batch_restarted',
    ])
  })

  test.each(['before it failed', 'after it failed'] as const)(
    'what is no longer shared is not sent when a batch is sent again: %s',
    async (when) => {
      const app = await openIt()
      refuse('authSync')
      const [first, second] = [await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')]
      await app.assign(app.ids(first, second))
      await world.settle()
      const limit = async () => {
        await world.market.apps.shareData(enterprise.buyer, app.id, [])
        await world.market.directory.actOnPeople(enterprise.request, enterprise.enterpriseId, {
          act: { act: 'leave' },
          of: { ids: [second] },
        })
      }
      if (when === 'before it failed') await limit()
      await giveTime()
      if (when === 'after it failed') await limit()
      const { callId } = (await asksOf(app))?.batch ?? {}
      const from = server.of('authSync').length
      repair()
      await world.market.calls.restart(product.seller, callId ?? 'cal_', product.sellerId)
      await world.settle()

      const sent = server.of('authSync').slice(from)
      expect(sent.length).toBeGreaterThan(0)
      expect(sent.map(({ body }) => body).join()).not.toContain('13800000000')
      expect([...([...books.books.values()][0]?.users.keys() ?? [])]).toEqual(['user00001'])
      expect((await app.look()).people).toMatchObject({ confirmed: 1, waiting: 0 })
    },
  )

  test('R243a: a call about which somebody decided is not started again', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()
    const { callId } = (await asksOf(app))?.batch ?? {}
    await decide(app, 'continue')

    await expect(
      world.market.calls.restart(product.seller, callId ?? 'cal_', product.sellerId),
    ).rejects.toMatchObject({ code: 'call.nothing_to_restart' })
  })

  test('a batch is decided once, by its own buyer, in a way that is possible', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()
    const { id } = (await asksOf(app))?.batch ?? { id: 'syb_' as Id<'syb'> }
    const { apps } = world.market
    const other = await openEnterprise(world)

    await expect(apps.decide(other.buyer, id, { decision: 'repeat' })).rejects.toMatchObject({
      code: 'app.batch_unknown',
    })
    await expect(apps.decide(enterprise.buyer, id, { decision: 'give_up' })).rejects.toMatchObject({
      code: 'app.decision_impossible',
    })
    await decide(app, 'continue')
    await expect(apps.decide(enterprise.buyer, id, { decision: 'repeat' })).rejects.toMatchObject({
      code: 'app.batch_decided',
    })
  })

  test('what goes on may not be given up while its seller only has to answer', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    const [open] = await app.batches()

    await expect(
      world.market.apps.decide(enterprise.buyer, open?.id ?? 'syb_', { decision: 'give_up' }),
    ).rejects.toMatchObject({ code: 'app.decision_impossible' })
  })

  test('R273: whom the seller does not take is found by repeating; the others get through', async () => {
    const app = await openIt()
    const people: Id<'per'>[] = []
    for (let n = 1; n <= 20; n++) people.push(await enterprise.addPerson(`人员 ${n}`))
    server.answer((request) =>
      request.activity === 'authSync' && JSON.stringify(request.body).includes('user00007')
        ? { resultCode: '000005', resultMsg: 'broken' }
        : keepBooks(books)(request),
    )
    await app.assign(app.ids(...people))
    await giveTime()
    const sizes: number[] = []
    for (let asks = await asksOf(app); asks && sizes.length < 10; asks = await asksOf(app)) {
      sizes.push(asks.batch.items)
      await decide(app, asks.batch.items === 1 ? 'continue' : 'repeat')
      await giveTime()
    }

    expect(sizes).toEqual([20, 10, 3, 2, 1])
    expect([...books.books.values()][0]?.users.size).toBe(19)
    expect((await app.assignments()).filter(({ state }) => state !== 'confirmed')).toMatchObject([
      { userName: 'user00007', state: 'left_out' },
    ])
  })

  test('an addition that the seller does not take is no question at the end of the connection', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    await world.market.directory.dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    let isRepaired = false
    server.answer((request) =>
      request.activity === 'authSync' && !isRepaired ? { resultCode: '000005' } : keepBooks(books)(request),
    )
    await world.advance(fromMinutes(14))
    isRepaired = true
    await giveTime()

    expect((await app.look()).app.state).toBe('ended')
    expect(await toBuyer()).toEqual([])
  })

  test('the end of a connection that fails asks too, and may be given up', async () => {
    const app = await openIt()
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    refuse('authSync', 'applicationSync', 'tenantSync')
    await world.market.directory.dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    await giveTime()
    expect(await asksOf(app)).toMatchObject({
      batch: { subject: 'people', change: 'delete' },
      decisions: ['repeat', 'continue', 'give_up'],
    })
    await decide(app, 'continue')
    await giveTime()
    expect(await asksOf(app)).toMatchObject({ batch: { subject: 'app' }, decisions: ['repeat', 'give_up'] })

    await decide(app, 'give_up')

    expect((await app.look()).app.state).toBe('ended')
    const rows = await world.platform.db
      .withTables<{ app_person: { key: string }; sync_batch_item: { key: string } }>()
      .selectFrom('app_person')
      .select('key')
      .execute()
    expect(rows).toEqual([])
  })

  test('a question that the end of the connection leaves without a meaning is dropped', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()
    repair()

    await world.market.directory.dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    await world.settle()

    expect((await app.look()).app.state).toBe('ended')
    expect((await app.batches()).filter(({ state }) => state === 'dropped')).toHaveLength(1)
    expect(await toBuyer()).toEqual(['app_sync_asks read'])
  })

  test('operators see which connected apps wait for a decision', async () => {
    const operator = await world.given.operator()
    const app = await openIt()
    const asking = async () =>
      (await world.market.apps.listAll(operator, { limit: 10, isAsking: true })).items.map((one) => [
        one.app.id,
        one.asks?.decisions,
      ])
    expect(await asking()).toEqual([])
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()

    expect(await asking()).toEqual([[app.id, []]])
  })

  test('payloads of decided batches and items of confirmed ones are not kept', async () => {
    const app = await openIt()
    refuse('authSync')
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await giveTime()
    await decide(app, 'continue')

    const rows = await world.platform.db
      .withTables<{ sync_batch_item: { key: string; payload: unknown } }>()
      .selectFrom('sync_batch_item')
      .select(['key', 'payload'])
      .execute()
    expect(rows).toEqual([{ key: 'user00001', payload: null }])
  })
})
