// Draws the pictures of the demo and makes its template: `node scripts/run.mjs demo [pictures]`. The demo is made by the
// services of the market, in a folder of its own, with a year of trade before today.
import { drawDemo } from '@loggia/marketplace'
import { makeTemplate } from './make.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
if (process.argv[2] === 'pictures') say(`${await drawDemo()} pictures drawn`)
else {
  const size = await makeTemplate((date) => date.endsWith('-01') && say(`Trade until ${date}`))
  say(`Template of the demo made: ${(size / 1e6).toFixed(1)} MB`)
}
process.exit(0)
