import type { SellerProduct } from '@loggia/protocol/console'
import { EmptyArch, State, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../centre/api.ts'
import { Listing } from '../centre/parts/listing.tsx'
import type { Column } from '../centre/parts/listing.tsx'
import { Page } from '../centre/parts/page.tsx'
import { Named, ProductLogo } from '../centre/parts/product.tsx'
import { ProductState } from '../centre/parts/states.tsx'
import { Codes } from '../centre/products/codes.tsx'
import { productTexts } from '../centre/text/products.ts'
import { BindDialog } from './bind-dialog.tsx'
import { SubmitDialog } from './submit-dialog.tsx'

type Chosen = { readonly act: 'bind' | 'submit'; readonly product: SellerProduct }

/** The seller's products: how each stands, its codes, and which address and key its calls use. */
export function ProductsPage() {
  const texts = productTexts.use()
  const products = useList('GET /api/seller/products')
  const [chosen, setChosen] = useState<Chosen>()
  const close = () => setChosen(undefined)
  return (
    <Page area="seller" title={texts.title} lead={texts.lead}>
      <Listing
        of={products}
        columns={useColumns(setChosen)}
        rowKey={(product) => product.id}
        empty={<EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
      />
      {chosen?.act === 'bind' && <BindDialog product={chosen.product} onClose={close} />}
      {chosen?.act === 'submit' && <SubmitDialog product={chosen.product} onClose={close} />}
    </Page>
  )
}

function useColumns(onChoose: (chosen: Chosen) => void): readonly Column<SellerProduct>[] {
  const texts = productTexts.use()
  const text = useText()
  const { columns } = texts
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (product) => (
        <Named logo={<ProductLogo of={product} />} name={text(product.name)} below={text(product.summary)} />
      ),
    },
    { key: 'state', title: columns.state, render: ({ state }) => <ProductState state={state} /> },
    { key: 'codes', title: columns.codes, render: (product) => <Codes of={product} /> },
    { key: 'access', title: columns.access, render: (product) => <Access product={product} /> },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (product) => <Acts product={product} onChoose={onChoose} />,
    },
  ]
}

function Access({ product }: { readonly product: SellerProduct }) {
  const texts = productTexts.use()
  if (!product.access) return <State kind="warn">{texts.unbound}</State>
  return (
    <div className="bound">
      <State kind="ok">{texts.bound}</State>
      <span className="mono below">{product.access.url}</span>
    </div>
  )
}

function Acts({ product, onChoose }: { readonly product: SellerProduct; onChoose(chosen: Chosen): void }) {
  const texts = productTexts.use()
  const text = useText()
  const name = text(product.name)
  const isDraft = product.state === 'draft' || product.state === 'rejected'
  const bindName = product.access ? texts.rebindOf(name) : texts.bindOf(name)
  return (
    <div className="acts">
      {isDraft && product.access && (
        <button
          className="link"
          type="button"
          aria-label={texts.submitOf(name)}
          onClick={() => onChoose({ act: 'submit', product })}
        >
          {texts.submit}
        </button>
      )}
      <button
        className="link"
        type="button"
        aria-label={bindName}
        onClick={() => onChoose({ act: 'bind', product })}
      >
        {product.access ? texts.rebind : texts.bind}
      </button>
      {isDraft && !product.access && <span className="why">{texts.submitNeeds}</span>}
    </div>
  )
}
