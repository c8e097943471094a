import type { SearchReply } from '@loggia/protocol/console'
import { EmptyArch } from '@loggia/ui'
import { useId } from 'react'
import { paths } from '../links.ts'
import { ProductCard } from '../product/product-card.tsx'
import { useCategoryName } from './search-facets.tsx'
import { formatSearchHref, formatTotal, pickFilters } from './search-links.ts'
import type { Asked, Place } from './search-links.ts'
import { searchTexts } from './texts.ts'

type Props = { readonly query: Asked; readonly place: Place; readonly reply: SearchReply }

/** Where nothing is found: what was probably meant, less of it, categories that fit, products, and whom to ask. */
export function NothingFound(props: Props) {
  const texts = searchTexts.use()
  const { query, place, reply } = props
  return (
    <>
      <EmptyArch level={2} {...nothingWords(texts, query, place)} action={<Instead {...props} />} />
      {place === 'market' && (
        <>
          <Categories reply={reply} />
          <Products reply={reply} />
          <p className="nothing__ask">
            {texts.ask} <a href={paths.agreements.contact}>{texts.contact}</a>
          </p>
        </>
      )}
    </>
  )
}

/** What is said where nothing is found: what to change in words and filters, as far as there are any. */
function nothingWords(
  texts: ReturnType<typeof searchTexts.use>,
  query: Asked,
  place: Place,
): { readonly title: string; readonly text?: string } {
  const { q = '' } = query
  const isFiltered = Object.keys(pickFilters(query, place)).length > 0
  if (q === '')
    return isFiltered
      ? { title: texts.noneFiltered, text: texts.noneTextFiltered }
      : { title: texts.noneAtAll }
  const title = texts.none(q)
  if (!/[\p{L}\p{N}]/u.test(q)) return { title, text: texts.nothingToFind }
  return { title, text: isFiltered ? texts.noneTextBoth : texts.noneText }
}

/** Searches with fewer conditions that have results; otherwise everything. */
function Instead({ query, place, reply }: Props) {
  const texts = searchTexts.use()
  const { seller } = query
  const kept: Asked = place === 'seller' ? { seller } : {}
  const { meant } = reply
  if (reply.suggestions.length === 0 && meant === undefined)
    return (
      <a className="btn" href={formatSearchHref(kept, place)}>
        {texts.showAll}
      </a>
    )
  return (
    <ul className="instead">
      {meant !== undefined && (
        <li>
          <a className="btn" href={formatSearchHref({ q: meant })} rel="nofollow">
            {texts.didYouMean(meant)}
          </a>
        </li>
      )}
      {reply.suggestions.map(({ q, unfiltered, total }) => {
        const asked = unfiltered ? { q } : { ...pickFilters(query, 'market'), q }
        const isSame = unfiltered && q === (query.q ?? '').trim().toLowerCase()
        return (
          <li key={`${q}${unfiltered}`}>
            <a className="btn" href={formatSearchHref(asked)} rel="nofollow">
              {isSame || q === '' ? texts.without(formatTotal(total)) : texts.instead(q, formatTotal(total))}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function Categories({ reply: { instead } }: Pick<Props, 'reply'>) {
  const texts = searchTexts.use()
  const nameOf = useCategoryName()
  const id = useId()
  if (!instead || instead.categories.length === 0) return null
  return (
    <section className="nothing" aria-labelledby={id}>
      <h2 id={id}>{texts.fitting}</h2>
      <ul className="nothing__list">
        {instead.categories.map((category) => (
          <li key={category.path}>
            <a className="chip" href={formatSearchHref({ category: category.path })}>
              {nameOf(category)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Products({ reply: { instead } }: Pick<Props, 'reply'>) {
  const texts = searchTexts.use()
  const id = useId()
  if (!instead || instead.products.length === 0) return null
  return (
    <section className="nothing" aria-labelledby={id}>
      <h2 id={id}>{texts.recommended}</h2>
      <div className="nothing__products">
        {instead.products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </div>
    </section>
  )
}
