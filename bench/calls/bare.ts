import { createClient, isDone, signRequest } from './signed-request.ts'
import { rowOf, sellerOf, total } from './work.ts'
import type { Contender } from './work.ts'

/** Signs and sends, with so many in flight, and writes nothing. */
export const bare: Contender = {
  prepare: () => Promise.resolve(),
  async run(work, finished) {
    const client = createClient()
    let next = 0
    const loop = async (): Promise<void> => {
      for (let nth = next++; nth < total(work); nth = next++) {
        const reply = await client.send(signRequest(sellerOf(work, nth), rowOf(nth)))
        if (!isDone(reply)) throw new Error(`A seller answered ${reply.status}`)
        finished()
      }
    }
    await Promise.all(Array.from({ length: work.inFlight }, loop))
    await client.close()
  },
}
