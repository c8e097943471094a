// `npm run fix`: applies the linter's fixes, then formats. Remaining complaints are printed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'

const run = (program, args) =>
  spawnSync(process.execPath, [join(projectRoot, 'node_modules', program), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
  }).status ?? 1

const lint = run('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--fix'])
const format = run('oxfmt/bin/oxfmt', [])
process.exitCode = lint || format
