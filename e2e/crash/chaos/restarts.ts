import { ApiProblem } from '@loggia/client'
import { pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import { isLost, askUntilAnswered } from '../../harness/patience.ts'
import type { AnySeller, SellerMembers } from './seller-members.ts'
import type { World } from './world.ts'

/**
 * Sellers that start failed calls again (R243a). `refused` counts those that were too late, `lost` those without an
 * answer.
 */
export type Restarts = {
  readonly counts: { done: number; refused: number; lost: number }
  /** At random, a seller looks at its failed calls and starts one of them again, until `stopping`. */
  nowAndThen(chance: Chance, stopping: AbortSignal): Promise<void>
  /** This seller starts everything again that can be started. */
  everything(shop: AnySeller): Promise<void>
}

const replyMs = 10_000
/** How often it is the seller of licenses, who has many calls, that looks. */
const licensesOften = 0.1

export function createRestarts({ shops, licenses }: World, { memberOf }: SellerMembers): Restarts {
  const counts = { done: 0, refused: 0, lost: 0 }

  async function listFailed(member: Member): Promise<string[]> {
    const { items } = await askUntilAnswered((signal) =>
      member.client.request(
        'GET /api/seller/calls',
        { query: { limit: 100, result: 'open_failure' } },
        { signal },
      ),
    )
    return items.filter((call) => call.mayRestart).map((call) => call.id)
  }

  // Requested once: without an answer it may have been done or not, and both are correct.
  async function restart(member: Member, callId: string): Promise<void> {
    try {
      await member.client.request(
        'POST /api/seller/calls/:callId/restart',
        { params: { callId } },
        { signal: AbortSignal.timeout(replyMs) },
      )
      counts.done += 1
    } catch (error) {
      if (isLost(error)) counts.lost += 1
      else if (error instanceof ApiProblem) counts.refused += 1
      else throw error
    }
  }

  return {
    counts,
    async nowAndThen(chance, stopping) {
      while (!stopping.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 50 + chance() * 150))
        const member = await memberOf(chance() < licensesOften ? licenses : pickOne(chance, shops))
        const failed = await listFailed(member)
        if (failed.length > 0 && !stopping.aborted) await restart(member, pickOne(chance, failed))
      }
    },
    async everything(shop) {
      const member = await memberOf(shop)
      for (const callId of await listFailed(member)) await restart(member, callId)
    },
  }
}
