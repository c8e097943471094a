import type { ProductCard } from '@loggia/protocol/console'
import { searchTexts } from '../search/texts.ts'

/** R12: what is sold, in a word. */
export const TypeTag = ({ of: { type = 'saas' } }: { readonly of: Pick<ProductCard, 'type'> }) => (
  <span className="tag tag--line">{searchTexts.use().types[type]}</span>
)
