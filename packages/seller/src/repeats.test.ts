import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signSaasV1, signSaasV2 } from '@loggia/signing'
import { createSeller, answerLater, createMemoryStore, refuse } from './index.ts'
import type { Access, Later, Refusal, SellerStore } from './index.ts'

const accessKey = 'a-key-of-tests'
const nowMs = 1_709_251_199_123

type Step = {
  readonly order: number
  /** The index of the process that gets the call. All processes share one store. */
  readonly at: number
  readonly protocol: 'saas-v1' | 'saas-v2'
  readonly isTest: boolean
}
type HandlerEnd = 'opens' | 'refuses' | 'throws' | 'later'

const steps = fc.array(
  fc.record({
    order: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: 0, max: 2 }),
    protocol: fc.constantFrom('saas-v1' as const, 'saas-v2' as const),
    isTest: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
)
const ends = fc.infiniteStream(fc.constantFrom<HandlerEnd>('opens', 'opens', 'refuses', 'throws', 'later'))

/** A store whose methods each wait for the scheduler, so that the steps of concurrent calls are interleaved. */
function scheduled(store: SellerStore, scheduler: fc.Scheduler): SellerStore {
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    async (...given: unknown[]) => {
      await scheduler.schedule(Promise.resolve(), name)
      return (method as (...given: unknown[]) => unknown)(...given)
    },
  ])
  return Object.fromEntries(methods) as SellerStore
}

function requestOf({ order, protocol, isTest }: Step, businessId: string): Request {
  const testFlag = isTest ? { testFlag: '1' } : {}
  const orderId = `CS${order}`
  if (protocol === 'saas-v1') {
    const product = { customerId: 'c-1', productId: 'P1', skuCode: 'S1' }
    const parameters = { activity: 'newInstance', orderId, businessId, ...product, ...testFlag }
    const { query } = signSaasV1({ accessKey, parameters, timeStampMs: nowMs })
    return new Request(`https://seller.example/saas?${query}`)
  }
  const body = JSON.stringify({
    activity: 'newInstance',
    orderId,
    orderLineId: `${orderId}-000001`,
    businessId,
    ...testFlag,
  })
  const { query } = signSaasV2({ accessKey, body, nonce: businessId, timestampMs: nowMs })
  return new Request(`https://seller.example/saas?${query}`, { method: 'POST', body })
}

const keyOf = ({ order, protocol, isTest }: Step): string => JSON.stringify([order, protocol, isTest])

test('however repeats of orders come among each other and at several processes, each is opened at most once, under one id', async () => {
  await fc.assert(
    fc.asyncProperty(steps, ends, fc.scheduler(), async (given, endings, scheduler) => {
      const underWay = new Map<string, number>()
      const opened = new Map<string, string[]>()
      // The SDK catches what a handler throws, so the handler only records and the test checks afterwards.
      const atOnce: string[] = []
      const store = scheduled(createMemoryStore({ now: () => nowMs }), scheduler)
      const open = async (asked: {
        protocol: string
        isTest: boolean
        instanceId: string
        purchase: { orderId: string }
      }): Promise<Access | Later | Refusal> => {
        const key = JSON.stringify([Number(asked.purchase.orderId.slice(2)), asked.protocol, asked.isTest])
        underWay.set(key, (underWay.get(key) ?? 0) + 1)
        if (underWay.get(key) !== 1) atOnce.push(key)
        const end = endings.next().value
        await scheduler.schedule(Promise.resolve(), 'open')
        underWay.set(key, 0)
        if (end === 'throws') throw new Error('thrown')
        if (end === 'refuses') return refuse('soldOut')
        opened.set(key, [...(opened.get(key) ?? []), asked.instanceId])
        return end === 'later' ? answerLater() : { frontEndUrl: 'https://app.example' }
      }
      const sellers = [0, 1, 2].map(() =>
        createSeller({ accessKey, store, saas: { open }, now: () => nowMs, onProblem: () => undefined }),
      )
      const answers = given.map(async (step, i) => {
        await scheduler.schedule(Promise.resolve(), `call ${i}`)
        const response = await sellers[step.at]?.(requestOf(step, `b-${i}`))
        return { step, reply: (await response?.json()) as { resultCode: string; instanceId?: string } }
      })

      await scheduler.waitFor(Promise.all(answers))
      const told = await Promise.all(answers)

      expect(atOnce).toEqual([])
      for (const ids of opened.values()) expect(ids).toHaveLength(1)
      for (const { step, reply } of told) {
        const [id] = opened.get(keyOf(step)) ?? []
        if (reply.resultCode === '000000' || reply.resultCode === '000004') expect(reply.instanceId).toBe(id)
        else expect(['000005', '000106']).toContain(reply.resultCode)
      }
    }),
    { numRuns: 40 },
  )
})

test('however freezes, unfreezes and releases come among each other, the handlers run one at a time and the last one holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('FREEZE', 'UNFREEZE'), { minLength: 1, maxLength: 8 }),
      fc.scheduler(),
      async (given, scheduler) => {
        const store = scheduled(createMemoryStore({ now: () => nowMs }), scheduler)
        let state = 'open'
        let atOnce = 0
        let most = 0
        const set = (to: string) => async (): Promise<void> => {
          atOnce += 1
          most = Math.max(most, atOnce)
          await scheduler.schedule(Promise.resolve(), to)
          state = to
          atOnce -= 1
        }
        const saas = { open: () => undefined, freeze: set('frozen'), unfreeze: set('open') }
        const sellers = [0, 1].map(() => createSeller({ accessKey, store, saas, now: () => nowMs }))
        let nonces = 0
        const send = async (message: object, at = 0): Promise<string> => {
          const body = JSON.stringify(message)
          const { query } = signSaasV2({ accessKey, body, nonce: `n-${(nonces += 1)}`, timestampMs: nowMs })
          const response = await sellers[at]?.(
            new Request(`https://seller.example/saas?${query}`, { method: 'POST', body }),
          )
          const reply = (await response?.json()) as { resultCode: string } | undefined
          return reply?.resultCode ?? ''
        }
        const first = send({
          activity: 'newInstance',
          orderId: 'CS1',
          orderLineId: 'CS1-000001',
          businessId: 'i-1',
        })
        await scheduler.waitFor(first)

        const all = given.map((status, i) =>
          send({ activity: 'updateInstanceStatus', instanceId: 'i-1', status }, i % 2),
        )
        await scheduler.waitFor(Promise.all(all))

        expect(most).toBeLessThan(2)
        expect(new Set(await Promise.all(all))).toEqual(new Set(['000000']))
        const found = store.findInstances(['i-1'])
        await scheduler.waitFor(found)
        expect((await found)[0]?.state).toBe(state)
      },
    ),
    { numRuns: 20 },
  )
})
