import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCodeSeller, corpusCodes } from '../corpus/license-code/right.ts'
import { ok } from '../corpus/saas-v2/right.ts'
import { corpusKey, serve } from '../corpus/seller.ts'
import type { MakeSeller } from '../corpus/seller.ts'
import { runChecks } from '../engine/run.ts'
import type { Judged } from '../engine/run.ts'
import { licenseCodeChecks } from './index.ts'

async function judge(make: MakeSeller, licenses?: readonly string[]): Promise<readonly Judged[]> {
  const served = await serve(make(Date.now))
  try {
    return await runChecks(licenseCodeChecks, {
      url: served.url,
      key: corpusKey,
      licenses,
      nowMs: Date.now,
      randomBytes: (length) => randomBytes(length),
    })
  } finally {
    await served.close()
  }
}

const idsOf = (judged: readonly Judged[], isIt: (one: Judged) => boolean): string[] =>
  judged.filter(isIt).map(({ check }) => check.id)

/** Takes every license for one of its own until it is released. */
const trusting = createCodeSeller((right) => {
  const released = new Set<unknown>()
  return {
    carryOut: ({ activity, license }) => {
      if (activity === 'releaseLicenseCode') released.add(license)
      else if (released.has(license)) return { resultCode: '000003', resultMsg: 'It was released.' }
      return ok
    },
    messageFault: right.messageFault,
  }
})

test('a server that takes every license passes, and is not asked whether it refuses others', async () => {
  const judged = await judge(trusting)

  expect(idsOf(judged, ({ outcome }) => outcome !== 'pass')).toEqual([
    'license-code.refresh.unknown-license',
    'license-code.status.unknown-license',
  ])
})

test('a server that knows its licenses is left open unless some are named', async () => {
  const judged = await judge(createCodeSeller(() => ({})))

  expect(idsOf(judged, ({ outcome }) => outcome === 'fail')).toEqual([])
  const renewal = judged.find(({ check }) => check.id === 'license-code.refresh.accepted')
  expect(renewal).toMatchObject({ outcome: 'skip', leftOpen: true })
  expect(renewal?.why).toContain('--licenses')
})

test('a server that takes every license is found if it is told which are known', async () => {
  const judged = await judge(trusting, corpusCodes)

  expect(idsOf(judged, ({ outcome }) => outcome === 'fail')).toEqual([
    'license-code.refresh.unknown-license',
    'license-code.status.unknown-license',
  ])
})

test('with too few licenses the checks that need more are left open', async () => {
  const judged = await judge(
    createCodeSeller(() => ({})),
    corpusCodes.slice(0, 1),
  )

  expect(idsOf(judged, ({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
  expect(judged.find(({ check }) => check.id === 'license-code.refresh.accepted')?.outcome).toBe('pass')
  expect(judged.find(({ check }) => check.id === 'license-code.release.accepted')?.leftOpen).toBe(true)
})
