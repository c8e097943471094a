import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { buyLicense } from '../licenses/testing/bought.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('calls for licenses, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  test('R250: are listed and found like others, and opened without the license and the code of the machine', async () => {
    const { views } = world.market
    const bought = await buyLicense(world, {
      flow: 'license_online',
      server: { url: server.url, protocol: 'license-v1' },
    })
    server.signWith(bought.accessKey ?? '')
    server.answer(() => ({ resultCode: '000000', license: 'canary-license', instanceId: 'i-1' }))
    await bought.submitDemand('canary-machine')
    await world.settle()

    const { sellerId } = bought.seller
    const list = async (activity: string) =>
      (await views.listCalls(sellerId, { limit: 5, orderId: bought.orderId, activity })).items
    const [call, ...others] = await list('getLicense')
    const opened = await views.getCall(sellerId, call?.id as Id<'cal'>)

    expect([call, others]).toMatchObject([
      { activity: 'getLicense', state: 'confirmed', attempts: 1, product: { id: bought.productId } },
      [],
    ])
    expect(await list('getLicenseAsync')).toEqual([])
    const [attempt] = opened.attemptList
    expect([attempt?.request.masked, attempt?.reply?.masked]).toEqual([['saasExtendParams'], ['license']])
    const [sent] = server.of('getLicense')
    for (const secret of ['canary', sent?.members['saasExtendParams'] ?? 'canary'])
      expect(JSON.stringify(opened)).not.toContain(encodeURIComponent(secret))
    const stranger = await world.given.seller()
    await expect(views.getCall(stranger.sellerId, call?.id as Id<'cal'>)).rejects.toMatchObject({
      code: 'views.call_not_found',
    })
  })
})
