import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDerive } from '../parties/hashing/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

/** The passwords whose derivation has begun; the test ends each derivation. */
const begun: string[] = []
let ends: (() => void)[] = []
let holds = false
const inLine = createDerive({
  compute: ({ typed }) =>
    new Promise((resolve) => {
      begun.push(typed)
      const end = () => resolve(new Uint8Array(32))
      if (holds) ends.push(end)
      else end()
    }),
})
const asking: (string | undefined)[] = []
const derive: typeof inLine = (asked, of) => {
  asking.push(of)
  return inLine(asked, of)
}

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({ derive, options: { limits: { all: 10_000, signIn: 10_000 } } })
  await edge.visitor('buyer')
  begun.length = 0
  holds = true
})
afterAll(() => edge.close())

const signIn = (email: string, password: string, remoteAddress: string) =>
  edge.ask('POST', '/api/session', undefined, { payload: { email, password }, remoteAddress })
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
async function until(holdsNow: () => boolean): Promise<void> {
  while (!holdsNow()) await turn()
}
function endOne(): void {
  ends.shift()?.()
}

test('sixty sign-ins at once of one address wait, or are told to wait, while a page and the sign-in of another are answered', async () => {
  let refused = 0
  const sixty = Array.from({ length: 60 }, async (_, i) => {
    const reply = await signIn(`guest-${i}@elsewhere.example`, 'a guess', '198.51.100.7')
    if (reply.statusCode === 429) refused += 1
    return reply
  })
  await until(() => refused === 54)

  const page = await edge.ask('GET', '/sign-up', undefined, { headers: { 'accept-encoding': 'gzip' } })
  const owner = signIn('buyer@cangye.example', edge.password, '203.0.113.9')
  await until(() => asking.includes('203.0.113.9'))
  // Two are being computed; one address has four waiting, and the other address passes after the first of them.
  for (const passwords of [3, 4]) {
    await until(() => ends.length === 2)
    endOne()
    await until(() => begun.length === passwords)
  }

  expect(page.statusCode).toBe(200)
  expect(begun).toEqual(['a guess', 'a guess', 'a guess', edge.password])
  holds = false
  for (const end of ends) end()
  ends = []
  expect((await owner).statusCode).toBe(200)
  const replies = await Promise.all(sixty)
  const busy = replies.find(({ statusCode }) => statusCode === 429)
  expect(busy?.json()).toMatchObject({ code: 'parties.passwords_busy' })
  expect(busy?.headers['retry-after']).toBe('3')
  expect(replies.filter(({ statusCode }) => statusCode === 401)).toHaveLength(6)
})
