// `npm run release`: builds the packages for sellers in dist/release. With `--unless-made` it does nothing if the
// folder already has the release of these sources; a marketplace that runs from sources calls it so to serve the
// release.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onlyOne } from '../setup/only-one.mjs'
import { projectRoot, withProgress } from '../setup/progress.mjs'
import { isMade, makeRelease } from './make.mjs'

// Node's warning that type stripping is new is of no use here.
process.removeAllListeners('warning')
const folder = join(projectRoot, 'dist', 'release')
const unlessMade = process.argv.includes('--unless-made')

async function make() {
  if (unlessMade && isMade(folder)) return
  const names = await withProgress('Making the release', 'Made', () => makeRelease(folder))
  for (const name of names) console.log(`${String(statSync(join(folder, name)).size).padStart(9)}  ${name}`)
  console.log(`\n${readFileSync(join(folder, 'SHA256SUMS'), 'utf8')}`)
}

try {
  await onlyOne(projectRoot, make)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
