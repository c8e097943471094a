import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { serve } from '../corpus/seller.ts'
import type { Seller } from '../corpus/seller.ts'
import { CannotJudge, defineStep } from './check.ts'
import type { Check, Step } from './check.ts'
import type { Exchange } from './exchange.ts'
import { judgeRefused } from './judging.ts'
import { CannotReach } from './gate.ts'
import { runChecks, computeWaitMs } from './run.ts'
import type { Judged, RunSettings } from './run.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A step that sends `name` as the body of a POST of this activity. */
const post = (name: string, activity = 'ask'): Step<Exchange> =>
  defineStep(name, (bench) =>
    bench.send({
      name,
      activity,
      meant: 'accept',
      prepare: () => ({ method: 'POST', url: bench.url, headers: {}, body: encode(name) }),
    }),
  )

const checkOf = (id: string, judge: Check['judge'], rest: Partial<Check> = {}): Check => ({
  id,
  title: `${id} holds`,
  level: 'must',
  group: 'All',
  source: 'nowhere',
  fix: 'Mend it.',
  judge,
  ...rest,
})

const answered = (code: string): ReturnType<Seller> => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ resultCode: code }),
})

/** Runs checks against a seller; `bodies` are those of its POST requests, in the order in which they arrived. */
async function runOn(
  seller: Seller,
  checks: readonly Check[],
  rest: Partial<RunSettings> = {},
): Promise<{ judged: Judged[]; bodies: string[] }> {
  const bodies: string[] = []
  const served = await serve((request) => {
    if (request.method === 'POST') bodies.push(request.body.toString())
    return seller(request)
  })
  try {
    const judged = await runChecks(checks, {
      url: served.url,
      key: 'k',
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
      ...rest,
    })
    return { judged, bodies }
  } finally {
    await served.close()
  }
}

const hangsAtPost: Seller = ({ method }) => (method === 'POST' ? 'hang' : answered('000000'))

describe('a run', () => {
  test('sends once what several checks look at, and tells it with each', async () => {
    const shared = post('shared')
    const judge: Check['judge'] = async (look) => judgeRefused(await look(shared), '000002')

    const { judged, bodies } = await runOn(
      () => answered('000002'),
      [checkOf('a', judge), checkOf('b', judge)],
    )

    expect(bodies).toEqual(['shared'])
    expect(judged.map(({ outcome, exchanges }) => [outcome, exchanges.map(({ name }) => name)])).toEqual([
      ['pass', ['shared']],
      ['pass', ['shared']],
    ])
  })

  test('takes a broken must for a failure and advice that was not followed for a warning', async () => {
    const judge: Check['judge'] = async (look) => judgeRefused(await look(post('asked')), '000002')

    const { judged } = await runOn(
      () => answered('000000'),
      [checkOf('a', judge), checkOf('b', judge, { level: 'should' })],
    )

    expect(judged.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['fail', 'Asked was answered with resultCode 000000; it must be refused with 000002.'],
      ['warn', 'Asked was answered with resultCode 000000; it must be refused with 000002.'],
    ])
  })

  test('skips what cannot be judged, with the reason', async () => {
    const { judged } = await runOn(
      () => answered('000000'),
      [
        checkOf('a', () => {
          throw new CannotJudge('There is nothing to judge.')
        }),
      ],
    )

    expect(judged).toMatchObject([{ outcome: 'skip', why: 'There is nothing to judge.' }])
  })

  test('judges what is about everything when all else was sent, in the order in which checks stand', async () => {
    const all: string[] = []
    const { judged } = await runOn(
      () => answered('000000'),
      [
        checkOf('last', (_, made) => void all.push(...made.map(({ name }) => name)), { last: true }),
        checkOf('first', async (look) => void (await look(post('asked')))),
      ],
    )

    expect(all).toEqual(['asked'])
    expect(judged.map(({ check }) => check.id)).toEqual(['last', 'first'])
  })

  test('asks no more of an activity once a call ran into the time limit, and goes on with the others', async () => {
    const first = post('first', 'slow')
    const later = defineStep('later', async (bench) => {
      await bench.look(first).catch(() => undefined)
      return bench.look(post('second', 'slow'))
    })
    const other = defineStep('other', async (bench) => {
      await bench.look(first).catch(() => undefined)
      return bench.look(post('third', 'quick'))
    })

    const { judged, bodies } = await runOn(
      (request) => (request.body.toString() === 'first' ? hangsAtPost(request) : answered('000000')),
      [first, later, other].map((one, at) => checkOf(`c${at}`, async (look) => void (await look(one)))),
      { limitMs: 100 },
    )

    expect(bodies).toEqual(['first', 'third'])
    expect(judged.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['skip', 'A slow got no response within 0.1 s.'],
      ['skip', 'A slow got no response within 0.1 s.'],
      ['pass', undefined],
    ])
  })

  test('ends when its time is over, whatever is under way', async () => {
    const checks = ['a', 'b'].map((name) =>
      checkOf(name, async (look) => void (await look(post(name, name)))),
    )

    const { judged } = await runOn(hangsAtPost, checks, { totalMs: 100, readyWithinMs: 0 })

    expect(judged.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['skip', 'The time limit of the run was reached.'],
      ['skip', 'The time limit of the run was reached.'],
    ])
  })

  test('waits for the first opening and then for the others, and no longer than usual unless told', () => {
    expect([0, 10_000, 70_000].map(computeWaitMs)).toEqual([0, 10_000, 130_000])
  })

  test.each([
    ['ECONNREFUSED', /nothing listens/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /not trusted.*NODE_EXTRA_CA_CERTS/],
    ['EOTHER', /cannot be reached \(EOTHER\)\.$/],
  ])('says what %s means to who cannot be reached', (reason, said) => {
    expect(new CannotReach('https://a.example', reason).message).toMatch(said)
  })

  test.each([
    ['/saas?a=b', '/saas?a=b'],
    ['?a=b', '/?a=b'],
    ['', '/'],
  ])('asks for “%s” behind a port with a zero before it as for %s', async (written, target) => {
    const targets: string[] = []
    const served = await serve((request) => {
      targets.push(request.target)
      return answered('000000')
    })
    const { port } = new URL(served.url)

    await runChecks([checkOf('a', async (look) => void (await look(post('asked'))))], {
      // Longer than `URL` writes it, like an address with the default port of its protocol.
      url: `http://127.0.0.1:0${port}${written}`,
      key: 'k',
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
    })
    await served.close()

    expect(targets).toEqual([target, target])
  })

  test('has at most six requests of one activity in flight', async () => {
    let now = 0
    let most = 0
    const seller: Seller = async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      return answered('000000')
    }
    const checks = Array.from({ length: 20 }, (_, at) =>
      checkOf(`c${at}`, async (look) => void (await look(post(`p${at}`)))),
    )

    const { bodies } = await runOn(seller, checks)

    expect(bodies).toHaveLength(20)
    expect(most).toBeLessThanOrEqual(6)
  })

  test('tells a connection that was closed without an answer', async () => {
    const seller: Seller = ({ method }) => (method === 'POST' ? 'hang up' : answered('000000'))

    const { judged } = await runOn(seller, [
      checkOf('a', async (look) => judgeRefused(await look(post('asked')), '000002')),
    ])

    expect(judged[0]?.why).toBe(
      'Asked was answered with no response (ECONNRESET); it must be refused with 000002.',
    )
  })

  test('does not begin where nobody listens', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    await new Promise((resolve) => taken.close(resolve))

    const run = runChecks([], {
      url: `http://127.0.0.1:${port}/saas`,
      key: 'k',
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
    })

    await expect(run).rejects.toThrow(CannotReach)
  })
})
