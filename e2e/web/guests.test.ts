import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openReader, visit } from '../harness/browser.ts'
import type { Language } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchLook, watchShifts } from './measures.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const grounds = { light: 'rgb(250, 249, 246)', dark: 'rgb(18, 17, 16)' }
/** Less than a reader notices (Web Vitals call 0.1 good). */
const mostShift = 0.01
const missing = '/no-such-page'

describe('the pages of guests', () => {
  let server: ServerProcess
  let addresses: string[]
  beforeAll(async () => {
    server = await startFilledDemo('guests')
    addresses = await findAddresses(server.url)
  })
  afterAll(() => server?.stop())

  test.each(['zh-CN', 'en-US'] as const)(
    'in %s are the same to the byte for two guests, and their policy is the same for all of them',
    async (language) => {
      const policies = new Set<string | null>()
      for (const path of addresses) {
        const first = await read(server.url + path, { 'accept-language': language, 'user-agent': 'one' })
        const second = await read(server.url + path, { 'accept-language': language, 'user-agent': 'two' })
        policies.add(first.policy).add(second.policy)

        expect([path, first.status]).toEqual([path, path === missing ? 404 : 200])
        expect(first.body, path).toContain(`<html lang="${language}"`)
        expect(second.body === first.body, `${path} differs from one request to the next`).toBe(true)
      }

      const [policy] = [...policies]
      expect(policies.size).toBe(1)
      expect(policy).toContain("script-src 'self'; style-src 'self';")
      expect(policy).not.toMatch(/unsafe|nonce/)
    },
  )

  describe.skipIf(!chromium)('in Chromium', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser(chromium ?? '')
    })
    afterAll(() => browser?.close())

    const open = async (language: Language, look: { dark: boolean; theme?: string }) => {
      const origin = server.url
      const reader = await openReader(browser, { language, origin, dark: look.dark })
      if (look.theme)
        await reader.context.addCookies([{ name: 'loggia_theme', value: look.theme, url: origin }])
      return reader
    }

    test.each([
      { language: 'zh-CN', theme: 'dark', browserIsDark: false, shown: 'dark' },
      { language: 'en-US', theme: 'light', browserIsDark: true, shown: 'light' },
      { language: 'en-US', theme: 'system', browserIsDark: true, shown: 'dark' },
    ] as const)(
      'load nothing that the policy refuses, come in $language and in the theme $theme from the first paint, and do not move',
      async ({ language, theme, browserIsDark, shown }) => {
        const { page, context, faults } = await open(language, { dark: browserIsDark, theme })
        const looks = await watchLook(page)
        const shifts = await watchShifts(page)
        const measureShift = async (path: string): Promise<number> => {
          const fresh = await open(language, { dark: browserIsDark, theme })
          const shiftsOfFresh = await watchShifts(fresh.page)
          await visit(fresh.page, server.url + path)
          const shift = await shiftsOfFresh()
          await fresh.context.close()
          return shift
        }

        for (const path of addresses) {
          await visit(page, server.url + path)

          expect([path, await looks()]).toEqual([path, [`${language} ${theme}`]])
          const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
          expect([path, ground]).toEqual([path, grounds[shown]])
          const shift = await shifts()
          // On a busy machine Chromium may paint a page of which only a part has arrived. A page that is at fault moves
          // again in a browser that has nothing of it.
          const again = shift < mostShift ? shift : await measureShift(path)
          expect(again, `${path} moves while it loads`).toBeLessThan(mostShift)
        }
        // The console reports the page that does not exist on purpose.
        expect(faults.filter((fault) => !fault.includes('status of 404'))).toEqual([])
        await context.close()
      },
    )

    test('go on in the browser from their data, which are no script to it', async () => {
      const { page, context, faults } = await open('en-US', { dark: false })
      await visit(page, server.url)
      await page.evaluate(() => void Object.assign(window, { isSamePage: true }))

      await page.getByRole('contentinfo').getByRole('link', { name: 'Dark' }).click()

      await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
      expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
      expect(faults).toEqual([])
      await context.close()
    })

    test('what is chosen and typed before the scripts have come is not lost', async () => {
      const { page, context } = await open('en-US', { dark: false })
      const release = await holdScripts(page)
      const product = addresses.find((path) => /^\/products\/prd_\w+$/.test(path)) ?? ''
      await page.goto(server.url + product, { waitUntil: 'commit' })
      await page.getByRole('radio', { name: '2 years', exact: true }).check()
      const seats = page.getByRole('spinbutton').or(page.locator('input[inputmode="numeric"]')).first()
      await seats.fill('37')
      expect(new URL(page.url()).search).toBe('')

      release()

      await expect.poll(() => page.url()).toContain('term=year-2')
      await expect.poll(() => page.url()).toContain('quantity=37')
      expect(await seats.inputValue()).toBe('37')
      await context.close()
    })

    test('what is sent before the scripts have come goes nowhere, and stays in the form', async () => {
      const { page, context } = await open('en-US', { dark: false })
      const release = await holdScripts(page)
      await page.goto(`${server.url}/sign-in`, { waitUntil: 'commit' })
      const email = page.getByRole('textbox', { name: 'Email' })
      const password = page.getByLabel('Password', { exact: true })
      await email.fill('nobody@guest.example')
      await password.fill('a harbour at noon')

      const send = page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true })
      await password.press('Enter')
      await send.press('Enter')
      expect(await send.evaluate((button) => getComputedStyle(button).pointerEvents)).toBe('none')
      expect(new URL(page.url()).search).toBe('')
      expect(await password.inputValue()).toBe('a harbour at noon')

      release()

      await send.click()
      await page.getByRole('alert').first().waitFor()
      expect(new URL(page.url()).search).toBe('')
      expect(await email.inputValue()).toBe('nobody@guest.example')
      await context.close()
    })

    test('what was sent is not sent twice: the button stays busy until the page is left', async () => {
      const { page, context } = await open('en-US', { dark: false })
      const { promise: seen, resolve: see } = Promise.withResolvers<string | null>()
      await page.exposeFunction('see', see)
      await page.route(`${server.url}/help`, async (route) => {
        await seen
        return route.continue()
      })
      await visit(page, `${server.url}/sign-up?next=/help`)
      const form = page.locator('.door__fields')
      await form.getByText('Individual', { exact: true }).click()
      await form.getByLabel('Your name').fill('Wei Guest')
      await form.getByRole('textbox', { name: 'Email' }).fill('wei@guest.example')
      await form.getByLabel('Password', { exact: true }).fill('a harbour at noon')
      await form.getByRole('checkbox').check()
      // Asked in the page itself, once it has shown what it shows while the next one is loaded.
      await page.evaluate(() => {
        const { navigation, see: tell } = window as unknown as {
          navigation: EventTarget
          see: (busy: string | null | undefined) => void
        }
        const look = () =>
          tell(document.querySelector('.door__fields [type=submit]')?.getAttribute('aria-busy'))
        navigation.addEventListener('navigate', () =>
          requestAnimationFrame(() => requestAnimationFrame(() => look())),
        )
      })

      await form.getByRole('button', { name: 'Sign up' }).click()

      expect(await seen).toBe('true')
      await page.waitForURL(`${server.url}/help`)
      await context.close()
    })

    test('a page whose script does not come says so, and can be loaded again', async () => {
      const { page, context } = await open('en-US', { dark: false })
      await page.route('**/sign-in-*.js', (route) => route.abort())
      await page.goto(`${server.url}/sign-in`)
      await page.getByRole('alert').waitFor()

      await page.unroute('**/sign-in-*.js')
      await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click()

      await page
        .locator('form:not([data-early])')
        .getByRole('button', { name: 'Sign in', exact: true })
        .waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
      await context.close()
    })

    test('run and show nothing that was put into them', async () => {
      const { page, context } = await open('en-US', { dark: false })
      await visit(page, server.url)

      await page.evaluate(() => {
        const refused: string[] = []
        Object.assign(window, { refused })
        document.addEventListener('securitypolicyviolation', (event) => {
          refused.push(event.effectiveDirective)
        })
        const script = document.createElement('script')
        script.textContent = 'window.ran = true'
        const style = document.createElement('style')
        style.textContent = 'h1 { color: rgb(255, 0, 0) }'
        document.head.append(script, style)
        const put = '<button style="color: red" onclick="window.ran = true">Put in</button>'
        document.querySelector('h1')?.insertAdjacentHTML('afterend', put)
        document.querySelector<HTMLElement>('h1 + button')?.click()
      })

      const refused = () => page.evaluate(() => (window as { refused?: string[] }).refused?.toSorted())
      await expect
        .poll(refused)
        .toEqual(['script-src-attr', 'script-src-elem', 'style-src-attr', 'style-src-elem'])
      const heading = page.locator('h1').first()
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
      expect(await heading.evaluate((one) => getComputedStyle(one).color)).not.toBe('rgb(255, 0, 0)')
      await context.close()
    })
  })
})

async function read(url: string, headers: Record<string, string>) {
  const reply = await fetch(url, { headers })
  const policy = reply.headers.get('content-security-policy')
  return { status: reply.status, policy, body: await reply.text() }
}

/** One page of each kind that a guest may open, found by the links of the pages. */
async function findAddresses(origin: string): Promise<string[]> {
  const linkOn = (html: string, to: RegExp): string => {
    const found = to.exec(html)?.[1]
    if (!found) throw new Error(`No page links to ${String(to)}`)
    return found
  }
  const home = (await read(origin, {})).body
  const product = linkOn(home, /href="(\/products\/prd_\w+)"/)
  const category = linkOn(home, /href="(\/categories\/[^"?]+)"/)
  const seller = linkOn((await read(origin + product, {})).body, /href="(\/sellers\/sel_\w+)"/)
  return [
    '/',
    category,
    '/search?q=Docs&sort=newest',
    product,
    seller,
    '/sign-in?next=%2Fbuyer',
    '/sign-up',
    '/sell',
    '/help',
    '/contact',
    '/about',
    '/developers',
    '/developers/guides/move-the-clock',
    missing,
  ]
}

/** Holds back what every page needs of scripts, until the function that it returns is called. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/core-*.js', async (route) => {
    await promise
    return route.continue()
  })
  return resolve
}
