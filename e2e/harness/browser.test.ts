import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, requireFit, openBrowser, openReader, thinOutPage, findProcess } from './browser.ts'
import type { Reader } from './browser.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const policy = "default-src 'none'; script-src 'nonce-ours'; style-src 'nonce-ours'"
const rows = Array.from({ length: 2_000 }, (_, at) => `<li id="r${at}"><b>${at}</b></li>`)
const odd = ['<li><b></b></li>', '<li><button></button></li>', '<li><b class="other">1</b></li>']
const pages: Readonly<Record<string, string>> = {
  '/long': `<h1>Long</h1><ul>${rows.join('')}${odd.join('')}${rows.slice(0, 9).join('')}</ul>`,
  '/fine': '<h1>Fine</h1>',
  '/sticky':
    '<style nonce="ours">h1 { position: sticky; top: 0; height: 60px; margin: 0; background: white; z-index: 1 } ' +
    'div { height: 3000px; padding-top: 100px } button { height: 32px; width: 90px; display: block } .wide { width: 100%; height: 60px }</style>' +
    '<h1><button class="wide">Sticky</button></h1><div><button>First</button><button>Second</button></div>',
  '/barrier': '<h1>Barrier</h1><button></button>',
  '/console': '<h1>Console</h1><script nonce="ours">console.error("oh")</script>',
  '/exception': '<h1>Exception</h1><script nonce="ours">throw new Error("oh")</script>',
  '/policy': '<h1>Policy</h1><p style="color: red">Red</p>',
  '/foreign': '<h1>Foreign</h1><link rel="prefetch" href="http://foreign.example/">',
  '/broken': '<h1>Broken</h1>',
  '/wide': '<h1>Wide</h1><style nonce="ours">p { width: 2000px }</style><p>Wide</p>',
}

// The journeys rely on these checks, so each check is tested with a fault that it must find.
describe.skipIf(!chromium)('what is watched in the browser', () => {
  let browser: Browser
  let reader: Reader
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '']
    if (body === undefined) return response.writeHead(204).end()
    response.writeHead(request.url === '/broken' ? 500 : 200, {
      'content-type': 'text/html',
      'content-security-policy': policy,
    })
    return response.end(`<!doctype html><html lang="en"><title>A page</title><main>${body}</main></html>`)
  })
  const open = async (path: string): Promise<string[]> => {
    await reader.page.goto(origin() + path, { waitUntil: 'networkidle' })
    return reader.faults.splice(0)
  }
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await openBrowser(chromium ?? '')
    reader = await openReader(browser, { language: 'en-US', origin: origin() })
  })
  afterAll(async () => {
    await browser?.close()
    server.close()
    server.closeAllConnections()
  })

  test('a page without faults has none', async () => {
    expect(await open('/fine')).toEqual([])
    expect(await findBarriers(reader.page)).toEqual([])
  })

  test('axe finds a button without a name', async () => {
    await open('/barrier')

    expect((await findBarriers(reader.page)).join()).toMatch(/^button-name: /)
  })

  test('of a long page one of each kind is left to look at, so that what is wrong with one of thousands is found', async () => {
    await open('/long')
    await thinOutPage(reader.page)

    const left = await reader.page.locator('li').evaluateAll((items) => items.map((item) => item.innerHTML))
    expect(left).toEqual(['<b>0</b>', '<b>1</b>', ...odd.map((item) => item.slice(4, -5))])
    expect((await findBarriers(reader.page)).join()).toMatch(/^button-name: /)
  })

  test('a button that is half below a sticky header is no barrier, because the page can be scrolled', async () => {
    await open('/sticky')
    await reader.page.evaluate(() => window.scrollTo(0, 152))

    expect(await findBarriers(reader.page)).toEqual([])
  })

  test('a page of usual length stays whole', async () => {
    await open('/fine')
    await thinOutPage(reader.page)

    expect(await reader.page.locator('h1').count()).toBe(1)
  })

  test.each([
    ['/console', /console error: oh/],
    ['/exception', /exception: oh/],
    ['/policy', /policy violation: style-src-attr/],
    ['/foreign', /a request to http:\/\/foreign\.example/],
    ['/broken', /status 500 of GET/],
  ])('what goes wrong on %s is a fault', async (path, fault) => {
    expect((await open(path)).join('\n')).toMatch(fault)
  })

  test('a page that is wider than the window does not pass in silence', async () => {
    await open('/wide')

    await expect(requireFit(reader.page, 'harness-wide')).rejects.toThrow(/wider than the window/)
  })

  test('a browser that is given back is lent again without what was in it, once, and two at once are two', async () => {
    const first = await openBrowser(chromium ?? '')
    const of = await findProcess(first)
    await first.newContext()
    await first.close()
    await first.close()

    const [again, other] = await Promise.all([openBrowser(chromium ?? ''), openBrowser(chromium ?? '')])
    const processes = [await findProcess(again), await findProcess(other)]
    const left = [...again.contexts(), ...other.contexts()]
    await Promise.all([again.close(), other.close()])

    expect(processes).toContain(of)
    expect(new Set(processes).size).toBe(2)
    expect(left).toEqual([])
  })
})
