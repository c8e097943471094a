import type { ReadForPage } from '@loggia/protocol/console'
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
  'src/centre/start-after-paint.ts': { file: 'assets/start.js' },
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
  // React writes this where a component failed inside a boundary.
  expect(html).not.toContain('<!--$!-->')
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

test('a list comes with the filters that its reader has saved, so that nothing moves it, and reads nothing itself', async () => {
  const asked: string[] = []
  const read = async (path: string): Promise<Response> => {
    asked.push(path)
    return Response.json({ items: [] })
  }
  const saved = {
    id: 'flt_1',
    list: '/buyer/orders',
    name: '待付款',
    filters: { state: 'pending_payment' },
    createdAt: now,
  } as const

  const html = await render(
    { route: 'centre', now, savedFilters: [saved] },
    createFrame({ session: everyRole, path: '/buyer/orders' }),
    read,
  )

  expect(asked).toEqual([])
  expect(html).toMatch(/<a[^>]*>待付款<\/a>/)
  expect(html.match(/"flt_1"/g), 'sent once').toHaveLength(1)
  expect(html).toContain('class="sk"')
})

describe('a page that comes with its data', () => {
  const yuan = (amount: string) => ({ amount, currency: 'CNY' })
  const answers: Readonly<Record<string, unknown>> = {
    '/api/buyer/services?sort=loss': {
      items: [{ id: 'sub_1', product: { name: { zh: '档案', en: 'Archive' } } }],
    },
    '/api/buyer/renewals': { soon: { count: 2, amount: yuan('312.00') }, calendar: [], months: [] },
    '/api/buyer/spending': {
      total: yuan('486.05'),
      months: [
        { month: '2026-10', paid: yuan('0.00'), refunded: yuan('0.00') },
        { month: '2026-11', paid: yuan('486.05'), refunded: yuan('0.00') },
      ],
      products: [],
    },
    '/api/buyer/balance?limit=1': { balance: yuan('1204.00'), items: [] },
    '/api/buyer/overview': { supervisions: 3, tickets: 0, purchaseRequests: 0 },
    '/api/buyer/purchase-requests?list=to_decide&limit=3': { items: [] },
    '/api/buyer/orders?limit=6': { items: [] },
    '/api/buyer/messages': { items: [], unread: 0 },
  }
  type Asked = { readonly paths: string[]; readonly read: ReadForPage }
  /** Answers as above, except for what begins with one of `failing`. */
  function createReader(...failing: readonly string[]): Asked {
    const paths: string[] = []
    const read: ReadForPage = async (path) => {
      paths.push(path)
      if (failing.some((one) => path.startsWith(one))) throw new Error('too late')
      const answer = answers[path]
      return answer === undefined ? new Response('{}', { status: 403 }) : Response.json(answer)
    }
    return { paths, read }
  }
  const renderWith = ({ read }: Asked, path = '/buyer'): Promise<string> =>
    Promise.resolve(render({ route: 'centre', now }, createFrame({ session: everyRole, path }), read))
  const answersIn = (html: string): [readonly [string], unknown][] =>
    JSON.parse(/id="answers">(.*?)<\/script>/.exec(html)?.[1] ?? '[]') as [readonly [string], unknown][]

  test('has its figures before any script runs, and the answers for the browser, each asked for once', async () => {
    const asked = createReader()

    const html = await renderWith(asked)

    expect(html).toContain('<span class="v">¥486.05</span>')
    expect(html).toContain('<span class="v">¥1,204.00</span>')
    expect(html.split('<main')[1]).not.toContain('class="sk"')
    expect(asked.paths.toSorted()).toEqual(Object.keys(answers).toSorted())
    expect(Object.fromEntries(answersIn(html).map(([[key], data]) => [key, data]))).toMatchObject({
      'GET /api/buyer/overview': answers['/api/buyer/overview'],
      'GET /api/buyer/services': { pages: [answers['/api/buyer/services?sort=loss']] },
    })
  })

  test('loads its scripts once it is painted', async () => {
    const html = await renderWith(createReader())

    expect(html).toContain(
      '<script type="module" src="/assets/zh-CN/start.js" data-entry="/assets/zh-CN/centre.js">',
    )
    expect(html).toContain('<link rel="later" href="/assets/zh-CN/react.js">')
    expect(html).not.toContain('modulepreload')
  })

  test.each([['/api/buyer/balance'], ['/api/buyer/spending']])(
    'comes with a skeleton for what is not answered, which the browser asks for (%s)',
    async (failing) => {
      const asked = createReader(failing)

      const html = await renderWith(asked)

      expect(html).toContain('class="sk"')
      expect(html).not.toContain('class="empty" role="alert"')
      expect(asked.paths.filter((path) => path.startsWith(failing))).toHaveLength(1)
      expect(JSON.stringify(answersIn(html))).not.toContain(failing)
      // What is missing is waited for, so the scripts come at once.
      expect(html).toContain('<script type="module" src="/assets/zh-CN/centre.js">')
    },
  )

  test('tells why a part of it could not be rendered, and shows the others', async () => {
    const { read } = createReader()
    const faults: unknown[] = []
    const withBadOrders = (...[path, init]: Parameters<typeof read>) =>
      path.startsWith('/api/buyer/orders')
        ? Promise.resolve(Response.json({ items: [{}] }))
        : read(path, init)

    const html = await render(
      { route: 'centre', now },
      createFrame({ session: everyRole, path: '/buyer' }),
      withBadOrders,
      (error) => void faults.push(error),
    )

    expect(html).toContain('<span class="v">¥1,204.00</span>')
    expect(faults).toEqual([expect.any(TypeError)])
  })

  test('comes as other pages do if nothing is answered', async () => {
    const html = await renderWith(createReader('/api/'))

    expect(html).toContain('class="sk"')
    expect(html).toContain('<script type="module" src="/assets/zh-CN/centre.js">')
    expect(html).not.toContain('id="answers"')
  })

  test('cannot end the element of its answers, whatever they say', async () => {
    const name = '</script><script src="https://evil.example/x.js">'
    const items = [{ id: 'sub_1', product: { name: { zh: name, en: name } } }]
    const read: ReadForPage = async (path) =>
      path.startsWith('/api/buyer/services') ? Response.json({ items }) : createReader().read(path, {})

    expect(await renderWith({ paths: [], read })).not.toContain('<script src="https://evil')
  })

  test('asks nothing that needs a right which the reader lacks', async () => {
    const asked = createReader()
    const session = { ...everyRole, rights: { operator: { main: false, grants: ['finance' as const] } } }

    await render({ route: 'centre', now }, createFrame({ session, path: '/operator' }), asked.read)

    expect(asked.paths).not.toContain('/api/operator/health?limit=6')
    expect(asked.paths).toContain('/api/operator/queues')
  })

  test('other pages ask nothing', async () => {
    const asked = createReader()

    await renderWith(asked, '/buyer/organisation')

    expect(asked.paths).toEqual([])
  })
})
