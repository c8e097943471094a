import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Check } from '../engine/check.ts'
import { runChecks } from '../engine/run.ts'
import type { Judged, RunSettings } from '../engine/run.ts'
import { checkedProtocols, suites } from '../suites.ts'
import { corpus } from './index.ts'
import { corpusKey, serve } from './seller.ts'
import type { Seller, WrongSeller } from './seller.ts'
import { refusingAll } from './strangers.ts'

async function judge(
  checks: readonly Check[],
  seller: Seller,
  rest: Partial<RunSettings> = {},
): Promise<Judged[]> {
  const served = await serve(seller)
  try {
    return await runChecks(checks, {
      url: served.url,
      key: corpusKey,
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
      ...rest,
    })
  } finally {
    await served.close()
  }
}

const failed = (judged: readonly Judged[]): string[] =>
  judged
    .flatMap(({ check, outcome }) => (outcome === 'fail' || outcome === 'warn' ? [check.id] : []))
    .toSorted()
/** The defects of these sellers show only in a whole run. */
const alwaysWhole = new Set(['wants-another-end', 'acts-before-it-verifies', 'acts-on-what-it-refuses'])
const isFollowedUp = ({ found }: WrongSeller): boolean => found.some((id) => id.includes('.new.kept'))
const idsOf = (checks: readonly Check[]): string[] => checks.map(({ id }) => id)

describe.each(checkedProtocols)('%s', (protocol) => {
  const { checks } = suites[protocol]
  const { right, plain, wrong, settings } = corpus[protocol]

  test('each check has an id of its own', () => {
    expect(new Set(idsOf(checks)).size).toBe(checks.length)
  })

  test.each(right)('a right seller that $name passes every check', async ({ make, settings: own }) => {
    const judged = await judge(checks, make(Date.now), { ...settings, ...own })

    expect(
      judged.filter(({ outcome }) => outcome !== 'pass').map(({ check, why }) => `${check.id}: ${why}`),
    ).toEqual([])
  })

  test.each(plain)('a correct seller that $name fails nothing', async ({ make, settings: own }) => {
    const judged = await judge(checks, make(Date.now), { ...settings, ...own })

    expect(
      judged.filter(({ outcome }) => outcome === 'fail').map(({ check, why }) => `${check.id}: ${why}`),
    ).toEqual([])
    expect(judged.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(checks.length / 3)
  })

  test('a seller that refuses everything is red where it should accept, and not where it should refuse', async () => {
    for (const make of Object.values(refusingAll)) {
      const judged = await judge(checks, make(Date.now), settings)
      const outcomesIn = (group: RegExp): Set<string> =>
        new Set(judged.filter(({ check }) => group.test(check.group)).map(({ outcome }) => outcome))
      const ofCodes = judged.filter(({ check }) => /refusal-code$|refusal\.meaning$/.test(check.id))

      expect(
        [...outcomesIn(/^(Signature|authToken): what is accepted/)].filter(
          (one) => one === 'pass' || one === 'skip',
        ),
      ).toEqual([])
      expect(
        failed(judged.filter((one) => /refused/.test(one.check.group) && !ofCodes.includes(one))),
      ).toEqual([])
    }
  })

  test.each(['hang up', 'hang'] as const)(
    'no check passes where every request ends with: %s',
    async (end) => {
      const seller: Seller = ({ method }) =>
        method === 'HEAD' ? { status: 405, headers: {}, body: '' } : end
      const judged = await judge(checks, seller, { ...settings, limitMs: 500 })

      expect(idsOf(judged.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check))).toEqual([])
    },
  )

  test.concurrent.each(wrong)(
    '$name is found out by $found',
    async ({ make, found, also = [], settings: own }) => {
      const expected = [...found, ...also].toSorted()
      const asked = checks.filter(({ id }) => expected.includes(id))

      expect(idsOf(asked).toSorted()).toEqual(expected)
      expect(failed(await judge(asked, make(Date.now), { ...settings, ...own }))).toEqual(expected)
    },
  )

  test('each check is turned red by a wrong seller', () => {
    const found = new Set(wrong.flatMap((one) => one.found))

    expect(idsOf(checks).filter((id) => !found.has(id))).toEqual([])
  })

  test('a whole run finds in a wrong seller what is wrong with it and nothing else', async () => {
    const some = wrong
      .filter(({ spreads }) => !spreads)
      .filter((one, at) => at % 8 === 3 || alwaysWhole.has(one.name) || isFollowedUp(one))
    const run = async (one: WrongSeller) => {
      const { name, make, found, also = [], settings: own } = one
      const expected = [...found, ...also].toSorted()
      const got = failed(await judge(checks, make(Date.now), { ...settings, ...own }))
      return String(got) === String(expected)
        ? []
        : [{ one, told: `${name}: ${got.join(', ')} instead of ${expected.join(', ')}` }]
    }
    // A run about people waits for tokens to run out, so several wait at once. On a busy machine one of them may come too
    // late for its seller's times, so what surprises is judged again, alone.
    const together = protocol === 'sso' ? (await Promise.all(some.map(run))).flat() : []
    const alone = protocol === 'sso' ? together.map(({ one }) => one) : some
    const surprises: string[] = []
    for (const one of alone) surprises.push(...(await run(one)).map(({ told }) => told))

    expect(surprises).toEqual([])
  })
})
