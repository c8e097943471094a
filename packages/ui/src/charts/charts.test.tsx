import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { LanguageProvider } from '../language.tsx'
import { ChartCard } from './chart-card.tsx'
import type { Series } from './plot.tsx'
import { formatTick, listTicks, pickLabels, computePlace } from './scale.ts'
import { ShareBar, Sparkline } from './sparkline.tsx'

describe('the axis', () => {
  test.each([
    ['count', [0], [0, 1]],
    ['count', [3], [0, 1, 2, 3]],
    ['count', [86], [0, 50, 100]],
    ['count', [402, 15], [0, 200, 400, 600]],
    ['count', [12_345], [0, 5000, 10_000, 15_000]],
    ['delay', [640, 1840], [0, 500, 1000, 1500, 2000]],
    // Amounts are in fen, and the steps are whole yuan.
    ['money', [0], [0, 100]],
    ['money', [123_456], [0, 50_000, 100_000, 150_000]],
    // Whatever is lost is seen: the axis starts as high as the lowest value allows.
    ['share', [100, 99.2], [98, 99, 100]],
    ['share', [100, 96.5], [90, 95, 100]],
    ['share', [100, 0], [0, 50, 100]],
  ] as const)('of %s with %j has %j', (measure, values, ticks) => {
    expect(listTicks(values, measure)).toEqual(ticks)
  })

  test('a value has its place between bottom and top, and is never outside', () => {
    expect(computePlace([0, 50, 100], 25)).toBe(0.25)
    expect(computePlace([90, 95, 100], 90)).toBe(0)
    expect(computePlace([90, 95, 100], 12)).toBe(0)
  })

  test('labels are few, and the first and the last are among them', () => {
    expect(pickLabels(3, 5)).toEqual([0, 1, 2])
    expect(pickLabels(30, 5)).toEqual([0, 7, 15, 22, 29])
  })

  test('delays of a second and more are in seconds', () => {
    expect([500, 1000, 1500, 20_000].map((ms) => formatTick(ms, 'delay', 'zh-CN'))).toEqual([
      '500 ms',
      '1 s',
      '1.5 s',
      '20 s',
    ])
  })
})

test('amounts beside the axis are in short, and never rounded', () => {
  const fen = [0, 5000, 250_000, 1_500_000, 1_200_000_000]

  expect(fen.map((one) => formatTick(one, 'money', 'zh-CN'))).toEqual([
    '¥0',
    '¥50',
    '¥2,500',
    '¥1.5 万',
    '¥1,200 万',
  ])
  expect(fen.map((one) => formatTick(one, 'money', 'en-US'))).toEqual(['¥0', '¥50', '¥2.5k', '¥15k', '¥12m'])
})

const days = ['10-28', '10-29', '10-30', '10-31']
const delays: Series = { name: 'p95', look: 'accent', values: [640, undefined, 1840, 500] }
const failed: Series = { name: '失败', look: 'bad', values: [0, 1, 0, 2] }
const succeeded: Series = { name: '成功', look: 'calm', values: [9000, 9000, 0, 7] }
const draw = (
  series: readonly Series[],
  as: 'bars' | 'lines',
  language: 'zh-CN' | 'en-US' = 'zh-CN',
): string =>
  renderToStaticMarkup(
    <LanguageProvider language={language} zone="Asia/Shanghai">
      <ChartCard
        title="响应时间"
        as={as}
        measure={as === 'lines' ? 'delay' : 'count'}
        labels={days}
        series={series}
        sum={false}
        empty="暂无调用"
      />
    </LanguageProvider>,
  )
const textsOf = (html: string, tag: string): string[] =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => text)

describe('a chart', () => {
  test('has each of its numbers in a table, which screen readers get in place of the picture', () => {
    const html = draw([succeeded, failed], 'bars')

    expect(
      html
        .match(/<svg[^>]*>/g)
        ?.every((svg) => svg.includes('aria-hidden="true"') || svg.includes('viewBox')),
    ).toBe(true)
    expect(textsOf(html, 'caption')).toEqual(['响应时间'])
    expect(textsOf(html, 'th')).toEqual(['日期', '成功', '失败', ...days])
    expect(textsOf(html, 'td')).toEqual(['9,000', '0', '9,000', '1', '0', '0', '7', '2'])
    // One position is read out, at first the last one.
    expect(html).toContain('aria-valuenow="3" aria-valuetext="10-31; 成功 7; 失败 2"')
  })

  test('offers the table to everybody by a button that says of which chart', () => {
    expect(draw([delays], 'lines', 'en-US')).toContain('aria-label="Table: 响应时间"')
  })

  test('draws no line over a day without a value: what stands alone is a dot', () => {
    const html = draw([delays], 'lines')

    expect(html.match(/<polyline/g)).toHaveLength(2)
    expect(html.match(/<circle/g)).toHaveLength(2)
    expect(textsOf(html, 'td')).toEqual(['640 ms', '–', '1.84 s', '500 ms'])
  })

  test('shows one failure among thousands, and bars stand on each other', () => {
    const bars = [...draw([succeeded, failed], 'bars').matchAll(/<rect class="series--(\w+)"[^>]*>/g)]
    const heightOf = (at: number): number => Number(/height="([\d.]+)"/.exec(bars[at]?.[0] ?? '')?.[1])

    expect(bars.map(([, look]) => look)).toEqual(days.flatMap(() => ['calm', 'bad']))
    expect(heightOf(1)).toBe(0)
    expect(heightOf(3)).toBe(2)
  })

  test('without any number says so, and offers no table', () => {
    const html = draw([{ ...failed, values: [0, undefined, 0, 0] }], 'bars')

    expect(html).toContain('暂无调用')
    expect(html).not.toMatch(/<table|<svg|<button/)
  })

  test('has no style attribute, which the policy of pages refuses', () => {
    expect(draw([succeeded, failed], 'bars') + draw([delays], 'lines')).not.toContain('style=')
  })
})

test('a sparkline shows how much there was, and failures in red whatever their number', () => {
  const html = renderToStaticMarkup(
    <Sparkline
      bars={[
        { all: 0, failed: 0 },
        { all: 2400, failed: 1 },
      ]}
    />,
  )

  expect([...html.matchAll(/height="([\d.]+)"/g)].map(([, tall]) => tall)).toEqual(['24', '3'])
  expect(html.match(/series--bad/g)).toHaveLength(1)
})

test.each([
  [3, 4, '75%'],
  [0, 0, '0%'],
])('of %i in %i the bar is %s long', (part, whole, long) => {
  expect(renderToStaticMarkup(<ShareBar part={part} whole={whole} />)).toContain(
    `class="series--bad" width="${long}"`,
  )
})
