import type { ProductCard } from '@loggia/protocol/console'
import { searchTexts } from '../search/texts.ts'

/** R12: the type of the product as one word. */
export const TypeTag = ({ of: { type = 'saas' } }: { readonly of: Pick<ProductCard, 'type'> }) => (
  <span className="tag tag--line">{searchTexts.use().types[type]}</span>
)
