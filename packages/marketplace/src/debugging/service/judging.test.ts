import { expect, test } from 'vitest'
import { signSaasV2 } from '@loggia/signing'
import type { Judging } from './judge-worker.ts'
import { createJudge } from './judging.ts'

const accessKey = 'a-key-of-the-tests'
const pasted = (text: string): Judging => ({ of: { pasted: text, entry: undefined }, accessKey })

function small(): Judging {
  const body = '{"activity":"newInstance"}'
  const { query } = signSaasV2({ accessKey, body, nonce: 'n', timestampMs: 1_729_566_664_115 })
  return pasted(`POST /saas?${query} HTTP/1.1\n\n${body}`)
}

/** A V1.0 request with nine thousand members that no key fits: every known mistake in signing is tried. */
function large(): Judging {
  const members = Array.from({ length: 9000 }, (_, nth) => `p${nth}=%2B${nth}`).join('&')
  const proof = `timeStamp=20260101000000000&authToken=${'A'.repeat(43)}%3D`
  return pasted(`POST /saas HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n${proof}&${members}`)
}

test('the server goes on while a diagnosis takes long', async () => {
  const judge = createJudge()
  let turns = 0
  let isOver = false
  const count = (): void => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)

  const { problems } = await judge('sel_1', large())
  isOver = true

  expect(problems.length).toBeGreaterThan(0)
  expect(turns).toBeGreaterThan(100)
})

test('one seller’s diagnoses neither keep another one’s out nor stand before it', async () => {
  const judge = createJudge()
  const ended: string[] = []
  const ask = async (sellerId: 'sel_1' | 'sel_2', asked: Judging): Promise<string> => {
    const code = await judge(sellerId, asked).then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    )
    ended.push(sellerId)
    return code
  }
  const many = Array.from({ length: 6 }, () => ask('sel_1', large()))
  const other = ask('sel_2', small())

  expect(await other).toBe('done')
  expect(await Promise.all(many)).toEqual([
    ...Array<string>(3).fill('done'),
    ...Array<string>(3).fill('debugging.busy'),
  ])
  // Before it: three that were refused at once, and two in turn; after it: one.
  expect(ended.indexOf('sel_2')).toBe(5)
})

test('one that takes too long is ended and refused; the next one is answered', async () => {
  const hasty = createJudge({ limitMs: 1 })
  await expect(hasty('sel_1', large())).rejects.toMatchObject({ code: 'debugging.took_too_long' })

  expect((await createJudge()('sel_1', small())).problems).toEqual([])
})
