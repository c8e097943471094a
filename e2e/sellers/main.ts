// Sellers in their own process. FAULTY_PLAN is the file of a SellerFleetPlan. Each message over the channel of `fork`
// is answered with its number, so that its sender can wait until it takes effect.
import { readFileSync } from 'node:fs'
import { createMarketClock, createSteadyClock } from '../harness/clock.ts'
import { openSellerFleet } from './street.ts'
import type { SellerFleetPlan, Word } from './street.ts'

const { FAULTY_PLAN = '' } = process.env
if (!FAULTY_PLAN) throw new Error('FAULTY_PLAN is needed')
const plan = JSON.parse(readFileSync(FAULTY_PLAN, 'utf8')) as SellerFleetPlan
const clock = createMarketClock(createSteadyClock(plan.clockBeginning), plan.leapsFile)
const street = await openSellerFleet(plan, clock)
process.on('message', ({ number, word }: { number: number; word: Word }) => {
  street.hear(word)
  process.send?.({ heard: number })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ ready: true })
