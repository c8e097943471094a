// `npm run build -w @loggia/seller`: builds packages/seller/dist, and beside it the archive for installing.
import { join, relative } from 'node:path'
import { projectRoot, withProgress } from '../setup/progress.mjs'
import { buildSeller } from './build.mjs'
import { packBuilt } from './pack.mjs'

const archive = await withProgress('Building @loggia/seller', 'Built', async () =>
  packBuilt(await buildSeller(), join(projectRoot, 'packages', 'seller', 'dist')),
)
console.log(`npm install ${relative(process.env.INIT_CWD ?? projectRoot, archive)}`)
