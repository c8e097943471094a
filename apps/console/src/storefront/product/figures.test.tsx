import type { InterfaceCheck, PublicFigures } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import type { Language } from '@loggia/kernel'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { FiguresPart } from './figures.tsx'

const figures: PublicFigures = {
  computedAt: '2026-11-29T00:00:00.000Z',
  orders: 1204,
  buyers: 512,
  opened: 1203,
  openedWithin: { p50Ms: 41_000, p90Ms: 540_000 },
  refunded: 0,
}
const show = (of: PublicFigures | undefined, language: Language = 'en-US', check?: InterfaceCheck): string =>
  renderToStaticMarkup(
    <LanguageProvider language={language} zone="Asia/Shanghai">
      <FiguresPart figures={of} check={check} />
    </LanguageProvider>,
  )
const valuesIn = (html: string): string[] =>
  [...html.matchAll(/<dd[^>]*>([^<]*)<\/dd>/g)].map(([, dd = '']) => dd)

test('a product says how its orders went, and from how many: nothing is rounded up to all', () => {
  expect(valuesIn(show(figures))).toEqual(['99.9%', '41 s', '9 min', '0.0%'])
  expect(show(figures)).toMatch(/From 1,204 orders of 512 buyers in the last 90 days/)
  expect(valuesIn(show(figures, 'zh-CN'))).toEqual(['99.9%', '41 秒内', '9 分钟内', '0.0%'])
  expect(show(figures, 'zh-CN')).toMatch(/512 个买家的 1,204 个订单/)
})

test('what is not known is left out, and too few buyers leave out all', () => {
  const { openedWithin: _, ...few } = { ...figures, opened: 0 }

  expect(valuesIn(show(few))).toEqual(['0.0%'])
  expect(show(undefined)).toBe('')
})

test('R239: what the newest dial test found is said, also while too few have bought', () => {
  const check = { at: '2026-11-29T01:12:00.000Z', products: 1, passed: 1 }

  expect(show(undefined, 'en-US', check)).toMatch(/Interface check.*29 Nov 2026, passed\./)
  expect(show(figures, 'en-US', { ...check, passed: 0 })).toMatch(/How orders went.*29 Nov 2026, failed\./)
  expect(show(figures, 'zh-CN', check)).toMatch(/最近一次检查接口：2026-11-29，结果正常/)
  expect(show(undefined)).toBe('')
})
