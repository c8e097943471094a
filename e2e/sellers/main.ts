// Sellers as a process of their own: FAULTY_PLAN is the file of a StreetPlan. What they are told over the channel of `fork`
// is answered by its number, so that who spoke can wait until it is heard.
import { readFileSync } from 'node:fs'
import { marketClock, steadyClock } from '../harness/clock.ts'
import { openStreet } from './street.ts'
import type { StreetPlan, Word } from './street.ts'

const { FAULTY_PLAN = '' } = process.env
if (!FAULTY_PLAN) throw new Error('FAULTY_PLAN is needed')
const plan = JSON.parse(readFileSync(FAULTY_PLAN, 'utf8')) as StreetPlan
const clock = marketClock(steadyClock(plan.clockBeginning), plan.leapsFile)
const street = await openStreet(plan, clock)
process.on('message', ({ number, word }: { number: number; word: Word }) => {
  street.hear(word)
  process.send?.({ heard: number })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ ready: true })
