import { ApiProblem } from '@loggia/client'
import { toZone } from '@loggia/kernel'
import { LanguageProvider } from '@loggia/ui'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PayProblem } from './pay-problem.tsx'
import type { Buying } from './use-buying.ts'

const buying = { confirm: {}, quote: undefined, balance: 'unknown' } as unknown as Buying
const told = (code: string, detail: string): string =>
  renderToString(
    <LanguageProvider language="en-US" zone={toZone('Asia/Shanghai')}>
      <PayProblem buying={buying} problem={new ApiProblem({ status: 422, code, detail })} />
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
