import { ApiProblem } from '@loggia/client'
import { toZone } from '@loggia/kernel'
import { LanguageProvider } from '@loggia/ui'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PayProblem } from './pay-problem.tsx'
import type { Checkout } from './use-checkout.ts'

const checkout = {
  quote: { total: { amount: '51360.00', currency: 'CNY' } },
  balance: 'unknown',
  here: '/products/prd_1/checkout?key=1',
} as unknown as Checkout
const told = (code: string, detail: string, details: Record<string, unknown> = {}): string =>
  renderToString(
    <LanguageProvider language="en-US" zone={toZone('Asia/Shanghai')}>
      <PayProblem checkout={checkout} problem={new ApiProblem({ status: 422, code, detail, details })} />
    </LanguageProvider>,
  )

test('R66a: a buyer whose page is older than the product gets to the fields that it has not', () => {
  const page = told('order.parameter_missing', 'Fill in “Till”.')

  expect(page).toContain('Fill in “Till”')
  expect(page).toContain('Your order was not placed and you were not charged.')
  expect(page).toMatch(/<button[^>]*>Update fields<\/button>/)
})

test('what another page would not help with offers none', () => {
  expect(told('catalog.limit_reached', 'No more of it')).not.toContain('<button')
})

test('a changed price is told as the old and the new amount, and nothing was charged', () => {
  const page = told('order.price_changed', 'From this to that', { actualAmount: '53000.00' })

  expect(page).toContain('you were not charged')
  expect(page).toMatch(/Old price<\/dt><dd>¥51,360\.00<.*New price<\/dt><dd>¥53,000\.00</)
  expect(page).toMatch(/<button[^>]*>Update price<\/button>/)
})

test('a checkout that has ordered something else leads to that order', () => {
  const page = told('request.key_reused', 'This key has been used')

  expect(page).toContain('already placed an order')
  expect(page).toMatch(/<button[^>]*>View order<\/button>/)
})

test('R65: agreements with a new version have to be read and ticked again', () => {
  const page = told('order.agreements_changed', 'A new version')

  expect(page).toContain('you were not charged')
  expect(page).toMatch(/<button[^>]*>Show the new version<\/button>/)
})
