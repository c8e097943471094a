import { Problem, omitUndefined } from '@loggia/kernel'
import { draftProductSchema } from '@loggia/protocol/console'
import type { DraftFault } from '@loggia/protocol/console'
import { findFaults } from '@loggia/protocol/console/catalog/draft/check'
import { toContent } from '@loggia/protocol/console/catalog/draft/content'
import { toFaults } from '@loggia/protocol/console/catalog/draft/faults'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { toWireTime } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { requireFitDraft } from '../rules/fit-draft.ts'
import { isOnSale } from '../rules/lifecycle.ts'
import type { Product, TypedDraft } from '../schema.ts'
import * as store from '../store/index.ts'
import { readDraft } from './contents.ts'
import { showPictures } from './context.ts'
import type { WithMedia } from './context.ts'

/** All that a form lacks, by the rules of the pages, and then by those that every product is checked with. */
export function judgeForm(form: Form, product: Product | undefined): readonly DraftFault[] {
  const faults: readonly DraftFault[] = findFaults(form, listedOf(product)).map((fault) =>
    'said' in fault
      ? { field: fault.field }
      : omitUndefined({ ...fault, values: fault.values && [...fault.values] }),
  )
  if (faults.length > 0) return faults
  const { data, error } = draftProductSchema.safeParse(toContent(form))
  if (error) return error.issues.map(({ path }) => toFault(path.join('.'), catalogProblems.value_unfit()))
  try {
    requireFitDraft(readDraft(data))
    return []
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const [at] = toFaults({ code: problem.code, detail: '', details: problem.details }, form)
    return [toFault(at?.field ?? 'specifications', problem)]
  }
}

/** R59: the range of a product that was on sale may only widen. */
const listedOf = (product: Product | undefined) =>
  isOnSale(product) ? omitUndefined({ min: product?.quantity?.min, max: product?.quantity?.max }) : undefined

const toFault = (field: string, { sentences }: Problem): DraftFault => ({
  field,
  said: { zh: sentences['zh-CN'], en: sentences['en-US'] },
})

/**
 * The product has got its content in another way, or an application has taken it over: what was typed is done with, and
 * who still types on it is told.
 */
export async function supersedeForm(
  platform: WithMedia,
  tx: Tx,
  { actor, product }: { readonly actor: MemberActor; readonly product: Product },
): Promise<void> {
  const { id: productId, sellerId } = product
  const draft = await store.lockDraft(tx, productId)
  await store.saveTypedDraft(tx, {
    productId,
    sellerId,
    version: (draft?.version ?? 0) + 1,
    savedAt: platform.clock.now(),
    savedBy: { memberId: actor.memberId, name: actor.name },
  })
  await showPictures(platform, tx, { sellerId, subject: `draft:${productId}` })
}

/**
 * An operator has approved something else of the product: who types on its present content, or on a draft of a change, is
 * told, and gets it merged. The draft is still that of the member who saved it.
 */
export async function saveNextVersion(
  { clock }: Pick<WithMedia, 'clock'>,
  tx: Tx,
  { actor, product }: { readonly actor: MemberActor; readonly product: Product },
): Promise<void> {
  const { id: productId, sellerId } = product
  const draft = await store.lockDraft(tx, productId)
  // The name of an operator is not shown to sellers.
  const first = { productId, sellerId, savedAt: clock.now(), savedBy: { memberId: actor.memberId, name: '' } }
  await store.saveTypedDraft(tx, { ...first, ...draft, version: (draft?.version ?? 0) + 1 })
}

/** Throws `catalog.draft_changed` with who saved the draft, and when. */
export function requireVersion(draft: TypedDraft | undefined, version: number): void {
  if (version === (draft?.version ?? 0)) return
  const by = draft?.savedBy.name ?? ''
  throw catalogProblems.draft_changed(omitUndefined({ by, at: draft && toWireTime(draft.savedAt) }))
}

/** Throws `catalog.draft_incomplete` if something of the product is typed and not finished. */
export async function requireComplete(db: Db, product: Product): Promise<void> {
  const form = (await store.findDraft(db, product.id))?.form
  if (form) throw catalogProblems.draft_incomplete({ open: judgeForm(form, product).length })
}
