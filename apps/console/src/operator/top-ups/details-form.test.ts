import { expect, test } from 'vitest'
import { transferDetailsSchema } from '@loggia/protocol/console'
import { findFaults, toDetails, toForm } from './details-form.ts'
import type { DetailsForm } from './details-form.ts'

const full = {
  account: {
    holder: { zh: '云商店', en: 'Loggia' },
    bank: { zh: '银行', en: 'Bank' },
    branch: { zh: '支行', en: 'Branch' },
    number: '6222 0000-1111',
    swift: 'BKCHCNBJ',
  },
  contact: 'finance@loggia.example',
}
const written = toForm(full)

test.each([
  full,
  { account: { ...full.account, branch: undefined, swift: undefined } },
  { contact: '400' },
  {},
])('details come back from the form as they were: %j', (details) => {
  expect(toDetails(toForm(details as never), !('account' in details))).toEqual(
    JSON.parse(JSON.stringify(details)),
  )
})

const changes: readonly (readonly [Partial<DetailsForm>, object])[] = [
  [{}, {}],
  [{ 'holder.en': ' ' }, { 'holder.en': 'missing' }],
  [{ 'bank.zh': '' }, { 'bank.zh': 'missing' }],
  [{ 'branch.zh': '' }, { 'branch.zh': 'both' }],
  [{ 'branch.zh': '', 'branch.en': '' }, {}],
  [{ number: '123' }, { number: 'number' }],
  [{ number: '6222_0000' }, { number: 'number' }],
  [{ swift: 'bkch cnbj' }, {}],
  [{ swift: 'BKCH' }, { swift: 'swift' }],
  [{ swift: '', contact: '' }, {}],
]
test.each(changes)('with %j the faults are %j, as the contract sees it', (change, faults) => {
  const form = { ...written, ...change }

  expect(findFaults(form)).toEqual(faults)
  expect(transferDetailsSchema.safeParse(toDetails(form, false)).success).toBe(
    Object.keys(faults).length === 0,
  )
})
