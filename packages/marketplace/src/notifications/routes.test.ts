import { toId } from '@loggia/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, notify, system } from '../platform/index.ts'
import type { Handlers, MemberActor } from '../platform/index.ts'
import { createNotificationRoutes } from './routes.ts'

describe('messages over HTTP', () => {
  let world: World
  let routes: Handlers
  beforeAll(async () => {
    world = await openWorld()
    routes = createNotificationRoutes(world.market.notifications)
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const asked = { params: undefined, query: { limit: 20 }, body: undefined }
  const listOf = (key: 'GET /api/seller/messages' | 'GET /api/operator/messages', actor: MemberActor) =>
    routes[key]?.({ ...asked, actor, language: 'en-US' })
  const readBy = (actor: MemberActor, messageId: string | undefined) =>
    routes['POST /api/seller/messages/:messageId/read']?.({
      ...asked,
      query: undefined,
      params: { messageId: toId(messageId, 'msg') },
      actor,
      language: 'en-US',
    })

  async function sellerWith(count: number) {
    const seller = await world.given.seller()
    for (let n = 1; n <= count; n += 1)
      await runInTx(world.platform, { actor: system }, (tx) =>
        notify(
          tx,
          'address_decided',
          { kind: 'seller', id: seller.sellerId },
          { subject: `adr_${n}`, data: { url: `https://saas-${n}.example`, approved: true } },
        ),
      )
    return seller
  }

  test('a message that was opened is read, and is one less of the unread', async () => {
    const seller = await sellerWith(3)
    const first = await listOf('GET /api/seller/messages', seller)

    await readBy(seller, first?.items[0]?.id)
    await readBy(seller, first?.items[0]?.id)

    expect(first?.unread).toBe(3)
    const after = await listOf('GET /api/seller/messages', seller)
    expect(after?.items.map(({ read }) => read)).toEqual([true, false, false])
    expect(after?.unread).toBe(2)
  })

  test('all that a reader has seen are marked at once; what came meanwhile stays unread', async () => {
    const seller = await sellerWith(3)
    const upTo = (await listOf('GET /api/seller/messages', seller))?.items[1]?.id

    await routes['POST /api/seller/messages/read']?.({
      ...asked,
      query: undefined,
      body: { upTo: toId(upTo, 'msg') },
      actor: seller,
      language: 'en-US',
    })

    const after = await listOf('GET /api/seller/messages', seller)
    expect(after?.items.map(({ read }) => read)).toEqual([false, true, true])
  })

  test('another seller’s message is not found and stays unread', async () => {
    const [seller, other] = [await sellerWith(1), await world.given.seller()]
    const { id } = (await listOf('GET /api/seller/messages', seller))?.items[0] ?? {}

    await expect(readBy(other, id)).rejects.toMatchObject({ code: 'notifications.message_not_found' })

    expect((await listOf('GET /api/seller/messages', seller))?.unread).toBe(1)
  })

  test('the operators’ messages are for operators', async () => {
    const seller = await world.given.seller()
    const operator = await world.given.operator()

    expect(await listOf('GET /api/operator/messages', operator)).toEqual({ items: [], unread: 0 })
    expect(() => listOf('GET /api/operator/messages', seller)).toThrow(
      expect.objectContaining({ code: 'parties.not_an_operator' }),
    )
    await expect(readBy(operator, `msg_${'0'.repeat(26)}`)).rejects.toMatchObject({
      code: 'parties.not_a_seller',
    })
  })
})
