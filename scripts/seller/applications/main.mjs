// Runs one of these applications in its own process, with any runtime and a store: `main.mjs koa memory`,
// `main.mjs koa sqlite seller.db loggia_`, `main.mjs koa postgres postgres://… loggia_`. Prints the runtime and the
// port as a line of JSON.
import { runtime } from './runtime.mjs'
import { createTriedSeller } from './seller.mjs'
import { openStore } from './stores.mjs'

const [application, ...store] = process.argv.slice(2)
const { start } = await import(`./${application}.mjs`)
const { port } = await start(createTriedSeller(await openStore(...store)), 0)
console.log(JSON.stringify({ runtime, port }))
