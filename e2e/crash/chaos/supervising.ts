import type { Supervision } from '@loggia/protocol/console'
import { createChance, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import type { SupervisedTold } from '../judge-supervision.ts'
import { askUntilDecided } from './asking.ts'
import type { Answered } from './asking.ts'
import { createRefundRequests } from './refund-requests.ts'
import type { AnySeller, SellerMembers } from './seller-members.ts'
import { requests } from './supervised-acts.ts'
import type { Act, Acting, Party } from './supervised-acts.ts'
import type { World } from './world.ts'

/** Buyers, sellers and operators who act on supervised deliveries. */
export type Supervising = {
  /** The deliveries of which somebody was told that they are over. */
  readonly told: SupervisedTold[]
  /** Acts at random on what the pages offer, until `stopping`. */
  nowAndThen(chance: Chance, paceMs: number, stopping: AbortSignal): Promise<void>
}
type Counting = { count(answered: Answered<unknown>, what: string): void }

/** How often an act is done that is offered; all others always are. */
const rarely: Partial<Record<Act, number>> = {
  appeal: 0.12,
  refund: 0.05,
  mark_recheck: 0.15,
  reject: 0.3,
  reject_demand: 0.3,
  fail_recheck: 0.4,
  withdraw_appeal: 0.4,
}
/** What is done with a license is done by those who live with it (licensing.ts). */
const ofLicenses: ReadonlySet<Act> = new Set<Act>(['submit_demand', 'deliver'])
/** So many deliveries are left alone by everybody, for the reminders. */
const leftAlone = 0.15

export function createSupervising(
  { seed, shops, licenses, buyers, operator, clock }: World,
  { memberOf }: SellerMembers,
  { count }: Counting,
): Supervising {
  const told: SupervisedTold[] = []
  // Licenses do not wait for long, so that their seller looks more often.
  const sellers: readonly AnySeller[] = [
    ...shops.filter(({ supervised }) => supervised !== undefined),
    ...Array.from({ length: 3 }, () => licenses),
  ]
  const refunds = createRefundRequests({ count })
  let keys = 0

  const isLeft = ({ id }: Supervision): boolean => createChance(`${seed}:left:${id}`)() < leftAlone

  async function look(chance: Chance): Promise<Acting | undefined> {
    const party = pickOne(chance, ['buyer', 'buyer', 'seller', 'seller', 'operator'] as const)
    const { client } = await memberFor(party, chance)
    const page = await askUntilDecided((signal) => listOf(party, client, { chance, signal }))
    if ('refused' in page) {
      count(page, '')
      return undefined
    }
    const possible = page.reply.items.filter((of) => of.turn !== undefined && !isLeft(of))
    if (possible.length === 0) return undefined
    const idempotencyKey = `supervised-${(keys += 1)}`
    return { party, client, of: pickOne(chance, possible), chance, now: clock.now(), idempotencyKey }
  }

  const memberFor = (party: Party, chance: Chance): Member | Promise<Member> =>
    party === 'operator'
      ? operator
      : party === 'buyer'
        ? pickOne(chance, buyers)
        : memberOf(pickOne(chance, sellers))

  async function doSomething(acting: Acting): Promise<void> {
    const { of, chance } = acting
    if (await refunds.actOn(acting)) return
    const offered = of.acts.filter((act) => of.type !== 'license' || !ofLicenses.has(act))
    const wanted = offered.filter((act) => chance() < (rarely[act] ?? 1))
    if (wanted.length === 0) return
    const act = pickOne(chance, wanted)
    const send = requests[act]?.(acting)
    if (!send) return
    const answered = await askUntilDecided(send)
    count(answered, `supervised: ${act}`)
    if ('refused' in answered) return
    const { stage } = answered.reply
    if (stage === 'done' || stage === 'ended') told.push({ supervisionId: of.id, stage })
  }

  return {
    told,
    async nowAndThen(chance, paceMs, stopping) {
      while (!stopping.aborted) {
        await new Promise((resolve) => setTimeout(resolve, paceMs * (0.5 + chance())))
        const acting = await look(chance)
        if (acting && !stopping.aborted) await doSomething(acting)
      }
    },
  }
}

function listOf(
  party: Party,
  client: Member['client'],
  { chance, signal }: { readonly chance: Chance; readonly signal: AbortSignal },
): Promise<{ readonly items: readonly Supervision[] }> {
  const limit = 100
  if (party === 'operator') {
    const list = pickOne(chance, ['appeals', 'rechecks', 'open', 'overdue'] as const)
    return client.request('GET /api/operator/supervisions', { query: { limit, list } }, { signal })
  }
  // Sometimes also what is not its own turn, for appeals.
  const list = chance() < 0.8 ? 'own' : 'others'
  return client.request(`GET /api/${party}/supervisions`, { query: { limit, list } }, { signal })
}
