import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit, waitUntilSettled } from '../harness/browser.ts'
import { startFilledDemo } from '../harness/demo.ts'
import type { ServerProcess } from '../harness/server.ts'
import { watchLook } from './measures.ts'
import { openShop } from './site.ts'
import type { Shop } from './site.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('the pages in Chromium', () => {
  let browser: Browser
  let server: ServerProcess
  let site: Shop
  let product: string
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    server = await startFilledDemo('behaviour')
    site = await openShop(browser, server.url)
    const home = await (await fetch(server.url)).text()
    product = /href="(\/products\/prd_\w+)"/.exec(home)?.[1] ?? ''
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test.each([
    { language: 'zh-CN', theme: 'dark', path: '/', role: 'guest' },
    { language: 'en-US', theme: 'light', path: '/', role: 'guest' },
    { language: 'en-US', theme: 'dark', path: '/buyer/orders', role: 'buyer' },
  ] as const)(
    '$path comes in $language and $theme from its first paint, whatever the browser would take itself',
    async ({ language, theme, path, role }) => {
      const other = language === 'zh-CN' ? 'en-US' : 'zh-CN'
      const { page, context } = await site.open(role, { language: other, dark: theme === 'light' })
      await context.addCookies([
        { name: 'loggia_language', value: language, url: site.origin },
        { name: 'loggia_theme', value: theme, url: site.origin },
      ])
      const looks = await watchLook(page)

      await visit(page, site.origin + path)

      expect(await looks()).toEqual([`${language} ${theme}`])
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(ground).toBe(theme === 'dark' ? 'rgb(18, 17, 16)' : 'rgb(250, 249, 246)')
      await context.close()
    },
  )

  test('what is chosen on a product is in its address: a reload, another language and the way back keep it', async () => {
    const { page, context } = await site.open('guest', { language: 'zh-CN' })
    const isYears = () => page.getByRole('radio', { name: /^(2 年|2 years)$/ }).isChecked()
    await visit(page, site.origin)
    await page.getByRole('article').getByRole('link').first().click()
    await page.waitForURL(/\/products\//)
    await page.getByRole('radio', { name: '2 年', exact: true }).check()
    await expect.poll(() => page.url()).toContain('?')

    await page.reload()
    expect(await isYears()).toBe(true)
    await page.getByRole('banner').getByRole('link', { name: 'English' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'en-US')
    expect(await isYears()).toBe(true)
    await page.getByRole('contentinfo').getByRole('link', { name: 'API reference' }).click()
    await page.waitForURL(/\/api\/docs/)
    await page.goBack()
    await page.waitForURL(/\/products\//)
    expect(await isYears()).toBe(true)
    await context.close()
  })

  test('filters of a list are in its address: a link to it finds them, and the way back too', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    const order = '/seller/calls?activity=newInstance'
    await visit(page, site.origin + order)
    const listed = page.locator('.msgs a')
    await expect.poll(() => listed.count()).toBeGreaterThan(0)
    for (const text of await listed.allTextContents()) expect(text).toContain('newInstance')

    await listed.first().click()
    await page.waitForURL(/\/seller\/calls\/cal_/)
    expect(page.url()).toContain('activity=newInstance')
    await page.goBack()
    await page.waitForURL((url) => url.pathname === '/seller/calls')
    expect(page.url()).toContain('activity=newInstance')
    await context.close()
  })

  test('a test call goes out once however often Enter is pressed, its button keeps the focus, a saved case takes it, and says so if it cannot be read', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    await visit(page, `${site.origin}/seller/test-calls?scene=query`)
    const sent: string[] = []
    const answered = Promise.withResolvers<void>()
    await page.route('**/api/seller/test-calls/prd_*', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      sent.push(route.request().postData() ?? '')
      await answered.promise
      return route.continue()
    })
    const instance = page.getByRole('textbox', { name: 'instanceId' })
    await instance.fill('i-nobody-knows')
    const idle = await widthOf(page.getByRole('button', { name: 'Send and save case' }))
    await instance.press('Enter')
    const busy = page.getByRole('button', { name: 'Waiting for the response' })
    await busy.waitFor()
    expect(await busy.isDisabled()).toBe(true)
    expect(await busy.getAttribute('aria-busy')).toBe('true')
    expect(await widthOf(busy)).toBeGreaterThanOrEqual(idle)
    await instance.press('Enter')
    answered.resolve()
    await page.getByRole('button', { name: 'Send and save case' }).waitFor()
    expect(sent).toHaveLength(1)

    const send = page.getByRole('button', { name: 'Send and save case' })
    const reply = page.waitForResponse((response) => response.request().method() === 'POST')
    await send.press('Enter')
    await reply
    await expect.poll(() => send.evaluate((one) => one === document.activeElement)).toBe(true)

    const see = page.getByRole('button', { name: /^View the case that (passed|failed)$/ })
    await see.click()
    const saved = page.getByText(/^Case that (passed|failed)$/)
    await expect
      .poll(() => saved.evaluate((one) => one.closest('.note') === document.activeElement))
      .toBe(true)

    await page.route('**/cases/**', (route) => route.abort())
    await see.click()
    await page.getByRole('listitem').getByRole('alert').waitFor()
    await context.close()
  })

  test('all scenes that a product needs are run one after the other, can be stopped, and are shown as they are saved', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    await visit(page, `${site.origin}/seller/test-calls`)
    const sent: string[] = []
    let hold = Promise.resolve()
    await page.route('**/api/seller/test-calls/prd_*/run', async (route) => {
      sent.push(...(route.request().postDataJSON() as { scenes: string[] }).scenes)
      await hold
      return route.continue()
    })

    await page.getByRole('button', { name: 'Run all required scenarios' }).click()
    await page.getByText(/^\d+ scenarios? sent$/).waitFor()

    const needed = page.locator('.scenes').first().locator('a')
    const all = await needed.count()
    expect(sent).toHaveLength(all)
    expect(new Set(sent).size).toBe(sent.length)
    for (const text of await needed.allTextContents()) expect(text).toMatch(/Passed|Failed/)

    const answered = Promise.withResolvers<void>()
    hold = answered.promise
    await page.getByRole('button', { name: 'Run all again' }).click()
    await expect.poll(() => sent.length, { timeout: 15_000 }).toBe(all + 1)
    await page.getByRole('button', { name: 'Stop' }).click()
    answered.resolve()
    await page.getByText(`Stopped: 1 of ${all} sent`).waitFor()
    expect(sent).toHaveLength(all + 1)
    await context.close()
  })

  test('R9: the other language is offered without scripts, and not again once it was declined', async () => {
    const context = await browser.newContext({ locale: 'en-US', javaScriptEnabled: false })
    const page = await context.newPage()
    const offer = page.getByRole('complementary', { name: 'Language' })
    await page.goto(`${site.origin}/?lang=zh-CN`)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')

    await offer.getByRole('link', { name: 'Do not ask again' }).click()
    expect(await offer.count()).toBe(0)
    await page.goto(site.origin + product)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await offer.count()).toBe(0)
    await context.close()
  })

  test('R9: taken, the page is in the other language and says so no more', async () => {
    const { page, context } = await site.open('guest', { language: 'en-US' })
    await page.goto(`${site.origin + product}?lang=zh-CN`)

    await page.getByRole('link', { name: 'Switch to English' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'en-US')

    expect(page.url()).not.toContain('lang=')
    expect(await page.getByRole('complementary', { name: 'Language' }).count()).toBe(0)
    await context.close()
  })

  test.each([
    ['guest', '/'],
    ['guest', '/sign-in'],
    ['buyer', 'the product'],
    ['buyer', '/buyer/services'],
    ['seller', '/seller/access'],
    ['operator', '/operator'],
  ] as const)('a %s reaches everything on %s by the tab key, and sees where they are', async (role, path) => {
    const { page, context } = await site.open(role, { language: 'en-US' })
    await visit(page, site.origin + (path === 'the product' ? product : path))

    const { missed, unseen, first } = await tabThrough(page)

    expect(first).toBe('Skip to content')
    expect({ missed, unseen }).toEqual({ missed: [], unseen: [] })
    await context.close()
  })

  test('the parts of a call are tabs: arrows, Home and End choose one and show it, Tab leads into it', async () => {
    const { page, context } = await site.open('seller', { language: 'en-US' })
    await visit(page, `${site.origin}/seller/calls`)
    await page.locator('.msgs a').first().click()
    await page.waitForURL(/\/seller\/calls\/cal_/)
    const tabs = page.getByRole('tablist', { name: 'Call details' }).getByRole('tab')
    const chosen = () =>
      page.evaluate(() => {
        const tab = document.activeElement
        const panels = [...document.querySelectorAll('[role="tabpanel"]')].filter((one) =>
          one.checkVisibility(),
        )
        return {
          tab: /[A-Za-z]+/.exec(tab?.textContent ?? '')?.[0],
          isSelected: tab?.getAttribute('aria-selected'),
          isShown: panels.length === 1 && panels[0]?.id === tab?.getAttribute('aria-controls'),
        }
      })

    await tabs.filter({ hasText: 'Verdict' }).focus()
    const seen = []
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'Alt']) {
      await page.keyboard.press(key)
      seen.push(await chosen())
    }

    const all = { isSelected: 'true', isShown: true }
    expect(seen).toEqual(
      ['Attempts', 'Request', 'Attempts', 'Request', 'Attempts', 'Attempts'].map((tab) => ({ tab, ...all })),
    )
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel')
    await context.close()
  })

  test('what a time line shows is one radio button of a group, chosen by arrows, Home and End', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/orders`)
    await page.locator('a[href^="/buyer/orders/ord_"]').first().click()
    const group = page.getByRole('radiogroup', { name: 'Show' })
    const radio = (name: string) => group.getByRole('radio', { name, exact: true })

    await radio('All').focus()
    const seen = []
    for (const key of ['ArrowRight', 'End', 'Home', 'ArrowLeft']) {
      await page.keyboard.press(key)
      seen.push(
        await page.evaluate(() => {
          const { activeElement: one } = document
          return one instanceof HTMLInputElement && one.checked ? one.value : undefined
        }),
      )
    }

    expect(seen).toEqual(['states', 'calls', 'all', 'calls'])
    expect(await group.getByRole('radio', { checked: true }).count()).toBe(1)
    await context.close()
  })

  test('what was done is said in a place that was there before, and goes again by itself', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/organisation`)
    await page.getByRole('button', { name: 'Edit contact' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit contact' })
    await dialog.getByLabel('Contact phone').fill('+86 10 5555 0000')
    await page.evaluate(() => {
      document.querySelector('.toasts [role="status"]')?.setAttribute('data-before', '')
    })

    await dialog.getByRole('button').last().click()

    const said = page.locator('[role="status"][data-before]').getByText('Contact saved')
    await said.waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await said.waitFor({ state: 'detached' })
    expect(await page.locator('.toast').count()).toBe(0)
    await context.close()
  })

  test('whoever could not be signed out is told, in a centre and in the shop, and goes once they are', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    const signOut = page.getByRole('button', { name: 'Sign out', exact: true })
    const isTold = page.getByRole('alert').filter({ hasText: 'you may still be signed in' })
    const open = async (path: string) => {
      const menu = page.getByRole('button', { name: /account menu$/ }).or(page.locator('summary.avatar'))
      await visit(page, site.origin + path)
      await expect.poll(() => pressUntil(menu, signOut)).toBe(true)
    }
    for (const path of ['/buyer', '/']) {
      await open(path)
      await context.setOffline(true)
      await expect.poll(() => pressUntil(signOut, isTold)).toBe(true)
      await context.setOffline(false)
      expect(new URL(page.url()).pathname).toBe(path)
    }

    // Nobody is signed in any more, so that is done already.
    const cookies = await context.cookies()
    for (const path of ['/buyer', '/']) {
      await context.addCookies(cookies)
      await open(path)
      await context.clearCookies()
      await page.getByRole('button', { name: 'Sign out everywhere' }).click()
      await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/')
    }
    await context.close()
  })

  test('a centre shows no style that was put into it, as little as the pages of guests do', async () => {
    const { page, context } = await site.open('buyer', { language: 'en-US' })
    await visit(page, `${site.origin}/buyer/services`)

    const refused = await page.evaluate(async () => {
      const found: string[] = []
      document.addEventListener(
        'securitypolicyviolation',
        (event) => void found.push(event.effectiveDirective),
      )
      const style = document.createElement('style')
      style.textContent = 'h1 { color: rgb(255, 0, 0) }'
      document.head.append(style)
      document.querySelector('h1')?.insertAdjacentHTML('afterend', '<p style="color: red">Put in</p>')
      // Entries are delivered in separate tasks.
      while (found.length < 2) await new Promise((resolve) => setTimeout(resolve))
      return found.toSorted()
    })

    expect(refused).toEqual(['style-src-attr', 'style-src-elem'])
    const colour = await page.locator('h1').evaluate((one) => getComputedStyle(one).color)
    expect(colour).not.toBe('rgb(255, 0, 0)')
    await context.close()
  })

  test('nothing moves for who wants it so, and a wide screen leaves no page empty at one side', async () => {
    const { page, context } = await site.open('guest', { language: 'zh-CN' })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await visit(page, site.origin)

    const { moving, left, right } = await page.evaluate(() => {
      const duration = (style: CSSStyleDeclaration): number =>
        Math.max(
          ...`${style.transitionDuration},${style.animationDuration}`.split(',').map(Number.parseFloat),
        )
      const box = document.querySelector('.wrap')?.getBoundingClientRect()
      return {
        moving: [...document.querySelectorAll('*')].filter((one) => duration(getComputedStyle(one)) > 0.01)
          .length,
        left: Math.round(box?.left ?? 0),
        right: Math.round(innerWidth - (box?.right ?? 0)),
      }
    })

    expect(moving).toBe(0)
    expect(left).toBe(right)
    await waitUntilSettled(page)
    await context.close()
  })
})

const widthOf = async (one: Locator): Promise<number> => (await one.boundingBox())?.width ?? 0

/**
 * Presses Tab until the focus leaves the page. Returns controls that were never reached, and those with no visible
 * focus.
 */
async function tabThrough(page: Page): Promise<{ missed: string[]; unseen: string[]; first: string }> {
  await page.evaluate(() => {
    const useful = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    for (const one of document.querySelectorAll<HTMLElement>(useful)) {
      const isShown = one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert], :disabled')
      if (isShown && one.tabIndex >= 0) one.dataset['wanted'] = ''
    }
  })
  const unseen: string[] = []
  let first = ''
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null
      if (!one || one === document.body || 'reached' in one.dataset) return undefined
      one.dataset['reached'] = ''
      delete one.dataset['wanted']
      // Tab reaches one radio button of a group; the others are reached by arrow keys.
      if (one instanceof HTMLInputElement && one.type === 'radio')
        for (const other of document.getElementsByName(one.name)) delete other.dataset['wanted']
      const tabs = one.closest('[role="tablist"], [role="radiogroup"]')
      for (const other of tabs?.querySelectorAll<HTMLElement>('[data-wanted]') ?? [])
        delete other.dataset['wanted']
      // A card shows the focus of its link around itself, a label that of its field.
      const around = [one.parentElement, one.nextElementSibling, one.closest('label'), one.closest('article')]
      const near = [one, ...around]
      const isSeen = near.some((each) => {
        if (!each) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
      })
      return { name: (one.ariaLabel ?? one.textContent ?? '').trim() || one.outerHTML.slice(0, 120), isSeen }
    })
    if (!at) break
    first ||= at.name
    if (!at.isSeen) unseen.push(at.name)
  }
  const missed = await page
    .locator('[data-wanted]')
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120)))
  return { missed, unseen, first }
}

/** Presses it unless the other is to be seen; a press before the scripts of the page run does nothing. */
async function pressUntil(pressed: Locator, seen: Locator): Promise<boolean> {
  if (await seen.isVisible()) return true
  await pressed.click()
  return seen.isVisible()
}
