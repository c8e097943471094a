import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import * as accessStore from '../access/store/index.ts'
import type { AccessTables } from '../access/index.ts'
import type { FamilyName, Protocol } from '../dialects/index.ts'
import type { Errand, ErrandAnswer, ErrandFacts } from '../dialects/testing/errands.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { Tx } from '../platform/index.ts'
import { openWorld, listWorldEngines } from './world.ts'
import type { World } from './world.ts'

// Adds the family to the list of families.
vi.mock('../dialects/families.ts', async (importOriginal) => {
  const { families } = await importOriginal<typeof import('../dialects/families.ts')>()
  const { errands } = await import('../dialects/testing/errands.ts')
  return { families: { ...families, errands } }
})

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

type Answered = { readonly call: { readonly operation: Errand }; readonly answer: { data?: ErrandAnswer } }
type Handlers = {
  readonly answers: { readonly [K in Errand['kind']]: (tx: Tx, all: readonly Answered[]) => Promise<void> }
  readonly strayInstances: { readonly carry: (tx: Tx, call: unknown, reference: string) => Promise<void> }
  readonly facts: (db: unknown, errand: Errand) => Promise<ErrandFacts>
}

describe.each(listWorldEngines(postgresUrl))('a family that the engine does not know, on %s', (engine) => {
  let world: World
  let place: { sellerId: Id<'sel'>; productId: Id<'prd'>; accessKey: string }
  let replies: unknown[] = []
  const heard: { url: string; key: unknown; body: unknown }[] = []
  const told: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      heard.push({ url: request.url ?? '', key: request.headers['x-errand-key'], body })
      response.end(JSON.stringify(replies.shift() ?? { status: 'done' }))
    })
  })

  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/errands`
    place = await world.given.listedProduct(url)
    await bindErrands()
    const handlers: Handlers = {
      answers: { fetch: noteAnswers, carry: noteAnswers },
      strayInstances: {
        carry: (_tx, _call, reference) => Promise.resolve(void told.push(`seen ${reference}`)),
      },
      facts: (_db, { reference }) => Promise.resolve({ weight: reference.length }),
    }
    world.market.calls.onOperations({ errands: handlers } as never)
  })
  beforeEach(() => {
    heard.length = 0
    told.length = 0
  })
  afterAll(async () => {
    server.close()
    await world.close()
  })

  const noteAnswers: Handlers['answers']['fetch'] = (_tx, all) => {
    for (const { call, answer } of all)
      told.push(
        `${call.operation.reference} ${answer.data?.by ?? 'nobody'} ${answer.data?.reference ?? ''}`.trim(),
      )
    return Promise.resolve()
  }

  /** The seller's channel for errands: the address and key of its products. */
  const bindErrands = (): Promise<void> =>
    runInTx(world.platform, { actor: system }, async (tx) => {
      const own = await tx
        .withTables<AccessTables>()
        .selectFrom('channel_binding')
        .select(['address_id', 'key_id'])
        .where('product_id', '=', place.productId)
        .executeTakeFirstOrThrow()
      const ask = { sellerId: place.sellerId, family: 'errands' as FamilyName }
      const { channelId } = (await world.market.access.ensureChannels(tx, [ask]))(ask)
      const speech = { protocol: 'errands-v1' as Protocol }
      const binding = { addressId: own.address_id, keyId: own.key_id, speech, switchedOn: true }
      await accessStore.saveBinding(tx, { channelId }, { binding, boundAt: world.clock.now() })
    })

  const send = (...errands: Errand[]): Promise<(Id<'cal'> | undefined)[]> =>
    runInTx(world.platform, { actor: system }, async (tx) => {
      const { sellerId, productId } = place
      const ids: (Id<'cal'> | undefined)[] = []
      for (const operation of errands)
        ids.push(
          await world.market.calls.enqueue(tx, {
            sellerId,
            productId,
            lane: 'a lane',
            subject: 'errands',
            operation: operation as never,
          }),
        )
      return ids
    })

  test('is carried by it to a seller’s server: signed and read by its dialect, with its owner’s facts, in order', async () => {
    replies = [
      { status: 'done', by: 'mule' },
      { status: 'later', number: 'no. 1' },
    ]

    const [, , moon] = await send(
      { kind: 'fetch', reference: 'water' },
      { kind: 'carry', reference: 'stone' },
      { kind: 'fetch', reference: 'the moon' },
    )
    await world.settle()

    const { accessKey: key } = place
    expect(heard).toEqual([
      { url: '/errands?errand=yes', key, body: { do: 'fetch', what: 'water', weight: 5 } },
      { url: '/errands/heavy?errand=yes', key, body: { do: 'carry', what: 'stone', weight: 5 } },
    ])
    expect(told).toEqual(['water mule', 'stone nobody no. 1'])
    expect(moon).toBeUndefined()
  })

  test('is tried again as its table says, and its owner hears what a refusal names', async () => {
    replies = [{ status: 'no' }, { status: 'later', number: 'no. 2' }, { status: 'done' }]
    await send({ kind: 'fetch', reference: 'water' })
    await world.settle()
    expect(heard).toHaveLength(1)
    await world.advance(fromMinutes(6))
    expect(heard).toHaveLength(1)
    await world.advance(fromMinutes(1))
    expect([heard.length, told]).toEqual([2, []])
    await world.advance(fromMinutes(7))
    expect(told).toEqual(['water nobody'])

    replies = [{ status: 'no', number: 'no. 3' }]
    const [carried] = await send({ kind: 'carry', reference: 'sand' })
    await world.settle()

    expect(told).toEqual(['water nobody', 'seen no. 3'])
    const attempts = await world.market.calls.openAttempts(world.platform.db, carried as Id<'cal'>)
    expect(attempts[0]?.request.line).toBe('POST /errands/heavy?errand=yes HTTP/1.1')
    expect(attempts[0]?.request.body).toBe('{"do":"carry","what":"sand","weight":4}')
    const activities = (await listHistory(world.platform.db, 'errands')).map(
      ({ data }) => (data as { activity: string }).activity,
    )
    expect(new Set(activities)).toEqual(new Set(['bring', 'bear']))
    await world.advance(fromMinutes(1))
  })
})
