import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { emulatorApiKey, emulatorKey, startEmulator } from '@loggia/emulator'
import type { Emulator } from '@loggia/emulator'
import { createSeller, memoryStore } from '@loggia/seller'
import type { Purchase } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A seller built with the kit, whose handlers keep what was bought. */
async function openSeller(emulator: Emulator): Promise<{ url: string; bought: Purchase[] }> {
  const bought: Purchase[] = []
  const seller = createSeller({
    accessKey: emulatorKey,
    orders: { origin: emulator.url, ...emulatorApiKey },
    store: memoryStore(),
    handlers: {
      open: ({ instanceId, purchase }) => {
        bought.push(purchase)
        return { frontEndUrl: `https://app.example/${instanceId}` }
      },
      upgrade: ({ purchase }) => void bought.push(purchase),
    },
  })
  const server = createServer(createNodeListener(seller, { path: '/saas' }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`, bought }
}

test('what a buyer gave is in the purchase of a handler, the same with either protocol, at the opening and at a change', async () => {
  const emulator = await startEmulator()
  closing.push(() => emulator.close())
  const { url, bought } = await openSeller(emulator)
  const params = { emailDomainName: '测试.example.com', userName: '"张三" \\ + 1' }

  for (const protocol of ['saas-v1', 'saas-v2'] as const) {
    await emulator.useSeller({ url, protocol })
    await emulator.buy({ product: 'asks', params })
    await emulator.upgrade({ quantity: 3 })
  }

  expect(bought.map(({ kind, parameters }) => [kind, parameters])).toEqual([
    ['purchase', params],
    ['change', params],
    ['purchase', params],
    ['change', params],
  ])
})
