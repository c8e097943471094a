import { setTimeout as pause } from 'node:timers/promises'
import type { Member } from '../harness/client.ts'

/** A dial test with calls: the seller saves a case of each scene that a product needs, and has them called at once. Gives the product. */
export async function createDialTest({ client }: Member): Promise<string> {
  const { items } = await client.request('GET /api/seller/test-calls', {})
  const target = items.find(({ callable }) => callable)?.productId
  if (target === undefined) throw new Error('The demo’s seller has no product that can be called')
  await client.request('POST /api/seller/test-calls/:target/run', { params: { target }, body: {} })
  const { dialTestId } = await client.request('POST /api/seller/products/:productId/repair', {
    params: { productId: target },
  })
  for (let state = 'due'; state === 'due' || state === 'running'; await pause(100))
    ({ state } = await client.request('GET /api/seller/dial-tests/:dialTestId', { params: { dialTestId } }))
  return target
}
