import type { ProductState } from '@loggia/protocol/console'
import { useState } from 'react'
import { Filter } from '../centre/parts/fields.tsx'
import { Page } from '../centre/parts/page.tsx'
import { productTexts } from '../centre/text/products.ts'
import { stateTexts } from '../centre/text/states.ts'
import { ProductList } from './product-list.tsx'

const states: readonly ProductState[] = [
  'in_review',
  'listed',
  'rejected',
  'draft',
  'hidden',
  'suspended',
  'delisted',
]

/** The products of all sellers; those that wait for review come first. */
export function ProductsPage() {
  const texts = productTexts.use()
  const words = stateTexts.use().product
  const [state, setState] = useState<ProductState | undefined>('in_review')
  return (
    <Page area="operator" title={texts.reviewTitle} lead={texts.reviewLead}>
      <div className="filters">
        <Filter
          label={texts.states.label}
          any={texts.states.any}
          value={state}
          options={states.map((name) => [name, words[name]])}
          onChoose={setState}
        />
      </div>
      <ProductList state={state} />
    </Page>
  )
}
