import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeMaxParameterBytes, parameterRoomBytes, readBuyerValue } from '@loggia/kernel'
import { consoleApi } from '@loggia/protocol/console'
import { decodeExtendParams, encodeExtendParams } from '@loggia/protocol/saas/v1'
import type { BuyerParameter } from '../schema.ts'
import { createDraft, catchRefusal, createText } from './examples.ts'
import { requireFitDraft } from './fit-draft.ts'

const asked = (name: string, zh = name) => ({ name, label: createText(zh, name), required: true })
const domain: BuyerParameter = { ...asked('emailDomainName', '企业邮箱域名'), kind: 'domain' }
const person: BuyerParameter = { ...asked('userName', '姓名'), kind: 'text', maxLength: 30 }
const plan = (...options: { value: string; label: { zh: string; en: string } }[]): BuyerParameter => ({
  ...asked('plan', '方案'),
  kind: 'choice',
  options,
})
const option = (value: string, zh = value) => ({ value, label: createText(zh, value) })
const fits = (...buyerParameters: BuyerParameter[]) =>
  catchRefusal(() => requireFitDraft(createDraft({ buyerParameters })))

describe('R47a: what a seller asks of buyers', () => {
  test('an address, a name and a choice pass', () => {
    expect(fits(domain, person, plan(option('s', '小'), option('l', '大')))).toBe('accepted')
  })

  test.each<[string, BuyerParameter[], string]>([
    ['a name twice, in other letters', [person, { ...domain, name: 'username' }], 'parameter_repeated'],
    ['a label twice', [person, { ...domain, label: person.label }], 'parameter_repeated'],
    ['a blank label', [{ ...person, label: createText('姓名', ' ') }], 'text_blank'],
    ['a blank hint', [{ ...person, hint: createText('', 'hint') }], 'text_blank'],
    ['a blank option', [plan(option('s', ' '), option('l'))], 'text_blank'],
    ['a range without a number', [{ ...person, kind: 'number', min: 2, max: 1 }], 'parameter_range_empty'],
    ['an option twice', [plan(option('s'), option('s', '大'))], 'parameter_repeated'],
    ['an option of two lines', [plan(option('s\nl'), option('l'))], 'parameter_option_unfit'],
    ['an option with a blank at its end', [plan(option('s '), option('l'))], 'parameter_option_unfit'],
    [
      'more than fits into saasExtendParams',
      [1, 2, 3].map((n) => ({ ...person, ...asked(`n${n}`), maxLength: 170 })),
      'parameters_too_long',
    ],
  ])('%s is refused', (_what, given, code) => {
    expect(fits(...given)).toBe(`catalog.${code}`)
  })
})

const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][\w.-]{0,39}$/), { minLength: 1, maxLength: 10 })
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
const longest = fc.constantFrom('"', '\\', '青', 'é', '😀', 'a', '+')
const kinds = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), maxLength: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constantFrom('email' as const, 'domain' as const, 'ip' as const) }),
  fc.record({
    kind: fc.constant('number' as const),
    min: fc.integer({ min: -999_999_999, max: 0 }),
    max: fc.integer({ min: 0, max: 999_999_999 }),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    options: fc.array(
      line.map((value) => option(value.trim() || '-')),
      { minLength: 2, maxLength: 4 },
    ),
  }),
)
const parameters = names.chain((given) =>
  fc.tuple(...given.map((name) => kinds.map((kind): BuyerParameter => ({ ...asked(name), ...kind })))),
)
/** A valid value of a parameter, often the longest one. */
function valueOf(parameter: BuyerParameter): fc.Arbitrary<string> {
  switch (parameter.kind) {
    case 'text':
      return fc.oneof(
        longest.map((one) => one.repeat(Math.floor(parameter.maxLength / one.length))),
        fc.string({ unit: 'grapheme', maxLength: parameter.maxLength }),
      )
    case 'email':
      return fc.oneof(fc.emailAddress(), fc.constant(`${'a'.repeat(60)}@${'b.'.repeat(93)}example`))
    case 'domain':
      return fc.oneof(fc.domain(), fc.constant(`${'青.'.repeat(61)}example`))
    case 'ip':
      return fc.oneof(fc.ipV4(), fc.ipV6())
    case 'number':
      return fc.integer(parameter).map(String)
    case 'choice':
      return fc.constantFrom(...parameter.options.map(({ value }) => value))
  }
}

test('whatever buyers give for parameters that pass fits into saasExtendParams, and is read as it was given', () => {
  let judged = 0
  const given = parameters.chain((some) => {
    const room: BuyerParameter[] = []
    for (const one of some) if (computeMaxParameterBytes([...room, one]) <= parameterRoomBytes) room.push(one)
    return fc.tuple(fc.constant(room), fc.tuple(...room.map(valueOf)))
  })
  fc.assert(
    fc.property(given, ([some, values]) => {
      const list = some.flatMap((parameter, at) => {
        const read = readBuyerValue(parameter, values[at] ?? '')
        return read.ok && read.value !== undefined ? [{ name: parameter.name, value: read.value }] : []
      })
      judged += list.length
      const wire = encodeExtendParams(list)
      expect(wire.length).toBeLessThanOrEqual(2048)
      expect(decodeExtendParams(wire)).toEqual(list)
    }),
    { numRuns: 300 },
  )
  expect(judged).toBeGreaterThan(300)
})

test('the longest there may be fills the 2048 characters and not more', () => {
  const full: BuyerParameter[] = [
    { ...asked('a'), kind: 'text', maxLength: 200 },
    { ...asked('b'), kind: 'text', maxLength: 200 },
    { ...asked('c'), kind: 'text', maxLength: 87 },
  ]
  const one = { ...asked('c'), kind: 'text' as const, maxLength: 88 }
  const sent = (of: BuyerParameter[]) =>
    encodeExtendParams(
      of.map((parameter) => ({
        name: parameter.name,
        value: '青'.repeat(parameter.kind === 'text' ? parameter.maxLength : 0),
      })),
    )

  expect([fits(...full), sent(full).length]).toEqual(['accepted', 2048])
  expect(fits(full[0]!, full[1]!, one)).toBe('catalog.parameters_too_long')
})

test('the contract takes ten parameters at most, and names that a server can use', () => {
  const contract = consoleApi['POST /api/seller/products'].body.shape.buyerParameters
  const many = Array.from({ length: 11 }, (_, at) => ({ ...person, name: `n${at}` }))
  expect(contract.safeParse(many.slice(1)).success).toBe(true)
  expect(contract.safeParse(many).success).toBe(false)
  expect(contract.safeParse([{ ...person, name: '姓名' }]).success).toBe(false)
})
