import { expect, test, vi } from 'vitest'
import { readReply } from '@loggia/protocol/saas/v2'
import { answerLater, refuse } from './index.ts'
import type { SaasHandlers } from './index.ts'
import { createPurchase, createQuery, signCall, trySellerInEach } from './tried-seller.ts'

const { start, ask, current } = trySellerInEach()

test('R241: an order is opened once, under the first business id, and its access data are told to a query', async () => {
  const first = await ask(createPurchase(1, 'b-1'))
  const again = await ask(createPurchase(1, 'b-2'))
  const other = await ask(createPurchase(2, 'b-3'))
  const told = await ask(createQuery('b-1'))

  expect([first, again, other].map(({ resultCode, instanceId }) => [resultCode, instanceId])).toEqual([
    ['000000', 'b-1'],
    ['000000', 'b-1'],
    ['000000', 'b-3'],
  ])
  expect(current().opened.map(({ instanceId }) => instanceId)).toEqual(['b-1', 'b-3'])
  expect(told.info).toEqual([
    {
      instanceId: 'b-1',
      appInfo: { frontEndUrl: 'https://app.example/b-1', userName: 'admin', password: '初始' },
    },
  ])
})

test('an opening of SaaS V2.0 asks describe for nothing: a query does', async () => {
  const describe = vi.fn<NonNullable<SaasHandlers['describe']>>(() => ({ memo: 'described' }))
  start({ describe })

  expect(await ask(createPurchase(1, 'b-1'))).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(await ask(createPurchase(1, 'b-2'))).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(describe).not.toHaveBeenCalled()

  expect((await ask(createQuery('b-1'))).info?.[0]?.appInfo).toMatchObject({ memo: 'described' })
})

test('repeats that come at the same moment open one instance', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(createPurchase(1, `b-${i}`))))

  expect(current().opened).toHaveLength(1)
  expect(new Set(replies.map(({ instanceId }) => instanceId)).size).toBe(1)
})

test('who is not ready says later, and the instance is there once that is said', async () => {
  start({ open: () => answerLater() })

  const first = await ask(createPurchase(1, 'b-1'))
  const early = await ask(createQuery('b-1'))
  const said = await current().seller.opened('b-1', { frontEndUrl: 'https://app.example/late' })
  const there = await ask(createQuery('b-1'))
  const again = await ask(createPurchase(1, 'b-2'))

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(early.resultCode).toBe('000004')
  expect(said).toBe(true)
  expect(there.info?.[0]?.appInfo?.['frontEndUrl']).toBe('https://app.example/late')
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(await current().seller.opened('b-1')).toBe(false)
})

test('an instance that is promised is there as soon as describe tells of it', async () => {
  let isReady = false
  start({
    open: () => answerLater(),
    describe: () => (isReady ? { frontEndUrl: 'https://app.example/x' } : answerLater()),
  })

  await ask(createPurchase(1, 'b-1'))
  const early = await ask(createQuery('b-1'))
  isReady = true
  const late = await ask(createQuery('b-1'))

  expect(early.resultCode).toBe('000004')
  expect(late).toMatchObject({ resultCode: '000000', info: [{ instanceId: 'b-1' }] })
  expect((await current().seller.find('b-1'))?.state).toBe('open')
})

test('a promised instance that could not be made is refused to whoever asks', async () => {
  start({ open: () => answerLater() })
  await ask(createPurchase(1, 'b-1'))

  await expect(current().seller.notOpened('b-1', 'soldOut' as never)).rejects.toThrow(
    'pass the result of refuse()',
  )
  await current().seller.notOpened('b-1', refuse('soldOut'))

  expect((await ask(createQuery('b-1'))).resultCode).toBe('000106')
  expect((await ask(createPurchase(1, 'b-2'))).resultCode).toBe('000106')
})

test('a handler that refuses, by return or by throw, is answered for with its code, and asked again by the next call', async () => {
  const answers = [
    () => refuse('soldOut', '没有了'),
    () => {
      throw refuse('alreadyBought')
    },
    () => ({ frontEndUrl: 'https://a.example' }),
  ]
  start({ open: () => answers.shift()?.() as never })

  const codes = [
    await ask(createPurchase(1, 'b-1')),
    await ask(createPurchase(1, 'b-2')),
    await ask(createPurchase(1, 'b-3')),
  ]

  expect(codes.map(({ resultCode }) => resultCode)).toEqual(['000106', '000103', '000000'])
  expect(codes[0]?.resultMsg).toBe('没有了')
  expect(codes[2]?.instanceId).toBe('b-1')
  expect(current().problems).toEqual([])
})

test('an opening that is refused as busy is promised under its id, and tried again by each query', async () => {
  let isReady = false
  start({ open: () => (isReady ? { frontEndUrl: 'https://a.example' } : refuse('busy')) })

  const first = await ask(createPurchase(1, 'b-1'))
  const early = await ask(createQuery('b-1'))
  isReady = true
  await vi.waitFor(async () => expect((await ask(createQuery('b-1'))).resultCode).toBe('000000'))

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(early.resultCode).toBe('000004')
  expect(current().problems).toEqual([])
})

test('a handler that throws is answered for with 000005, without a word of what it threw', async () => {
  start({
    open: () => {
      throw new Error('the password of the database is hunter2')
    },
  })

  const response = await current().seller(signCall(createPurchase(1, 'b-1')))
  const text = await response.text()

  expect(JSON.parse(text)).toMatchObject({ resultCode: '000005' })
  expect(text).not.toContain('hunter2')
  expect(current().problems).toMatchObject([{ code: 'handler_failed', activity: 'open', instanceId: 'b-1' }])
})

test('a handler that returns what cannot be sent is told so, without the values', async () => {
  start({ open: () => ({ frontEndUrl: '', password: 'hunter2' }) })

  expect((await ask(createPurchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(current().problems).toMatchObject([{ code: 'answer_invalid', activity: 'open' }])
  expect(current().problems[0]?.message).toContain('frontEndUrl')
  expect(JSON.stringify(current().problems)).not.toContain('hunter2')
})

test('an opening that takes longer than the budget is answered for with 000004, and its result is kept', async () => {
  let finish: (() => void) | undefined
  const slow = vi.fn<SaasHandlers['open']>(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return { frontEndUrl: 'https://app.example/slow' }
  })
  start({ open: slow }, { budgetMs: 20 })

  const first = await ask(createPurchase(1, 'b-1'))
  const early = await ask(createQuery('b-1'))
  finish?.()
  const there = await vi.waitUntil(async () => {
    const told = await ask(createQuery('b-1'))
    return told.resultCode === '000000' && told
  })
  const again = await ask(createPurchase(1, 'b-2'))

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(early.resultCode).toBe('000004')
  expect(there).toMatchObject({ info: [{ appInfo: { frontEndUrl: 'https://app.example/slow' } }] })
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(slow).toHaveBeenCalledTimes(1)
})

test('sealed access data say how they are sealed, and open with the key', async () => {
  start({}, { encryptType: '2' })
  await ask(createPurchase(1, 'b-1'))
  const response = await current().seller(signCall(createQuery('b-1')))

  const read = readReply('queryInstance', {
    status: 200,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  })

  expect(read).toMatchObject({ ok: true, reply: { encryptType: '2' } })
})

test('an account that cannot be sealed is told at once and not kept, whenever it comes', async () => {
  const frontEndUrl = 'https://a.example'
  let password = 'x'.repeat(80)
  start({ open: () => ({ frontEndUrl, password }) }, { encryptType: '1' })
  const first = await ask(createPurchase(1, 'b-1'))
  const [problem] = current().problems
  password = 'x'.repeat(79)
  const again = await ask(createPurchase(1, 'b-2'))
  const told = await ask(createQuery('b-1'))

  start({ open: () => answerLater() }, { encryptType: '2' })
  await ask(createPurchase(1, 'b-1'))

  expect(first.resultCode).toBe('000005')
  expect(problem).toMatchObject({ code: 'answer_invalid', message: expect.stringContaining('password') })
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(told.info?.[0]?.appInfo?.['password']).toHaveLength(16 + 108)
  const userName = '长'.repeat(26)
  await expect(current().seller.opened('b-1', { frontEndUrl, userName: `${userName}长` })).rejects.toThrow(
    'userName',
  )
  expect(await current().seller.opened('b-1', { frontEndUrl, userName })).toBe(true)
})
