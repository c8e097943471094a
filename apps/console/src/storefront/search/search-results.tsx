import type { ProductCard, SearchHit, SearchReply } from '@loggia/protocol/console'
import { EmptyArch, Icon, UnitPriceText, formatCount, useText } from '@loggia/ui'
import { keepPreferences } from '../../theme.ts'
import { useFrame } from '../frame.tsx'
import { CompareToggle } from '../compare/compare-toggle.tsx'
import { FavouriteToggle } from '../favourites/favourite-toggle.tsx'
import { searchTexts } from './texts.ts'
import { Logo } from '../frame/logo.tsx'
import { Pager } from '../frame/pager.tsx'
import { FromPrice } from '../product/product-card.tsx'
import { RatingLine } from '../feedback/stars.tsx'
import { TypeTag } from '../product/type-tag.tsx'
import { paths } from '../links.ts'
import { useCategoryName, usePriceName } from './search-facets.tsx'
import { Marked } from './marked.tsx'
import { NothingFound } from './nothing-found.tsx'
import { useRangeName } from './price-form.tsx'
import { formatSearchHref, formatSearchWith, formatTotal, noPrice } from './search-links.ts'
import type { Asked, Place } from './search-links.ts'

const pageSize = 20
const lastPage = 50
type ResultsProps = { readonly query: Asked; readonly place: Place; readonly reply: SearchReply }

/** The results, with sorting, filters and pager. */
export function Results(props: ResultsProps) {
  const texts = searchTexts.use()
  const { query, place, reply } = props
  const isEmpty = reply.items.length === 0
  return (
    <section aria-label={texts.list} className="found">
      <div className="bar">
        {reply.facets.modes.length > 0 && (
          <a className="btn btn--sm found__filter" href="#filters">
            <Icon name="filter" />
            {texts.filters}
          </a>
        )}
        <Chips {...props} />
        {!isEmpty && <Sorts query={query} place={place} />}
        {!isEmpty && <Views />}
      </div>
      {query.sort?.startsWith('price') && !isEmpty && (
        <p className="t12 faint found__hint">{texts.sortHint}</p>
      )}
      {query.sort === 'orders' && !isEmpty && <p className="t12 faint found__hint">{texts.ordersHint}</p>}
      {reply.meant !== undefined && !isEmpty && (
        <p className="t12 faint found__hint">{texts.meant(reply.meant)}</p>
      )}
      {isEmpty ? (
        <Nothing {...props} />
      ) : (
        <ol className="results">
          {reply.items.map((product) => (
            <Hit
              key={product.id}
              product={product}
              asked={[query.q ?? '', ...(reply.words ?? [])].join(' ')}
              place={place}
            />
          ))}
        </ol>
      )}
      {!isEmpty && <Foot {...props} />}
    </section>
  )
}

/**
 * List or cards: two radio buttons that the style sheet reads, so that they need no script. With scripts the choice is
 * kept for the next search.
 */
function Views() {
  const texts = searchTexts.use()
  const { view: chosen = 'list' } = useFrame()
  return (
    <fieldset className="seg views" aria-label={texts.view}>
      {(['list', 'cards'] as const).map((view) => (
        <label key={view} title={texts.views[view]}>
          <input
            type="radio"
            name="view"
            value={view}
            defaultChecked={view === chosen}
            aria-label={texts.views[view]}
            onChange={() => keepPreferences({ view })}
          />
          <Icon name={view === 'list' ? 'list' : 'grid'} />
        </label>
      ))}
    </fieldset>
  )
}

function Chips({ query, place, reply }: ResultsProps) {
  const texts = searchTexts.use()
  const text = useText()
  const nameOfCategory = useCategoryName()
  const nameOfPrice = usePriceName()
  const range = useRangeName()(query)
  const { facets } = reply
  const category = facets.categories.find(({ path }) => path === query.category)
  const seller = facets.sellers.find(({ seller: { id } }) => id === query.seller)?.seller
  const chips = [
    category && { name: nameOfCategory(category), without: { category: undefined } },
    query.type && { name: texts.types[query.type], without: { type: undefined } },
    query.mode && { name: texts.modes[query.mode], without: { mode: undefined } },
    query.price && { name: nameOfPrice(query.price), without: { price: undefined } },
    range && { name: range, without: { ...noPrice, price: query.price } },
    query.guarantee && { name: texts.guarantees[query.guarantee], without: { guarantee: undefined } },
    query.rating && { name: texts.ratingFrom(query.rating), without: { rating: undefined } },
    place === 'market' && seller && { name: text(seller.name), without: { seller: undefined } },
  ].filter((chip) => typeof chip === 'object')
  if (chips.length === 0) return <span className="grow" />
  const none = {
    category: undefined,
    type: undefined,
    mode: undefined,
    ...noPrice,
    guarantee: undefined,
    rating: undefined,
  }
  return (
    <div className="bar__chips" role="group" aria-label={texts.chosen}>
      {chips.map(({ name, without }) => (
        <a
          key={name}
          className="chip chip--on"
          href={formatSearchHref(formatSearchWith(query, without), place)}
          aria-label={texts.remove(name)}
          rel="nofollow"
        >
          {name}
          <Icon name="x" />
        </a>
      ))}
      {chips.length > 1 && (
        <a
          className="t13"
          href={formatSearchHref(
            formatSearchWith(query, place === 'market' ? { ...none, seller: undefined } : none),
            place,
          )}
          rel="nofollow"
        >
          {texts.clear}
        </a>
      )}
    </div>
  )
}

function Sorts({ query, place }: Pick<ResultsProps, 'query' | 'place'>) {
  const texts = searchTexts.use()
  const { q, sort = 'relevance' } = query
  // Without words there is no relevance, and the newest come first.
  const offered = q
    ? (['relevance', 'newest', 'orders', 'price_asc', 'price_desc'] as const)
    : (['newest', 'orders', 'price_asc', 'price_desc'] as const)
  const current = !q && sort === 'relevance' ? 'newest' : sort
  return (
    <nav className="sorts" aria-label={texts.sort}>
      {offered.map((one) => (
        <a
          key={one}
          href={formatSearchHref(
            formatSearchWith(query, { sort: !q && one === 'newest' ? 'relevance' : one }),
            place,
          )}
          aria-current={one === current ? 'true' : undefined}
          rel="nofollow"
        >
          {texts.sorts[one]}
        </a>
      ))}
    </nav>
  )
}

/** The yearly price below the monthly one, or the monthly below the yearly. */
function OtherTerm({ from: { otherTerm, perUnit } }: Pick<ProductCard, 'from'>) {
  const texts = searchTexts.use()
  if (!otherTerm) return null
  return (
    <span className="hit__other">
      {texts.otherTerm(otherTerm.period)} <UnitPriceText of={otherTerm.unitPrice} unit={perUnit} />
    </span>
  )
}

/** What a reader chooses by, as one word each. */
function HitTags({ of }: { readonly of: SearchHit }) {
  const texts = searchTexts.use()
  const { periods, fiveDayRefund, forCompanies } = of
  const isBoth = periods.includes('month') && periods.includes('year')
  const terms = isBoth ? (['both', ...periods.filter((one) => one === 'one_time')] as const) : periods
  return (
    <div className="hit__tags">
      <TypeTag of={of} />
      {terms.map((term) => (
        <span key={term} className="tag">
          {texts.periods[term]}
        </span>
      ))}
      {fiveDayRefund && <span className="tag">{texts.fiveDayRefund}</span>}
      {forCompanies && <span className="tag">{texts.forCompanies}</span>}
    </div>
  )
}

/** Who sells it, how buyers rate it, and how many ordered it, as far as that is public. */
function HitBy({ of, place }: { readonly of: SearchHit; readonly place: Place }) {
  const texts = searchTexts.use()
  const text = useText()
  const { seller, ratings, orders } = of
  const isEmpty = place === 'seller' && !ratings && orders === undefined
  if (isEmpty) return null
  return (
    <p className="hit__by">
      {place === 'market' && <a href={paths.seller(seller.id)}>{text(seller.name)}</a>}
      {ratings && <RatingLine of={ratings} />}
      {orders !== undefined && <span className="num">{texts.orders(formatCount(orders))}</span>}
    </p>
  )
}

type HitProps = { readonly product: SearchHit; readonly asked: string; readonly place: Place }

function Hit({ product, asked, place }: HitProps) {
  const texts = searchTexts.use()
  const text = useText()
  const { id, name, summary, logo, from, trialDays } = product
  return (
    <li className="hit">
      <Logo src={logo} name={text(name)} size="md" />
      <div>
        <h2>
          <a href={paths.product(id)}>
            <Marked text={text(name)} asked={asked} />
          </a>
        </h2>
        <HitBy of={product} place={place} />
        <p className="hit__sum clamp3">
          <Marked text={text(summary)} asked={asked} />
        </p>
        <HitTags of={product} />
      </div>
      <div className="hit__buy">
        <p>
          <FromPrice from={from} />
          <OtherTerm from={from} />
        </p>
        <div className="hit__acts">
          <CompareToggle product={product} />
          <FavouriteToggle product={product} />
          {trialDays !== undefined && (
            <a
              className="hit__trial"
              href={paths.trial(id)}
              aria-label={texts.trialOf(trialDays, text(name))}
            >
              {texts.trialDays(trialDays)}
            </a>
          )}
          <a className="btn btn--sm" href={paths.product(id)} aria-label={texts.chooseOf(text(name))}>
            {texts.choose}
          </a>
        </div>
      </div>
    </li>
  )
}

function Nothing({ query, place, reply }: ResultsProps) {
  const texts = searchTexts.use()
  const { page = 1 } = query
  if (reply.total.count > 0)
    return (
      <EmptyArch
        level={2}
        title={texts.noPage(page)}
        action={
          <a className="btn" href={formatSearchHref({ ...query, page: 1 }, place)}>
            {texts.firstPage}
          </a>
        }
      />
    )
  return <NothingFound query={query} place={place} reply={reply} />
}

/** Which results are shown, and the other pages. */
function Foot({ query, place, reply }: ResultsProps) {
  const texts = searchTexts.use()
  const { page = 1 } = query
  const { pages, total, items } = reply
  const first = (page - 1) * pageSize + 1
  const to = (number: number) => formatSearchHref({ ...query, page: number }, place)
  return (
    <div className="found__foot">
      <span className="faint t13 num">
        {texts.shown(formatCount(first), formatCount(first + items.length - 1), formatTotal(total))}
      </span>
      {pages > 1 && <Pager texts={texts} page={page} pages={pages} to={to} />}
      {page === lastPage && total.count > lastPage * pageSize && (
        <p className="t13 faint found__last">{texts.lastPage}</p>
      )}
    </div>
  )
}
