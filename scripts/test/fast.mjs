// `npm run test:fast` and `npm run test:watch`: tests of rules and units, without pages, PostgreSQL or a server. Files
// that took seconds in a recorded run are left out: they open databases and start processes. Arguments filter by path.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findStructureFaults } from '../check/structure.mjs'
import { projectRoot } from '../setup/progress.mjs'

const [mode, ...filters] = process.argv.slice(2)

function runVitest() {
  const program = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const projects = ['--project=pure', '--project=unit', '--project=services']
  const child = spawn(process.execPath, [program, mode, ...projects, ...filters], {
    cwd: projectRoot,
    // Makes the configuration leave out slow units.
    env: { ...process.env, LOGGIA_TEST_QUICK: '1' },
    stdio: 'inherit',
  })
  const kill = () => child.kill('SIGTERM')
  process.on('exit', kill)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      process.removeListener('exit', kill)
      resolve(code ?? 1)
    })
  })
}

const structure =
  mode === 'run' && filters.length === 0 ? findStructureFaults(projectRoot) : Promise.resolve([])
const [faults, code] = await Promise.all([structure, runVitest()])
for (const fault of faults) console.log(`✗ ${fault}`)
process.exitCode = faults.length > 0 ? 1 : code
