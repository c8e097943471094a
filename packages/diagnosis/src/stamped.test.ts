import { describe, expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { listExplanations } from './planted/judge.ts'
import { createChance } from './planted/random.ts'
import {
  bodyCases,
  createDraft,
  formCases,
  formulaCases,
  keyCases,
  createSent,
  pairedCases,
  shapeCases,
  computeMac,
  signDraft,
} from './planted/stamped-cases.ts'

describe.each([
  ['the key', keyCases],
  ['the writing of the signature', formCases],
  ['the formula', formulaCases],
  ['the body', bodyCases],
  ['time, nonce and shape', shapeCases],
  ['two mistakes', pairedCases],
])('%s', (_, cases) => {
  test.each(cases)('$name is named $kinds and nothing else', ({ kinds, plant }) => {
    const found = listExplanations(plant(createChance(1)))

    expect(found.map((one) => [...one].sort())).toContainEqual([...kinds].sort())
    // Sorted parts are also in some order, and nothing shows which of the two the sender meant.
    const several = ['timestamp_milliseconds_signed', 'parts_sorted'].some((one) =>
      kinds.includes(one as never),
    )
    expect(found).toHaveLength(several ? 2 : 1)
  })
})

test('a request that is right gives no finding', () => {
  for (const seed of [1, 2, 3]) {
    const draft = createDraft(createChance(seed))

    expect(
      diagnose(
        createSent(draft, signDraft(draft).toUpperCase(), { receivedAtMs: Number(draft.timestamp) + 60_000 }),
      ).problems,
    ).toEqual([])
  }
})

test('a proof over the body’s sorted form is named, since a receiver that checks the bytes refuses it', () => {
  const draft = createDraft(createChance(3))
  const found = listExplanations(
    createSent({ ...draft, body: '{"b":"1","a":"2"}' }, signDraft({ ...draft, body: '{"a":"2","b":"1"}' })),
  )

  expect(found).toEqual([['body_sorted']])
})

test('a body that only gained blanks is said to be written anew, whatever else would write it so', () => {
  const draft = createDraft(createChance(4))
  const found = listExplanations(
    createSent(
      { ...draft, body: '{"a": "2", "b": "1"}' },
      signDraft({ ...draft, body: '{"a":"2","b":"1"}' }),
    ),
  )

  expect(found).toEqual([['body_reserialised']])
})

test('what one search cannot tell apart is said as several, and none is called proved', () => {
  const draft = { ...createDraft(createChance(1)), key: 'abc123abc' }
  const asked = createSent(draft, signDraft({ ...draft, key: 'ABC123ABC' }), {
    otherKeys: [{ name: 'old', key: 'ABC123ABC' }],
    noncesSeen: [],
  })
  const capitals = createSent(
    { ...draft, body: '{"a":"1"}' },
    computeMac('', '', draft.nonce, draft.timestamp, computeMac('', '')),
  )

  expect(listExplanations(asked)).toEqual([['key_other']])
  expect(diagnose(capitals).problems[0]?.explanations).toMatchObject([{ certainty: 'proved' }])
})

test('the first different byte is told, with the text before it and both texts after', () => {
  const draft = { ...createDraft(createChance(2)), body: '{"name":"企业版","slash":"a/b"}' }

  const [problem] = diagnose(
    createSent(draft, signDraft({ ...draft, body: draft.body.replace('/', '\\/') })),
  ).problems

  expect(problem?.explanations).toEqual([
    {
      certainty: 'proved',
      findings: [{ kind: 'body_slash_escaped' }],
      difference: {
        offset: 30,
        signed: 0x5c,
        received: 0x2f,
        before: '":"企业版","slash":"a',
        signedText: '\\/b"}',
        receivedText: '/b"}',
      },
    },
  ])
})

test('a skew is told in milliseconds, its direction and whose clock it was', () => {
  const draft = createDraft(createChance(3))
  const late = createSent(draft, signDraft(draft), { receivedAtMs: Number(draft.timestamp) + 75_000 })
  const inTime = createSent(draft, signDraft(draft), { receivedAtMs: Number(draft.timestamp) - 60_000 })

  expect(diagnose(late).problems[0]?.explanations[0]?.findings).toEqual([
    { kind: 'clock_skew', byMs: 75_000, ahead: false, limitMs: 60_000, clock: 'given' },
  ])
  expect(diagnose(inTime).problems).toEqual([])
})

test('a body of a megabyte is searched for one mistake', () => {
  const draft = { ...createDraft(createChance(4)), body: `{"b":"${'x'.repeat(1_000_000)}","a":"/"}` }

  expect(
    listExplanations(createSent(draft, signDraft({ ...draft, body: draft.body.replace('"/"', '"\\/"') }))),
  ).toEqual([['body_slash_escaped']])
})

test('bytes that are no text, deep nesting and a body of nothing are looked at too', () => {
  const draft = createDraft(createChance(5))
  for (const body of [
    '',
    '{'.repeat(5000),
    `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    '\u0000\uFFFF',
  ])
    expect(
      listExplanations(createSent({ ...draft, body }, signDraft({ ...draft, body, key: `${draft.key} ` }))),
    ).toEqual([['key_blank']])
})
