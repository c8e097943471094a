import fc from 'fast-check'
import { expect, test } from 'vitest'

import { describeVerdict } from '../../wire/verdict-sentences.ts'
import { saasV2Activities } from './messages.ts'
import { readReply } from './read-reply.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })
const anyCode = fc.oneof(fc.constantFrom('000000', '000003', '000004', '000100', '777777'), fc.jsonValue())
const anyApp = fc.record(
  { frontEndUrl: anyText, adminUrl: fc.jsonValue(), userName: anyText, password: fc.jsonValue() },
  { requiredKeys: [] },
)
const anyUsage = fc.record({ usageValue: fc.jsonValue(), statisticalTime: anyText }, { requiredKeys: [] })
const anyInstance = fc.record(
  { instanceId: anyText, appInfo: fc.oneof(anyApp, fc.jsonValue()), usageInfo: fc.array(anyUsage) },
  { requiredKeys: [] },
)
/** Bodies that are ever closer to a valid reply. */
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.jsonValue({ maxDepth: 8 }).map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .record(
      {
        resultCode: anyCode,
        resultMsg: fc.jsonValue(),
        instanceId: fc.oneof(anyText, fc.jsonValue()),
        encryptType: fc.jsonValue(),
        info: fc.oneof(fc.array(fc.oneof(anyInstance, fc.jsonValue()), { maxLength: 3 }), fc.jsonValue()),
      },
      { requiredKeys: ['resultCode'] },
    )
    .map((value) => Buffer.from(JSON.stringify(value))),
)
const anyHeaders = fc.oneof(
  fc.constant({ 'content-type': 'application/json' }),
  fc.dictionary(
    fc.constantFrom('Content-Type', 'location', 'content-encoding'),
    fc.oneof(anyText, fc.array(anyText)),
  ),
)

test('any reply to any activity is read or has one verdict, which can be said in both languages', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...saasV2Activities),
      fc.record({
        status: fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 })),
        headers: anyHeaders,
        body: anyBody,
        truncated: fc.option(fc.boolean(), { nil: undefined }),
        limitBytes: fc.constantFrom(100, 100_000),
      }),
      (activity, received) => {
        const read = readReply(activity, received)

        if (read.ok) {
          expect(read.code).toMatch(/^\d{6}$/)
          return
        }
        expect(describeVerdict(read.verdict, 'zh-CN')).toMatch(/。$/)
        expect(describeVerdict(read.verdict, 'en-US')).toMatch(/\.$/)
        expect(JSON.parse(JSON.stringify(read.verdict))).toEqual(read.verdict)
      },
    ),
    { numRuns: 2000 },
  )
})
