import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { budgetProblems } from '../problems.ts'
import { requireOffered, requireRoomForCostCentre } from '../rules.ts'
import type { CostCentre } from '../schema.ts'
import * as store from '../store.ts'
import type { BudgetsContext } from './context.ts'

type CentreAsk = { readonly code: string; readonly name: string }

/** R3a: cost centres, and who belongs to which. */
export function createCostCentres(context: BudgetsContext) {
  const { clock, db, ids, parties } = context

  /** Throws `budget.cost_centre_unknown`, also for another buyer's. */
  async function getOwn(from: Db, buyerId: Id<'byr'>, id: Id<'cct'>): Promise<CostCentre> {
    const found = await store.findCostCentre(from, id)
    if (found?.buyerId !== buyerId) throw budgetProblems.cost_centre_unknown()
    return found
  }

  async function requireFreeCode(tx: Tx, { id, buyerId, code }: CostCentre): Promise<void> {
    const other = await store.findByCode(tx, buyerId, code)
    if (other !== undefined && other !== id) throw budgetProblems.code_taken({ code })
  }

  const factOf = ({ id: costCentreId, code, name }: CostCentre) => ({ costCentreId, code, name })

  /** Codes differ within a buyer. Throws `budget.code_taken`, `budget.too_many_cost_centres`. */
  const addCostCentre = (request: MemberRequest, { code, name }: CentreAsk): Promise<Id<'cct'>> =>
    runInTx(context, request, async (tx) => {
      const buyerId = requireBuyer(request.actor)
      await store.waitForTurn(tx, buyerId)
      requireRoomForCostCentre((await store.listCostCentres(tx, buyerId)).length)
      const centre: CostCentre = { id: ids.next('cct'), buyerId, code, name, createdAt: clock.now() }
      await requireFreeCode(tx, centre)
      await store.saveCostCentre(tx, centre)
      await record(tx, 'cost_centre.created', { subject: buyerId, data: factOf(centre) })
      return centre.id
    })

  /** Throws `budget.cost_centre_unknown`, `budget.code_taken`. */
  const changeCostCentre = (
    actor: MemberActor,
    id: Id<'cct'>,
    { code, name, archived }: CentreAsk & { readonly archived: boolean },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await store.waitForTurn(tx, buyerId)
      const before = await getOwn(tx, buyerId, id)
      const archivedAt = archived ? (before.archivedAt ?? clock.now()) : undefined
      const centre: CostCentre = omitUndefined({
        id,
        buyerId,
        code,
        name,
        createdAt: before.createdAt,
        archivedAt,
      })
      await requireFreeCode(tx, centre)
      await store.saveCostCentre(tx, centre)
      await record(tx, 'cost_centre.changed', { subject: buyerId, data: { ...factOf(centre), archived } })
    })

  /** Throws `budget.member_unknown`, `budget.cost_centre_unknown`, `budget.cost_centre_archived`. */
  const setMemberCostCentre = (
    actor: MemberActor,
    memberId: Id<'mbr'>,
    costCentreId: Id<'cct'> | undefined,
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await store.waitForTurn(tx, buyerId)
      const member = await store.findMember(tx, buyerId, memberId)
      if (!member) throw budgetProblems.member_unknown()
      const centre =
        costCentreId === undefined
          ? undefined
          : requireOffered(await store.findCostCentre(tx, costCentreId), buyerId)
      await store.setMemberCentre(tx, { buyerId, memberId }, centre?.id)
      const data = omitUndefined({ memberId, member: member.name, costCentre: centre?.name })
      await record(tx, 'cost_centre.assigned', { subject: buyerId, data })
    })

  /**
   * R3a: what a purchase of this member is booked to: what they chose, or else their own cost centre, if they have one; null is none.
   * Throws `budget.cost_centre_unknown`, `budget.cost_centre_archived`.
   */
  async function chooseCostCentre(
    from: Db,
    { buyerId, memberId }: { readonly buyerId: Id<'byr'>; readonly memberId: Id<'mbr'> },
    asked: Id<'cct'> | null | undefined,
  ): Promise<Id<'cct'> | undefined> {
    if (asked === null) return undefined
    if (asked === undefined) return store.findOwnCentre(from, buyerId, memberId)
    return requireOffered(await store.findCostCentre(from, asked), buyerId).id
  }

  /** Who may buy for a buyer, owners first; without those who are suspended. */
  async function listApprovers(from: Db, buyerId: Id<'byr'>) {
    const readers = await parties.listReaders(from, { kind: 'buyer', id: buyerId })
    return readers
      .filter(({ rights }) => isGranted(rights, 'purchase'))
      .map(({ id, name, rights }) => ({ id, name, owner: rights.main }))
      .toSorted((a, b) => Number(b.owner) - Number(a.owner))
  }

  /** What a member needs to know to buy or to ask for a purchase. */
  async function getBuyingOptions(actor: MemberActor) {
    const buyerId = requireBuyer(actor)
    const { memberId } = actor
    const all = await listApprovers(db, buyerId)
    return omitUndefined({
      costCentres: await store.listCostCentres(db, buyerId),
      own: await store.findOwnCentre(db, buyerId, memberId),
      approvers: all.filter(({ id }) => id !== memberId),
    })
  }

  const listMemberCostCentres = (actor: MemberActor) => store.listMemberCentres(db, requireBuyer(actor))

  const getCostCentre = async (actor: MemberActor, id: Id<'cct'>) => {
    const all = await store.listCostCentres(db, requireBuyer(actor))
    const found = all.find((centre) => centre.id === id)
    if (!found) throw budgetProblems.cost_centre_unknown()
    return found
  }

  return {
    addCostCentre,
    changeCostCentre,
    getCostCentre,
    setMemberCostCentre,
    chooseCostCentre,
    listApprovers,
    getBuyingOptions,
    listMemberCostCentres,
  }
}
