import { afterEach, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createGiven } from './given.ts'
import { openScriptedSeller } from './scripted-seller.ts'
import type { ScriptedSeller } from './scripted-seller.ts'
import { openEmulatorHost } from './stage.ts'
import type { EmulatorHost } from './stage.ts'

let stage: EmulatorHost
let seller: ScriptedSeller
afterEach(async () => {
  await stage.close()
  await seller.close()
})

async function openShop() {
  seller = await openScriptedSeller()
  stage = await openEmulatorHost({
    time: 'held',
    interposer: {
      sign: (given, _of, toWire) => toWire(given),
      send: (outgoing, _of, http) => http(outgoing),
      heard: () => undefined,
    },
  })
  const given = createGiven(stage.platform, stage.market)
  const { productId } = await given.listedProduct(seller.url)
  const buyer = await given.buyer()
  await stage.keep()
  const services = async () => {
    const page = { limit: 10 }
    return (await stage.market.views.listServices({ buyerId: buyer.buyerId as Id<'byr'> }, page)).items
  }
  return { given, productId, buyer, services }
}

test('what happened since is gone after a reset, the clock stands where it stood, and the same can happen again', async () => {
  const { given, productId, buyer, services } = await openShop()
  const startedAt = stage.clock.now()

  for (let round = 1; round <= 3; round += 1) {
    await given.paidOrder(buyer, productId)
    await stage.settle()
    expect(await services()).toMatchObject([{ state: 'active' }])
    await (
      await stage.market.clockwork.move(await operator(), { kind: 'by', days: 3 })
    ).ended
    expect(stage.clock.now() - startedAt).toBe(fromDays(3))

    await stage.reset(() => undefined)

    expect(await services()).toEqual([])
    expect(stage.clock.now()).toBe(startedAt)
  }
  expect(seller.of('newInstance')).toHaveLength(3)

  function operator() {
    return given.operator()
  }
})

test('a call that hangs at its seller is broken off by a reset, and is not made again', async () => {
  const { given, productId, buyer, services } = await openShop()
  const { promise: arrived, resolve } = Promise.withResolvers<void>()
  seller.answer(() => () => resolve())
  await given.paidOrder(buyer, productId)
  await arrived

  await stage.reset(() => undefined)
  await stage.settle()

  expect(await services()).toEqual([])
  expect(seller.requests).toHaveLength(1)
})
