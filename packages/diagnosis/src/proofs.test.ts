import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnose.ts'
import { kinds } from './findings.ts'
import type { Finding, Kind } from './findings.ts'
import { explainFinding } from './sentences/sentences.ts'
import { akSkCases, createRightAkSk } from './planted/ak-sk-cases.ts'
import { fieldCases } from './planted/field-cases.ts'
import { createChance } from './planted/random.ts'
import { replyCases } from './planted/reply-cases.ts'
import { bodyCases, formCases, formulaCases, keyCases, shapeCases } from './planted/stamped-cases.ts'
import type { Case } from './planted/stamped-cases.ts'
import { kitCases, createRightTokens, tokenCases } from './planted/token-cases.ts'
import { widerCases } from './planted/wider-cases.ts'
import { widerStampedCases } from './planted/wider-stamped.ts'

/** Each case is diagnosed once, and several tests use the result. */
const asked = new Map<Case, Diagnosis>()
function diagnosisOf(one: Case): Diagnosis {
  const known = asked.get(one) ?? diagnose(one.plant(createChance(1)))
  asked.set(one, known)
  return known
}
const kindsIn = (one: Case): Kind[][] =>
  diagnosisOf(one).problems.flatMap(({ explanations }) =>
    explanations.map(({ findings }) => findings.map(({ kind }) => kind)),
  )

describe.each([
  ['V1.0', tokenCases],
  ['the joint kit', kitCases],
  ['the open APIs', akSkCases],
])('%s', (_, cases) => {
  test.each(cases)('$name is named $kinds and nothing else', (one) => {
    expect(kindsIn(one)).toEqual([one.kinds])
  })
})

test.each([...widerStampedCases, ...widerCases])('$name is named', (one) => {
  const found = kindsIn(one)

  expect(found.filter((kinds) => one.kinds.every((kind) => kinds.includes(kind)))).not.toEqual([])
})

test('requests that are right give no finding', () => {
  for (const seed of [1, 2, 3])
    for (const question of [...createRightTokens(createChance(seed)), createRightAkSk(createChance(seed))])
      expect(diagnose(question).problems).toEqual([])
})

test('what is made to take long is judged soon all the same', () => {
  const many = Array.from({ length: 2_000 }, (_, i) => `p${i}=%2B`).join('&')
  const long = `a=${'%2B'.repeat(5_000)}`
  const stamp = 'timeStamp=20260101000000000&authToken=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D'
  const ask = (target: string, headers: [string, string][] = []) =>
    diagnose({
      exchange: { request: { method: 'GET', target, headers, body: Buffer.alloc(0) } },
      accessKey: 'a-key-of-the-tests',
    })
  const authorization = `SDK-HMAC-SHA256 Access=A, SignedHeaders=x-sdk-date, Signature=${'0'.repeat(64)}`
  const signed: [string, string][] = [
    ['X-Sdk-Date', '20260101T000000Z'],
    ['Authorization', authorization],
  ]

  for (const query of [many, long]) {
    expect(ask(`/?${stamp}&${query}`).problems).toHaveLength(1)
    expect(ask(`/?${query}`, signed).problems).toHaveLength(1)
  }
})

test.each([
  ['the key', 'key_\ud800', '{}'],
  [
    'a member that is signed',
    'a-key-of-the-tests',
    String.raw`{"authToken":"A","timeStamp":"1","a":"\ud800"}`,
  ],
  ['the nonce', 'a-key-of-the-tests', String.raw`{"signature":"A","timestamp":"1","nonce":"\ud800"}`],
])('half of a surrogate pair in %s is judged like any other text', (_, accessKey, body) => {
  for (const target of [
    '/',
    '/?signature=A&timestamp=1',
    '/?signature=A&nonce=B&timestamp=1',
    '/?authToken=A&timeStamp=20260101000000000',
  ])
    expect(
      diagnose({
        exchange: { request: { method: 'POST', target, headers: [], body: Buffer.from(body) } },
        accessKey,
      }).problems.length,
    ).toBeGreaterThan(0)
})

const all = [
  keyCases,
  formCases,
  formulaCases,
  bodyCases,
  shapeCases,
  replyCases,
  fieldCases,
  tokenCases,
  kitCases,
  akSkCases,
  widerStampedCases,
  widerCases,
].flat()

test('every kind has a case that is named by it', () => {
  const planted = new Set(all.flatMap((one) => one.kinds))

  expect(kinds.filter((kind) => !planted.has(kind))).toEqual([])
  expect(new Set(kinds).size).toBe(kinds.length)
})

/** A finding of each kind, from its first case. */
const found = new Map<Kind, Finding>()
function findingOf(kind: Kind): Finding {
  const known = found.get(kind)
  if (known) return known
  const first = all.find((one) => one.kinds.includes(kind))
  const findings =
    first && diagnosisOf(first).problems.flatMap((one) => one.explanations.flatMap((way) => way.findings))
  const finding = findings?.find((one) => one.kind === kind)
  if (!finding) throw new Error(`No case gives ${kind}.`)
  found.set(kind, finding)
  return finding
}

test(
  'every kind says what happened and what to do, in both languages, as whole sentences',
  { timeout: 120_000 },
  () => {
    for (const kind of kinds) {
      for (const text of Object.values(explainFinding(findingOf(kind), 'zh-CN')))
        expect(text).toMatch(/[\u4e00-\u9fff].*[。…]$/s)
      for (const text of Object.values(explainFinding(findingOf(kind), 'en-US')))
        expect(text).toMatch(/^[^\u4e00-\u9fff].*[.…)]$/s)
    }
  },
)

test('the page of kinds is what the engine names', { timeout: 120_000 }, async () => {
  const rows = kinds.map((kind) => {
    const { sentence, remedy } = explainFinding(findingOf(kind), 'en-US')
    return `| \`${kind}\` | ${[sentence, remedy].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  })
  const page = `# The mistakes that a diagnosis finds

Generated from the code; do not edit. \`loggia diagnose\` and the diagnosis in the Seller Centre find the ${kinds.length} kinds of mistakes below; the numbers and names in the sentences are examples. The tests contain cases of every kind, and each case is found under its own name. For a signature, the diagnosis tries the mistakes alone, in pairs and, if they are frequent, in threes, until the result is exactly what was received. If none of them is the cause, it says so.

| kind | what happened | what to do |
|---|---|---|
${rows.join('\n')}
`

  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/reference/diagnosis.md'))
})
