// `npm run docs`: regenerates every page that is generated from the code.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'
import { findPageTests } from './page-tests.mjs'

const program = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
const args = ['run', '--update', '--reporter=dot', '-t', 'page', ...findPageTests(projectRoot)]
const child = spawn(process.execPath, [program, ...args], { cwd: projectRoot, stdio: 'inherit' })
process.exitCode = await new Promise((resolve, reject) => {
  child.once('error', reject)
  child.once('exit', (code) => resolve(code ?? 1))
})
