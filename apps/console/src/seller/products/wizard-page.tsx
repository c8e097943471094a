import { Link, getRouteApi } from '@tanstack/react-router'
import type { ProductApplication, RouteReply, SellerProduct } from '@loggia/protocol/console'
import { ArchPicture, useText } from '@loggia/ui'
import { useRef, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { useHydrated } from '../../centre/hydrated.ts'
import { CardSkeleton, Loaded, Skeleton } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk, useMayPrice } from '../../centre/rights/rights.ts'
import { priceRightTexts } from './wizard/price-right-texts.ts'
import { wizardTexts } from './wizard/texts.ts'
import { toForm } from '@loggia/protocol/console/catalog/draft/content'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import { isSameForm, mergeForms } from '@loggia/protocol/console/catalog/draft/merge'
import { readKept } from './kept.ts'
import type { Kept } from './kept.ts'
import { MissingProduct } from './missing-product.tsx'
import { isMissingProduct } from './own-product.ts'
import { readTold } from './wizard/use-saving.ts'
import { Wizard } from './wizard/wizard.tsx'
import type { Start } from './wizard/wizard-state.ts'

const route = getRouteApi('/seller/products/$productId/edit')

/** A new product. */
export function NewProductPage() {
  const texts = wizardTexts.use()
  const mayWrite = useMayAsk('POST /api/seller/products', 'products:write')
  const mayPrice = useMayPrice()
  const sellerId = useFrame().session?.seller?.id ?? ''
  const [round, setRound] = useState(0)
  const isHydrated = useHydrated()
  if (!mayWrite) return <NoRight area="seller" title={texts.newTitle} />
  if (!mayPrice) return <NoPrices />
  if (!isHydrated)
    return (
      <Page area="seller" title={texts.newTitle}>
        <Skeleton>
          <CardSkeleton rows={8} />
        </Skeleton>
      </Page>
    )
  const kept = readKept({ sellerId, productId: undefined })
  const start: Start = {
    sellerId,
    productId: undefined,
    saved: undefined,
    form: kept?.form ?? emptyForm,
    told: [],
    note: kept && { kind: 'restored' },
  }
  return <Wizard key={round} start={start} onDiscard={() => setRound(round + 1)} />
}

/** Explains why a member who may write products cannot create one: a product needs prices (R2). */
function NoPrices() {
  const { newTitle } = wizardTexts.use()
  const { noRight } = priceRightTexts.use()
  return (
    <Page area="seller" title={newTitle}>
      <div className="card">
        <div className="empty">
          <ArchPicture />
          <h2 className="empty__title">{noRight.title}</h2>
          <p>{noRight.text}</p>
          <div className="row">
            <Link className="btn" to="/seller/products">
              {noRight.back}
            </Link>
          </div>
        </div>
      </div>
    </Page>
  )
}

/** Edits a draft, or a change of a listed product. */
export function EditProductPage() {
  const { productId } = route.useParams()
  return <Editing key={productId} productId={productId} />
}

function Editing({ productId }: { readonly productId: string }) {
  const texts = wizardTexts.use()
  const mayWrite = useMayAsk('POST /api/seller/products', 'products:write')
  const params = { productId }
  const draft = useRead('GET /api/seller/products/:productId/draft', { params })
  const enabled = draft.data?.exists ?? false
  const product = useRead('GET /api/seller/products/:productId', { params }, { enabled })
  const applications = useRead(
    'GET /api/seller/products/:productId/applications',
    { params, query: { limit: 1 } },
    { enabled },
  )
  const isFresh = useFresh(draft)
  if (!mayWrite) return <NoRight area="seller" title={texts.newTitle} />
  if (isMissingProduct(draft.error)) return <MissingProduct />
  const isLoaded = isFresh && draft.data && (!enabled || (product.data && applications.data))
  return (
    <Loaded
      of={{
        ...draft,
        data: (isLoaded && draft.data) || undefined,
        error: draft.error ?? product.error ?? applications.error,
      }}
      skeleton={<CardSkeleton rows={8} />}
    >
      {(loaded) => <Editor draft={loaded} product={product.data} last={applications.data?.items[0]} />}
    </Loaded>
  )
}

/** Whether an answer is current: editing must not start from an old cached one. */
function useFresh(of: { readonly isFetchedAfterMount: boolean; readonly isStale: boolean }): boolean {
  const isFresh = useRef(false)
  if (of.isFetchedAfterMount || !of.isStale) isFresh.current = true
  return isFresh.current
}

type EditorProps = {
  readonly draft: RouteReply<'GET /api/seller/products/:productId/draft'>
  readonly product: SellerProduct | undefined
  readonly last: ProductApplication | undefined
}

function Editor({ draft, product, last }: EditorProps) {
  const sellerId = useFrame().session?.seller?.id ?? ''
  const text = useText()
  const { from } = route.useSearch()
  const [round, setRound] = useState(0)
  const told = readTold(draft.faults, text)
  const start = (isAgain: boolean) => ({ ...startOf({ draft, product, last, sellerId, isAgain }), told })
  // The initial form is read once: a refreshed answer must not undo what was written since.
  const [started, setStarted] = useState(() => start(from === 'application'))
  const why = product && whyNot(product, last)
  if (why) return <NotEditable product={product} why={why} />
  const discard = () => {
    setStarted(start(false))
    setRound(round + 1)
  }
  return <Wizard key={round} start={{ ...started, product }} onDiscard={discard} />
}

function startOf(
  of: EditorProps & { readonly sellerId: string; readonly isAgain: boolean },
): Omit<Start, 'told'> {
  const { draft, last, sellerId, isAgain } = of
  const { productId, form, version } = draft
  const kept = readKept({ sellerId, productId })
  const common = { sellerId, productId, saved: { form, version } }
  if (kept && kept.version !== version) return { ...common, ...mergeKept(kept, draft) }
  if (kept) return { ...common, form: kept.form, note: { kind: 'restored' } }
  if (isAgain && last?.content && last.state !== 'approved')
    return { ...common, form: toForm(last.content), note: { kind: 'application' } }
  return { ...common, form }
}

/** The draft was saved again, here or by a colleague, after what this device still keeps was typed. */
function mergeKept(kept: Kept, { form, saved }: EditorProps['draft']): Pick<Start, 'form' | 'note'> {
  const merged = mergeForms(kept.base, kept.form, form)
  if (isSameForm(merged.form, form)) return { form }
  const { by, at } = saved ?? { by: '', at: '' }
  return { form: merged.form, note: { kind: 'merged', by, at, both: merged.both, theirs: form } }
}

type Why = 'in_review' | 'suspended' | 'delisted' | 'pending'

function whyNot({ state }: SellerProduct, last: ProductApplication | undefined): Why | undefined {
  if (state === 'in_review' || state === 'suspended' || state === 'delisted') return state
  return last?.state === 'in_review' ? 'pending' : undefined
}

function NotEditable({ product, why }: { readonly product: SellerProduct; readonly why: Why }) {
  const texts = wizardTexts.use()
  const text = useText()
  return (
    <Page area="seller" title={texts.editTitle(text(product.name))}>
      <div className="card">
        <div className="empty">
          <ArchPicture />
          <h2 className="empty__title">{texts.notEditable.title}</h2>
          <p>{texts.notEditable[why]}</p>
          <div className="row">
            <Link className="btn" to="/seller/products/$productId" params={{ productId: product.id }}>
              {texts.notEditable.back}
            </Link>
          </div>
        </div>
      </div>
    </Page>
  )
}
