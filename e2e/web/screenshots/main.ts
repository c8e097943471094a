// `npm run screenshots -- [--out folder] [--dark] [--width 390,1440] [--only word]`: a picture of every page, and a
// page that shows them side by side. It exits with 1 if a page of the routers has no picture or is wider than its
// window.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { findChromium } from '../../../scripts/test/needs.mjs'
import { launchBrowser, visit, waitUntilSettled } from '../../harness/browser.ts'
import { createTemporaryFolder } from '../../harness/folders.ts'
import { repository, startDemo } from '../../harness/server.ts'
import { findPlaces, openSite } from '../site.ts'
import type { Place, Site } from '../site.ts'
import { renderAlbum } from './album.ts'
import type { Picture } from './album.ts'

const languages = ['zh-CN', 'en-US'] as const
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function readArguments() {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(repository, 'e2e/output/screenshots') },
      width: { type: 'string', default: '390,1440' },
      only: { type: 'string', default: '' },
      dark: { type: 'boolean', default: false },
    },
  })
  const widths = values.width.split(',').map(Number)
  if (widths.some((width) => !Number.isInteger(width) || width < 200 || width > 4000))
    throw new Error('--width is a list of pixels, such as 390,1440')
  return { out: resolve(values.out), widths, only: values.only, dark: values.dark }
}
type Arguments = ReturnType<typeof readArguments>

/** Every place in one language, with one reader per role, who goes from page to page. */
async function takePictures(
  site: Site,
  places: readonly Place[],
  language: (typeof languages)[number],
  { out, widths, dark }: Arguments,
): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const role of new Set(places.map((place) => place.role))) {
    const { page, context, faults } = await site.open(role, { language, dark })
    for (const place of places.filter((one) => one.role === role)) {
      await visit(page, site.origin + place.path)
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
        await waitUntilSettled(page)
        const file = `${place.name}-${language}-${width}${dark ? '-dark' : ''}.png`
        await page.screenshot({ path: join(out, file), fullPage: true, animations: 'disabled' })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        pictures.push({ place, language, width, file, overflow })
      }
    }
    // Pages that do not exist on purpose answer 403 or 404, which the console reports.
    for (const fault of faults.filter((one) => !/status of 40[34]/.test(one))) say(`  ${role}: ${fault}`)
    await context.close()
  }
  return pictures
}

async function run(browser: Browser, origin: string): Promise<number> {
  const options = readArguments()
  mkdirSync(options.out, { recursive: true })
  const site = await openSite(browser, origin)
  const { places, unreachable } = await findPlaces(site)
  const wanted = places.filter(({ name }) => name.includes(options.only))
  const both = await Promise.all(languages.map((language) => takePictures(site, wanted, language, options)))
  const pictures = both.flat()
  writeFileSync(join(options.out, 'index.html'), renderAlbum(pictures))
  for (const { file, overflow } of pictures) if (overflow > 0) say(`✗ ${file} is ${overflow} px too wide`)
  for (const pattern of unreachable) say(`✗ ${pattern}: no page has a link to it, so there is no picture`)
  say(`${pictures.length} pictures of ${wanted.length} pages: ${join(options.out, 'index.html')}`)
  return unreachable.length > 0 || pictures.some(({ overflow }) => overflow > 0) ? 1 : 0
}

const chromium = findChromium()
if (!chromium)
  throw new Error('No Chromium or Chrome was found. Install one, or name its program in CHROMIUM_PATH.')
const server = await startDemo(createTemporaryFolder('screenshots'))
const browser = await launchBrowser(chromium)
try {
  process.exitCode = await run(browser, server.url)
} finally {
  await browser.close()
  await server.stop()
}
