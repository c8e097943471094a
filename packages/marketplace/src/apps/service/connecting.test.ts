import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { decryptSecret } from '@loggia/signing'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { buyService, keepBooks, openConnected, openCredential, openEnterprise } from '../testing/joint.ts'
import { privateKey } from '../testing/credential-form.ts'
import type { JointProduct, OpenedEnterprise } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('connecting services to enterprises, on %s', (engine) => {
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
  const connect = () => openConnected(world, product, enterprise)

  test('R265, R271: the seller is told of the enterprise, the app, all departments, and then of people', async () => {
    const below = await enterprise.addDepartment('研发部', enterprise.topId)
    const person = await enterprise.addPerson('林知遥', below)
    const app = await connect()
    await app.assign(app.ids(person), 'admin')
    await world.settle()

    expect(books.takeJournal()).toEqual(['tenantSync 1', 'applicationSync 1', 'allOrgSync 2', 'authSync 1 1'])
    const [book] = [...books.books.values()]
    expect(book?.tenant).toMatchObject({ name: '沧野制造', testFlag: 0 })
    expect(book?.tenant.instanceId).toMatch(/^i-/)
    expect(book?.tenant.orderId).toMatch(/^CS/)
    expect([...(book?.orgs ?? [])]).toEqual([
      ['10001', { name: '沧野制造', parent: '' }],
      ['10002', { name: '研发部', parent: '10001' }],
    ])
    expect([...(book?.users ?? [])]).toMatchObject([
      ['user00001', { name: '林知遥', org: '10002', role: 'admin', enable: 'true', mobile: '13800000000' }],
    ])
    // The seller asks for the position too, the buyer does not share it; nobody asks for the email.
    expect(Object.keys(book?.users.get('user00001') ?? {})).not.toContain('position')
    expect(Object.keys(book?.users.get('user00001') ?? {})).not.toContain('email')
    expect(await app.look()).toMatchObject({
      app: { state: 'connected' },
      departments: { confirmed: 2, waiting: 0 },
      people: { confirmed: 1, waiting: 0 },
    })
    expect((await app.kinds()).filter((kind) => kind.startsWith('connected_app'))).toEqual([
      'connected_app.created',
      'connected_app.assigned',
      'connected_app.connected',
    ])
  })

  test('R267: each connection has its own client, and its secret reaches the seller encrypted with the seller’s key', async () => {
    const sealed: string[] = []
    server.answer((request) => {
      if (request.activity === 'applicationSync') sealed.push(String(request.members.clientSecret))
      return keepBooks(books)(request)
    })
    await connect()
    await openConnected(world, product, await openEnterprise(world, '岚屿物流'))
    await world.settle()

    const clients = [...books.books.values()].map(({ app }) => app?.clientId)
    expect(new Set(clients).size).toBe(2)
    const secrets = sealed.map((one) => decryptSecret({ privateKey, sealed: one }))
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/)
  })

  test('R268: another service of the product in the same enterprise, only if the seller allows several', async () => {
    await connect()
    const serviceId = await buyService(world, enterprise.buyer, product.productId)
    const ask = { serviceId, enterpriseId: enterprise.enterpriseId, sharedData: [] }
    const again = () => world.market.apps.connect(enterprise.request, ask)
    await expect(again()).rejects.toMatchObject({ code: 'app.one_instance' })

    const { credential } = await world.market.apps.getCredential(product.seller, product.credentialId)
    await world.market.apps.changeCredential(product.seller, product.credentialId, {
      ...credential,
      severalInstances: true,
    })
    await again()
    await world.settle()

    expect(books.books.size).toBe(2)
  })

  test('a service is connected once at a time, to an enterprise of its own buyer', async () => {
    const app = await connect()
    const { apps } = world.market
    const other = await openEnterprise(world)
    const connectTo = (enterpriseId: OpenedEnterprise['enterpriseId'], by = enterprise) =>
      apps.connect(by.request, { serviceId: app.serviceId, enterpriseId, sharedData: [] })

    await expect(connectTo(enterprise.enterpriseId)).rejects.toMatchObject({ code: 'app.service_unknown' })
    await expect(connectTo(other.enterpriseId)).rejects.toMatchObject({ code: 'app.enterprise_unknown' })
    await expect(connectTo(other.enterpriseId, other)).rejects.toMatchObject({ code: 'app.service_unknown' })
    expect((await apps.listConnectable(enterprise.buyer, { limit: 10 })).items).toEqual([])
  })

  test('only what the seller asks for is shared, and what is shared changes for those who are assigned', async () => {
    const app = await connect()
    const { apps } = world.market
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    books.takeJournal()

    await expect(apps.shareData(enterprise.buyer, app.id, ['email'])).rejects.toMatchObject({
      code: 'app.data_not_asked',
    })
    await apps.shareData(enterprise.buyer, app.id, ['position'])
    await world.settle()

    expect(books.takeJournal()).toEqual(['authSync 2 1'])
    const user = [...books.books.values()][0]?.users.get('user00001')
    expect([user?.position, user?.mobile]).toEqual(['工程师', undefined])
  })

  test('dissolving the enterprise ends the connection, and the service may be connected to another', async () => {
    const app = await connect()
    await app.assign(app.ids(await enterprise.addPerson('林知遥'), await enterprise.addPerson('苏晚')))
    await world.settle()
    books.takeJournal()

    await world.market.directory.dissolveEnterprise(enterprise.request, enterprise.enterpriseId)
    await world.settle()

    expect(books.takeJournal()).toEqual(['authSync 0 2', 'applicationSync 0', 'tenantSync 0'])
    expect(await app.look()).toMatchObject({ app: { state: 'ended' }, people: { confirmed: 0, waiting: 0 } })
    expect((await world.market.apps.listConnectable(enterprise.buyer, { limit: 10 })).items).toMatchObject([
      { service: { subscriptionId: app.serviceId } },
    ])
    expect((await app.kinds()).slice(-2)).toContain('connected_app.ended')
  })

  test('the end of the service ends the connection', async () => {
    const app = await connect()
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    books.takeJournal()

    // A month, its grace and its retention are over.
    await world.advance(fromHours(24 * 90))

    expect(books.takeJournal()).toEqual(['authSync 0 1', 'applicationSync 0', 'tenantSync 0'])
    expect((await app.look()).app.state).toBe('ended')
    await expect(app.assign({ all: true })).rejects.toMatchObject({ code: 'app.over' })
  })

  test('V1 is told in its words: what it cannot say is left unsaid, and every reply is signed', async () => {
    const old = await openScriptedSeller()
    old.answer(keepBooks(books))
    const ofV1 = await openCredential(world, old, {
      protocol: 'kit-v1',
      form: { callbackUrl: 'https://old.seller.example/callback' },
    })
    books.clear()
    const app = await openConnected(world, ofV1, enterprise)
    const person = await enterprise.addPerson('林知遥')
    await app.assign(app.ids(person))
    await world.settle()
    await world.market.directory.renameEnterprise(enterprise.request, enterprise.enterpriseId, '沧野智造')
    await app.withdraw(app.ids(person))
    await world.settle()

    expect(books.takeJournal()).toEqual([
      'tenantSync 1',
      'applicationSync 1',
      'allOrgSync 1',
      'authSync 1 1',
      'authSync 0 1',
    ])
    expect(
      (await app.batches()).map(({ subject, change, state }) => `${subject} ${change} ${state}`),
    ).toEqual([
      'people withdraw confirmed',
      'enterprise change confirmed',
      'people add confirmed',
      'departments list confirmed',
      'app add confirmed',
      'enterprise add confirmed',
    ])
    await old.close()
  })
})
