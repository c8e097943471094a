// `npm run lighthouse -- [--runs 3] [--only word]`: Lighthouse on the pages for buying, with the built pages and the
// demo, as a phone and as a desktop; then when a slow phone shows the home page and the centres. Prints tables, without
// pass or fail.
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/test/needs.mjs'
import { listLaunchFlags } from '../../harness/browser.ts'
import { createTemporaryFolder } from '../../harness/folders.ts'
import { findFreePort, startDemo } from '../../harness/server.ts'
import { measureFirstSight } from './first-sight.ts'
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

/** The pages by name; pages with parameters by the first link to one. */
async function findPages(origin: string): Promise<Map<string, string>> {
  const pages = new Map([
    ['home', '/'],
    ['sign-in', '/sign-in'],
  ])
  const linkIn = async (path: string, shape: RegExp): Promise<string | undefined> =>
    shape.exec(await (await fetch(origin + path)).text())?.[1]
  const product = await linkIn('/', /href="(\/products\/prd_\w+)"/)
  if (!product) throw new Error('The home page has no link to a product')
  pages.set('product, with buying', product)
  const sellerLink = /href="(\/sellers\/sel_\w+)"/
  const seller = (await linkIn(product, sellerLink)) ?? (await linkIn('/', sellerLink))
  if (seller) pages.set('seller', seller)
  pages.set('search', '/search')
  const category = await linkIn('/', /href="(\/categories\/[^"]+)"/)
  if (category) pages.set('category', category)
  return pages
}

async function measure(url: string, preset: Preset, port: number): Promise<Figures> {
  const options = { port, onlyCategories: [...categories], logLevel: 'error' as const }
  const result = await lighthouse(url, options, presets[preset])
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`)
  const { audits, categories: judged } = result.lhr
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
    options: { runs: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  })
  const count = Number(values.runs)
  if (!Number.isInteger(count) || count < 1) throw new Error('--runs is a number from 1.')
  const server = await startDemo(createTemporaryFolder('lighthouse'))
  const port = await findFreePort()
  const args = [...listLaunchFlags(), `--remote-debugging-port=${port}`]
  const browser = await chromium.launch({ executablePath: program, args })
  const busy = `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`
  const rows: string[] = []
  let sights: readonly FirstSight[] = []
  try {
    for (const [name, path] of await findPages(server.url))
      for (const preset of ['phone', 'desk'] as const) {
        if (!name.includes(values.only)) continue
        say(`${name}, ${preset}`)
        const figures: Figures[] = []
        for (let n = 0; n < count; n += 1) figures.push(await measure(server.url + path, preset, port))
        rows.push(rowOf(name, preset, figures))
        say(rows.at(-1) ?? '')
      }
    if ('centre'.includes(values.only)) sights = await measureFirstSight(browser, server.url, count)
  } finally {
    await browser.close()
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
