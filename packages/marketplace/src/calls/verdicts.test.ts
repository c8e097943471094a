import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeVerdict } from '@loggia/protocol/wire'
import type { ProofFault, Verdict, VerdictCode } from '@loggia/protocol/wire'
import { networkCases, openLoopback, trustTestAuthority } from '@loggia/outbound/testing'
import type { Loopback } from '@loggia/outbound/testing'
import { answerCases } from './testing/answer-cases.ts'
import { judge } from './testing/asking.ts'
import type { Ask, Cases } from './testing/asking.ts'
import { replyCases } from './testing/reply-cases.ts'

/**
 * Sellers that cause each verdict of sending and reading. The type requires a seller for every new code. Only the
 * engine gives `late`, and only provisioning gives `instance_id_taken`; their own tests cover these two. V2.0 requires
 * no proof of a reply.
 */
const read: Cases<
  Exclude<VerdictCode, 'late' | 'instance_id_taken' | ProofFault['code'] | keyof typeof networkCases>
> = {
  ...replyCases,
  ...answerCases,
}
type Row = { readonly seller: string; readonly ask: Ask; readonly verdict: Verdict }
const rowsOf = (code: string, some: readonly (readonly [string, Ask, object])[]): Row[] =>
  some.map(([seller, ask, values]) => ({ seller, ask, verdict: { code, ...values } as Verdict }))
const rows: Row[] = [
  ...Object.entries(read).flatMap(([code, some]) => rowsOf(code, some)),
  ...Object.entries(networkCases).flatMap(([code, some]) =>
    some.flatMap(([seller, send, values]) =>
      rowsOf(code, [[seller, async (world) => judge(await send(world)), values]]),
    ),
  ),
]

let world: Loopback
const produced = new Map<string, Verdict>()

beforeAll(trustTestAuthority)
beforeEach(() => {
  world = openLoopback()
})
afterEach(() => world.close())

describe('a seller who', () => {
  test.each(rows)('$seller: $verdict.code', async ({ ask, verdict }) => {
    const got = await ask(world)

    expect(got).toEqual(verdict)
    produced.set(got.code, got)
  })
})

describe('the closed list', () => {
  test('was produced as a whole', () => {
    expect([...produced.keys()].sort()).toEqual(Object.keys({ ...read, ...networkCases }).sort())
  })

  test.each(['zh-CN', 'en-US'] as const)('says each of it in one sentence of its own in %s', (language) => {
    const sentences = [...produced.values()].map((verdict) => describeVerdict(verdict, language))

    expect(new Set(sentences).size).toBe(sentences.length)
    expect(sentences.filter((sentence) => !isOneSentence[language].test(sentence))).toEqual([])
  })
})

const isOneSentence = { 'zh-CN': /^[^。！？]+。$/, 'en-US': /^(?!.*\. [A-Z]).+\.$/ }
