import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const product = (n: number): Id<'prd'> => `prd_${String(n).padStart(26, '0')}` as Id<'prd'>
/** One more than a file holds. */
const count = 10_001
const seller = (n: number): Id<'sel'> => `sel_${String(n).padStart(26, '0')}` as Id<'sel'>
const lengths: number[] = []

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({
    publicProducts: {
      parts: async (length) => {
        lengths.push(length)
        return Array.from({ length: Math.ceil(count / length) }, (_, part) => product(part * length))
      },
      read: async function* read(first, length) {
        const from = Number(first.slice(4))
        for (let n = from; n < Math.min(from + length, count); n += 1)
          yield { id: product(n), listedAt: '2026-11-24T06:33:00.000Z' }
      },
      sellerParts: async (length) => {
        lengths.push(length)
        return [seller(0)]
      },
      readSellers: async function* read() {
        yield { id: seller(0), listedAt: '2026-11-24T06:33:00.000Z' }
        yield { id: seller(1) }
      },
      categories: async () => ['office', 'office/docs', 'r&d'],
    },
  })
})
afterAll(() => edge.close())

const addressesIn = (xml: string): string[] =>
  [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address ?? '')

test('robots are told where the sitemap is, and to leave the centres and the API alone', async () => {
  const { body, headers } = await edge.ask('GET', '/robots.txt')

  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  for (const line of ['Disallow: /api/', 'Disallow: /buyer', 'Disallow: /seller/', 'Disallow: /operator'])
    expect(body.split('\n')).toContain(line)
  expect(body).toContain('\nSitemap: http://market.example:8080/sitemap.xml\n')
  // The addresses of public seller pages begin with `/seller` too.
  expect(body).not.toMatch(/^Disallow: \/seller(s.*)?$/m)
})

test('more products than a file holds are in several, each below 50,000 addresses, and each once', async () => {
  const index = addressesIn((await edge.ask('GET', '/sitemap.xml')).body)
  const files = await Promise.all(
    index.map(async (address) => addressesIn((await edge.ask('GET', new URL(address).pathname)).body)),
  )

  expect(index).toHaveLength(5)
  expect(Math.max(...files.map((file) => file.length))).toBeLessThanOrEqual(50_000)
  expect(lengths).toEqual([10_000, 10_000])
  const all = files.flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(3 * (count + 2 + 7 + 3))
  expect(all).toContain(`http://market.example:8080/sellers/${seller(1)}`)
  expect(all).toContain('http://market.example:8080/categories/office/docs?lang=zh-CN')
  expect(all).toContain('http://market.example:8080/categories/r%26d')
  expect(all).toContain(`http://market.example:8080/products/${product(count - 1)}?lang=en-US`)
})

test('each address names the same page in each language and without one', async () => {
  const { body, headers } = await edge.ask('GET', '/sitemaps/pages.xml')

  expect(headers).toMatchObject({
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  })
  expect(addressesIn(body).slice(0, 3)).toEqual([
    'http://market.example:8080/?lang=zh-CN',
    'http://market.example:8080/?lang=en-US',
    'http://market.example:8080/',
  ])
  for (const language of ['zh-CN', 'en-US', 'x-default'])
    expect(body.match(new RegExp(`hreflang="${language}"`, 'g'))).toHaveLength(21)
})

test.each([
  '/sitemaps/none.xml',
  '/sitemaps/categories_1.xml',
  '/sitemaps/prd_1.xml',
  '/sitemaps/pages',
  '/sitemaps/..%2Fpages.xml',
])('%s is no such page', async (url) => {
  expect((await edge.ask('GET', url)).statusCode).toBe(404)
})
