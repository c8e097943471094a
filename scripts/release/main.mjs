// `npm run release`: what sellers install, in dist/release. With `--unless-made` nothing is done if it holds the release of
// these sources already: so asks a marketplace that runs from them and is to hand it out.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onlyOne } from '../setup/only-one.mjs'
import { projectRoot, withProgress } from '../setup/progress.mjs'
import { isMade, makeRelease } from './make.mjs'

// Node's word that its removing of types is new says nothing to who makes a release.
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
