import type { SellerProduct } from '@loggia/protocol/console'
import { Button, formatCount, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { SelectField, TextArea, TextField } from '../../../centre/parts/fields.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { productAskTexts } from './ask-texts.ts'
import { toSaleTerms, toTerms, toTyped, findWrong } from './sale-terms.ts'
import type { SaleTerms, TypedTerms } from './sale-terms.ts'

type Props = {
  readonly product: SellerProduct
  readonly mayWrite: boolean
}

/** The audience, regions, limits and trials of a product; they are set at once, without a review. */
export function TermsCard({ product, mayWrite }: Props) {
  const texts = productAskTexts.use().terms
  const [isOpen, setOpen] = useState(false)
  const terms = toSaleTerms(product)
  const mayEdit = mayWrite && product.state !== 'delisted'
  return (
    <Card
      id="terms"
      title={texts.title}
      end={
        mayEdit && (
          <Button size="small" onClick={() => setOpen(true)}>
            {texts.edit}
          </Button>
        )
      }
    >
      <Said terms={terms} product={product} />
      {isOpen && <TermsDialog product={product} before={terms} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function Said({ terms, product }: { readonly terms: SaleTerms; readonly product: SellerProduct }) {
  const texts = productAskTexts.use().terms
  const text = useText()
  const { audience, regions, trialBuyers, specifications } = terms
  const limits = specifications.flatMap(({ id, maxPurchases, maxQuantity }) => {
    const specification = product.specifications.find((one) => one.id === id)
    const said = [
      maxPurchases === undefined ? '' : texts.purchases(formatCount(maxPurchases)),
      maxQuantity === undefined ? '' : texts.quantity(formatCount(maxQuantity)),
    ].filter((one) => one !== '')
    return specification && said.length > 0 ? [texts.limits(text(specification.name), said.join(' · '))] : []
  })
  return (
    <dl className="facts t13">
      <dt>{texts.audience}</dt>
      <dd>
        {audience.kind === 'named' ? texts.named(audience.buyerIds.length) : texts.audiences[audience.kind]}
        {audience.kind === 'owners' && <span className="mono below"> {audience.productId}</span>}
      </dd>
      <dt>{texts.regions}</dt>
      <dd>{regions ? regions.join(', ') : texts.everywhere}</dd>
      {hasTrial(product) && (
        <>
          <dt>{texts.trial}</dt>
          <dd>{trialBuyers ? texts.named(trialBuyers.length) : texts.audiences.all}</dd>
        </>
      )}
      <dt>{texts.limit}</dt>
      <dd>
        {limits.length === 0
          ? texts.none
          : limits.map((limit) => (
              <span key={limit} className="line">
                {limit}
              </span>
            ))}
      </dd>
    </dl>
  )
}

type DialogProps = {
  readonly product: SellerProduct
  readonly before: SaleTerms
  readonly onClose: () => void
}

function TermsDialog({ product, before, onClose }: DialogProps) {
  const texts = productAskTexts.use().terms
  const toast = useToast()
  const [typed, setTyped] = useState(() => toTyped(before))
  const [isChecked, setChecked] = useState(false)
  const save = useChange('PUT /api/seller/products/:productId/sale-terms', [
    'GET /api/seller/products/:productId',
    'GET /api/seller/products/:productId/history',
  ])
  const wrong = findWrong(typed)
  const isWrong =
    wrong.buyers ||
    wrong.owned ||
    wrong.regions ||
    wrong.trialBuyers ||
    wrong.limits.some((one) => one.purchases || one.quantity)
  const onAct = () => {
    setChecked(true)
    if (isWrong) return
    save.mutate(
      { params: { productId: product.id }, body: toTerms(typed, before) },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  const set = (to: Partial<TypedTerms>) => setTyped({ ...typed, ...to })
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.editTitle }}
      act={texts.act}
      change={save}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.note}</p>
      <AudienceFields typed={typed} wrong={isChecked ? wrong : undefined} set={set} />
      {hasTrial(product) && <TrialFields typed={typed} wrong={isChecked ? wrong : undefined} set={set} />}
      <Limits typed={typed} wrong={isChecked ? wrong : undefined} set={set} product={product} />
    </DecisionDialog>
  )
}

type FieldsProps = {
  readonly typed: TypedTerms
  readonly wrong: ReturnType<typeof findWrong> | undefined
  readonly set: (to: Partial<TypedTerms>) => void
}
const audiences = ['all', 'enterprise', 'personal', 'named', 'owners'] as const

function AudienceFields({ typed, wrong, set }: FieldsProps) {
  const texts = productAskTexts.use().terms
  return (
    <>
      <SelectField
        label={texts.audience}
        value={typed.kind}
        onChange={(event) => set({ kind: audiences.find((kind) => kind === event.target.value) ?? 'all' })}
      >
        {audiences.map((kind) => (
          <option key={kind} value={kind}>
            {texts.audiences[kind]}
          </option>
        ))}
      </SelectField>
      {typed.kind === 'named' && (
        <TextArea
          name="audience"
          label={texts.buyers}
          hint={texts.buyersHint}
          error={wrong?.buyers ? texts.wrongBuyers : undefined}
          value={typed.buyers}
          onChange={(event) => set({ buyers: event.target.value })}
        />
      )}
      {typed.kind === 'owners' && (
        <TextField
          name="audience"
          label={texts.owned}
          hint={texts.ownedHint}
          error={wrong?.owned ? texts.wrongOwned : undefined}
          className="mono"
          value={typed.owned}
          onChange={(event) => set({ owned: event.target.value })}
        />
      )}
      <TextField
        name="regions"
        label={texts.regions}
        hint={texts.regionsHint}
        error={wrong?.regions ? texts.wrongRegions : undefined}
        value={typed.regions}
        onChange={(event) => set({ regions: event.target.value })}
      />
    </>
  )
}

/** R27: whether there is a trial, and so a setting for whom it is. */
const hasTrial = ({ specifications, trialBuyers }: SellerProduct): boolean =>
  trialBuyers !== undefined ||
  specifications.some(({ skus }) =>
    skus.some(({ priceItems }) => priceItems.some(({ trialDays }) => trialDays !== undefined)),
  )

function TrialFields({ typed, wrong, set }: FieldsProps) {
  const texts = productAskTexts.use().terms
  return (
    <>
      <SelectField
        label={texts.trial}
        hint={texts.trialHint}
        value={typed.isTrialNamed ? 'named' : 'all'}
        onChange={(event) => set({ isTrialNamed: event.target.value === 'named' })}
      >
        <option value="all">{texts.audiences.all}</option>
        <option value="named">{texts.audiences.named}</option>
      </SelectField>
      {typed.isTrialNamed && (
        <TextArea
          name="trialBuyers"
          label={texts.trialBuyers}
          hint={texts.buyersHint}
          error={wrong?.trialBuyers ? texts.wrongBuyers : undefined}
          value={typed.trialBuyers}
          onChange={(event) => set({ trialBuyers: event.target.value })}
        />
      )}
    </>
  )
}

function Limits({ typed, wrong, set, product }: FieldsProps & { readonly product: SellerProduct }) {
  const texts = productAskTexts.use().terms
  const text = useText()
  const change = (at: number, to: Partial<TypedTerms['limits'][number]>) =>
    set({ limits: typed.limits.map((limit, i) => (i === at ? { ...limit, ...to } : limit)) })
  return product.specifications.map(({ id, name }, at) => (
    <div className="form2" key={id}>
      <TextField
        label={texts.maxPurchases(text(name))}
        hint={texts.blank}
        error={wrong?.limits[at]?.purchases ? texts.wrongLimit : undefined}
        className="num"
        inputMode="numeric"
        value={typed.limits[at]?.purchases ?? ''}
        onChange={(event) => change(at, { purchases: event.target.value })}
      />
      {product.quantity && (
        <TextField
          label={texts.maxQuantity(text(name))}
          hint={texts.blank}
          error={wrong?.limits[at]?.quantity ? texts.wrongLimit : undefined}
          className="num"
          inputMode="numeric"
          value={typed.limits[at]?.quantity ?? ''}
          onChange={(event) => change(at, { quantity: event.target.value })}
        />
      )}
    </div>
  ))
}
