import { expect, test } from 'vitest'
import { groupCompletions, moveActive } from './completion-groups.ts'

const words = {
  text: ({ zh }: { readonly zh: string }) => zh,
  categoryName: ({ path }: { readonly path: string }) => path,
  count: (count: number) => `${count}`,
}
const name = { zh: '澄澜', en: 'Chenglan' }

test('suggestions lead to searches, products, categories and sellers, in this order; empty groups are left out', () => {
  const groups = groupCompletions(
    {
      queries: ['文档管理'],
      products: [{ id: 'prd_1', name, seller: name }],
      categories: [],
      sellers: [{ seller: { id: 'sel_1', name }, count: 3 }],
    },
    words,
  )

  expect(groups.map(({ kind, items }) => [kind, items.map(({ href }) => href)])).toEqual([
    ['queries', ['/search?q=%E6%96%87%E6%A1%A3%E7%AE%A1%E7%90%86']],
    ['products', ['/products/prd_1']],
    ['sellers', ['/sellers/sel_1']],
  ])
})

test('the arrow keys go round through all suggestions and the field', () => {
  expect([-1, 0, 1, 2].map((active) => moveActive(active, 1, 3))).toEqual([0, 1, 2, -1])
  expect([-1, 0, 1, 2].map((active) => moveActive(active, -1, 3))).toEqual([2, -1, 0, 1])
})
