import { expect, test, vi } from 'vitest'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { refuse } from '../../index.ts'
import type { SaasHandlers } from '../../index.ts'
import { createPurchase, createQuery, trySellerInEach } from '../../tried-seller.ts'

const { start, ask, current } = trySellerInEach()

const order = { orderId: 'CS8', orderLineId: 'CS8-000001', instanceId: 'i-1' }
const renewal: SaasV2Request = {
  activity: 'refreshInstance',
  scene: 'RENEWAL',
  expireTime: '20271125063300000',
  ...order,
}
const status = (to: 'FREEZE' | 'UNFREEZE'): SaasV2Request => ({
  activity: 'updateInstanceStatus',
  instanceId: 'i-1',
  status: to,
})
const check: SaasV2Request = {
  activity: 'changeInstanceCheck',
  instanceId: 'i-1',
  productInfo: { productId: 'P1', productName: '示例', skuCode: 'S1', linearValue: 5 },
}

test('a renewal of SaaS V2.0 gives nothing back that is frozen: UNFREEZE comes', async () => {
  const [changeEnd, unfreeze] = [vi.fn<() => void>(), vi.fn<() => void>()]
  start({ changeEnd, unfreeze })
  await ask(createPurchase(1, 'i-1'))
  await ask(status('FREEZE'))

  expect((await ask(renewal)).resultCode).toBe('000000')
  expect((await current().seller.find('i-1'))?.state).toBe('frozen')
  expect([changeEnd, unfreeze].map(({ mock }) => mock.calls.length)).toEqual([1, 0])

  await ask(status('UNFREEZE'))
  expect((await current().seller.find('i-1'))?.state).toBe('open')
  expect(unfreeze).toHaveBeenCalledTimes(1)
})

test('a slow change that refuses after it was answered for tells so to the next call, and runs again only after that', async () => {
  let finish: (() => void) | undefined
  const upgrade = vi.fn<NonNullable<SaasHandlers['upgrade']>>(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return refuse('invalid', 'too many seats')
  })
  start({ upgrade }, { budgetMs: 20 })
  await ask(createPurchase(1, 'i-1'))

  const first = await ask({ activity: 'upgradeInstance', ...order })
  finish?.()
  await vi.waitFor(async () =>
    expect(await ask({ activity: 'upgradeInstance', ...order })).toMatchObject({
      resultCode: '000002',
      resultMsg: 'too many seats',
    }),
  )

  expect(first.resultCode).toBe('000004')
  expect(upgrade).toHaveBeenCalledTimes(1)
  await ask({ activity: 'upgradeInstance', ...order })
  finish?.()
  expect(upgrade).toHaveBeenCalledTimes(2)
})

test('R241: each change reaches its handler once, in our words', async () => {
  const heard: unknown[] = []
  const hear = (name: string) => (asked: object) => void heard.push([name, asked])
  const handlers = {
    changeEnd: hear('changeEnd'),
    freeze: hear('freeze'),
    unfreeze: hear('unfreeze'),
    upgrade: hear('upgrade'),
    release: hear('release'),
  }
  start({ ...handlers, checkChange: hear('checkChange') })
  await ask(createPurchase(1, 'i-1'))
  const release: SaasV2Request = { activity: 'releaseInstance', instanceId: 'i-1' }

  for (const request of [
    renewal,
    status('FREEZE'),
    status('UNFREEZE'),
    { activity: 'upgradeInstance', ...order } as const,
    check,
    release,
  ]) {
    expect((await ask(request)).resultCode).toBe('000000')
    if (request !== check && request !== status('UNFREEZE'))
      expect((await ask(request)).resultCode).toBe('000000')
  }

  expect(heard).toMatchObject([
    [
      'changeEnd',
      {
        reason: 'renewal',
        expiresAtMs: Date.UTC(2027, 10, 25, 6, 33),
        purchase: { orderId: 'CS8' },
        isTest: false,
      },
    ],
    ['freeze', { instance: { instanceId: 'i-1', state: 'open' } }],
    ['unfreeze', { instance: { state: 'frozen' } }],
    ['upgrade', { purchase: { source: 'ids', orderId: 'CS8', orderLineId: 'CS8-000001' } }],
    ['checkChange', { target: { productId: 'P1', skuCode: 'S1', productName: '示例', quantity: 5 } }],
    ['release', { instance: { expiresAtMs: Date.UTC(2027, 10, 25, 6, 33) } }],
  ])
  expect((await ask(createQuery('i-1'))).resultCode).toBe('000003')
  expect((await ask(renewal)).resultCode).toBe('000003')
})

test('an unfreeze that overtakes a slow freeze comes after it', async () => {
  let finish: (() => void) | undefined
  const heard: string[] = []
  start(
    {
      freeze: async () => {
        await new Promise<void>((resolve) => (finish = resolve))
        heard.push('freeze')
      },
      unfreeze: () => void heard.push('unfreeze'),
    },
    { budgetMs: 20 },
  )
  await ask(createPurchase(1, 'i-1'))

  const freeze = await ask(status('FREEZE'))
  const early = await ask(status('UNFREEZE'))
  finish?.()

  expect([freeze.resultCode, early.resultCode]).toEqual(['000004', '000004'])
  await vi.waitFor(async () => expect((await ask(status('UNFREEZE'))).resultCode).toBe('000000'))
  expect(heard).toEqual(['freeze', 'unfreeze'])
  expect((await current().seller.find('i-1'))?.state).toBe('open')
})

test('what is not known is answered 000003', async () => {
  for (const request of [
    createQuery('x'),
    renewal,
    status('FREEZE'),
    check,
    { activity: 'upgradeInstance', ...order } as const,
    { activity: 'releaseInstance', instanceId: 'x' } as const,
  ])
    expect((await ask(request)).resultCode).toBe('000003')
})

test('of several ids the known ones are told, in the order in which they were asked', async () => {
  await ask(createPurchase(1, 'i-1'))
  await ask(createPurchase(2, 'i-2'))

  expect((await ask(createQuery('i-2', 'nobody', 'i-1'))).info?.map(({ instanceId }) => instanceId)).toEqual([
    'i-2',
    'i-1',
  ])
})

test('a test call works on instances of test calls and touches no other', async () => {
  const freeze = vi.fn<() => void>()
  start({ freeze })
  await ask(createPurchase(1, 'real'))
  const tested = { ...createPurchase(1, 'tested'), testFlag: '1' } as SaasV2Request
  const asTest = (request: SaasV2Request, instanceId: string) =>
    ask({ ...request, instanceId, testFlag: '1' } as SaasV2Request)

  expect(await ask(tested)).toMatchObject({ resultCode: '000000', instanceId: 'tested' })
  expect((await asTest(status('FREEZE'), 'real')).resultCode).toBe('000000')
  expect((await current().seller.find('real'))?.state).toBe('open')
  expect(freeze).not.toHaveBeenCalled()
  expect((await asTest(status('FREEZE'), 'tested')).resultCode).toBe('000000')
  expect(freeze).toHaveBeenCalledWith(expect.objectContaining({ isTest: true }))
  expect((await asTest({ activity: 'releaseInstance', instanceId: '' }, 'tested')).resultCode).toBe('000000')
  expect((await asTest(createQuery(''), 'tested')).info).toHaveLength(1)
})

test('what was bought in debugging is one of the orders for debugging', async () => {
  const orderId = 'MOCKPERIODDAYTRIAL'
  await ask({
    activity: 'newInstance',
    orderId,
    orderLineId: `${orderId}-000001`,
    businessId: 'b-1',
    testFlag: '1',
  })

  expect(current().opened[0]).toMatchObject({
    isTest: true,
    purchase: {
      source: 'mock',
      kind: 'trial',
      charging: 'period',
      period: { unit: 'day', count: 7 },
      quantity: 50,
    },
  })
})

test('a release that comes while an instance is being made waits for it, so that nothing is left behind', async () => {
  const done: string[] = []
  let finish: (() => void) | undefined
  const handlers: Partial<SaasHandlers> = {
    open: async () => {
      await new Promise<void>((resolve) => (finish = resolve))
      done.push('opened')
    },
    release: ({ instance }) => void done.push(`released when ${instance.state}`),
  }
  start(handlers, { budgetMs: 20 })
  const release: SaasV2Request = { activity: 'releaseInstance', instanceId: 'i-1' }
  await ask(createPurchase(1, 'i-1'))

  const early = await ask(release)
  const before = [...done]
  finish?.()
  await vi.waitFor(async () => expect((await ask(release)).resultCode).toBe('000000'))

  expect(early.resultCode).toBe('000004')
  expect(before).toEqual([])
  expect(done).toEqual(['opened', 'released when open'])
  expect((await current().seller.find('i-1'))?.state).toBe('released')
})

test('R248: a test call that names the id of a real instance for a new order is given another one, and so is its repeat', async () => {
  await ask(createPurchase(1, 'i-1'))
  const before = await current().seller.find('i-1')

  const tested = await ask({ ...createPurchase(2, 'i-1'), testFlag: '1' })

  expect(tested.resultCode).toBe('000000')
  expect(tested.instanceId).not.toBe('i-1')
  expect(current().opened.map(({ instanceId }) => instanceId)).toEqual(['i-1', tested.instanceId])
  expect(await current().seller.find('i-1')).toEqual(before)
  expect((await ask({ ...createPurchase(2, 'i-9'), testFlag: '1' })).instanceId).toBe(tested.instanceId)
})

test('an unfreeze that waited while the instance was released finds none, and calls no handler', async () => {
  let finish: (() => void) | undefined
  const unfreeze = vi.fn<NonNullable<SaasHandlers['unfreeze']>>()
  start({ freeze: () => new Promise<void>((resolve) => (finish = resolve)), unfreeze })
  await ask(createPurchase(1, 'i-1'))
  const freezing = ask(status('FREEZE'))
  await vi.waitUntil(() => finish)
  const waiting = ask(status('UNFREEZE'))

  const released = await ask({ activity: 'releaseInstance', instanceId: 'i-1' })
  finish?.()

  expect(released.resultCode).toBe('000000')
  expect((await freezing).resultCode).toBe('000000')
  expect((await waiting).resultCode).toBe('000003')
  expect(unfreeze).not.toHaveBeenCalled()
})
