// `npm run screenshots:beside -- before after [--out folder]`: the pictures of two runs of `npm run screenshots` side
// by side with their differences, the most changed first.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from '../../../scripts/test/needs.mjs'
import { launchBrowser } from '../../harness/browser.ts'
import { repository } from '../../harness/server.ts'
import { renderPairs } from './page.ts'
import type { Pair } from './page.ts'
import { openDiffer } from './differ.ts'
import type { Differ } from './differ.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const picturesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .toSorted()

type Folders = { readonly before: string; readonly after: string; readonly out: string }

function readArguments(): Folders {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: join(repository, 'e2e/output/beside') } },
  })
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('Name two folders of pictures: npm run screenshots:beside -- before after')
  return { before: resolve(before), after: resolve(after), out: resolve(values.out) }
}

async function compareAll(differ: Differ, { before, after, out }: Folders) {
  const [from, to] = [picturesIn(before), picturesIn(after)]
  const inBoth = from.filter((name) => to.includes(name))
  if (inBoth.length === 0) throw new Error(`${before} and ${after} have no picture of the same name`)
  const pairs: Pair[] = []
  for (const name of inBoth) {
    const [first, second] = [join(before, name), join(after, name)]
    const { share, picture } = await differ.compare(readFileSync(first), readFileSync(second))
    if (share > 0) writeFileSync(join(out, name), picture)
    pairs.push({ name, share, before: relative(out, first), after: relative(out, second) })
  }
  const alone = [...from, ...to].filter((name) => !inBoth.includes(name))
  return { pairs: pairs.toSorted((a, b) => b.share - a.share), alone }
}

const folders = readArguments()
const chromium = findChromium()
if (!chromium)
  throw new Error('No Chromium or Chrome was found. Install one, or name its program in CHROMIUM_PATH.')
mkdirSync(folders.out, { recursive: true })
const browser = await launchBrowser(chromium)
try {
  const { pairs, alone } = await compareAll(await openDiffer(browser), folders)
  const page = join(folders.out, 'index.html')
  writeFileSync(page, renderPairs(pairs, alone))
  for (const { name, share } of pairs) if (share > 0) say(`${(share * 100).toFixed(2).padStart(6)} % ${name}`)
  for (const name of alone) say(`       only in one folder: ${name}`)
  say(`${pairs.filter(({ share }) => share > 0).length} of ${pairs.length} pictures changed: ${page}`)
} finally {
  await browser.close()
}
