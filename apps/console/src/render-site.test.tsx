import { describe, expect, test } from 'vitest'
import { createRenderStorefront } from './render-page.tsx'
import type { StorefrontPage } from './storefront/storefront.tsx'
import { buyerSession, createFrame, createProduct } from './storefront/example-product.ts'

const render = createRenderStorefront({
  'src/storefront/entry-client.tsx': {
    file: 'assets/storefront.js',
    css: ['assets/storefront.css'],
    assets: ['assets/inter-x.woff2'],
  },
})
const product: StorefrontPage = { route: 'product', product: createProduct() }

describe('the name and look of the marketplace', () => {
  const site = {
    name: { zh: '晴川<云商店>', en: 'Qingchuan' },
    accent: '#7a1f4d',
    logo: '/media/logo.webp',
  }

  test('are in its pages: title, header, footer, icon, colours and shared links', () => {
    const html = render(product, createFrame({ site }))

    expect(html).toMatch(/<title>[^<]* · 晴川&lt;云商店&gt;<\/title>/)
    expect(html.match(/<img src="\/media\/logo.webp"[^>]*\/><span[^>]*>晴川&lt;云商店&gt;/g)).toHaveLength(2)
    expect(html).toContain('<link rel="icon" href="/media/logo.webp" type="image/webp">')
    expect(html.indexOf('/site/accent-7a1f4d-1.css')).toBeGreaterThan(
      html.lastIndexOf('.css">', html.indexOf('/site/')),
    )
    expect(html).toContain('<meta property="og:image" content="https://market.example/media/logo.webp">')
    expect(html).not.toContain('social.png')
  })

  test('are Loggia’s until operators set them', () => {
    const html = render(product, createFrame({ site: {} }))

    expect(html).toContain(' · Loggia</title>')
    expect(html).toContain('/favicon.ico')
    expect(html).not.toContain('/site/accent')
    expect(html).toContain('social.png')
  })
})

describe('pages that operators write', () => {
  const pageOf = (kind: 'help' | 'contact' | 'user', zh = '# 甲\n## 乙\n丙\n# 丁'): StorefrontPage => ({
    route: 'agreement',
    kind,
    agreement: { version: 0, text: { zh, en: 'Text' } },
  })

  test('have headings, contents and no version, since nobody agrees to them', () => {
    const html = render(pageOf('help'), createFrame({ path: '/help' }))

    expect(html).toContain('<h2 id="part-0">甲</h2>')
    expect(html).toContain('<a href="#part-3">丁</a>')
    expect(html).not.toContain('内置的简短版本')
    expect(html).toContain('<meta name="description" content="丙">')
    expect(html).toContain('rel="canonical"')
    expect(render(pageOf('user'), createFrame())).toContain('内置的简短版本')
  })

  test('the contact is that of the settings; only operators are told that there is none', () => {
    const contact = { email: 'help@qingchuan.example', phone: '400 123-4567' }
    const operator = { ...buyerSession, operator: true }
    const show = (frame: Parameters<typeof createFrame>[0]) => render(pageOf('contact'), createFrame(frame))

    const told = show({ site: { contact } })
    expect(told).toContain('href="mailto:help@qingchuan.example"')
    expect(told).toContain('href="tel:4001234567"')
    expect(show({})).not.toContain('尚未设置')
    expect(show({ session: buyerSession })).not.toContain('尚未设置')
    expect(show({ session: operator })).toContain('尚未设置')
    expect(show({ session: operator, site: { contact } })).not.toContain('尚未设置')
  })

  test('text in them is text, and a link that runs something is none', () => {
    const html = render(
      pageOf('help', '<img src=x onerror=alert(1)> [x](javascript:alert(1))'),
      createFrame(),
    )

    expect(html).not.toContain('<img src=x')
    expect(html).not.toMatch(/href="javascript/)
  })
})

test('a text is in its document once, as HTML: the browser needs no data to take it over', () => {
  const entry = { group: 'start', path: '/developers/guides/a', title: '甲', language: 'zh-CN' } as const
  const code = { kind: 'code', text: 'only-in-code' } as const
  const pages: readonly StorefrontPage[] = [
    { route: 'agreement', kind: 'help', agreement: { version: 0, text: { zh: '仅此一次', en: 'Text' } } },
    { route: 'developers', documents: [entry], example: { ...code, file: '仅此一次.ts' } },
    {
      route: 'document',
      documents: [entry],
      shown: { ...entry, lead: '', blocks: [{ kind: 'paragraph', of: ['仅此一次'] }, code] },
    },
  ]

  for (const page of pages) {
    const html = render(page, createFrame())
    const [, main = '', after = ''] = html.split(/<div id="static" class="static">|<\/main><\/div>/)

    expect(main).toContain('仅此一次')
    expect(after).not.toContain('仅此一次')
    expect(html.split('only-in-code')).toHaveLength(page.route === 'agreement' ? 1 : 2)
    expect(html).toContain(`{"page":{"route":"${page.route}"},"frame":`)
  }
})
