import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { mostPeople } from '@loggia/protocol/kit'
import type { PeopleProtocol } from '@loggia/protocol/protocols'
import { decryptSecret, verifyKitV2, verifySaasV1Body } from '@loggia/signing'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import { fillScene, sendScene } from '../testing/scene-calls.ts'

type GivenProduct = Awaited<ReturnType<World['given']['listedProduct']>>

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const scenes = ['sync_enterprise', 'sync_app', 'sync_departments', 'sync_department', 'sync_people']
const activities = ['tenantSync', 'applicationSync', 'allOrgSync', 'singleOrgSync', 'authSync']
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const pem = publicKey.export({ type: 'spki', format: 'pem' })

describe.each(listRuleEngines(postgresUrl))('test calls of a joint product, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let kit: ScriptedSeller
  let product: GivenProduct
  let seller: GivenProduct['seller']
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    kit = await openScriptedSeller()
    product = await world.given.listedProduct(server.url)
    ;({ seller, productId } = product)
  })
  afterEach(async () => {
    await server.close()
    await kit.close()
  })
  afterAll(() => world.close())

  const debugging = () => world.market.debugging
  /** A draft that its delivery's server is linked to. */
  async function draftProduct(): Promise<Id<'prd'>> {
    const { access, catalog } = world.market
    const saved = await catalog.saveDraft({ actor: seller }, createExampleDraft())
    await runInTx(world.platform, { actor: system }, (tx) =>
      access.registerAnew(tx, { sellerId: product.sellerId, url: server.url }),
    )
    return saved.productId
  }
  async function linkKit(protocol?: PeopleProtocol): Promise<string> {
    const of = { sellerId: product.sellerId, productId }
    const { accessKey } = await world.given.jointKit(of, kit.url, protocol)
    kit.signWith(accessKey)
    return accessKey
  }
  const changeOf = (scene: string) => (scene === 'sync_app' ? { publicKey: pem } : {})
  const send = (scene: string, change: Record<string, string> = changeOf(scene)) =>
    sendScene(world.market, { seller, target: productId, scene, change })
  const standings = async () => (await debugging().listScenes(seller, productId)).standings
  const faultsOf = async (scene: string, change: Record<string, string>) => {
    const ask = await fillScene(world.market, { seller, target: productId, scene, change })
    const refused = debugging().writeTestCall(seller, productId, ask)
    return refused.then(
      () => [],
      (error: unknown) => (error as { details: { faults: unknown } }).details.faults,
    )
  }

  test.each(['kit-v2', 'kit-v1'] as const)(
    'R244, R245, R247: the five scenes of %s are called under the address with testFlag 1, empty numbers and a right proof',
    async (protocol) => {
      const accessKey = await linkKit(protocol)

      for (const scene of scenes) expect([scene, (await send(scene)).saved.passed]).toEqual([scene, true])

      const root = protocol === 'kit-v2' ? '/saas/produceAPI/v2/' : '/saas/produceAPI/'
      expect(kit.requests.map(({ path }) => path)).toEqual(activities.map((one) => root + one))
      for (const { body, headers, members, search } of kit.requests) {
        expect([search, members.testFlag, members.instanceId]).toEqual(['', 1, ''])
        const { authToken, ...stamp } = {
          authToken: headers['authtoken']?.toString(),
          'x-sign': headers['x-sign']?.toString(),
          'x-timestamp': headers['x-timestamp']?.toString(),
          'x-nonce': headers['x-nonce']?.toString(),
        }
        const bytes = Buffer.from(body)
        const verdict =
          protocol === 'kit-v2'
            ? await verifyKitV2({ accessKey, headers: stamp, body: bytes, nowMs: world.platform.wall.now() })
            : verifySaasV1Body({ accessKey, authToken, body: bytes })
        expect(verdict.ok).toBe(true)
      }
      expect(kit.of('tenantSync')[0]?.members).toMatchObject({ orderId: '', flag: 1 })
      expect(server.requests).toEqual([])
    },
  )

  test('R244, R246a: the two scenes of SCIM 2.0 search for what the form says and then make it', async () => {
    const accessKey = await linkKit('scim-v2')
    kit.answer(({ query }) =>
      query.filter === undefined
        ? (response) => void response.writeHead(201, { 'content-type': 'application/scim+json' }).end('{}')
        : { totalResults: 0 },
    )

    for (const scene of ['sync_department', 'sync_people'])
      expect([scene, (await send(scene)).saved.passed]).toEqual([scene, true])

    expect(kit.requests.map(({ path, query }) => [path, query.filter])).toEqual([
      ['/saas/test-tenant-0001/Groups', 'externalId eq "10000"'],
      ['/saas/test-tenant-0001/Groups', undefined],
      ['/saas/test-tenant-0001/Users', 'userName eq "zhangsan01"'],
      ['/saas/test-tenant-0001/Users', undefined],
    ])
    expect(kit.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 4 }, () => `Bearer ${accessKey}`),
    )
    expect((await standings()).filter(({ of }) => of === 'joint')).toMatchObject([
      { scene: { name: 'sync_department' }, passed: { passed: true } },
      { scene: { name: 'sync_people' }, passed: { passed: true } },
    ])
    expect(await faultsOf('sync_people', { change: 'replace' })).toMatchObject([{ name: 'change' }])
    const shown = await debugging().getCase(seller, productId, { scene: 'sync_people', passed: true })
    expect(JSON.stringify(shown)).not.toContain(accessKey)
  })

  test('R245: the seller decrypts exactly the text that was typed; nothing of the key is sent, and a repeat encrypts again', async () => {
    await linkKit()
    const secret = 'a "secret"/密 '

    await send('sync_app', { publicKey: pem, clientSecret: secret, oaepHashes: 'sha1-sha1' })
    const { cases } = await debugging().runScenes(seller, productId, ['sync_app'])

    expect(cases).toMatchObject([{ passed: true }])
    const sealed = kit.of('applicationSync').map(({ members }) => members.clientSecret ?? '')
    expect(sealed).toHaveLength(2)
    expect(new Set(sealed).size).toBe(2)
    for (const one of sealed)
      expect(decryptSecret({ privateKey, sealed: one, hashes: ['sha1-sha1'] })).toBe(secret)
    expect(Object.keys(kit.requests[0]?.members ?? {}).sort()).toEqual([
      'appId',
      'clientId',
      'clientSecret',
      'flag',
      'instanceId',
      'tenantId',
      'testFlag',
      'timeStamp',
    ])
  })

  test('R246a: a product that the kit is linked to is submitted only after all five have passed, beside those of its delivery', async () => {
    const { catalog } = world.market
    productId = await draftProduct()
    await world.given.passedCases(seller, productId)
    await linkKit()
    expect(
      (await standings())
        .filter(({ of }) => of === 'joint')
        .map(({ scene, isNeeded }) => [scene.name, isNeeded]),
    ).toEqual(scenes.map((scene) => [scene, true]))

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'debugging.cases_missing',
      details: { scenes: scenes.map((scene) => ({ scene, gap: 'none' })) },
    })
    const first = await debugging().runScenes(seller, productId, scenes)
    // Nobody knows the seller's public key yet.
    expect(first.unsent).toEqual([{ scene: 'sync_app', because: 'parameters' }])
    await send('sync_app')

    expect(await catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
  })

  test('a product without the kit has no such scene', async () => {
    expect((await standings()).map(({ of }) => of)).not.toContain('joint')
    await expect(send('sync_people')).rejects.toMatchObject({ code: 'debugging.scene_unknown' })
  })

  test('a case is stale by the connection that it was made over, and by no other', async () => {
    await linkKit()
    await send('sync_enterprise')
    const staleness = async () =>
      (await standings()).find(({ scene }) => scene.name === 'sync_enterprise')?.passed?.staleness

    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.access.registerAnew(tx, { sellerId: product.sellerId, url: kit.url }),
    )
    expect(await staleness()).toEqual([])
    await linkKit()
    expect(await staleness()).toEqual(['key'])
  })

  test('what the page shows: both connections, and why one of them cannot be called', async () => {
    await linkKit()
    const { access } = world.market
    const shown = async () => {
      const { url, protocol, joint, blockedBy } = await debugging().listScenes(seller, productId)
      return { url, protocol, blockedBy, joint: [joint?.protocol, joint?.url, joint?.blockedBy] }
    }
    expect(await shown()).toEqual({
      url: server.url,
      protocol: 'saas-v2',
      blockedBy: undefined,
      joint: ['kit-v2', kit.url, undefined],
    })

    const saved = await world.market.catalog.saveDraft({ actor: seller }, createExampleDraft())
    productId = saved.productId
    const pending = await access.addAddress(seller, 'https://pending.seller.example/kit')
    const { id: keyId } = await access.makeKey(seller, 'joint_sync')
    const bound = { addressId: pending.id, keyId, speech: { protocol: 'kit-v2' }, confirm: false } as const
    await access.bind(seller, productId, bound)
    expect(await shown()).toMatchObject({
      blockedBy: 'unbound',
      joint: ['kit-v2', undefined, 'address_not_approved'],
    })
    await expect(send('sync_enterprise')).rejects.toMatchObject({ code: 'access.joint_not_bound' })
  })

  test('what cannot be sent is refused by its parameter: lists, keys and secrets', async () => {
    await linkKit()
    const short = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    const shortPem = short.export({ type: 'spki', format: 'pem' })
    const person = { userName: 'a', name: 'A', orgCode: '1', role: 'admin', enable: 'true' }
    const listOf = (...all: object[]) => ({ userList: JSON.stringify(all) })

    expect(await faultsOf('sync_app', { publicKey: shortPem })).toEqual([
      { name: 'publicKey', reason: 'value' },
    ])
    expect(await faultsOf('sync_app', { publicKey: '' })).toEqual([{ name: 'publicKey', reason: 'missing' }])
    expect(await faultsOf('sync_app', { publicKey: pem, clientSecret: '密'.repeat(107) })).toEqual([
      { name: 'clientSecret', reason: 'value' },
    ])
    expect(await faultsOf('sync_people', { userList: 'nobody' })).toEqual([
      { name: 'userList', reason: 'value' },
    ])
    expect(await faultsOf('sync_people', listOf({ ...person, role: 'owner' }))).toEqual([
      { name: 'userList', reason: 'value' },
    ])
    const many = Array.from({ length: mostPeople + 1 }, () => person)
    expect(await faultsOf('sync_people', listOf(...many))).toEqual([{ name: 'userList', reason: 'value' }])
    expect(await faultsOf('sync_people', listOf(person))).toEqual([])
    expect(await faultsOf('sync_people', { flag: '3' })).toEqual([])
    expect(await faultsOf('sync_people', { testFlag: '0' })).toEqual([
      { name: 'testFlag', reason: 'unknown' },
    ])
    expect(kit.requests).toEqual([])
  })

  test('R239: dial tests call both servers, and what one of them leaves out says nothing of the other', async () => {
    await linkKit()
    for (const scene of scenes) await send(scene)
    await send('new_period', {})
    const before = kit.requests.length
    const run = () => debugging().runCases(productId, { sealPlace: (scene) => `somewhere:${scene}` })

    expect(
      (await run()).calls.map(({ scene, passed, connection }) => [scene, passed, connection.url]),
    ).toEqual([['new_period', true, server.url], ...scenes.map((scene) => [scene, true, kit.url])])
    expect(kit.requests.slice(before).map(({ activity }) => activity)).toEqual(activities)

    kit.answer(() => (response) => response.destroy())
    const { calls, leftOut } = await run()
    expect(calls.map(({ scene, passed }) => [scene, passed])).toEqual([
      ['new_period', true],
      ['sync_enterprise', false],
    ])
    expect(leftOut).toEqual(scenes.slice(1).map(() => ({ isNeeded: true })))
  })

  test('the secret is masked in what is shown, and the samples of people are not, in both generations', async () => {
    for (const protocol of ['kit-v2', 'kit-v1'] as const) {
      await linkKit(protocol)
      const person = { userName: 'canary', name: '张', orgCode: '1', role: 'user', enable: 'true' }
      const userList = JSON.stringify([{ ...person, mobile: '13800000000', email: 'who@example.com' }])

      const { request } = await send('sync_people', { userList })
      const { request: app } = await send('sync_app')

      expect(request.masked).toEqual([])
      for (const sample of ['canary', '13800000000', 'who@example.com'])
        expect(request.body).toContain(sample)
      expect(app.masked).toEqual(['clientSecret'])
    }
  })
})
