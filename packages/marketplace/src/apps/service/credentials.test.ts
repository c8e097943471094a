import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { decryptSecret } from '@loggia/signing'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import { credentialForm, toPem } from '../testing/credential-form.ts'
import {
  keepBooks,
  openConnected,
  openCredential,
  openEnterprise,
  openJointProduct,
} from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('app credentials, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  const books = createSellersBooks()
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(keepBooks(books))
  })
  afterEach(async () => {
    await world.reset()
    server.answer(keepBooks(books))
    books.clear()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })
  const apps = () => world.market.apps

  test('R267: the seller’s server is told of a test enterprise at once, as a test and without names of a service', async () => {
    const { seller, credentialId } = await openCredential(world, server)

    const journal = books.takeJournal()
    expect(journal).toEqual(['tenantSync 1', 'applicationSync 1', 'allOrgSync 1'])
    const [book] = [...books.books.values()]
    expect(book?.tenant).toMatchObject({ instanceId: '', orderId: '', testFlag: 1, name: '测试企业' })
    const { credential, test: account } = await apps().getCredential(seller, credentialId)
    expect(credential.appId).toMatch(/^[A-Z0-9]{16}$/)
    expect(book?.app).toMatchObject({ appId: credential.appId, clientId: account.app.clientId })
    expect(account).toMatchObject({ isConfirmed: true, app: { state: 'connected' } })
    expect((await listHistory(world.platform.db, credentialId)).map(({ kind }) => kind)).toEqual([
      'app_credential.created',
    ])
  })

  test('R267: the key is shown once, and stored sealed', async () => {
    const { seller, productId } = await openJointProduct(world, server.url)
    const { id, appKey } = await apps().createCredential(seller, { ...credentialForm, productId })
    const { appKey: next } = await apps().replaceKey(seller, id)

    expect([appKey, next]).toEqual([
      expect.stringMatching(/^[\w-]{32}$/),
      expect.stringMatching(/^[\w-]{32}$/),
    ])
    expect(next).not.toBe(appKey)
    expect(JSON.stringify(await apps().getCredential(seller, id))).not.toContain(next)
  })

  test('R269: a product has one credential, for life', async () => {
    const { seller, productId } = await openCredential(world, server)

    await expect(
      apps().createCredential(seller, { ...credentialForm, callbackUrl: 'https://b.example/', productId }),
    ).rejects.toMatchObject({ code: 'app.credential_exists' })
  })

  test('it needs a connection over the joint kit whose scenes have passed, and a callback of its own', async () => {
    const { seller, productId } = await openCredential(world, server)
    const create = (of: typeof productId, callbackUrl = 'https://other.example/') =>
      apps().createCredential(seller, { ...credentialForm, callbackUrl, productId: of })
    const plain = await world.given.listedProduct(server.url, {
      ...seller,
      sellerId: seller.sellerId ?? 'sel_',
    })
    await expect(create(plain.productId)).rejects.toMatchObject({ code: 'app.not_joint' })

    const other = await openJointProduct(world, server.url)
    await expect(create(other.productId)).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    await expect(
      apps().createCredential(other.seller, { ...credentialForm, productId: other.productId }),
    ).rejects.toMatchObject({ code: 'app.callback_taken' })
    await world.platform.db.script(`delete from debug_case where subject = '${other.productId}'`)
    await expect(
      apps().createCredential(other.seller, {
        ...credentialForm,
        callbackUrl: 'https://third.example/',
        productId: other.productId,
      }),
    ).rejects.toMatchObject({ code: 'debugging.cases_missing' })
    expect(productId).not.toBe(other.productId)
  })

  test('R270: the test account is requested once, after which its person is told', async () => {
    const { seller, credentialId } = await openCredential(world, server)
    books.takeJournal()

    await apps().requestTest(seller, credentialId)
    await world.settle()

    expect(books.takeJournal()).toEqual(['authSync 1 1'])
    const [book] = [...books.books.values()]
    expect(book?.users.get('test01')).toMatchObject({ role: 'admin', mobile: '13800138000' })
    expect((await apps().getCredential(seller, credentialId)).test.userName).toBe('test01')
    await expect(apps().requestTest(seller, credentialId)).rejects.toMatchObject({
      code: 'app.test_requested',
    })
  })

  test('R270: what fails of a test connection is repeated by the seller', async () => {
    server.answer((request) =>
      request.activity === 'applicationSync' ? { resultCode: '000101' } : keepBooks(books)(request),
    )
    const { seller, credentialId } = await openCredential(world, server)
    await expect(apps().repeatTest(seller, credentialId)).rejects.toMatchObject({
      code: 'app.nothing_failed',
    })
    await world.advance(fromMinutes(20))
    expect((await apps().getCredential(seller, credentialId)).test.asks).toMatchObject({
      batch: { subject: 'app' },
      decisions: ['repeat'],
    })
    server.answer(keepBooks(books))

    await apps().repeatTest(seller, credentialId)
    await world.settle()

    expect((await apps().getCredential(seller, credentialId)).test.isConfirmed).toBe(true)
  })

  test('R267: connected apps take over another key when the seller says so, singly or all', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const secrets: string[] = []
    server.answer((request) => {
      if (request.activity === 'applicationSync') secrets.push(String(request.members.clientSecret))
      return keepBooks(books)(request)
    })
    const product = await openCredential(world, server)
    const { seller, credentialId } = product
    const first = await openConnected(world, product, await openEnterprise(world))
    await openConnected(world, product, await openEnterprise(world, '岚屿物流'))
    await world.settle()
    books.takeJournal()
    secrets.length = 0

    const loginUrl = 'https://app.seller.example/new'
    await apps().changeCredential(seller, credentialId, {
      ...credentialForm,
      loginUrl,
      publicKey: toPem(publicKey),
    })
    await world.settle()
    // The test account at once; customers when they are adopted.
    expect(books.takeJournal()).toEqual(['applicationSync 2'])
    const adopted = async () =>
      (await apps().listOfSeller(seller, { limit: 10 })).items.map(({ isAdopted }) => isAdopted)
    expect([await adopted(), (await apps().getCredential(seller, credentialId)).connected]).toEqual([
      [false, false],
      { all: 2, notAdopted: 2 },
    ])

    await expect(apps().adopt(seller, credentialId, { version: 1 })).rejects.toMatchObject({
      code: 'app.credential_changed',
    })
    expect(await apps().adopt(seller, credentialId, { version: 2, connectedAppIds: [first.id] })).toEqual({
      adopted: 1,
    })
    await world.settle()
    expect([await adopted(), (await first.look()).app.loginUrl]).toEqual([[false, true], loginUrl])
    expect(await apps().adopt(seller, credentialId, { version: 2 })).toEqual({ adopted: 1 })
    await world.settle()

    expect(books.takeJournal()).toEqual(['applicationSync 2', 'applicationSync 2'])
    for (const sealed of secrets) expect(decryptSecret({ privateKey, sealed })).toMatch(/^[\w-]{43}$/)
    expect([await adopted(), secrets.length]).toEqual([[true, true], 3])
  })

  test('what a seller no longer asks for is no longer passed on', async () => {
    const product = await openCredential(world, server)
    const enterprise = await openEnterprise(world)
    const app = await openConnected(world, product, enterprise)
    await app.assign(app.ids(await enterprise.addPerson('林知遥')))
    await world.settle()
    const user = () => [...books.books.values()].flatMap(({ users }) => [...users.values()])[0]
    expect(user()?.mobile).toBe('13800000000')

    await apps().changeCredential(product.seller, product.credentialId, { ...credentialForm, askedData: [] })
    await world.settle()

    expect(user()?.mobile).toBeUndefined()

    // Asked for again, it is the buyer who shares it again.
    await apps().changeCredential(product.seller, product.credentialId, credentialForm)
    await world.settle()
    expect([user()?.mobile, (await app.look()).app.sharedData]).toEqual([undefined, []])
  })

  test('R270: the person of the test account has what the seller asks for now', async () => {
    const { seller, credentialId } = await openCredential(world, server)
    await apps().requestTest(seller, credentialId)
    await world.settle()
    const user = () => [...books.books.values()].flatMap(({ users }) => [...users.values()])[0]
    expect([user()?.mobile, user()?.email]).toEqual(['13800138000', undefined])

    await apps().changeCredential(seller, credentialId, { ...credentialForm, askedData: ['email'] })
    await world.settle()

    expect([user()?.mobile, user()?.email]).toEqual([undefined, 'test@example.com'])
  })

  test('R268: that several instances may be connected is never undone', async () => {
    const { seller, credentialId } = await openCredential(world, server, { form: { severalInstances: true } })

    await expect(apps().changeCredential(seller, credentialId, credentialForm)).rejects.toMatchObject({
      code: 'app.several_for_good',
    })
  })
})
