import { expect, test } from 'vitest'
import { createMoney, fromIso, toZone } from '@loggia/kernel'
import type { Currency } from '@loggia/kernel'
import { computeSpan, decideSpending, listLimitsOf, requireFitBudget } from './rules.ts'
import type { NamedBudget, Spending } from './schema.ts'

const zone = toZone('Asia/Shanghai')
const at = fromIso

test.each([
  ['month', '2026-11-30T23:59:59+08:00', '2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00'],
  // Still November in UTC.
  ['month', '2026-11-30T16:00:00Z', '2026-12-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
  ['quarter', '2026-01-01T00:00:00+08:00', '2026-01-01T00:00:00+08:00', '2026-04-01T00:00:00+08:00'],
  ['quarter', '2026-06-30T12:00:00+08:00', '2026-04-01T00:00:00+08:00', '2026-07-01T00:00:00+08:00'],
  ['quarter', '2026-12-31T23:00:00+08:00', '2026-10-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
  ['year', '2028-02-29T10:00:00+08:00', '2028-01-01T00:00:00+08:00', '2029-01-01T00:00:00+08:00'],
] as const)('R3b: the %s of %s is from %s to %s', (period, now, startsAt, endsAt) => {
  expect(computeSpan(period, at(now), zone)).toEqual({ startsAt: at(startsAt), endsAt: at(endsAt) })
})

const yuan = (minor: bigint, currency: Currency = 'CNY') => createMoney(minor, currency)
const budget: NamedBudget = {
  id: 'bgt_1',
  buyerId: 'byr_1',
  costCentreId: 'cct_1',
  costCentre: { id: 'cct_1', code: 'RD', name: 'Research' },
  period: 'month',
  amount: yuan(1000n),
  setAt: at('2026-11-01T00:00:00Z'),
}
const now = at('2026-11-15T00:00:00Z')

test('R3b: of a payment, only the lines of its cost centre count for a budget', () => {
  const parts: Spending['parts'] = [
    { costCentreId: budget.costCentreId, amount: yuan(300n) },
    { costCentreId: budget.costCentreId, amount: yuan(200n) },
    { costCentreId: 'cct_2', amount: yuan(5000n) },
    { amount: yuan(7000n) },
  ]

  expect(listLimitsOf([budget], { parts, at: now }, zone)).toMatchObject([{ amount: yuan(500n) }])
  expect(listLimitsOf([budget], { parts: [{ amount: yuan(1n) }], at: now }, zone)).toEqual([])
  expect(
    listLimitsOf(
      [budget],
      { parts: [{ costCentreId: budget.costCentreId, amount: yuan(0n) }], at: now },
      zone,
    ),
  ).toEqual([])
})

test.each([
  [999n, 1n, 'CNY', undefined],
  [1000n, 1n, 'CNY', 'budget.exceeded'],
  [0n, 1001n, 'CNY', 'budget.exceeded'],
  // More was refunded than was paid in the period.
  [-5n, 1005n, 'CNY', undefined],
  [0n, 1n, 'USD', 'budget.other_currency'],
] as const)('R3b: with %d spent of 1000, a payment of %d %s: %s', (spent, amount, currency, code) => {
  const [limit] = listLimitsOf(
    [budget],
    { parts: [{ costCentreId: budget.costCentreId, amount: yuan(amount, currency) }], at: now },
    zone,
  )
  const decide = () => limit && decideSpending(limit, yuan(spent))

  if (code === undefined) expect(decide).not.toThrow()
  else expect(decide).toThrow(expect.objectContaining({ code }))
})

test.each([
  [0n, 'CNY', true],
  [99_999_999_999_999n, 'CNY', true],
  [100_000_000_000_000n, 'CNY', false],
  [-1n, 'CNY', false],
  [1n, 'USD', false],
] as const)('R3b: %d %s as a budget: %s', (amount, currency, isFit) => {
  const require = () => requireFitBudget(yuan(amount, currency))

  if (isFit) expect(require).not.toThrow()
  else expect(require).toThrow(expect.objectContaining({ code: 'budget.amount_unfit' }))
})
