// A seller in plain JavaScript, as a user of the package would write it. Run it where the package is installed, with
// any runtime: node plain.mjs, bun plain.mjs, deno run -A plain.mjs. Prints the runtime and the number of passed
// scenarios.
import { createServer } from 'node:http'
import { createSeller, createMemoryStore } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'
import { createTestClock, createTestMarketplace, scenarios } from '@loggia/seller/testing'

const clock = createTestClock()
const accessKey = '密钥 of plain JavaScript'
const seller = createSeller({
  accessKey,
  store: createMemoryStore({ now: clock.now }),
  now: clock.now,
  onProblem: () => {},
  saas: { open: () => ({ frontEndUrl: 'https://app.example.com', memo: '中文' }) },
})
const server = createServer(createNodeListener(seller, { path: '/saas' }))
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/saas`

let passed = 0
for (const protocol of ['saas-v2', 'saas-v1']) {
  // As a function, and over HTTP.
  for (const target of [seller, url]) {
    const market = createTestMarketplace({ seller: target, accessKey, now: clock.now, protocol })
    for (const { run } of scenarios) await run(market).then(() => (passed += 1))
  }
}
await new Promise((resolve) => {
  server.close(resolve)
  server.closeAllConnections?.()
})
const { bun, deno, node } = process.versions
const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`
console.log(JSON.stringify({ runtime, passed }))
// Idle keep-alive connections must not keep the process running.
process.exit(0)
