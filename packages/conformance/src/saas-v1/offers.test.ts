import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSellerWith } from '../corpus/saas-v1/right.ts'
import { corpusKey, serve } from '../corpus/seller.ts'
import { runChecks } from '../engine/run.ts'
import { saasV1Checks } from './index.ts'

/** The checks that are not green with a seller that does not know these activities, by outcome. */
async function notGreen(unknown: readonly string[]): Promise<{ skipped: string[]; failed: string[] }> {
  const seller = createSellerWith((right) => ({
    messageFault: (message) =>
      unknown.includes(message['activity'] ?? '') ? '000002' : right.messageFault(message),
  }))
  const served = await serve(seller(Date.now))
  try {
    const judged = await runChecks(saasV1Checks, {
      url: served.url,
      key: corpusKey,
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
    })
    const ids = (outcomes: readonly string[]): string[] =>
      judged.flatMap(({ check, outcome }) => (outcomes.includes(outcome) ? [check.id] : []))
    return { skipped: ids(['skip']), failed: ids(['fail', 'warn']) }
  } finally {
    await served.close()
  }
}

const groupsOf = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.split('.')[1] ?? ''))]

test('a product that is sold once for all is asked for no renewals and no usage', async () => {
  const { skipped, failed } = await notGreen([
    'refreshInstance',
    'expireInstance',
    'upgrade',
    'instanceStatus',
    'queryInstance',
  ])

  expect(failed).toEqual([])
  const groups = ['proof', 'new', 'refresh', 'expire', 'release', 'upgrade', 'status', 'query', 'refusal']
  expect(groupsOf(skipped)).toEqual(groups)
})

test('a product that expires has to be renewed, too', async () => {
  const { failed } = await notGreen(['refreshInstance'])

  expect(failed).toContain('v1.refresh.accepted')
})

test('a product that tells its usage can be frozen, too', async () => {
  const { failed } = await notGreen(['instanceStatus'])

  expect(failed).toContain('v1.status.freeze')
})

test('without a number of bits only the sealed phone and e-mail are left out', async () => {
  expect(await notGreen([])).toEqual({ skipped: ['v1.proof.sealed'], failed: [] })
})
