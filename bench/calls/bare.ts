import { createClient, isDone, signRequest } from './signed-request.ts'
import { formatRow, createSeller, countSent } from './work.ts'
import type { Contender } from './work.ts'

/** Signs and sends with a fixed number in flight, and writes nothing. */
export const bare: Contender = {
  prepare: () => Promise.resolve(),
  async run(work, finished) {
    const client = createClient()
    let next = 0
    const loop = async (): Promise<void> => {
      for (let nth = next++; nth < countSent(work); nth = next++) {
        const reply = await client.send(signRequest(createSeller(work, nth), formatRow(nth)))
        if (!isDone(reply)) throw new Error(`A seller answered ${reply.status}`)
        finished()
      }
    }
    await Promise.all(Array.from({ length: work.inFlight }, loop))
    await client.close()
  },
}
