import { describe, expect, test } from 'vitest'
import { createRenderPage } from '../render-page.tsx'
import { buyerSession, createFrame } from '../storefront/example-product.ts'
import { areas } from './frame.ts'
import { createCentreRouter } from './router.ts'

const render = createRenderPage({
  'src/storefront/entry-client.tsx': { file: 'assets/storefront.js' },
  'src/centre/entry-client.tsx': {
    file: 'assets/centre.js',
    css: ['assets/centre.css'],
    imports: ['_react.js'],
  },
  '_react.js': { file: 'assets/react.js' },
})
const now = '2026-11-24T06:33:00.000Z'
const main = { main: true, grants: [] }
const everyRole = {
  ...buyerSession,
  seller: { id: 'sel_1' as const, name: { zh: '澄澜', en: 'Chenglan' } },
  operator: true,
  rights: { buyer: main, seller: main, operator: main },
}
const renderCentre = (path: string, frame: Parameters<typeof createFrame>[0] = {}): Promise<string> =>
  render({ route: 'centre', now }, createFrame({ session: everyRole, path, ...frame }))

/** The addresses of all pages, with an id for each parameter. */
const paths = Object.values(createCentreRouter().routesById)
  .filter((route) => !('children' in route && route.children))
  .map(({ fullPath }) => fullPath.replace(/\$\w+/g, `ord_${'0'.repeat(26)}`))

test.each(paths)('%s has its frame and menu before any script runs, and nothing to type', async (path) => {
  const html = await renderCentre(path, { movableClock: true })

  expect(html).toContain('<nav class="cn" id="nav"')
  expect(html.match(/<h1\b/g)?.length ?? 0).toBeLessThanOrEqual(1)
  expect(html).not.toMatch(/<style| style=|\son[a-z]+="|nonce/)
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
    expect(tag).toMatch(/ type="application\/json"| type="module" src="\/assets\//)
  // What is typed before a script takes the page over would be lost.
  const usable = html.replaceAll(/<(form|div)[^>]* inert=""[^>]*>.*?<\/\1>/gs, '')
  expect(usable.match(/<(input|select|textarea)\b[^>]*>/g)).toBeNull()
})

describe.each(areas)('the centre: %s', (area) => {
  test('says its page in the title, in the reader’s language, and no search engine lists it', async () => {
    const html = await renderCentre(`/${area}/messages`, { language: 'en-US' })

    expect(html).toMatch(/<title>Messages · \w+ Centre · Loggia<\/title>/)
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html).not.toMatch(/rel="canonical"|og:/)
  })
})

test.each(['seller', 'operator'])('the menu of the %s lists only what the reader may open', async (area) => {
  const count = (html: string): number =>
    html.split('<nav class="cn"')[1]?.split('</nav>')[0]?.split('<a ').length ?? 0
  const rights = { [area]: { main: false, grants: [] } }

  const all = count(await renderCentre(`/${area}/messages`))
  const some = count(await renderCentre(`/${area}/messages`, { session: { ...everyRole, rights } }))

  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(all)
})

test('parameters that mean nothing are left out, and the page is rendered without them', async () => {
  expect(await renderCentre('/buyer')).toContain('<title>总览 · 买家中心 · Loggia</title>')
  expect(await renderCentre('/buyer/services?state=nothing')).toContain('<title>已购买的服务 ·')
})

test('a reader without the role is told so', async () => {
  const html = await renderCentre('/operator', { session: buyerSession })

  expect(html).not.toContain('class="skgap"')
  expect(html).toContain('href="/buyer"')
})

test('the market’s time is the one at which the page was sent', async () => {
  expect(await renderCentre('/operator/clock', { movableClock: true, zoneOffsetMinutes: 480 })).toContain(
    '14:33:00',
  )
})
