import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSellerWith } from '../corpus/saas-v2/right.ts'
import { corpusKey, serve } from '../corpus/seller.ts'
import { runChecks } from '../engine/run.ts'
import { saasV2Checks } from './index.ts'

/** The checks that are not green with a seller that answers these activities with this code, by outcome. */
async function notGreen(
  activities: readonly string[],
  answer: string,
): Promise<{ skipped: string[]; failed: string[] }> {
  const seller = createSellerWith((right) => ({
    messageFault: (message) =>
      activities.includes(String(message['activity'])) ? answer : right.messageFault(message),
  }))
  const served = await serve(seller(Date.now))
  try {
    const judged = await runChecks(saasV2Checks, {
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

const upgrades = ['upgradeInstance', 'changeInstanceCheck']

test('a product that is sold once for all is asked for no renewals, freezings and upgrades', async () => {
  const { skipped, failed } = await notGreen(
    ['refreshInstance', 'updateInstanceStatus', ...upgrades],
    '000002',
  )

  expect(failed).toEqual([])
  expect(skipped).toContain('v2.refresh.accepted')
})

test('a product that can be frozen has to be renewed, too', async () => {
  const { failed } = await notGreen(['refreshInstance'], '000002')

  expect(failed).toContain('v2.refresh.accepted')
})

test.each(['000005', '000001'])('upgrades that are not offered may be refused with %s', async (code) => {
  const { skipped, failed } = await notGreen(upgrades, code)

  expect(failed).toEqual([])
  expect(skipped).toContain('v2.change.missing.productInfo')
})
