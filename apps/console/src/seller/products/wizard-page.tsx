import { Link, getRouteApi } from '@tanstack/react-router'
import { omitUndefined } from '@loggia/kernel'
import type { DraftProduct, ProductApplication, SellerProduct } from '@loggia/protocol/console'
import { ArchPicture, useText } from '@loggia/ui'
import { useRef, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk, useMayPrice } from '../../centre/rights/rights.ts'
import { priceRightTexts } from './wizard/price-right-texts.ts'
import { wizardTexts } from './wizard/texts.ts'
import { toForm } from '@loggia/protocol/console/catalog/draft/content'
import { emptyForm } from '@loggia/protocol/console/catalog/draft/form'
import { readKept } from './kept.ts'
import { MissingProduct } from './missing-product.tsx'
import { useOwnProduct } from './own-product.ts'
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
  if (!mayWrite) return <NoRight area="seller" title={texts.newTitle} />
  if (!mayPrice) return <NoPrices />
  const kept = readKept({ sellerId, productId: undefined })
  const start: Start = {
    sellerId,
    saved: undefined,
    form: kept ?? emptyForm,
    ...omitUndefined({ note: kept && ('restored' as const) }),
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
  const product = useOwnProduct(productId)
  const params = { productId }
  const content = useRead('GET /api/seller/products/:productId/content', { params })
  const applications = useRead('GET /api/seller/products/:productId/applications', {
    params,
    query: { limit: 1 },
  })
  const isFresh = useFresh(content)
  if (!mayWrite) return <NoRight area="seller" title={texts.newTitle} />
  if (product.isMissing) return <MissingProduct />
  const known = product.data
  const data = isFresh &&
    known &&
    content.data &&
    applications.data && { product: known, content: content.data, last: applications.data.items[0] }
  return (
    <Loaded
      of={{
        ...content,
        data: data || undefined,
        error: product.error ?? content.error ?? applications.error,
      }}
      skeleton={<CardSkeleton rows={8} />}
    >
      {(loaded) => <Editor {...loaded} />}
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
  readonly product: SellerProduct
  readonly content: DraftProduct
  readonly last: ProductApplication | undefined
}

function Editor({ product, content, last }: EditorProps) {
  const sellerId = useFrame().session?.seller?.id ?? ''
  const { from } = route.useSearch()
  const [round, setRound] = useState(0)
  // The initial form is read once: a refreshed answer must not undo what was written since.
  const [start, setStart] = useState(() =>
    startOf({ product, content, last, sellerId, isAgain: from === 'application' }),
  )
  const why = whyNot(product, last)
  if (why) return <NotEditable product={product} why={why} />
  const discard = () => {
    setStart(startOf({ product, content, last: undefined, sellerId, isAgain: false }))
    setRound(round + 1)
  }
  return <Wizard key={round} start={{ ...start, product }} onDiscard={discard} />
}

function startOf(of: EditorProps & { readonly sellerId: string; readonly isAgain: boolean }): Start {
  const { product, content, last, sellerId, isAgain } = of
  const saved = toForm(content)
  const kept = readKept({ sellerId, productId: product.id })
  const common = { sellerId, product, saved }
  if (kept) return { ...common, form: kept, note: 'restored' }
  if (isAgain && last?.content && last.state !== 'approved')
    return { ...common, form: toForm(last.content), note: 'application' }
  return { ...common, form: saved }
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
