import { signSaasV2 } from '@loggia/signing'
import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { listExplanations } from './planted/judge.ts'
import { createChance } from './planted/random.ts'
import { noJson, replyCases, createRightReplies } from './planted/reply-cases.ts'

const seeds = [1, 2, 3]

test.each(replyCases)('of a reply $name is named $kinds and nothing else', ({ kinds, plant }) => {
  for (const seed of seeds) {
    const found = listExplanations(plant(createChance(seed)))

    expect(
      found.map((one) => one.filter((kind) => !noJson.has(kind) || kinds.includes(kind)).sort()),
    ).toContainEqual([...kinds].sort())
    expect(found).toHaveLength(kinds.some((kind) => noJson.has(kind)) ? 2 : 1)
  }
})

test('a reply that is right gives no finding, however its header is spaced and repeated', () => {
  for (const seed of seeds)
    for (const asked of createRightReplies(createChance(seed))) expect(diagnose(asked).problems).toEqual([])
})

test('the clock of the seller’s server is read from its reply', () => {
  const [asked] = createRightReplies(createChance(1))
  const { request, reply } = asked?.exchange ?? {}
  const late = { ...reply, headers: [...(reply?.headers ?? []), ['Date', 'Thu, 01 Jan 2026 08:00:02 GMT']] }
  const at = request && {
    ...request,
    target: request.target.replace(/timeStamp=\d+/, 'timeStamp=20260101000000000'),
  }

  expect(
    JSON.stringify(diagnose({ ...asked, exchange: { request: at, reply: late } } as never).problems),
  ).toContain('"kind":"timestamp_local","hours":-8,"clock":"reply"')
})

test('a resultCode that is the number zero is of the wrong type and no refusal', () => {
  const body = '{"activity":"releaseInstance","instanceId":"i-1"}'
  const { query } = signSaasV2({ accessKey: 'k', nonce: 'n', timestampMs: 1_764_300_000_123, body })
  const request = {
    method: 'POST',
    target: `/saas?${query}`,
    headers: [],
    body: Buffer.from(body),
  }
  const headers = [['Content-Type', 'application/json']] as const
  const reply = { status: 200, headers, body: Buffer.from('{"resultCode":0,"resultMsg":"ok"}') }

  expect(listExplanations({ accessKey: 'k', exchange: { request, reply } })).toEqual([['reply_fault']])
})
