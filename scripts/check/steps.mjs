import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot, seconds } from '../setup/progress.mjs'
import { findGlossaryFaults } from './glossary.mjs'
import { findDoubtfulLicences } from './licences.mjs'
import { findRuleFaults } from './rules.mjs'
import { findStructureFaults } from './structure.mjs'
import { findTextFaults } from './texts.mjs'
import { findWordFaults } from './words.mjs'

const installed = (path) => join(projectRoot, 'node_modules', path)

// A step returns a list of complaints; an empty one means that it passed. `tsc` is called by its path because two
// versions of TypeScript are installed (the native one checks; dependency-cruiser and our parsers use the older one),
// and `.bin/tsc` is whichever was linked last.
const steps = [
  { name: 'structure', run: () => findStructureFaults(projectRoot) },
  { name: 'types', run: () => checkTypes('tsconfig.json') },
  { name: 'types of the pages', run: () => checkTypes('tsconfig.web.json') },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'unused code', run: () => tool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']) },
  { name: 'format', run: () => tool('oxfmt/bin/oxfmt', ['--list-different']) },
  { name: 'licences', run: () => findDoubtfulLicences(projectRoot) },
  { name: 'texts', run: () => findTextFaults(projectRoot) },
  { name: 'rules', run: () => findRuleFaults(projectRoot) },
  { name: 'glossary', run: async () => findGlossaryFaults(projectRoot) },
  { name: 'words', run: () => findWordFaults(projectRoot) },
]

/**
 * One checker: each of the four that run by default works out the types that files share, which takes twice the
 * processor time and, on two cores, longer.
 */
const checkTypes = (config) => tool('@typescript/native/bin/tsc', ['-p', config, '--checkers', '1'])

/** Runs every check, also after one has failed, and prints a line for each. */
export async function runChecks() {
  const queue = [...steps]
  let failed = 0
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      if (!(await report(step))) failed += 1
    }
  }
  // Two at a time: most of them use more than one core only briefly.
  await Promise.all([worker(), worker()])
  return { passed: steps.length - failed, failed }
}

async function report({ name, run }) {
  const startedAt = performance.now()
  const complaints = await run().catch((error) => [error.stack ?? String(error)])
  const passed = complaints.length === 0
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds(startedAt)})`)
  for (const complaint of complaints) console.log(complaint.replaceAll(/^(?=.)/gm, '    '))
  return passed
}

/** Runs a tool with our own Node; its output is its one complaint. */
function tool(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [installed(program), ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      const printed = Buffer.concat(chunks).toString('utf8').trim()
      resolve(code === 0 ? [] : [printed || `${program} ended with exit code ${code}`])
    })
  })
}
