import { expect, test } from 'vitest'
import { findStem } from './stems.ts'

test.each([
  ['invoice', 'invoices', 'invoicing', 'invoiced'],
  ['survey', 'surveys', 'surveying'],
  ['pharmacy', 'pharmacies'],
  ['translate', 'translating', 'translation', 'translations'],
  ['crash', 'crashes'],
  ['plan', 'plans', 'planning'],
  ['scan', 'scanning'],
  ['process', 'processes'],
])('forms of %s have one stem', (word, ...forms) => {
  expect(new Set(forms.map(findStem))).toEqual(new Set([findStem(word)]))
})

test.each(['crm', 'sms', 'bus', 'need', 'k8s', '2fa', 'analysis', 'address', '发票'])('%s stays', (word) => {
  expect(findStem(word)).toBe(word)
})

test.each([
  ['tax', 'taxi'],
  ['universe', 'university'],
])('%s and %s are different', (one, other) => {
  expect(findStem(one)).not.toBe(findStem(other))
})
