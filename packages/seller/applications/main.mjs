// One of these applications in a process of its own, under any runtime: main.mjs koa, or main.mjs koa seller.db to keep what
// was sold in that SQLite file. Prints the runtime and the port as a line of JSON.
import { memoryStore } from '@loggia/seller'
import { runtime } from './runtime.mjs'
import { createTriedSeller } from './seller.mjs'

const [application, file] = process.argv.slice(2)
const openStore = async () => (await import('@loggia/seller/sqlite')).sqliteStore(file)
const { start } = await import(`./${application}.mjs`)
const { port } = await start(createTriedSeller(file ? await openStore() : memoryStore()), 0)
console.log(JSON.stringify({ runtime, port }))
