import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageData, PageFrame, Sites } from '@loggia/protocol/console'
import { runInTx, saveSetting, system } from '../platform/index.ts'
import { computePageKey } from './page-key.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const name = { zh: '晴川云商店', en: 'Qingchuan Marketplace' }
const site = (code: string, countries: string[]): Sites['sites'][number] => ({
  code,
  name: { zh: code, en: code },
  url: `https://${code}.example`,
  countries,
  languages: ['en-US'],
})
const two: Sites = { current: 'cn', sites: [site('cn', ['CN']), site('intl', ['DE', 'US'])] }

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: { 'GET /api/agreements/:kind': async () => ({ version: 0, text: { zh: '帮助', en: 'Help' } }) },
  })
})
beforeEach(() => set('sites', two))
afterAll(() => edge.close())

const set = (setting: string, value: unknown): Promise<void> =>
  runInTx(edge.bare.platform, { actor: system }, (tx) =>
    saveSetting(
      tx,
      { name: setting, schema: { safeParse: () => ({ success: false }) } },
      { value, clock: edge.bare.platform.clock },
    ),
  )

async function open(asked: { region?: string; cookie?: string; as?: Visitor; url?: string } = {}) {
  const { region = 'de-DE', cookie, as, url = '/help' } = asked
  const headers = { 'accept-language': region, ...(cookie && { cookie }) }
  const { body } = await edge.ask('GET', url, as, { headers })
  const { page, frame } = JSON.parse(body) as { page: PageData; frame: PageFrame }
  return { body, frame, key: computePageKey(page, frame), offered: frame.siteOffer?.code }
}

describe('R9: the offer of another site', () => {
  test('is part of the key of a guest’s page, which is the same to the byte for all of one key', async () => {
    const [german, austrian, chinese] = [
      await open(),
      await open({ region: 'de-DE,de' }),
      await open({ region: 'zh-CN' }),
    ]

    expect([german.offered, chinese.offered]).toEqual(['intl', undefined])
    expect(austrian.body).toBe(german.body)
    expect(austrian.key).toBe(german.key)
    expect(chinese.key).not.toBe(german.key)
  })

  test('is closed by a link, for good, in a cookie that names only the site', async () => {
    const { headers, statusCode } = await edge.ask('GET', '/preferences?site=intl&next=%2Fhelp')
    const [cookie = ''] = [headers['set-cookie']].flat()

    expect([statusCode, headers.location]).toEqual([303, '/help'])
    expect(cookie).toMatch(/^loggia_site_offers=intl; Max-Age=31536000; Path=\/;.* SameSite=Lax$/)
    expect((await open({ cookie: 'loggia_site_offers=intl' })).offered).toBeUndefined()
    expect((await open({ cookie: 'loggia_site_offers=other' })).offered).toBe('intl')
  })

  test('is closed for the account of a member, in whatever browser, and not for another', async () => {
    const [buyer, seller] = [await edge.visitor('buyer'), await edge.visitor('seller')]
    expect((await open({ as: seller })).offered).toBe('intl')

    const { headers } = await edge.ask('GET', '/preferences?site=intl', seller)

    expect(String(headers['set-cookie'] ?? '')).not.toContain('loggia_site_offers')
    expect((await open({ as: seller })).offered).toBeUndefined()
    // The buyer's account is in China, whatever the browser says.
    expect((await open({ as: buyer })).offered).toBeUndefined()
  })

  test.each(['x%3B%20path%3D%2F', '', '<script>'])('a code that is none sets nothing: %s', async (code) => {
    const { headers } = await edge.ask('GET', `/preferences?site=${code}`)

    expect(headers['set-cookie']).toBeUndefined()
  })

  test('is not made while there is one site', async () => {
    await set('sites', { current: 'cn', sites: [site('cn', ['CN'])] })

    expect((await open()).offered).toBeUndefined()
  })
})

describe('the name and look of the marketplace', () => {
  test('are in every page from the moment they are set, and are no part of the key', async () => {
    const before = await open()
    await set('siteProfile', { name, accent: '#7a1f4d' })
    const after = await open()

    expect(before.frame.site).toEqual({})
    expect(after.frame.site).toEqual({ name, accent: '#7a1f4d' })
    expect(after.key).toBe(before.key)
  })

  test('are in the manifest, in the reader’s language', async () => {
    await set('siteProfile', { name, logo: '/media/logo.webp' })
    const read = async (language: string) =>
      (
        await edge.ask('GET', '/manifest.webmanifest', undefined, {
          headers: { 'accept-language': language },
        })
      ).json<{
        name: string
        icons: { src: string }[]
      }>()

    expect((await read('zh')).name).toBe(name.zh)
    expect(await read('en')).toMatchObject({ name: name.en, icons: [{ src: '/media/logo.webp' }] })
    await set('siteProfile', undefined)
    expect(await read('en')).toMatchObject({ name: 'Loggia', icons: [{ src: '/icon-192.png' }, {}, {}, {}] })
  })

  test('an accent is a file of its own, which never changes and holds both themes', async () => {
    const { body, headers } = await edge.ask('GET', '/site/accent-7a1f4d-1.css')

    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await edge.ask('GET', '/site/accent-7a1f4d-2.css')).headers['cache-control']).toBe('no-store')
    expect(body).toMatch(/^:root\{--accent:#7a1f4d;/)
    expect(body).toContain("@media screen{:root[data-theme='dark']{--accent:#")
  })

  test.each([
    'accent-ffd400-1.css',
    'accent-7A1F4D-1.css',
    'accent-7a1f4d%7D-1.css',
    'accent-7a1f4d.css',
    'accent--1.css',
    'other.css',
  ])('no other file is made: %s', async (file) => {
    expect((await edge.ask('GET', `/site/${file}`)).statusCode).toBe(404)
  })
})
