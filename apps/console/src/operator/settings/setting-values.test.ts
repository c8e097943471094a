import { expect, test } from 'vitest'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { MarketSettingName } from '@loggia/protocol/console'
import { listChoices, findRange, readWhole } from './setting-values.ts'

const names = Object.keys(marketSettingsSchema.shape) as MarketSettingName[]

test.each(names)('%s is offered as the contract takes it, and no further', (name) => {
  const schema = marketSettingsSchema.shape[name]
  const range = findRange(name)
  const takes = (value: unknown) => schema.safeParse(value).success

  for (const value of listChoices(name) ?? []) expect(takes(value)).toBe(true)
  if (range)
    expect([range.min - 1, range.min, range.max, range.max + 1].map(takes)).toEqual([
      false,
      true,
      true,
      false,
    ])
  expect(listChoices(name) !== undefined || range !== undefined).toBe(true)
})

test.each([
  ['5', 5],
  [' 60 ', 60],
  ['4', undefined],
  ['61', undefined],
  ['7.5', undefined],
  ['-7', undefined],
  ['', undefined],
])('a number written as %j is %j', (written, expected) => {
  expect(readWhole(written, { min: 5, max: 60 })).toBe(expected)
})
