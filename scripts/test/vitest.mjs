import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'

const program = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
// Each test has its own limit; this one is for a runner that hangs.
const limitMs = 60 * 60_000

/**
 * Runs every test file (or those that `filters` name, or those of one shard) and answers how many passed, failed and were
 * skipped. The configuration leaves the results in `report`, and beside it how long each file took.
 */
export async function runVitest({ env, filters, shard, report }) {
  const args = ['run', ...(shard ? [`--shard=${shard.index}/${shard.count}`] : []), ...filters]
  const child = spawn(process.execPath, [program, ...args], {
    cwd: projectRoot,
    env: { ...env, LOGGIA_TEST_REPORT: report },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const kill = () => child.kill('SIGTERM')
  process.on('exit', kill)
  const timer = setTimeout(kill, limitMs)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  clearTimeout(timer)
  process.removeListener('exit', kill)
  if (!existsSync(report))
    throw new Error(`The test runner ended with ${code ?? 'a signal'} and left no results.`)
  return countResults(JSON.parse(readFileSync(report, 'utf8')), code)
}

/** A run that executed nothing, or that failed outside any test, is a failure although no test is counted as one. */
export function countResults(results, exitCode) {
  const passed = results.numPassedTests
  const brokenFiles = results.testResults.filter(
    (file) => file.status === 'failed' && !hasFailure(file),
  ).length
  const failed = results.numFailedTests + brokenFiles
  const nothingRan = passed + failed === 0
  const hidden = failed === 0 && (nothingRan || exitCode !== 0) ? 1 : 0
  return { passed, failed: failed + hidden, skipped: results.numPendingTests + results.numTodoTests }
}

const hasFailure = (file) => file.assertionResults.some((one) => one.status === 'failed')
