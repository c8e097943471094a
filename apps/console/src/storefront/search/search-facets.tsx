import type { SearchReply } from '@loggia/protocol/console'
import { Icon, formatCount, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { searchTexts } from './texts.ts'
import { findCategory } from './categories.ts'
import { PriceForm } from './price-form.tsx'
import { formatSearchHref, formatSearchWith, noPrice } from './search-links.ts'
import type { Asked, Place } from './search-links.ts'

type FacetsProps = { readonly query: Asked; readonly place: Place; readonly reply: SearchReply }
type Option = {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly chosen: boolean
  readonly change: Asked
  readonly depth?: number
}

const shownAtOnce = 10

/** The filters of the list as links, so that each choice has an address. */
export function Facets({ query, place, reply }: FacetsProps) {
  const texts = searchTexts.use()
  const groups = useGroups(query, place, reply)
  if (groups.length === 0) return null
  return (
    <aside className="facets" id="filters" aria-label={texts.filters}>
      {groups.map(({ title, hint, options, foot }) => (
        <Group key={title} title={title} hint={hint}>
          <Options options={options} query={query} place={place} exact={reply.total.exact} />
          {foot}
        </Group>
      ))}
      <a className="btn facets__close" href="#main">
        {texts.closeFilters}
      </a>
    </aside>
  )
}

type GroupOf = {
  readonly title: string
  readonly hint?: string | undefined
  readonly options: readonly Option[]
  readonly foot?: ReactNode
}

function useGroups(query: Asked, place: Place, { facets }: SearchReply): GroupOf[] {
  const texts = searchTexts.use()
  const text = useText()
  const nameOfPrice = usePriceName()
  const usd = facets.prices.every(({ price }) => price.startsWith('USD'))
  const groups: GroupOf[] = [
    { title: texts.category, options: useCategories(query, facets.categories) },
    {
      title: texts.type,
      // A single type is not a choice.
      options:
        facets.types.length < 2 && query.type === undefined
          ? []
          : facets.types.map(({ type, count }) =>
              option({ key: type, name: texts.types[type], count, chosen: query.type === type }, { type }),
            ),
    },
    {
      title: texts.mode,
      options: facets.modes.map(({ mode, count }) =>
        option({ key: mode, name: texts.modes[mode], count, chosen: query.mode === mode }, { mode }),
      ),
    },
    {
      title: texts.price,
      hint: usd ? texts.priceHintUsd : texts.priceHint,
      options: facets.prices.map(({ price, count }) => {
        const of = { key: price, name: nameOfPrice(price), count, chosen: query.price === price }
        return option(of, { ...noPrice, price })
      }),
      foot: (
        <PriceForm key={formatSearchHref(query, place)} query={query} place={place} prices={facets.prices} />
      ),
    },
    {
      title: texts.guarantee,
      options: facets.guarantees.map(({ guarantee, count }) =>
        option(
          { key: guarantee, name: texts.guarantees[guarantee], count, chosen: query.guarantee === guarantee },
          { guarantee },
        ),
      ),
    },
    {
      title: texts.rating,
      options: facets.ratings.map(({ rating, count }) =>
        option(
          { key: rating, name: texts.ratingFrom(rating), count, chosen: query.rating === rating },
          { rating },
        ),
      ),
    },
    {
      title: texts.seller,
      options:
        place === 'seller'
          ? []
          : facets.sellers.map(({ seller: { id, name }, count }) =>
              option({ key: id, name: text(name), count, chosen: query.seller === id }, { seller: id }),
            ),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

/** An option that removes itself if it is already chosen. */
const option = (of: Omit<Option, 'change'>, change: Asked): Option => ({
  ...of,
  change: of.chosen ? Object.fromEntries(Object.keys(change).map((name) => [name, undefined])) : change,
})

/** The top-level categories, and below the chosen one its children. */
function useCategories(query: Asked, categories: SearchReply['facets']['categories']): Option[] {
  const nameOf = useCategoryName()
  const chosen = query.category ?? ''
  const optionsBelow = (parent: string): Option[] =>
    categories
      .filter(({ path }) => parentOf(path) === parent)
      .flatMap((category) => {
        const { path, count } = category
        const isOn = path === chosen
        const own = option(
          { key: path, name: nameOf(category), count, chosen: isOn, depth: path.split('/').length - 1 },
          { category: path },
        )
        const open = isOn || chosen.startsWith(`${path}/`)
        return open ? [own, ...optionsBelow(path)] : [own]
      })
  return optionsBelow('')
}

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/')

/** The name that the operator gave a category, otherwise its default name. */
export function useCategoryName() {
  const text = useText()
  return ({ path, name }: SearchReply['facets']['categories'][number]): string => {
    const code = path.split('/').at(-1) ?? path
    return name.zh === code && name.en === code ? text(findCategory(code).name) : text(name)
  }
}

/** `CNY-50-200` → `¥50–200`. */
export function usePriceName() {
  const texts = searchTexts.use()
  return (band: string): string => {
    const [currency, from = '', to = ''] = band.split('-')
    const sign = currency === 'USD' ? '$' : '¥'
    const amount = (figure: string) => formatCount(Number(figure))
    if (to === '') return texts.over(`${sign}${amount(from)}`)
    return from === '0'
      ? texts.under(`${sign}${amount(to)}`)
      : texts.between(`${sign}${amount(from)}`, amount(to))
  }
}

function Group({ title, hint, children }: { title: string; hint: string | undefined; children: ReactNode }) {
  return (
    <section className="facet">
      <h2>{title}</h2>
      {hint && <p className="t12 faint">{hint}</p>}
      {children}
    </section>
  )
}

type OptionsProps = {
  readonly options: readonly Option[]
  readonly query: Asked
  readonly place: Place
  readonly exact: boolean
}

function Options({ options, ...rest }: OptionsProps) {
  const texts = searchTexts.use()
  const more = options.slice(shownAtOnce)
  return (
    <>
      <List options={options.slice(0, shownAtOnce)} {...rest} />
      {more.length > 0 && (
        <details open={more.some(({ chosen }) => chosen)}>
          <summary>
            {texts.more(more.length)}
            <Icon name="chevron-down" size={16} />
          </summary>
          <List options={more} {...rest} />
        </details>
      )}
    </>
  )
}

const List = ({ options, query, place, exact }: OptionsProps) => (
  <ul>
    {options.map(({ key, name, count, chosen, change, depth = 0 }) => (
      <li key={key} className={`facet__${depth}`}>
        <a
          href={formatSearchHref(formatSearchWith(query, change), place)}
          aria-current={chosen ? 'true' : undefined}
          rel="nofollow"
        >
          <span>{name}</span>
          <small>
            {formatCount(count)}
            {!exact && '+'}
          </small>
          {chosen && <Icon name="x" size={16} />}
        </a>
      </li>
    ))}
  </ul>
)
