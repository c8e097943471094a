import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftFault } from '@loggia/protocol/console'
import { toContent, toForm } from '@loggia/protocol/console/catalog/draft/content'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { mergeForms } from '@loggia/protocol/console/catalog/draft/merge'
import { requireSeller } from '../../parties/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { hasNewPrices, isOnSale, requireWritable } from '../rules/lifecycle.ts'
import { requireSameType } from '../rules/product-types.ts'
import type { Product, TypedDraft } from '../schema.ts'
import * as store from '../store/index.ts'
import { readDraft } from './contents.ts'
import { requirePriceRight, showPictures } from './context.ts'
import type { WithMedia } from './context.ts'
import { loadWritten } from './drafts.ts'
import type { Drafts } from './drafts.ts'
import { judgeForm, requireVersion } from './judge-form.ts'

/** Each may be as large as a product, so their number is limited. */
const mostDrafts = 50

/** What a member of the seller works on: a product with its draft, or the draft of one that does not exist yet. */
type Work = { readonly product: Product | undefined; readonly draft: TypedDraft | undefined }
type Saved = Pick<TypedDraft, 'productId' | 'version'> & {
  readonly faults: readonly DraftFault[]
  /** Whether the product has this content now. */
  readonly complete: boolean
}

/** Use cases of drafts that may be incomplete. Once one is complete, the product has its content. */
export function createTypedDrafts(
  platform: WithMedia,
  drafts: Pick<Drafts, 'addProduct' | 'replaceContent'>,
) {
  const { clock, db, ids } = platform

  /** Saves the draft of a new product. Throws `catalog.too_many_drafts` and `catalog.price_right_missing`. */
  const beginDraft = (request: MemberRequest, form: Form): Promise<Saved> =>
    runInTx(platform, request, (tx) => {
      const { actor } = request
      const first = { productId: ids.next('prd'), sellerId: requireSeller(actor) }
      return save(tx, actor, {
        ...first,
        form,
        known: emptyForm,
        work: { product: undefined, draft: undefined },
      })
    })

  /**
   * Saves the draft of a product that may be edited or changed, and that nobody has saved since `version`. Throws
   * `catalog.draft_changed`, `catalog.price_right_missing`, `catalog.type_fixed` and `catalog.too_many_drafts`.
   */
  const saveForm = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { form, version }: { readonly form: Form; readonly version: number },
  ): Promise<Saved> =>
    runInTx(platform, { actor }, async (tx) => {
      const work = await lockWork(tx, actor, productId)
      if (work.product) requireWritable(work.product)
      requireVersion(work.draft, version)
      const known = await loadForm(tx, work)
      if (work.product) requireSameType(known, form)
      return save(tx, actor, { productId, sellerId: requireSeller(actor), form, known, work })
    })

  async function save(
    tx: Tx,
    actor: MemberActor,
    of: Pick<TypedDraft, 'productId' | 'sellerId'> & {
      readonly form: Form
      readonly known: Form
      readonly work: Work
    },
  ): Promise<Saved> {
    const { productId, sellerId, form, known, work } = of
    const content = toContent(form)
    if (hasNewPrices(readDraft(toContent(known)), readDraft(content)))
      await requirePriceRight(platform, tx, actor)
    const faults = judgeForm(form, work.product)
    const isWritten = faults.length === 0 && !isOnSale(work.product)
    if (isWritten && work.product) await drafts.replaceContent(tx, work.product, content)
    if (isWritten && !work.product) await drafts.addProduct(tx, sellerId, { ...content, id: productId })
    if (!isWritten && !work.draft?.form) await requireRoom(tx, sellerId)
    const draft: TypedDraft = omitUndefined({
      productId,
      sellerId,
      version: (work.draft?.version ?? 0) + 1,
      form: isWritten ? undefined : form,
      base: isOnSale(work.product) ? await loadPresent(tx, productId) : undefined,
      savedAt: clock.now(),
      savedBy: { memberId: actor.memberId, name: actor.name },
    })
    await store.saveTypedDraft(tx, draft)
    await showPictures(platform, tx, { sellerId, subject: `draft:${productId}`, content: draft.form })
    return { productId, version: draft.version, faults, complete: isWritten }
  }

  async function requireRoom(tx: Tx, sellerId: Id<'sel'>): Promise<void> {
    await store.lockSeller(tx, sellerId)
    if ((await store.countDrafts(tx, sellerId)) >= mostDrafts)
      throw catalogProblems.too_many_drafts({ max: mostDrafts })
  }

  /** What is typed of a product, or its content if nothing is unfinished. */
  async function getForm(actor: MemberActor, productId: Id<'prd'>) {
    const work = requireOwn(actor, productId, {
      product: await store.find(db, productId),
      draft: await store.findDraft(db, productId),
    })
    const form = await loadForm(db, work)
    const { draft, product } = work
    return { productId, draft, form, faults: judgeForm(form, product), exists: product !== undefined }
  }

  /** The unfinished drafts of the actor's seller, with whether their product exists. */
  async function listForms(actor: MemberActor) {
    const all = await store.listDrafts(db, requireSeller(actor))
    const products = new Map(
      (
        await store.listByIds(
          db,
          all.map(({ productId }) => productId),
        )
      ).map((one) => [one.id, one]),
    )
    return all.flatMap(({ form, ...draft }) => {
      const product = products.get(draft.productId)
      return form ? [{ ...draft, form, faults: judgeForm(form, product), exists: product !== undefined }] : []
    })
  }

  /** Deletes what is unfinished. Throws `catalog.draft_not_found` and `catalog.draft_changed`. */
  const discardForm = (actor: MemberActor, productId: Id<'prd'>, version: number): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const { product, draft } = await lockWork(tx, actor, productId)
      if (!draft?.form) throw catalogProblems.draft_not_found({ productId })
      requireVersion(draft, version)
      if (product) await store.saveTypedDraft(tx, withoutForm(draft))
      else await store.deleteDraft(tx, productId)
      await showPictures(platform, tx, { sellerId: draft.sellerId, subject: `draft:${productId}` })
    })

  return { beginDraft, saveForm, getForm, listForms, discardForm }
}

const withoutForm = ({ form: _, base: _base, version, ...draft }: TypedDraft): TypedDraft => ({
  ...draft,
  version: version + 1,
})

/** Locks what the actor's seller works on. Throws `catalog.product_not_found` for anybody else's. */
async function lockWork(tx: Tx, actor: MemberActor, productId: Id<'prd'>): Promise<Work> {
  const product = await store.lock(tx, productId)
  return requireOwn(actor, productId, { product, draft: await store.lockDraft(tx, productId) })
}

function requireOwn(actor: MemberActor, productId: Id<'prd'>, work: Work): Work {
  const owner = work.product?.sellerId ?? work.draft?.sellerId
  if (owner === undefined || owner !== requireSeller(actor))
    throw catalogProblems.product_not_found({ productId })
  return work
}

const loadPresent = async (at: Db, productId: Id<'prd'>): Promise<Form> =>
  toForm(await loadWritten(at, productId))

/** What was typed of a change, with what has been approved of the product since. */
async function loadForm(at: Db, { product, draft }: Work): Promise<Form> {
  if (!draft?.form) return product ? loadPresent(at, product.id) : emptyForm
  if (!draft.base || !isOnSale(product)) return draft.form
  return mergeForms(draft.base, draft.form, await loadPresent(at, draft.productId)).form
}
