import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeReply as encodeV1 } from '@loggia/protocol/saas/v1'
import { encodeReply as encodeV2 } from '@loggia/protocol/saas/v2'
import type { ReplyOf } from '@loggia/protocol/saas/v2'
import { refuse } from './index.ts'
import type { Description } from './index.ts'
import { replyOfSaasV1 } from './wire/saas-v1.ts'
import { replyOfSaasV2 } from './wire/saas-v2.ts'
import { sealingOf } from './wire/sealing.ts'
import { accessKey, answerTo, purchase, query, signed, trySeller } from './tried-seller.ts'

/** Mostly what fits, now and then what is a little too long for its table, or no text at all. */
const text = (most: number) =>
  fc.option(
    fc.oneof(
      { weight: 8, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
      {
        weight: 2,
        arbitrary: fc.integer({ min: most - 1, max: most + 1 }).map((length) => 'x'.repeat(length)),
      },
      { weight: 1, arbitrary: fc.constantFrom('', 7 as unknown as string) },
    ),
    { nil: undefined },
  )
const anyUsage = fc.record(
  {
    value: fc.oneof(fc.double(), fc.integer()),
    atMs: fc.oneof(fc.nat(), fc.constantFrom(-1, 1.5, 253_402_300_800_000)),
    relatedInstanceId: text(64),
    dashboardUrl: text(512),
  },
  { requiredKeys: ['value', 'atMs'] },
)
const anyDescription = fc.record(
  {
    frontEndUrl: text(512),
    adminUrl: text(512),
    userName: text(128),
    password: text(128),
    memo: text(1024),
    usage: fc.array(anyUsage, { maxLength: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Description>

test.each(['none', '1', '2'] as const)(
  'whatever a handler tells, sealed as %s, what is sent fits its table, or the seller hears why not',
  async (encryptType) => {
    await fc.assert(
      fc.asyncProperty(anyDescription, async (told) => {
        const { seller, problems } = trySeller({ describe: () => told }, { encryptType })
        await seller(signed(purchase(1, 'b-1')))

        const reply = await answerTo(seller, signed(query('b-1')))

        if (reply.resultCode === '000000')
          expect(() => encodeV2('queryInstance', reply as ReplyOf<'queryInstance'>)).not.toThrow()
        else expect([reply.resultCode, problems.at(-1)?.code]).toEqual(['000005', 'answer_invalid'])
      }),
      { numRuns: 150 },
    )
  },
)

test('what is sealed for SaaS V1.0 fits its table, and all that says no does', () => {
  const sealing = sealingOf(accessKey, '1')
  const description = { frontEndUrl: 'https://app.example', userName: '长'.repeat(26), password: 'p' }
  const { code, message } = refuse('soldOut', '售罄'.repeat(200))
  const v1 = [
    ['newInstance', { kind: 'opened', instanceId: 'i-1', description }],
    ['newInstance', { kind: 'opening', instanceId: 'i-1' }],
    ['queryInstance', { kind: 'described', instances: [{ instanceId: 'i-1', description }] }],
    ['upgrade', { kind: 'under way' }],
    ['upgrade', { kind: 'refused', code, message }],
    ['releaseInstance', { kind: 'done' }],
  ] as const
  const v2 = [
    ['newInstance', { kind: 'opened', instanceId: 'i-1' }],
    ['newInstance', { kind: 'opening', instanceId: 'i-1' }],
    ['upgradeInstance', { kind: 'under way' }],
    ['upgradeInstance', { kind: 'refused', code, message }],
    ['releaseInstance', { kind: 'done' }],
  ] as const

  for (const [activity, outcome] of v1)
    expect(() => encodeV1(activity, JSON.parse(replyOfSaasV1(outcome, sealing)) as never)).not.toThrow()
  for (const [activity, outcome] of v2)
    expect(() => encodeV2(activity, JSON.parse(replyOfSaasV2(outcome, sealing)) as never)).not.toThrow()
})
