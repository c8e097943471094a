import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import type { SupervisionFlow } from '@loggia/protocol/console/supervision/kinds'
import type { LicenseProtocol } from '@loggia/protocol/protocols'
import { protocolTraits } from '@loggia/protocol/protocols'
import { decodeExtendParams } from '@loggia/protocol/license/v1'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { openScriptedSeller, openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { sendScene } from '../testing/scene-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('test calls of license products, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let seller: MemberActor & { sellerId: Id<'sel'> }
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    seller = await world.given.seller()
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const draftOf = (flow: SupervisionFlow) => createExampleDraft({ type: 'license', supervision: { flow } })
  const saveDraft = (flow: SupervisionFlow) =>
    world.market.catalog.saveDraft({ actor: seller }, draftOf(flow))
  /** A draft whose seller has bound it to the server. */
  async function bindDraft(flow: SupervisionFlow, protocol: LicenseProtocol) {
    const { access } = world.market
    const { productId } = await saveDraft(flow)
    const addressId = await runInTx(world.platform, { actor: system }, (tx) =>
      access.approveAddressIn(tx, { sellerId: seller.sellerId, url: server.url }),
    )
    const { id: keyId, accessKey } = await access.makeKey(seller, protocolTraits[protocol].keyClass)
    server.signWith(accessKey)
    await access.bind(seller, productId, { addressId, keyId, speech: { protocol }, confirm: false })
    return { productId, addressId, keyId }
  }
  const send = (productId: Id<'prd'>, scene: string) =>
    sendScene(world.market, { seller, target: productId, scene })
  const sent = () => server.requests.at(-1)?.members ?? {}

  test('R244, R249: a license is fetched with the code of a machine, and hidden in the saved case', async () => {
    const { productId } = await bindDraft('license_online', 'license-v1')
    server.answer(() => ({ resultCode: '000000', license: 'canary-license', instanceId: 'i-1' }))

    const { saved, reply } = await send(productId, 'new_one_time')
    const { saved: released } = await send(productId, 'release')

    expect(saved).toMatchObject({ passed: true, reference: 'i-1' })
    expect(decodeExtendParams(server.requests[0]?.members['saasExtendParams'] ?? '')).toEqual([
      { name: 'identificationCode', value: 'TEST-0001' },
    ])
    expect(JSON.stringify(reply)).not.toContain('canary')
    expect([released.passed, sent()['instanceId'], sent()['testFlag']]).toEqual([true, 'i-1', '1'])
    const kept = await world.market.debugging.getCase(seller, productId, {
      scene: 'new_one_time',
      passed: true,
    })
    expect(JSON.stringify(kept)).not.toContain('canary')
  })

  test('R244: an application is made for the instance that was created before', async () => {
    const { productId } = await bindDraft('license_online', 'license-online')
    server.answer(() => ({ resultCode: '000004', instanceId: 'i-2' }))

    expect((await send(productId, 'new_period')).saved.passed).toBe(true)
    expect((await send(productId, 'apply_license')).saved.passed).toBe(true)

    expect(sent()).toMatchObject({
      activity: 'getLicenseAsync',
      instanceId: 'i-2',
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      testFlag: '1',
    })
  })

  test('callbacks about codes are tried with a key of their class before anything is bound', async () => {
    const { addressId, keyId } = await bindDraft('license_code', 'license-code')
    const { productId } = await saveDraft('license_code_collected')
    const attempt = (protocol: LicenseProtocol) =>
      world.market.debugging.tryBinding(seller, productId, { addressId, keyId, speech: { protocol } })
    server.answer(() => ({ resultCode: '000000' }))

    expect(await attempt('license-code')).toMatchObject({ passed: true, scene: 'renewal' })
    expect(sent()).toMatchObject({ activity: 'refreshLicenseCode', testFlag: '1' })
    await expect(attempt('license-online')).rejects.toMatchObject({
      code: 'access.protocol_not_of_product',
    })
    const listed = await world.market.debugging.listTargets(seller)
    expect(listed.map(({ id, isCallable }) => [id === productId, isCallable])).toEqual([
      [true, false],
      [false, true],
    ])
  })

  test('what was bound before the delivery was chosen anew is not used, and a code needs nothing', async () => {
    const { access } = world.market
    const { productId } = await bindDraft('license_online', 'license-online')
    const event = { productId, sellerId: seller.sellerId }
    const find = () => access.findProtocol(world.platform.db, productId, 'license')
    const requireBy = (name: 'requireReady' | 'requireReadyIfBound') =>
      runInTx(world.platform, { actor: system }, (tx) =>
        access[name](tx, { ...event, type: 'product.submitted' }, 'license'),
      )
    expect(await find()).toBe('license-online')
    await requireBy('requireReady')

    await world.market.catalog.updateDraft(seller, productId, draftOf('license_code'))

    expect(await find()).toBeUndefined()
    await requireBy('requireReadyIfBound')
    await expect(requireBy('requireReady')).rejects.toMatchObject({ code: 'access.protocol_not_of_product' })
  })
})
