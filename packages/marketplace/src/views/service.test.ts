import { expect, test, beforeAll, afterAll } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())
test('x', async () => {
  const p = await world.given.listedProduct('http://127.0.0.1:1/x')
  const b = await world.given.buyer()
  const o = await world.given.paidOrder(b, p.productId)
  console.log(JSON.stringify(await world.market.views.getBuyerOrder(o, { actor: b, language: 'zh-CN' }), null, 1))
  for await (const r of world.market.views.exportRows()) console.log(JSON.stringify(r))
})
