import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { createChance } from '../harness/chance.ts'
import { createTemporaryFolder } from '../harness/folders.ts'
import { findQuietPorts } from '../harness/ports.ts'
import { behaviours } from './behaviours.ts'
import { drawScript, kinds } from './kinds.ts'
import { spawnSellerFleet } from './spawn-street.ts'
import type { SellerFleetProcess } from './spawn-street.ts'

const folder = createTemporaryFolder('street')
let street: SellerFleetProcess | undefined
afterEach(() => street?.kill())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const numbers = Array.from({ length: 60 }, (_, nth) => nth)

test('a seed gives a purchase the same script each time, and other seeds other ones', () => {
  const scripts = (seed: string): string =>
    JSON.stringify(
      kinds.map((kind) => numbers.map((nth) => drawScript(kind, createChance(`${seed}:${nth}`)))),
    )

  expect(scripts('one')).toBe(scripts('one'))
  expect(scripts('one')).not.toBe(scripts('two'))
  for (const behaviour of behaviours) expect(scripts('one')).toContain(`"${behaviour}"`)
})

test('of every kind that fails some orders are met well and some never', () => {
  for (const kind of kinds.filter(({ faults }) => faults.length > 0)) {
    const ends = numbers.map((nth) => drawScript(kind, createChance(`${nth}`)).newInstance.at(-1))

    expect(ends, kind.name).toContain('ok')
    expect(
      ends.some((end) => end !== 'ok'),
      kind.name,
    ).toBe(true)
  }
})

test('a server that is down refuses connections, comes back, and stays while all is to be well', async () => {
  const [port = 0] = await findQuietPorts(1)
  const kind = kinds.findIndex(({ name }) => name === 'refuses connections now and then')
  const seller = { seller: 'sel_1', accessKey: 'a-test-key', port, kind }
  const plan = { journalPath: join(folder, 'journal.jsonl'), seed: 'one', sellers: [seller] }
  street = await spawnSellerFleet(join(folder, 'street.json'), plan)
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/saas`, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    )

  expect(await isUp()).toBe(true)
  await expect.poll(isUp, { timeout: 10_000, interval: 20 }).toBe(false)
  await street.say({ kind: 'well', well: true })
  await expect.poll(isUp, { timeout: 1_000, interval: 20 }).toBe(true)
})
