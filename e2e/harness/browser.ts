import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { repository } from './server.ts'

export type Language = 'zh-CN' | 'en-US'
/** Widths of a desk and of a phone, in CSS pixels. */
export const widths = [1440, 390] as const
const heights = { 1440: 900, 390: 844 } as const

/** A reader with a browser of their own; `faults` is what went wrong in it without being asked for. */
export type Reader = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] }

// No connection of the browser's own: what it asks for is what our pages ask for.
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
]

/** What the browser is started with; as root it has no sandbox. */
export const launchFlags = (): string[] =>
  process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : [...flags]

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: launchFlags() })

/** Opens a browser context in a language. Console errors, exceptions, CSP violations and foreign requests become faults. */
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
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => faults.push(`exception: ${error.error().message}`))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return { context, page, faults }
}

const output = join(repository, 'e2e/output')

/** One picture at each width, whole page; the page is left at the first. They are there to be looked at. */
export async function photograph(
  page: Page,
  name: string,
  at: readonly (typeof widths)[number][] = widths,
): Promise<void> {
  mkdirSync(output, { recursive: true })
  for (const width of at.toReversed()) {
    await page.setViewportSize({ width, height: heights[width] })
    await page.screenshot({
      path: join(output, `${name}-${width}.png`),
      fullPage: true,
      animations: 'disabled',
    })
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (wider > 0) throw new Error(`${name} at ${width} px is ${wider} px wider than the window`)
  }
}

/** What axe finds, by all rules or by some, a line each; an empty list is what one wants. */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (rules) axe.withRules([...rules])
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ') ?? ''}`,
    ),
  )
}
