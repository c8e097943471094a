import { expect, test } from 'vitest'
import type { Bench } from '../engine/bench.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Kit, KitCall } from './kit.ts'
import { listAddedOrganisations } from './left.ts'

/** A company that a server has added. */
const added = (told: object): Exchange =>
  ({
    activity: 'tenantSync',
    code: '000000',
    request: { body: Buffer.from(JSON.stringify({ flag: 1, tenantId: 't', ...told })) },
  }) as unknown as Exchange

test('a company of a real order is deleted as one', async () => {
  const sent: KitCall[] = []
  const kit = {
    send: async (_: unknown, call: KitCall) => void sent.push(call),
  } as unknown as Kit
  const bench = { nowMs: () => 0 } as unknown as Bench

  for (const told of [
    { instanceId: 'i-1', orderId: 'CS1', testFlag: 0 },
    { instanceId: '', orderId: '', testFlag: 1 },
  ])
    for (const { release } of listAddedOrganisations(kit, [added(told)])) await release(bench)

  expect(sent.map(({ message }) => message)).toMatchObject([
    { flag: 0, tenantId: 't', instanceId: 'i-1', orderId: 'CS1', testFlag: 0 },
    { flag: 0, tenantId: 't', instanceId: '', orderId: '', testFlag: 1 },
  ])
})
