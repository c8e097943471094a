// `npm test`: prepares what the tests need, runs everything, and ends with one summary line. Programs that this machine
// lacks are named, and the tests that need them skip themselves.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from '../check/steps.mjs'
import { say } from '../setup/progress.mjs'
import { ensureServerBundle } from '../setup/server-bundle.mjs'
import { ensureWebPages } from '../setup/web-pages.mjs'
import { readArguments } from './arguments.mjs'
import { writeRecord } from './durations.mjs'
import { provideNeeds } from './needs.mjs'
import { startPostgres } from './postgres.mjs'
import { timesTable } from './times.mjs'
import { runVitest } from './vitest.mjs'

const { filters, record, allEngines, shard } = readOrEnd(process.argv.slice(2))
const scratch = mkdtempSync(join(tmpdir(), 'loggia-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }

// A signal ends in `exit` too, which stops the database and deletes its folder.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** Runs one part; an error counts as one failure, and the next part still runs. */
async function part(name, work) {
  try {
    return await work()
  } catch (error) {
    say(`✗ ${name}\n${error.stack ?? error}`)
    total.failed += 1
    return undefined
  }
}

/** Invalid arguments end the command with the usage instead of a stack trace. */
function readOrEnd(args) {
  try {
    return readArguments(args)
  } catch (error) {
    say(error.message)
    process.exit(2)
  }
}

const readTimes = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})

function count(results) {
  for (const key of Object.keys(total)) total[key] += results?.[key] ?? 0
}

const needs = await part('what the tests need', () => provideNeeds())
// Built alongside the checks, which leave enough of the machine for it.
const built = part('web pages', () => ensureWebPages(process.execPath))
const bundled = built.then(() => part('server', () => ensureServerBundle(process.execPath)))
if (filters.length === 0 && (shard?.index ?? 1) === 1) count(await part('checks', () => runChecks()))
const bundle = await bundled
const postgres = needs?.postgresBin && (await part('PostgreSQL', () => startPostgres(needs.postgresBin)))

const env = {
  ...process.env,
  LOGGIA_TEST_DEMO: join(scratch, 'demo'),
  // About two hundred processes read the same sources; the first compiles them for the others.
  NODE_COMPILE_CACHE: join(scratch, 'compiled'),
}
// The servers of the tests are started like that of `npm start`, which takes less of the processor than from sources.
if (bundle) env.LOGGIA_TEST_BUNDLE = bundle
if (postgres) env.LOGGIA_TEST_POSTGRES = postgres.url
if (allEngines) env.LOGGIA_TEST_ENGINES = 'all'
if (needs?.chromium) env.LOGGIA_CHROMIUM = needs.chromium
const report = join(scratch, 'results.json')
count(await part('tests', () => runVitest({ env, filters, shard, report })))
postgres?.stop()

const times = readTimes(`${report}.times`)
if (record && total.failed === 0) writeRecord(times)
for (const line of timesTable(times)) console.log(line)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0
