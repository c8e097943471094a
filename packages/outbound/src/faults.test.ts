import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { networkCases, openLoopback, trustTestAuthority } from './testing/index.ts'
import type { Ask, Loopback } from './testing/index.ts'

type Row = { readonly server: string; readonly ask: Ask; readonly fault: unknown }
const rows: Row[] = Object.entries(networkCases).flatMap(([code, some]) =>
  some.map(([server, ask, values]) => ({ server, ask, fault: { code, ...values } })),
)

let world: Loopback
beforeAll(trustTestAuthority)
beforeEach(() => {
  world = openLoopback()
})
afterEach(() => world.close())

describe('a server that', () => {
  test.each(rows)('$server: $fault.code', async ({ ask, fault }) => {
    expect(await ask(world)).toMatchObject({ fault })
  })
})
