import { describe, expect, test } from 'vitest'
import { addMs, fromDays, toInstant, toZone } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import {
  computeFigures,
  countMonths,
  decideState,
  findBar,
  findBought,
  listHints,
  toMaskedName,
  requireRoom,
} from './rules.ts'
import type { FeedbackState, Purchase, TextAction } from './schema.ts'

const zone = toZone('Asia/Shanghai')
const opened = toInstant(Date.UTC(2026, 0, 31, 4))
const after = (days: number): Instant => addMs(opened, fromDays(days))
const standard = { zh: '标准版', en: 'Standard' }
const paid: Purchase = { specification: standard, openedAt: opened, startsAt: opened, isTrial: false }

describe('R286: a purchase counts', () => {
  test.each<[string, readonly Purchase[], boolean]>([
    ['that was opened', [paid], true],
    [
      'but not one that is being opened',
      [{ specification: standard, startsAt: opened, isTrial: false }],
      false,
    ],
    ['but no trial', [{ ...paid, isTrial: true }], false],
    ['once a trial was converted', [{ ...paid, isTrial: true }, paid], true],
    ['but not before its paid time begins', [{ ...paid, startsAt: after(31) }], false],
    ['but not if it was refunded within five days', [{ ...paid, refundedAt: addMs(after(5), -1) }], false],
    ['if it was refunded later', [{ ...paid, refundedAt: after(5) }], true],
    ['if only a renewal was refunded', [paid, { ...paid, startsAt: after(20), refundedAt: after(2) }], true],
    ['but nothing is no purchase', [], false],
  ])('%s', (_name, purchases, counts) => {
    expect(findBought(purchases, after(30)) !== undefined).toBe(counts)
  })

  test('and of several the newest specification is shown, with the time of the first', () => {
    const newer = {
      ...paid,
      specification: { zh: '专业版', en: 'Pro' },
      openedAt: after(10),
      startsAt: after(10),
    }

    expect(findBought([newer, paid], after(30))).toEqual({
      specification: newer.specification,
      since: opened,
    })
  })
})

test.each([
  [{ bought: undefined, isConnected: false, product: { state: 'listed' } }, 'not_bought'],
  [
    { bought: { specification: standard, since: opened }, isConnected: true, product: { state: 'listed' } },
    'own_seller',
  ],
  [
    {
      bought: { specification: standard, since: opened },
      isConnected: false,
      product: { state: 'delisted' },
    },
    'not_on_sale',
  ],
  [
    {
      bought: { specification: standard, since: opened },
      isConnected: false,
      product: { state: 'suspended' },
    },
    'not_on_sale',
  ],
  [
    { bought: { specification: standard, since: opened }, isConnected: false, product: { state: 'hidden' } },
    undefined,
  ],
  [
    { bought: { specification: standard, since: opened }, isConnected: false, product: { state: 'listed' } },
    undefined,
  ],
] as const)('R286: of %j the bar is %s', (of, bar) => {
  expect(findBar(of)).toBe(bar)
})

const states: readonly FeedbackState[] = [
  'waiting',
  'published',
  'refused',
  'hidden',
  'replaced',
  'withdrawn',
]
const next: Readonly<Record<TextAction, readonly (FeedbackState | undefined)[]>> = {
  publish: ['published', 'published', undefined, 'published', undefined, undefined],
  refuse: ['refused', 'hidden', undefined, undefined, undefined, undefined],
  replace: ['replaced', 'replaced', undefined, 'replaced', undefined, undefined],
  withdraw: ['withdrawn', 'withdrawn', undefined, 'withdrawn', undefined, undefined],
}
test.each(
  (Object.keys(next) as TextAction[]).flatMap((action) =>
    states.map((state, at) => [action, state, next[action][at]] as const),
  ),
)('to %s a text that is %s makes it %s', (action, state, expected) => {
  const decide = () => decideState({ state, waitsSince: opened }, action)

  if (expected) expect(decide()).toBe(expected)
  else expect(decide).toThrow(expect.objectContaining({ code: 'feedback.decided_already' }))
})

test('a published text that nobody has to look at is not published again', () => {
  expect(() => decideState({ state: 'published' }, 'publish')).toThrow(
    expect.objectContaining({ code: 'feedback.decided_already' }),
  )
})

test.each([
  ['用了半年，很稳定。', []],
  ['It has run for 12 months with 260 seats.', []],
  ['加我微信 13800138000', ['phone']],
  ['call 400-000-0126 now', ['phone']],
  ['write to me@cheap.example', ['email']],
  ['see https://cheap.example/x', ['link']],
  ['cheap-saas.com is better', ['link']],
  ['好好好好好好', ['repeated']],
] as const)('what an operator should look at in “%s”: %j', (text, hints) => {
  expect(listHints(text)).toEqual(hints)
})

test.each([
  ['澄澜软件（示例）有限公司', '澄***司'],
  ['Acme Ltd', 'A***d'],
  ['王', '王***'],
  ['👩‍💻社', '👩‍💻***社'],
])('the name %s is shown as %s', (name, shown) => {
  expect(toMaskedName({ zh: name, en: name })).toEqual({ zh: shown, en: shown })
})

test.each([
  ['2026-01-31', '2026-02-27', 0],
  ['2026-01-31', '2026-02-28', 1],
  ['2026-01-15', '2026-01-15', 0],
  ['2025-03-01', '2026-03-01', 12],
  ['2024-02-29', '2026-11-30', 33],
])('from %s to %s are %i whole months', (since, at, months) => {
  const noon = (date: string) => toInstant(Date.parse(`${date}T04:00:00Z`))

  expect(countMonths(noon(since), noon(at), zone)).toBe(months)
})

test.each([
  [[0, 0, 0, 0, 0], undefined],
  [[1, 0, 0, 0, 0], { count: 1, average: '5.0' }],
  [[1, 1, 0, 0, 0], { count: 2, average: '4.5' }],
  [[106, 15, 4, 1, 0], { count: 126, average: '4.8' }],
  // 4.25 is rounded up.
  [[2, 1, 1, 0, 0], { count: 4, average: '4.3' }],
  [[0, 0, 0, 0, 3], { count: 3, average: '1.0' }],
])('of %j the figures are %j', (byStars, figures) => {
  expect(computeFigures(byStars)).toEqual(figures)
})

test('a buyer writes ten texts in 24 hours', () => {
  expect(() => requireRoom(9)).not.toThrow()
  expect(() => requireRoom(10)).toThrow(
    expect.objectContaining({ code: 'feedback.too_many', kind: 'limited' }),
  )
})
