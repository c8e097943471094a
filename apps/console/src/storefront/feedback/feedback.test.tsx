import type { PageFeedback, OwnRating } from '@loggia/protocol/console'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createStructuredData } from '../../head.ts'
import { buyerSession, createFrame, createProduct } from '../example-product.ts'
import { Product } from '../product/product.tsx'
import { Storefront } from '../storefront.tsx'
import { formatFeedbackHref } from './feedback-href.ts'

const name = { zh: '澄***司', en: 'C***d' }
const nothing: PageFeedback = {
  shown: {
    byStars: [0, 0, 0, 0, 0],
    ratings: [],
    ratingPages: 0,
    questions: [],
    questionCount: 0,
    questionPages: 0,
  },
  query: { ratings: 1, questions: 1 },
}
const some: PageFeedback = {
  shown: {
    ...nothing.shown,
    figures: { count: 21, average: '4.8' },
    byStars: [16, 5, 0, 0, 0],
    ratings: [
      {
        id: 'fbk_1',
        author: name,
        stars: 5,
        text: 'It works <well>.',
        language: 'en-US',
        at: '2026-11-12T02:00:00.000Z',
        specification: { zh: '专业版', en: 'Pro' },
        monthsUsed: 1,
        answer: { text: '感谢使用。', language: 'zh-CN', at: '2026-11-13T02:00:00.000Z' },
      },
    ],
    ratingPages: 3,
  },
  query: { stars: 5, ratings: 2, questions: 1 },
}
const own: OwnRating = { names: { masked: name, whole: name }, showsName: false }

const render = (feedback: PageFeedback, session = false) =>
  renderToStaticMarkup(
    <Storefront
      page={{ route: 'product', product: createProduct(), feedback }}
      frame={createFrame({ language: 'en-US', session: session ? buyerSession : null })}
      later={{ Product }}
    />,
  )

test('R286: a product without reviews says so in a line, without an average', () => {
  const html = render(nothing)

  expect(html).toContain('No reviews yet.')
  expect(html).toContain('No questions yet.')
  expect(html).not.toContain('rated__average')
  expect(html).toContain('Sign in to review')
})

test('R286, R297: a review has its stars, what was bought, its language and the answer; pages and stars are links', () => {
  const html = render(some)

  expect(html).toContain('4.8')
  expect(html).toContain('Bought: Pro, used for 1 month')
  expect(html).toContain('<p lang="en-US">It works &lt;well&gt;.</p>')
  expect(html).toContain('<span lang="zh-CN">感谢使用。</span>')
  expect(html).toContain('Page 2 of 3')
  expect(html).toMatch(/href="[^"]*ratings=3#reviews"/)
  expect(html).toMatch(
    /aria-current="true"[^>]*><span>5 stars<\/span>.*?76%<\/span><span class="sr">16 reviews/,
  )
})

test.each([
  [own, 'Write a review'],
  [{ ...own, bar: 'not_bought' as const }, 'You can review this product once you have bought it'],
])('R286: a buyer may write, or reads why not: %#', (own, text) => {
  expect(render({ ...nothing, own }, true)).toContain(text)
})

test('R286: search engines get the average of published reviews, and nothing without any', () => {
  const frame = createFrame()
  const rated = createProduct({ ratings: { count: 21, average: '4.8' } })

  expect(createStructuredData({ route: 'product', product: rated }, frame)).toMatchObject({
    aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.8', reviewCount: 21 },
  })
  expect(createStructuredData({ route: 'product', product: createProduct() }, frame)).not.toHaveProperty(
    'aggregateRating',
  )
})

test.each([
  ['/products/p', { stars: 4, ratings: 1 }, '/products/p?stars=4#reviews'],
  ['/products/p?stars=1&ratings=3', { stars: undefined, ratings: 1 }, '/products/p#reviews'],
  ['/products/p?term=trial&stars=1', { ratings: 2 }, '/products/p?term=trial&stars=1&ratings=2#reviews'],
] as const)('the address %s with %j is %s', (path, asked, expected) => {
  expect(formatFeedbackHref(path, asked, 'reviews')).toBe(expected)
})
