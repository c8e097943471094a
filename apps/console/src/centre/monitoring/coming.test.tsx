import type { WatchDetail } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { Coming, Rules } from './coming.tsx'

const at = '2026-12-03T08:12:00.000Z'
const watch: WatchDetail = {
  product: { id: 'prd_01', name: { zh: '值班表', en: 'Duty roster' }, state: 'listed' },
  standing: 'warned',
  failedDays: 2,
  orders: { month: '2026-11', failed: 0 },
  coming: [
    { cause: 'days', what: 'warning', after: 4, left: 2, at },
    { cause: 'orders', what: 'warning', after: 3, left: 3 },
  ],
  mayCheck: true,
  mayAskRelisting: false,
  rules: [
    { cause: 'days', what: 'warning', after: 2, source: 'R240', isReached: true },
    { cause: 'days', what: 'freeze', after: 5, source: 'R240', isReached: false, at },
    { cause: 'orders', what: 'delisting', after: 6, source: 'R238', isReached: false },
  ],
}
const textOf = (node: ReactNode): string =>
  renderToStaticMarkup(
    <LanguageProvider language="en-US" zone="Asia/Shanghai">
      {node}
    </LanguageProvider>,
  )
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test('what comes next has its earliest date, and is said only of what has failed', () => {
  expect(textOf(<Coming of={watch} />)).toBe(
    'Warning after 2 more failed days 3 Dec 2026, 16:12 at the earliest',
  )
  expect(textOf(<Coming of={{ ...watch, failedDays: 0 }} />)).toBe('–')
  expect(textOf(<Coming of={{ ...watch, failedDays: 0, orders: { month: '2026-11', failed: 1 } }} />)).toBe(
    'Warning after 3 more failed orders this month',
  )
})

test('R238, R240: all rules are listed by what they count, with what has happened and no number of a rule', () => {
  const text = textOf(<Rules of={watch} />)

  expect(text).toContain('Failed days in a row 2 days now Day 2 Warning Reached')
  expect(text).toContain('Day 5 Product frozen 3 Dec 2026, 16:12 at the earliest')
  expect(text).toContain('Failed orders this month 0 orders now Order 6 Product delisted')
  expect(text).not.toMatch(/R2\d\d/)
})
