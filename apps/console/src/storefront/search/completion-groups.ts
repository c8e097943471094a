import type { SearchCompletions, Text } from '@loggia/protocol/console'
import { paths } from '../links.ts'
import { formatSearchHref } from './search-links.ts'

export type Suggested = {
  readonly href: string
  readonly name: string
  /** What tells it from others: the seller of a product, the number of products. */
  readonly beside?: string
}
export type SuggestedGroup = {
  readonly kind: 'queries' | 'products' | 'categories' | 'sellers'
  readonly items: readonly Suggested[]
}

type Words = {
  text(of: Text): string
  categoryName(of: SearchCompletions['categories'][number]): string
  count(products: number): string
}

/** The suggestions in their groups, in the order in which the arrow keys pass them; empty groups are left out. */
export function groupCompletions(
  { queries, products, categories, sellers }: SearchCompletions,
  { text, categoryName, count }: Words,
): SuggestedGroup[] {
  const groups: readonly SuggestedGroup[] = [
    { kind: 'queries', items: queries.map((q) => ({ href: formatSearchHref({ q }), name: q })) },
    {
      kind: 'products',
      items: products.map(({ id, name, seller }) => ({
        href: paths.product(id),
        name: text(name),
        beside: text(seller),
      })),
    },
    {
      kind: 'categories',
      items: categories.map((category) => ({
        href: formatSearchHref({ category: category.path }),
        name: categoryName(category),
        beside: count(category.count),
      })),
    },
    {
      kind: 'sellers',
      items: sellers.map(({ seller, count: products }) => ({
        href: paths.seller(seller.id),
        name: text(seller.name),
        beside: count(products),
      })),
    },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

/** The place after this one among `count`, in a circle that also has the field itself (-1). */
export const moveActive = (active: number, by: 1 | -1, count: number): number => {
  const next = active + by
  if (next < -1) return count - 1
  return next >= count ? -1 : next
}
