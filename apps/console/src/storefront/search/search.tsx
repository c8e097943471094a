import type { PageData } from '@loggia/protocol/console'
import { Icon, useText } from '@loggia/ui'
import { searchTexts } from './texts.ts'
import { Facets, useCategoryName } from './search-facets.tsx'
import { formatSearchHref, formatTotal } from './search-links.ts'
import { Results } from './search-results.tsx'

type SearchPageData = Extract<PageData, { route: 'search' }>

/** A search with words and filters; a category is a search without words. */
export function Search({ page }: { readonly page: SearchPageData }) {
  const { query, reply } = page
  return (
    <main id="main" className="wrap">
      <Head page={page} />
      <div className="find">
        <Facets query={query} place="market" reply={reply} />
        <Results query={query} place="market" reply={reply} />
      </div>
    </main>
  )
}

function Head({ page: { query, reply } }: { readonly page: SearchPageData }) {
  const texts = searchTexts.use()
  const nameOf = useCategoryName()
  const text = useText()
  const steps = (query.category ?? '').split('/').map((_, at, codes) => codes.slice(0, at + 1).join('/'))
  const found = steps.flatMap((step) => reply.facets.categories.find(({ path }) => path === step) ?? [])
  const last = found.at(-1)
  const seller = reply.facets.sellers.find(({ seller: { id } }) => id === query.seller)
  const title = query.q
    ? texts.quoted(query.q)
    : last
      ? nameOf(last)
      : seller
        ? text(seller.seller.name)
        : texts.all
  return (
    <div className="find__head">
      <nav className="crumbs" aria-label={texts.where}>
        <a href="/">{texts.home}</a>
        <Icon name="chevron-right" />
        {(query.q || last) && (
          <>
            <a href={formatSearchHref({})}>{texts.all}</a>
            <Icon name="chevron-right" />
          </>
        )}
        {(query.q ? found : found.slice(0, -1)).map((category) => (
          <span key={category.path} className="crumbs__step">
            <a href={formatSearchHref({ category: category.path })}>{nameOf(category)}</a>
            <Icon name="chevron-right" />
          </span>
        ))}
        <span aria-current="page">{query.q ? texts.results : title}</span>
      </nav>
      <h1>
        {title}
        <span role="status">{texts.total(formatTotal(reply.total))}</span>
      </h1>
    </div>
  )
}
