import { ApiProblem } from '@loggia/client'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { SellerProduct } from '@loggia/protocol/console'
import { Icon, useText } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useList, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { credentialFormTexts } from './form-texts.ts'
import { AppKeyDialog } from './key-dialogs.tsx'
import { staleCredentials } from './stale.ts'
import { credentialTexts } from './texts.ts'
import { emptyForm, findWrong, toBody } from './typed.ts'
import type { Typed } from './typed.ts'
import '../products/products.css'

const route = getRouteApi('/seller/app-credentials/new')
const mostProducts = 100

/** R267: the credential of a product; its key is shown once, then. */
export function NewCredentialPage() {
  const texts = credentialFormTexts.use()
  const { title } = credentialTexts.use()
  return (
    <Page
      area="seller"
      title={texts.newTitle}
      lead={<Lead>{texts.newLead}</Lead>}
      crumbs={
        <>
          <Link to="/seller/app-credentials">{title}</Link>
          <Icon name="chevron-right" />
          <span>{texts.newTitle}</span>
        </>
      }
    >
      <AfterHydration skeleton={<CardSkeleton rows={10} />}>
        <Form />
      </AfterHydration>
    </Page>
  )
}

function Form() {
  const texts = credentialFormTexts.use()
  const navigate = useNavigate()
  const form = useNew()
  const { create, submit } = form
  return (
    <CheckedForm className="stack stack--wide" onSubmit={submit}>
      <CredentialFields
        typed={form.typed}
        wrong={form.isChecked ? findWrong(form.typed) : {}}
        product={<ProductField {...form} />}
        set={form.set}
      />
      <Refusal error={create.error} />
      {isUntried(create.error) && form.productId !== undefined && (
        <p>
          <Link to="/seller/test-calls" search={{ target: form.productId }}>
            {texts.testCalls}
          </Link>
        </p>
      )}
      <div className="savebar">
        <span className="grow" />
        <Link className="btn" to="/seller/app-credentials">
          {texts.cancel}
        </Link>
        <ActButton busy={texts.creating} isBusy={create.isPending} onAct={submit}>
          {texts.create}
        </ActButton>
      </div>
      {create.data && (
        <AppKeyDialog
          of={create.data}
          appKey={create.data.appKey}
          onClose={() =>
            void navigate({
              to: '/seller/app-credentials/$appCredentialId',
              params: { appCredentialId: create.data.id },
              replace: true,
            })
          }
        />
      )}
    </CheckedForm>
  )
}

function useNew() {
  const text = useText()
  const { product: wanted } = route.useSearch()
  const products = useJointProducts()
  const [chosen, setChosen] = useState(wanted)
  const [typed, setTyped] = useState<Typed>(emptyForm)
  const [isChecked, setChecked] = useState(false)
  const create = useChange('POST /api/seller/app-credentials', staleCredentials)
  const productId = (products.items?.find(({ id }) => id === chosen) ?? onlyOne(products.items))?.id
  // The name of the product, until the seller writes another one.
  const product = products.items?.find(({ id }) => id === productId)
  const [isNamed, setNamed] = useState(false)
  const shown = isNamed || !product ? typed : { ...typed, name: text(product.name).slice(0, 60) }
  const submit = () => {
    setChecked(true)
    if (productId === undefined || Object.keys(findWrong(shown)).length > 0 || create.isPending) return
    create.mutate({ body: { ...toBody(shown), productId } })
  }
  const set = (to: Partial<Typed>) => {
    if (to.name !== undefined) setNamed(true)
    setTyped((now) => ({ ...now, ...to }))
  }
  return { products, productId, choose: setChosen, typed: shown, isChecked, create, submit, set }
}

/** Its server has not passed all test calls. */
const isUntried = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.code === 'debugging.cases_missing'

const onlyOne = <T,>(items: readonly T[] | undefined): T | undefined =>
  items?.length === 1 ? items[0] : undefined

/** R269: products that are linked to the joint kit and have no credential yet. */
function useJointProducts() {
  const products = useList('GET /api/seller/products', { limit: mostProducts })
  const credentials = useRead('GET /api/seller/app-credentials', {})
  const taken = new Set(credentials.data?.items.map(({ product }) => product.id))
  const isFree = ({ id, joint, state }: SellerProduct): boolean =>
    joint !== undefined && state !== 'delisted' && !taken.has(id)
  return {
    items: credentials.data && products.items?.filter(isFree),
    error: products.error ?? credentials.error,
  }
}

type ProductFieldProps = Pick<ReturnType<typeof useNew>, 'products' | 'productId' | 'choose' | 'isChecked'>

function ProductField({ products, productId, choose, isChecked }: ProductFieldProps) {
  const texts = credentialFormTexts.use()
  const text = useText()
  const { items, error } = products
  const isNone = items?.length === 0
  const missing = isNone ? texts.noProduct : texts.productMissing
  return (
    <div className="stack">
      <SelectField
        name="productId"
        label={texts.product}
        hint={isNone ? <NoProduct /> : texts.productHint}
        error={isChecked && productId === undefined ? missing : undefined}
        aria-busy={items === undefined && !error}
        value={productId ?? ''}
        onChange={({ target }) => choose(target.value || undefined)}
      >
        <option value="">{texts.choose}</option>
        {items?.map(({ id, name }) => (
          <option key={id} value={id}>
            {text(name)}
          </option>
        ))}
      </SelectField>
      <Refusal error={error} />
    </div>
  )
}

function NoProduct() {
  const texts = credentialFormTexts.use()
  return (
    <>
      {texts.noProduct} <Link to="/seller/products">{texts.toProducts}</Link>
    </>
  )
}
