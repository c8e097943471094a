// `npm run seller:runtimes`: installs the packed package with npm into empty folders and serves it with every adapter,
// on the newest and the oldest major of its framework, in every runtime, and runs every check of the three protocols
// against each. It downloads some hundred megabytes and takes minutes, so it is run by hand; a complete run writes the
// results to docs/reference/seller-runtimes.md.
//
// `npm run seller:runtimes -- deno nest` runs only combinations with all these words in their name, such as
// `Nest 12.5.1 on Deno 2.9.6`, and fails if there are none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot, withProgress } from '../setup/progress.mjs'
import { findPostgresBin } from '../test/needs.mjs'
import { startPostgres } from '../test/postgres.mjs'
import { packSeller } from './pack.mjs'
import { installApplications } from './runtimes/applications.mjs'
import { outcomeOf } from './runtimes/outcome.mjs'
import { toPage } from './runtimes/page.mjs'
import { installRuntimes } from './runtimes/programs.mjs'
import { tryApplication, tryPlainly } from './runtimes/tried.mjs'

const words = process.argv.slice(2).map((word) => word.toLowerCase())

/** Reports the result of one combination; does nothing if it was not asked for. */
async function report(application, runtime, attempt) {
  const what = `${application} on ${runtime}`
  if (!words.every((word) => what.toLowerCase().includes(word))) return undefined
  const outcome = outcomeOf(await attempt().catch((error) => error))
  console.log(`${outcome.ok ? '✓' : '✗'} ${what}: ${outcome.text.replaceAll('*', '')}`)
  for (const detail of outcome.details) console.log(`    ${detail}`)
  if (!outcome.ok) process.exitCode = 1
  return outcome.text
}

async function tryAll(runtimes, applications) {
  const rows = []
  for (const application of applications) {
    const texts = []
    for (const runtime of runtimes)
      texts.push(
        (application.on ?? runtime.name) === runtime.name
          ? await report(application.name, runtime.version, () => tryApplication(runtime, application))
          : undefined,
      )
    rows.push({ name: application.name, texts })
  }
  return rows
}

/** The runtime's name and version, and how many scenarios of the test kit passed there. */
async function plainly(runtime, folder) {
  try {
    const { runtime: version, passed } = await tryPlainly(runtime, folder)
    return { version, passed: `${passed} passed` }
  } catch (error) {
    console.log(`✗ ${runtime.name}: ${error.message}`)
    process.exitCode = 1
    return { version: runtime.name, passed: '**failed**' }
  }
}

async function main(root, postgres) {
  const archive = await packSeller(root)
  const [runtimes, applications] = await withProgress(
    'Installing runtimes and frameworks',
    'Installed',
    async () => [await installRuntimes(root), await installApplications(root, archive, postgres)],
  )
  for (const runtime of runtimes) Object.assign(runtime, await plainly(runtime, applications[0].folder))
  const rows = await tryAll(runtimes, applications)
  if (rows.every(({ texts }) => texts.every((text) => text === undefined))) {
    console.log(`✗ Nothing has all of these words: ${words.join(' ')}`)
    process.exitCode = 1
  }
  if (words.length > 0) return
  const page = toPage({ runtimes, rows, system: `${process.platform} ${process.arch}`, at: new Date() })
  writeFileSync(join(projectRoot, 'docs', 'reference', 'seller-runtimes.md'), page)
}

const root = mkdtempSync(join(tmpdir(), 'loggia-seller-runtimes-'))
// An interrupted run must leave neither its hundreds of megabytes nor processes behind.
process.on('exit', () => rmSync(root, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))
const postgresBin = findPostgresBin()
if (!postgresBin) console.log('PostgreSQL’s programs were not found: the store on it is not tried.')
const postgres = postgresBin && (await startPostgres(postgresBin))
try {
  await main(root, postgres?.url)
} finally {
  postgres?.stop()
}
