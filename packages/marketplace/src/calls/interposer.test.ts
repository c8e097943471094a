import { afterEach, expect, test } from 'vitest'
import { openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { HeardExchange, Interposer } from './interposer.ts'

let world: World
let seller: ScriptedSeller
afterEach(async () => {
  await seller.close()
  await world.close()
})

test('who stands in between signs as they like, the record shows what was sent, and they hear how the reply was read', async () => {
  const heard: HeardExchange[] = []
  const interposer: Interposer = {
    sign: (given, _of, toWire) => toWire({ ...given, nonce: 'a-nonce-of-the-bench' }),
    send: (outgoing, _of, http) => http(outgoing),
    heard: (exchange) => void heard.push(exchange),
  }
  seller = await openScriptedSeller()
  world = await openWorld({ calls: { interposer } })
  const { productId } = await world.given.listedProduct(seller.url)
  const buyer = await world.given.buyer()

  const orderId = await world.given.paidOrder(buyer, productId)
  await world.settle()

  const [request] = seller.of('newInstance')
  const [first] = heard
  expect(request?.query.nonce).toBe('a-nonce-of-the-bench')
  expect(first).toMatchObject({
    of: { n: 1, activity: 'newInstance', protocol: 'saas-v2', subject: orderId, productId, live: false },
    outgoing: { body: request?.body },
    sent: { received: { status: 200 } },
    outcome: { kind: 'confirmed' },
  })
  const [attempt] = first ? await world.market.calls.openAttempts(world.platform.db, first.of.callId) : []
  expect(attempt?.request.line).toContain('nonce=a-nonce-of-the-bench')
})
