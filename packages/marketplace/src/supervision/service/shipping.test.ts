import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { isSamePhone } from '../rules.ts'
import { buySupervised, listTold, shipment } from '../testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

test.each([
  ['13800000000', '13800000000', true],
  ['+86 138-0000-0000', '13800000000', true],
  ['13800000000', '+8613800000000', true],
  ['13800000000', '13800000001', false],
  ['00000', '00000', false],
  ['13800000000', undefined, false],
])('R100: the phone %s of a waybill and %s of the order are the same: %s', (one, other, isSame) => {
  expect(isSamePhone(one, other)).toBe(isSame)
})

describe.each(listRuleEngines(postgresUrl))('goods, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions

  async function shipped(phone = shipment.phone) {
    const it = await buySupervised(world, { flow: 'hardware' })
    await world.market.parties.setBuyerContact(it.buyer, {
      name: 'Buyer',
      email: 'buyer@loggia.example',
      phone: shipment.phone,
    })
    await it.deliver({ shipment: { ...shipment, phone } })
    return it
  }

  test('R100: goods are shipped with courier and tracking number, and other things without', async () => {
    const goods = await buySupervised(world, { flow: 'hardware' })
    await expect(goods.deliver()).rejects.toMatchObject({ code: 'supervision.shipment_required' })
    const work = await buySupervised(world, { flow: 'simplified' })

    await expect(work.deliver({ shipment })).rejects.toMatchObject({ code: 'supervision.not_shipped' })
  })

  test('R100: ten days after the receipt the system accepts, and both sides are told', async () => {
    const it = await shipped()
    await world.advance(fromDays(3))
    await acts().reportReceipt(it.operator, it.id, world.clock.now())
    await world.advance(fromDays(10) - 1)
    expect(await it.stage()).toBe('acceptance')

    await world.advance(1)

    expect([await it.stage(), await it.orderState()]).toEqual(['done', 'completed'])
    expect((await listTold(world, { kind: 'buyer', id: it.buyer.buyerId }))[0]).toBe('auto_accepted')
  })

  test('R100: a receipt that is reported late leaves the buyer ten days from the report', async () => {
    const it = await shipped()
    const receivedAt = world.clock.now()
    await world.advance(fromDays(29))
    await acts().reportReceipt(it.operator, it.id, receivedAt)
    expect((await listTold(world, { kind: 'buyer', id: it.buyer.buyerId }))[0]).toBe('received_and_due')
    await world.advance(fromDays(10) - 1)
    expect(await it.stage()).toBe('acceptance')

    await world.advance(1)

    expect(await it.stage()).toBe('done')
  })

  test('R100: if the phone of the waybill is another one, nobody accepts but the buyer', async () => {
    const it = await shipped('13900000000')
    await acts().reportReceipt(it.operator, it.id, world.clock.now())

    await world.advance(fromDays(60))

    expect(await it.stage()).toBe('acceptance')
    expect((await it.of()).shipment).toMatchObject({ readable: false })
  })

  test('R100: a receipt before the shipment or in the future is refused, and it is reported once', async () => {
    const it = await shipped()
    await world.advance(fromHours(5))
    const now = world.clock.now()
    for (const at of [addMs(now, 1), addMs(now, -fromDays(1))])
      await expect(acts().reportReceipt(it.operator, it.id, at)).rejects.toMatchObject({
        code: 'supervision.receipt_out_of_range',
      })
    await acts().reportReceipt(it.operator, it.id, now)

    await expect(acts().reportReceipt(it.operator, it.id, now)).rejects.toMatchObject({
      code: 'supervision.not_in_stage',
    })
  })

  test('R99, R100: what the buyer rejects within the ten days is not accepted by the system', async () => {
    const it = await shipped()
    await acts().reportReceipt(it.operator, it.id, world.clock.now())
    await world.advance(fromDays(9))
    await acts().reject(it.buyer, it.id, '屏幕破损')
    await world.advance(fromDays(30))
    expect(await it.stage()).toBe('performing')
    await it.deliver({ shipment: { ...shipment, trackingNumber: 'SF0000000002' } })
    await world.advance(fromDays(30))

    expect(await it.of()).toMatchObject({ stage: 'acceptance', shipment: { trackingNumber: 'SF0000000002' } })
  })

  test('R100, R103: the days of an appeal do not count', async () => {
    const it = await shipped()
    await acts().reportReceipt(it.operator, it.id, world.clock.now())
    await world.advance(fromDays(4))
    await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '型号不符' })
    await world.advance(fromDays(20))
    expect(await it.stage()).toBe('acceptance')
    await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '型号相符' })
    await world.advance(fromDays(6) - 1)
    expect(await it.stage()).toBe('acceptance')

    await world.advance(1)

    expect(await it.stage()).toBe('done')
  })
})
