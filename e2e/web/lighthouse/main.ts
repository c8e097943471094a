// `npm run lighthouse -- [--runs 3] [--only word] [--as phone|desk]`: Lighthouse on the pages for buying and on the
// overviews of the centres, with the built pages and the demo, as a phone and as a desktop; then when a slow phone shows
// the home page and the centres. Prints tables, without pass or fail.
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { omitUndefined } from '@loggia/kernel'
import { findChromium } from '../../../scripts/test/needs.mjs'
import { listLaunchFlags } from '../../harness/browser.ts'
import { createTemporaryFolder } from '../../harness/folders.ts'
import { findFreePort, startDemo } from '../../harness/server.ts'
import { signIn } from '../../harness/client.ts'
import { centres, measureFirstSight } from './first-sight.ts'
import type { FirstSight } from './first-sight.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const measures = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'] as const
const presets = { phone: undefined, desk: desktopConfig } as const
type Preset = keyof typeof presets
type Figures = {
  readonly scores: number[]
  readonly ms: number[]
  readonly shift: number
  readonly kib: number
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Where a page is, and the cookies of who opens it. */
type Place = { readonly path: string; readonly cookies?: string }

/** The pages by name: first those of the shop, then the overviews of the centres. */
async function findPages(origin: string): Promise<Map<string, Place>> {
  const pages = new Map<string, Place>()
  for (const [name, path] of await findShopPages(origin)) pages.set(name, { path })
  for (const [role, email] of centres) {
    const member = await signIn(origin, { email, password: 'loggia-demo' })
    const cookies = member.cookies().map(({ name, value }) => `${name}=${value}`)
    pages.set(`${role} overview`, { path: `/${role}`, cookies: cookies.join('; ') })
  }
  return pages
}

/** Pages with parameters are found by the first link to one. */
async function findShopPages(origin: string): Promise<Map<string, string>> {
  const pages = new Map([
    ['home', '/'],
    ['sign-in', '/sign-in'],
    ['sellers', '/sellers'],
  ])
  const linksIn = async (path: string, shape: RegExp): Promise<string[]> =>
    Array.from((await (await fetch(origin + path)).text()).matchAll(shape), ([, found = '']) => found)
  const linkIn = async (path: string, shape: RegExp): Promise<string | undefined> =>
    (await linksIn(path, new RegExp(shape, 'g')))[0]
  const product = await linkIn('/', /href="(\/products\/prd_\w+)"/)
  if (!product) throw new Error('The home page has no link to a product')
  pages.set('product, with buying', product)
  const sellerLink = /href="(\/sellers\/sel_\w+)"/
  const seller = (await linkIn(product, sellerLink)) ?? (await linkIn('/', sellerLink))
  if (seller) pages.set('seller', seller)
  pages.set('search', '/search')
  const category = await linkIn('/', /href="(\/categories\/[^"]+)"/)
  if (category) pages.set('category', category)
  const compared = new Set(await linksIn('/', /href="\/products\/(prd_\w+)"/g))
  pages.set('compare', `/compare?ids=${[...compared].slice(0, 3).join(',')}`)
  pages.set('developers', '/developers')
  const guide = await linkIn('/developers', /href="(\/developers\/guides\/[^"]+)"/)
  if (guide) pages.set('guide', guide)
  return pages
}

async function measure(
  origin: string,
  { path, cookies }: Place,
  as: { readonly preset: Preset; readonly port: number },
): Promise<Figures> {
  const { preset, port } = as
  const url = origin + path
  const options = {
    port,
    onlyCategories: [...categories],
    logLevel: 'error' as const,
    ...omitUndefined({ extraHeaders: cookies === undefined ? undefined : { Cookie: cookies } }),
  }
  const result = await lighthouse(url, options, presets[preset])
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`)
  const { audits, categories: judged, runtimeError } = result.lhr
  if (runtimeError) throw new Error(`Lighthouse on ${url}: ${runtimeError.message}`)
  const of = (name: string): number => audits[name]?.numericValue ?? Number.NaN
  for (const { id, score, title } of Object.values(audits))
    if (score !== null && score < 0.9) say(`  ${preset}: ${id} ${score.toFixed(2)}: ${title}`)
  return {
    scores: categories.map((name) => Math.round((judged[name]?.score ?? Number.NaN) * 100)),
    ms: measures.map(of),
    shift: of('cumulative-layout-shift'),
    kib: of('total-byte-weight') / 1024,
  }
}

/** A trace whose beginning Chromium has lost says nothing about the page: it is taken again. */
const isLost = (error: unknown): boolean => error instanceof Error && error.message.includes('NO_NAVSTART')

/** Each time in a browser of its own, which has nobody's cookies. */
async function measureOften(
  program: string,
  origin: string,
  { place, preset, count }: { readonly place: Place; readonly preset: Preset; readonly count: number },
): Promise<Figures[]> {
  const figures: Figures[] = []
  while (figures.length < count) {
    const port = await findFreePort()
    const args = [...listLaunchFlags(), `--remote-debugging-port=${port}`]
    const browser = await chromium.launch({ executablePath: program, args })
    try {
      figures.push(await measure(origin, place, { preset, port }))
    } catch (error) {
      if (!isLost(error)) throw error
      say('  a trace was lost, and is taken again')
    } finally {
      await browser.close()
    }
  }
  return figures
}

function rowOf(name: string, preset: Preset, runs: readonly Figures[]): string {
  const each = <T>(list: readonly T[], at: (figures: Figures, index: number) => number): number[] =>
    list.map((_, index) => median(runs.map((figures) => at(figures, index))))
  const scores = each(categories, ({ scores: given }, index) => given[index] ?? Number.NaN)
  const ms = each(measures, ({ ms: given }, index) => given[index] ?? Number.NaN).map((one) => one.toFixed(0))
  const shift = median(runs.map((figures) => figures.shift)).toFixed(3)
  const kib = median(runs.map((figures) => figures.kib)).toFixed(0)
  return `| ${[name, preset, ...scores, ...ms, shift, kib].join(' | ')} |`
}

/** Medians, and the first sight as a share of the home page's. */
function saySights(sights: readonly FirstSight[]): void {
  const home = median(sights[0]?.seenMs ?? [])
  say(
    '\n| slow phone, empty cache | first content, ms | of the home page | all loaded, ms |\n|' +
      ' --- |'.repeat(4),
  )
  for (const { page, seenMs, loadedMs } of sights) {
    const seen = median(seenMs)
    say(`| ${page} | ${seen.toFixed(0)} | ${(seen / home).toFixed(2)} | ${median(loadedMs).toFixed(0)} |`)
  }
}

async function run(program: string): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      as: { type: 'string', default: '' },
    },
  })
  const count = Number(values.runs)
  if (!Number.isInteger(count) || count < 1) throw new Error('--runs is a number from 1.')
  const server = await startDemo(createTemporaryFolder('lighthouse'))
  const busy = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`
  const rows: string[] = []
  let sights: readonly FirstSight[] = []
  try {
    for (const [name, place] of await findPages(server.url))
      for (const preset of ['phone', 'desk'] as const) {
        if (!name.includes(values.only) || !preset.includes(values.as)) continue
        say(`${name}, ${preset}`)
        rows.push(rowOf(name, preset, await measureOften(program, server.url, { place, preset, count })))
        say(rows.at(-1) ?? '')
      }
    if ('centre'.includes(values.only)) {
      const browser = await chromium.launch({ executablePath: program, args: listLaunchFlags() })
      sights = await measureFirstSight(browser, server.url, count)
      await browser.close()
    }
  } finally {
    await server.stop()
  }
  say(`\nMedians of ${count} runs on ${busy}.\n`)
  say(
    '| page | preset | performance | accessibility | best practices | SEO | FCP, ms | LCP, ms | TBT, ms | shift | KiB |',
  )
  say(`|${' --- |'.repeat(11)}`)
  for (const row of rows) say(row)
  saySights(sights)
}

const program = findChromium()
if (!program)
  throw new Error('No Chromium or Chrome was found. Install one, or name its program in CHROMIUM_PATH.')
await run(program)
process.exit(0)
