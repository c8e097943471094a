// Runs the kit's scenarios against a server that is there: node against.mjs URL KEY. Prints how many passed.
import { createTestMarketplace, scenarios } from '@loggia/seller/testing'

const [url, accessKey] = process.argv.slice(2)
const market = createTestMarketplace({ seller: url, accessKey, now: Date.now })
let passed = 0
for (const { run } of scenarios) await run(market).then(() => (passed += 1))
console.log(JSON.stringify({ passed }))
process.exit(0)
