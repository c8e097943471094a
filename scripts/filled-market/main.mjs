// Fills a marketplace of another version of this repository with every kind of row that the version knows, and dumps
// its database. The README of the dumps describes the call.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { findPostgresBin } from '../test/needs.mjs'
import { startPostgres } from '../test/postgres.mjs'
import { dumpDatabase } from './dump.mjs'
import { fillAccounts } from './fill-accounts.mjs'
import { fillCatalogue } from './fill-catalogue.mjs'
import { fillServices } from './fill-services.mjs'
import { openMarket } from './market.mjs'
import { reportRows } from './rows.mjs'

const [clone, target] = process.argv.slice(2)
if (!clone || !target) throw new Error('Usage: main.mjs FOLDER_OF_A_CLONE TARGET.sql.gz')
const bin = findPostgresBin()
if (!bin) throw new Error('This needs PostgreSQL')
const cluster = await startPostgres(bin)
const filled = await openMarket(resolve(clone), cluster.url)
try {
  const parties = await fillAccounts(filled)
  const catalogue = await fillCatalogue(filled, parties)
  await fillServices(filled, { ...parties, ...catalogue })
  const url = new URL(cluster.url)
  url.pathname = `/${await reportRows(cluster.url)}`
  const marketTime = new Date(filled.world.clock.now()).toISOString()
  const dump = `-- market time ${marketTime}\n${dumpDatabase(bin, url.href)}`
  writeFileSync(resolve(target), gzipSync(dump, { level: 9 }))
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}
