import type { PageData, PageFrame } from '@loggia/protocol/console'
import { pickText } from '@loggia/ui'
import { searchTexts } from './texts.ts'
import { findCategory } from './categories.ts'
import { pickFilters } from './search-links.ts'

type Found = Extract<PageData, { route: 'search' | 'seller' }>

/** The title of a search, category or seller page. Search engines should list only pages without filters. */
export function createSearchHead(page: Found, { language, site }: Pick<PageFrame, 'language' | 'site'>) {
  const texts = searchTexts.in(language)
  const { q, sort, page: number, category } = page.query
  const filters = pickFilters({ ...page.query, category: undefined, seller: undefined }, 'market')
  const isPlain = q === '' && Object.keys(filters).length === 0 && sort === 'relevance' && number === 1
  if (page.route === 'seller') {
    const name = pickText(page.seller.name, language)
    return {
      name,
      description: texts.describeSeller(name, site?.name && pickText(site.name, language)),
      indexed: isPlain && !category,
    }
  }
  const known = page.reply.facets.categories.find(({ path }) => path === category)
  const code = category?.split('/').at(-1)
  const label = known && known.name.zh !== code ? known.name : code ? findCategory(code).name : undefined
  const name = label && pickText(label, language)
  return {
    name: q ? `${texts.quoted(q)} · ${texts.results}` : (name ?? texts.all),
    description: name ? texts.describeCategory(name) : texts.describeAll,
    indexed: isPlain && !page.query.seller && page.reply.total.count > 0,
  }
}
