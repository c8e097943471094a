import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { run } from 'axe-core'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core'
import { repository } from './server.ts'

export type Language = 'zh-CN' | 'en-US'
/** The widths of a desktop and of a phone, in CSS pixels. */
export const widths = [1440, 390] as const
const heights = { 1440: 900, 390: 844 } as const

/** A reader with their own browser context; `faults` are its unexpected faults. */
export type Reader = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] }

// The browser must open no connections of its own: each request is one of our pages.
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
]

/** How long a step waits for what it needs: much longer than a busy machine takes. */
const stepMs = 45_000

/** The flags to start the browser with; as root it has no sandbox. */
export const listLaunchFlags = (): string[] =>
  process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : [...flags]

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: listLaunchFlags() })

/** Browsers that no test file of this process uses now, by their program. */
const resting = new Map<string, Browser[]>()

/**
 * Lends a browser to a test file. Closing it closes its contexts, which hold all that a test leaves in it: cookies, storage
 * and caches. The next file of this process gets the browser itself, because a new one costs a second of processor time.
 * Browsers that are lent at the same time are different ones.
 */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const found = resting.get(executablePath)?.pop()
  const browser = found?.isConnected() ? found : await launchLent(executablePath)
  let returned: Promise<void> | undefined
  return new Proxy(browser, {
    get(target, name) {
      if (name === 'close') return () => (returned ??= returnBrowser(executablePath, browser))
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

/** The browsers that this process has launched to lend them, by the numbers of their main processes. */
const launched = new Map<Browser, number | undefined>()

async function launchLent(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: listLaunchFlags(), handleSIGTERM: false })
  if (launched.size === 0) process.once('SIGTERM', endWithBrowsers)
  launched.set(browser, undefined)
  launched.set(browser, await findProcess(browser))
  return browser
}

/**
 * The process of the tests is told to end, and is killed half a second later. That is too short for browsers to close in
 * peace, so they are killed, which leaves the time to remove their profiles.
 */
function endWithBrowsers(): void {
  const open = [...launched].filter(([browser]) => browser.isConnected())
  for (const [, id] of open) if (id !== undefined) process.kill(id, 'SIGKILL')
  void Promise.allSettled(open.map(([browser]) => browser.close())).finally(() => process.exit())
}

/** The number of a browser's main process. */
export async function findProcess(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.find(({ type }) => type === 'browser')?.id
}

async function returnBrowser(executablePath: string, browser: Browser): Promise<void> {
  if (!browser.isConnected()) return
  await Promise.all(browser.contexts().map((context) => context.close()))
  resting.set(executablePath, [...(resting.get(executablePath) ?? []), browser])
}

/**
 * Opens a browser context in a language. Console errors, exceptions, CSP violations and requests to other hosts become
 * faults.
 */
export async function openReader(
  browser: Browser,
  options: { language: Language; origin: string; dark?: boolean },
): Promise<Reader> {
  const { language, origin, dark = false } = options
  const context = await browser.newContext({
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width: 1440, height: heights[1440] },
    reducedMotion: 'reduce',
  })
  const faults: string[] = []
  const { hostname } = new URL(origin)
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.hostname !== hostname)
      faults.push(`a request to ${url.origin}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500)
      faults.push(`status ${response.status()} of ${response.request().method()} ${response.url()}`)
  })
  context.on('console', (message) => {
    if (isOfStillFrame(message)) return
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) =>
    faults.push(`exception: ${error.error().message} (${error.page()?.url()})`),
  )
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  page.setDefaultTimeout(stepMs)
  return { context, page, faults }
}

const output = join(repository, 'e2e/output')
/** Off by default, because pictures take longer than everything else that a test does on a page. */
const takesPictures = (process.env.LOGGIA_PICTURES ?? '') !== ''

/** Takes a picture of the whole page. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(output, { recursive: true })
  await page.screenshot({ path: join(output, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/** How much of a page's text is told of where a walk stopped, in characters. */
const toldOfPage = 1500

/**
 * Takes a picture of where a walk stopped and adds to its error what the page says there. If that fails too, the walk's
 * own error is what matters.
 */
export async function tellStop(page: Page, name: string, error: unknown): Promise<void> {
  await photograph(page, `${name}-where-it-stopped`).catch(() => undefined)
  const text = await page.locator('main').first().innerText({ timeout: 2000 }).catch(String)
  if (error instanceof Error)
    error.message += `\n${name} stopped at ${page.url()}, which says:\n${text.replaceAll(/\s+/g, ' ').slice(0, toldOfPage)}`
}

/**
 * Checks that the page fits into its window at each width and, with `LOGGIA_PICTURES`, takes a picture there. The page
 * is left at the first width.
 */
export async function requireFit(
  page: Page,
  name: string,
  at: readonly (typeof widths)[number][] = widths,
): Promise<void> {
  for (const width of at.toReversed()) {
    await page.setViewportSize({ width, height: heights[width] })
    if (takesPictures) await photograph(page, `${name}-${width}`)
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (wider > 0) throw new Error(`${name} at ${width} px is ${wider} px wider than the window`)
  }
}

/** Waits until the page has its final look: fonts are loaded, and a change of theme or width has been painted. */
export async function waitForPaint(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const moving = (): Animation[] => document.getAnimations().filter((one) => one instanceof CSSTransition)
    const frames = (): Promise<unknown> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    // A change of theme is painted in the next frame. A running colour transition is finished at once; elements that
    // inherit the colour start their own transitions after that.
    for (await frames(); moving().length > 0; await frames()) for (const one of moving()) one.finish()
  })
}

/** Waits until the page loads nothing any more. */
export async function waitUntilSettled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.late, [aria-busy="true"]'))
  await waitForPaint(page)
}

/** Opens a page and waits until its data are loaded. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' })
  try {
    await waitUntilSettled(page)
  } catch (cause) {
    throw new Error(`${url} does not settle`, { cause })
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Longer than a toast is shown, and longer than a busy machine takes to close a dialog. */
const barrierStaysMs = 5_000
const lookAgainMs = 250

/** A selection of axe's rules: only these, or all except these. */
type Rules = { readonly only?: readonly string[]; readonly without?: readonly string[] }

/**
 * Scrolls to the top, and lets bars that stick to the bottom of the window stand where they are in the page: what half
 * covers a button, which scrolling uncovers, makes it a small target for axe.
 */
async function uncover(page: Page): Promise<() => Promise<void>> {
  const mark = 'data-stuck-style'
  await page.evaluate((name) => {
    window.scrollTo({ top: 0, behavior: 'instant' })
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { position, bottom } = getComputedStyle(element)
      if (position !== 'sticky' || bottom === 'auto') continue
      element.setAttribute(name, element.style.cssText)
      element.style.position = 'relative'
      element.style.inset = 'auto'
    }
  }, mark)
  return () =>
    page.evaluate((name) => {
      for (const element of document.querySelectorAll<HTMLElement>(`[${name}]`)) {
        element.style.cssText = element.getAttribute(name) ?? ''
        element.removeAttribute(name)
      }
    }, mark)
}

/** The faults that axe finds and that do not disappear by themselves, one per line. Default: all rules. */
export async function findBarriers(page: Page, rules: Rules = {}): Promise<string[]> {
  const deadline = performance.now() + barrierStaysMs
  for (;;) {
    // On a busy machine one look takes longer than a toast: only one that begins after it says what stays.
    const isLast = performance.now() > deadline
    await waitForPaint(page)
    const restore = await uncover(page)
    const found = await runAxe(page, rules)
    await restore()
    if (found.length === 0 || isLast) return found
    await pause(lookAgainMs)
  }
}

/**
 * What axe finds in the current theme, and what the other theme adds. Only colours differ between the themes, so only
 * these are checked again. The page stays in the other theme, because each change repaints it; the next page is loaded
 * in that theme.
 */
export async function findBarriersInBothThemes(page: Page): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const [shown, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  const found = await findBarriers(page)
  await page.emulateMedia({ colorScheme: other })
  const added = await findBarriers(page, { only: ['color-contrast'] })
  return [...found.map((one) => `${shown}: ${one}`), ...added.map((one) => `${other}: ${one}`)]
}

/**
 * On a page with thousands of elements, removes most repeated ones: axe needs more than a millisecond per element, and
 * finds the same in all of them. Two elements are alike if they have the same children with the same attributes, and
 * text in the same places. Returns true if elements were removed.
 */
export async function thinOutPage(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [most, keptOfAKind] = [3_000, 2]
    if (document.body.querySelectorAll('*').length < most) return false
    const differsAnyway = new Set(['id', 'for', 'href'])
    const hasText = (node: Node): boolean => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== ''
    const kindOf = (element: Element): string => {
      const attributes = [...element.attributes].map(({ name, value }) =>
        differsAnyway.has(name) ? name : `${name}=${value}`,
      )
      const inside = [...new Set([...element.children].map(kindOf))]
      return `<${element.tagName} ${attributes.join(' ')}${[...element.childNodes].some(hasText) ? ' text' : ''}>${inside.join('')}`
    }
    const thin = (parent: Element): void => {
      const counts = new Map<string, number>()
      const repeated: Element[] = []
      for (const child of parent.children) {
        const kind = kindOf(child)
        const count = (counts.get(kind) ?? 0) + 1
        counts.set(kind, count)
        if (count > keptOfAKind) repeated.push(child)
        else thin(child)
      }
      for (const one of repeated) one.remove()
    }
    thin(document.body)
    return true
  })
}

/** The frame of a preview runs no script: not its own, for which review-preview.test.ts looks, and not one of the harness. */
const isOfStillFrame = (message: ConsoleMessage): boolean =>
  message.text().startsWith('Blocked script execution') &&
  /\/operator\/reviews\/[^/]+\/preview\b/.test(message.location().url)

/** The preview of a product in review. No script runs in this frame, so axe cannot look into it. */
const stillFrame = 'iframe[sandbox="allow-same-origin"][src^="/operator/reviews/"]'

/** Opens each document that a page shows in such a frame as a page of its own, in which scripts run. */
export async function openStillFrames(page: Page): Promise<Page[]> {
  const urls = await page
    .locator(stillFrame)
    .evaluateAll((frames) => frames.map((frame) => (frame as HTMLIFrameElement).src))
  return Promise.all(urls.map((url) => openWithoutPolicy(page.context(), url)))
}

async function openWithoutPolicy(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.route(url, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  await page.goto(url)
  return page
}

/**
 * Runs axe in the page itself. Its runner for Playwright merges the results of frames in a blank page, which is five
 * times slower.
 */
async function runAxe(page: Page, { only, without = [] }: Rules): Promise<string[]> {
  if (page.frames().length > 1 + (await page.locator(stillFrame).count()))
    throw new Error('This page has frames, into which axe would not look')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const runOnly = only
    ? { type: 'rule' as const, values: [...only] }
    : { type: 'tag' as const, values: axeTags }
  const rules = Object.fromEntries(without.map((name) => [name, { enabled: false }]))
  const violations = await page.evaluate(
    async (asked) => {
      const { axe } = window as unknown as { axe: { run: typeof run } }
      const found = await axe.run(document, { ...asked, resultTypes: ['violations'], iframes: false })
      return found.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ target, failureSummary }) => ({
          at: target.join(' '),
          summary: failureSummary ?? '',
        })),
      }))
    },
    { runOnly, rules },
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ at, summary }) => `${id}: ${help}: ${at}: ${summary.replace(/\s+/g, ' ')}`),
  )
}
