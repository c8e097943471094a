import type { ProductState as ProductStateName, SellerProduct } from '@loggia/protocol/console'
import { EmptyArch, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../centre/api.ts'
import { Listing } from '../centre/parts/listing.tsx'
import type { Column } from '../centre/parts/listing.tsx'
import { Named, ProductLogo } from '../centre/parts/product.tsx'
import { ProductState } from '../centre/parts/states.tsx'
import { Codes } from '../centre/products/codes.tsx'
import { productTexts } from '../centre/text/products.ts'
import { ProductDecision } from './product-decision.tsx'
import type { ProductChoice } from './product-decision.tsx'

/** Products in one state or in all, each with what can be decided about it. */
export function ProductList(props: {
  readonly state: ProductStateName | undefined
  readonly framed?: boolean
  /** Only name and acts, for a narrow place; the rest stands in the dialog. */
  readonly brief?: boolean
}) {
  const texts = productTexts.use()
  const products = useList('GET /api/operator/products', { state: props.state })
  const [choice, setChoice] = useState<ProductChoice>()
  const empty = props.state === 'in_review' ? texts.emptyReview : texts.emptyFiltered
  const columns = useColumns(setChoice)
  return (
    <>
      <Listing
        of={products}
        columns={props.brief ? columns.filter(({ key }) => key === 'product' || key === 'acts') : columns}
        rowKey={(product) => product.id}
        framed={props.framed ?? true}
        empty={<EmptyArch level={props.framed === false ? 3 : 2} title={empty.title} text={empty.text} />}
      />
      {choice && <ProductDecision of={choice} onClose={() => setChoice(undefined)} />}
    </>
  )
}

function useColumns(onChoose: (choice: ProductChoice) => void): readonly Column<SellerProduct>[] {
  const { columns, unbound } = productTexts.use()
  const text = useText()
  return [
    {
      key: 'product',
      title: columns.product,
      head: true,
      render: (product) => (
        <Named
          logo={<ProductLogo of={product} />}
          name={text(product.name)}
          below={text(product.seller.name)}
        />
      ),
    },
    { key: 'state', title: columns.state, render: ({ state }) => <ProductState state={state} /> },
    { key: 'codes', title: columns.codes, render: (product) => <Codes of={product} /> },
    {
      key: 'access',
      title: columns.access,
      render: ({ access }) =>
        access ? (
          <span className="mono wire-id">{access.url}</span>
        ) : (
          <span className="faint">{unbound}</span>
        ),
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (product) => <Acts product={product} onChoose={onChoose} />,
    },
  ]
}

function Acts(props: { readonly product: SellerProduct; onChoose(choice: ProductChoice): void }) {
  const texts = productTexts.use()
  const text = useText()
  const { product, onChoose } = props
  if (product.state !== 'in_review') return <span className="faint">–</span>
  const name = text(product.name)
  return (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.approveOf(name)}
        onClick={() => onChoose({ approve: true, product })}
      >
        {texts.approve}
      </button>
      <button
        className="link"
        type="button"
        aria-label={texts.rejectOf(name)}
        onClick={() => onChoose({ approve: false, product })}
      >
        {texts.reject}
      </button>
    </div>
  )
}
