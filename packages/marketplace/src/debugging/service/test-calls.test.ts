import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { decodeExtendParams } from '@loggia/protocol/saas/v1'
import { openField, verifySaasV1, verifySaasV2 } from '@loggia/signing'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { openAtOnceV1, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createDebuggingRoutes } from '../routes/index.ts'
import type { TargetId } from './targets.ts'
import { fillScene, sendScene } from '../testing/scene-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('test calls, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  let accessKey: string
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    seller = await world.given.seller()
    ;({ productId, accessKey } = await world.given.listedProduct(server.url, seller))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const debugging = () => world.market.debugging
  const scenesOf = async (target: TargetId = productId) =>
    (await debugging().listScenes(seller, target)).standings
  const standing = async (scene: string, target: TargetId = productId) => {
    const found = (await scenesOf(target)).find((one) => one.scene.name === scene)
    if (!found) throw new Error(`There is no scene ${scene}`)
    return found
  }
  /** The presets of the form, with some values changed. */
  const asked = (scene: string, change?: Record<string, string>, target: TargetId = productId) =>
    fillScene(world.market, { seller, target, scene, change })
  const send = (scene: string, change?: Record<string, string>, target: TargetId = productId) =>
    sendScene(world.market, { seller, target, scene, change })

  async function speakV1(): Promise<void> {
    const speech = { protocol: 'saas-v1', keyBits: 256 } as const
    ;({ productId, accessKey } = await world.given.listedProduct(server.url, seller, { speech }))
    server.signWith(accessKey)
    server.answer(openAtOnceV1(accessKey))
  }

  test('R245, R249: a call is signed as a real one, says that it is a test, and is saved as passing with the instance carried on', async () => {
    const { saved, request, reply } = await send('new_period')

    const [got] = server.requests
    expect(JSON.parse(got?.body ?? '')).toEqual({
      activity: 'newInstance',
      businessId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      orderId: 'MOCKPERIODYEARNEW',
      orderLineId: 'MOCKPERIODYEARNEW-000001',
      testFlag: '1',
    })
    const nowMs = world.platform.wall.now()
    expect(
      await verifySaasV2({ accessKey, query: got?.query ?? {}, body: Buffer.from(got?.body ?? ''), nowMs }),
    ).toMatchObject({ ok: true })
    expect(saved).toMatchObject({ passed: true, resultCode: '000000', madeBy: { name: seller.name } })
    expect([request.body, reply?.body]).toEqual([got?.body, expect.stringContaining('"instanceId":"i-MOCK')])
    const { parameters, openedBy } = await standing('renewal')
    expect(parameters.find(({ name }) => name === 'instanceId')?.value).toBe('i-MOCKPERIODYEARNEW-000001')
    expect(openedBy).toBe('new_period')
  })

  test('a test call counts as a use of its key, a request that is only written does not', async () => {
    const usedAt = async () =>
      (await world.market.views.listKeys(seller.sellerId, { limit: 5 })).items.map((key) => key.usedAt)
    await debugging().writeTestCall(seller, productId, await asked('new_period'))
    expect(await usedAt()).toEqual([undefined])

    await send('new_period')

    expect(await usedAt()).toEqual([expect.any(String)])
  })

  test('R247: no order, instance, charge or call comes of it', async () => {
    for (const scene of ['new_period', 'query', 'renewal', 'freeze', 'release']) await send(scene)
    await world.settle()

    expect(server.requests).toHaveLength(5)
    for (const table of ['"order"', 'instance', 'subscription', 'call', 'attempt', 'ledger_entry'])
      expect([table, await countOf(world, table)]).toEqual([table, 0])
  })

  test('R244: every scene of V2.0 passes with a server that does what it is asked', async () => {
    for (const { scene } of await scenesOf()) await send(scene.name)

    const standings = await scenesOf()
    expect(standings.filter(({ passed }) => !passed)).toEqual([])
    expect(standings.filter(({ isNeeded }) => isNeeded).map(({ scene }) => scene.name)).toEqual([
      'new_period',
      'query',
      'renewal',
      'change_check',
      'renewal_change',
      'upgrade',
      'freeze',
      'unfreeze',
      'release',
    ])
  })

  test('R244: every scene of V1.0 passes, also those that nothing is sold by yet; what is written in clear is sealed and packed', async () => {
    await speakV1()
    const more = {
      mobilePhone: '13800000000',
      saasExtendParams: '[{"name":"域名","value":"a+b"}]',
    }

    await send('new_usage', more)
    for (const { scene } of await scenesOf()) if (scene.name !== 'new_usage') await send(scene.name)

    const standings = await scenesOf()
    expect(standings.filter(({ passed }) => !passed).map(({ scene }) => scene.name)).toEqual([])
    const [opened] = server.of('newInstance')
    const { mobilePhone = '', saasExtendParams = '', ...rest } = opened?.query ?? {}
    expect(rest).toMatchObject({ chargingMode: '0', testFlag: '1', trialFlag: '0' })
    expect(openField({ accessKey, bits: 256, value: mobilePhone })).toBe('13800000000')
    expect(decodeExtendParams(saasExtendParams)).toEqual([{ name: '域名', value: 'a+b' }])
    expect(verifySaasV1({ accessKey, query: (opened?.search ?? '').slice(1) })).toMatchObject({ ok: true })
    expect(server.of('instanceStatus').map(({ query }) => query.instanceStatus)).toEqual(['FREEZE', 'NORMAL'])
    expect(server.of('queryInstance')).toHaveLength(1)
  })

  test('R245: a reply that is signed with another key fails, says so and why, and the passing case stays beside', async () => {
    await speakV1()
    await send('new_period')
    const joint = await world.market.access.makeKey(seller, 'joint_sync')
    server.signWith(joint.accessKey)

    const { saved, diagnosis } = await send('new_period')

    expect(saved).toMatchObject({ passed: false, verdict: { code: 'body_sign_differs' } })
    expect(diagnosis?.problems[0]).toMatchObject({
      subject: 'reply',
      explanations: [{ findings: [{ kind: 'key_other' }] }],
    })
    expect(await standing('new_period')).toMatchObject({
      passed: { resultCode: '000000', staleness: [] },
      failed: { verdict: { code: 'body_sign_differs' } },
    })
  })

  test('a refusal and a server that does not answer fail; an opening that takes its time passes', async () => {
    server.answer(() => ({ resultCode: '000005', resultMsg: 'no' }))
    const refused = await send('new_period')
    server.answer(() => (response) => void response.socket?.destroy())
    const gone = await send('new_period')
    server.answer(() => ({ resultCode: '000004', instanceId: 'i-soon' }))
    const pending = await send('new_period')

    expect(refused.saved).toMatchObject({ passed: false, verdict: { code: 'refused' }, resultCode: '000005' })
    expect(gone).toMatchObject({ saved: { passed: false, verdict: { code: 'connection_reset' } } })
    expect(gone.reply).toBeUndefined()
    expect(pending.saved).toMatchObject({ passed: true, reference: 'i-soon', verdict: { code: 'pending' } })
  })

  test('an initial password is masked in the answer and in the saved case', async () => {
    await send('new_period')
    const told = await send('query')
    const kept = await debugging().getCase(seller, productId, { scene: 'query', passed: true })

    for (const { reply } of [told, kept]) {
      expect(reply?.masked).toEqual(['password', 'userName'])
      expect(reply?.body).not.toContain('canary-initial-password')
      expect(reply?.body).toContain('https://app.seller.example')
    }
  })

  test('R245: a case is stale when address, key or protocol is another one, and its instance is not carried on', async () => {
    const afterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: false }
    ;({ productId } = await world.given.listedProduct(server.url, seller, { afterSale }))
    await send('new_period')
    // The server's address changes, and the product is bound to another key and protocol.
    await world.given.listedProduct('http://127.0.0.1:9/other', seller)
    const key = await world.market.access.makeKey(seller, 'basic')
    const speech = { protocol: 'saas-v1', keyBits: 128 } as const
    const addressId = await boundAddress(world, productId)
    await world.market.access.bind(seller, productId, { addressId, keyId: key.id, speech, confirm: true })

    const { passed } = await standing('new_period')
    expect(passed?.staleness).toEqual(['protocol', 'address', 'key'])
    expect((await standing('release')).openedBy).toBeUndefined()
  })

  test('a case is stale too when the product moves to an address that waits for approval, where nothing was tried', async () => {
    const { access, catalog } = world.market
    const draft = await runInTx(world.platform, { actor: system }, (tx) =>
      catalog.addProduct(tx, seller.sellerId, { ...createExampleDraft(), state: 'draft' }),
    )
    const { id: keyId } = await access.makeKey(seller, 'basic')
    const bound = { keyId, speech: { protocol: 'saas-v2' }, confirm: true } as const
    const addressId = await boundAddress(world, productId)
    await access.bind(seller, draft, { ...bound, addressId })
    await send('new_one_time', {}, draft)
    const elsewhere = await access.addAddress(seller, 'https://elsewhere.seller.example/saas')

    await access.bind(seller, draft, { ...bound, addressId: elsewhere.id })

    expect(await debugging().listScenes(seller, draft)).toMatchObject({ blockedBy: 'address_not_approved' })
    const { passed, parameters } = await standing('new_one_time', draft)
    expect(passed?.staleness).toEqual(['address'])
    expect(parameters).not.toEqual([])
    const kept = await debugging().getCase(seller, draft, { scene: 'new_one_time', passed: true })
    expect(kept.saved.staleness).toEqual(['address'])
    expect((await standing('release', draft)).openedBy).toBeUndefined()
  })

  test('which of two cases came last is told though market time stands still', async () => {
    await send('new_period')
    server.answer(() => ({ resultCode: '000005' }))
    await send('new_period')
    const { passed, failed, last } = await standing('new_period')
    server.answer(() => ({ resultCode: '000000', instanceId: 'i-1' }))
    await send('new_period')

    expect(failed?.madeAt).toBe(passed?.madeAt)
    expect([last, (await standing('new_period')).last]).toEqual(['failed', 'passed'])
  })

  test('the request is written and signed without being sent; the curl line is it, byte for byte', async () => {
    const write = createDebuggingRoutes(debugging())['POST /api/seller/test-calls/:target/request']
    const body = await asked('new_period')
    const written = await write?.({ actor: seller, params: { target: productId }, body } as never)

    expect(server.requests).toEqual([])
    const { searchParams } = new URL(written?.url ?? '')
    const sent = /--data-binary '([^']+)'/.exec(written?.curl ?? '')?.[1] ?? ''
    expect(sent).toBe(written?.request.body)
    const query = Object.fromEntries(searchParams)
    const nowMs = world.platform.wall.now()
    expect(await verifySaasV2({ accessKey, query, body: Buffer.from(sent), nowMs })).toMatchObject({
      ok: true,
    })
    expect(written?.curl).toContain(`'${written?.url}'`)
    // Without it curl would call a URL with `[1-2]` twice.
    expect(written?.curl).toMatch(/^curl -sS --globoff /)
  })

  test('what the tables forbid, a scene that there is not and another seller’s product are refused before anything is sent', async () => {
    const wrong = await asked('freeze')
    const stranger = await world.given.seller()

    await expect(debugging().sendTestCall(seller, productId, wrong)).rejects.toMatchObject({
      code: 'debugging.parameters_wrong',
      details: { faults: [{ name: 'instanceId', reason: 'missing' }] },
    })
    const ask = { scene: 'expiry', parameters: {} }
    await expect(debugging().sendTestCall(seller, productId, ask)).rejects.toMatchObject({
      code: 'debugging.scene_unknown',
    })
    await expect(debugging().listScenes(stranger, productId)).rejects.toMatchObject({
      code: 'catalog.product_not_found',
    })
    const found = { scene: 'query', passed: true }
    await expect(debugging().getCase(seller, productId, found)).rejects.toMatchObject({
      code: 'debugging.case_not_found',
    })
    expect(server.requests).toEqual([])
  })

  test('a member who sees calls and no keys is told neither the end of the key nor which other one was used', async () => {
    await speakV1()
    const joint = await world.market.access.makeKey(seller, 'joint_sync')
    server.signWith(joint.accessKey)
    const rights = { main: false, grants: ['calls:write'] }
    const colleague = { email: 'calls@a.example', name: 'Calls', language: 'en-US', rights } as const
    const party = { kind: 'seller', id: seller.sellerId } as const
    const { member } = await world.market.parties.addColleague(seller, party, colleague)
    const actor = { ...seller, memberId: member.id }

    const seen = await debugging().listScenes(actor, productId)
    const told = await debugging().sendTestCall(actor, productId, await asked('new_period'))

    expect((await debugging().listScenes(seller, productId)).keyHint).toBe(accessKey.slice(-4))
    expect(seen.keyHint).toBeUndefined()
    expect(told.saved.passed).toBe(false)
    expect(JSON.stringify(told.diagnosis)).not.toMatch(new RegExp(`joint_sync|${joint.hint}`))
  })

  test('the products that can be tried are the seller’s own, newest first, with whether a call could be sent', async () => {
    const draft = await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, seller.sellerId, { ...createExampleDraft(), state: 'draft' }),
    )
    await world.given.listedProduct(server.url)

    const listed = await debugging().listTargets(seller)

    expect(listed.map(({ id, isCallable }) => [id, isCallable])).toEqual([
      [draft, false],
      [productId, true],
    ])
    expect(await debugging().listScenes(seller, draft)).toMatchObject({ blockedBy: 'unbound', standings: [] })
  })

  test('order notification is tried while it is off; without address and key it says so', async () => {
    const { access, debugging: tests } = world.market
    const none = await tests.listScenes(seller, 'orders')
    expect(none).toMatchObject({ blockedBy: 'unbound', protocol: 'order-notification' })
    const ask = { scene: 'order_paid', parameters: {} }
    await expect(tests.sendTestCall(seller, 'orders', ask)).rejects.toMatchObject({
      code: 'debugging.target_unbound',
    })
    const addressId = await boundAddress(world, productId)
    const { id: keyId } = await access.makeKey(seller, 'common')
    await access.setOrderChannel(seller, { addressId, keyId, switchedOn: false })

    const { saved } = await send('order_paid', {}, 'orders')

    expect(saved).toMatchObject({ passed: true, subject: seller.sellerId })
    expect(server.of('orderNotify')[0]?.members).toEqual({
      activity: 'orderNotify',
      orderId: 'MOCKPERIODYEARNEW',
      orderLineId: 'MOCKPERIODYEARNEW-000001',
      testFlag: '1',
    })
  })

  test('R247: two wait at once, and twenty go out a minute', async () => {
    const [both, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    server.answer(async () => {
      if (server.requests.length === 2) both.resolve()
      await held.promise
      return { resultCode: '000000', instanceId: 'i-1' }
    })
    const ask = await asked('new_period')
    const call = () => debugging().sendTestCall(seller, productId, ask)
    const first = [call(), call()]
    await both.promise

    await expect(call()).rejects.toMatchObject({ code: 'debugging.test_busy' })
    held.resolve()
    await Promise.all(first)
    for (let n = 2; n < 20; n += 1) await call()
    await expect(call()).rejects.toMatchObject({ code: 'debugging.test_limited' })
    expect(server.requests).toHaveLength(20)
  })
})

async function countOf({ platform }: World, table: string): Promise<number> {
  const name = table.replaceAll('"', '')
  const { n } = await platform.db
    .withTables<Record<string, object>>()
    .selectFrom(name)
    .select((rows) => rows.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function boundAddress({ platform }: World, productId: Id<'prd'>): Promise<Id<'adr'>> {
  const { address_id: addressId } = await platform.db
    .withTables<{ channel_binding: { product_id: Id<'prd'>; address_id: Id<'adr'> } }>()
    .selectFrom('channel_binding')
    .select('address_id')
    .where('product_id', '=', productId)
    .executeTakeFirstOrThrow()
  return addressId
}
