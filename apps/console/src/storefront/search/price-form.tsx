import { sortTypedPrices } from '@loggia/protocol/console/search/kinds'
import type { SearchReply } from '@loggia/protocol/console'
import { useId } from 'react'
import { formatSearchWith, noPrice, splitAddress } from './search-links.ts'
import type { Asked, Place } from './search-links.ts'
import { searchTexts } from './texts.ts'

type Currency = NonNullable<Asked['currency']>
const signs: Readonly<Record<Currency, string>> = { CNY: '¥', USD: '$' }
/** As the marketplace reads a bound: at most two decimals. */
const pattern = String.raw`\d{1,9}(\.\d{1,2})?`

type FormProps = {
  readonly query: Asked
  readonly place: Place
  readonly prices: SearchReply['facets']['prices']
}

/** The range of prices that a reader types: a form with an address, which needs no script. */
export function PriceForm({ query, place, prices }: FormProps) {
  const texts = searchTexts.use()
  const id = useId()
  const { path, rest } = splitAddress(formatSearchWith(query, noPrice), place)
  const typed = sortTypedPrices(query)
  const currencies = listCurrencies(prices, query)
  const bound = (name: 'priceFrom' | 'priceTo', label: string) => (
    <input
      className="input num"
      name={name}
      aria-label={label}
      placeholder={label}
      title={texts.priceRule}
      inputMode="decimal"
      pattern={pattern}
      maxLength={12}
      autoComplete="off"
      defaultValue={typed?.[name]}
    />
  )
  return (
    <form className="facet__range" action={path} aria-labelledby={id}>
      <span id={id} className="sr">
        {texts.priceRange}
      </span>
      {rest.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <CurrencyChoice currencies={currencies} chosen={query.currency} />
      {bound('priceFrom', texts.priceFrom)}
      <span aria-hidden="true">–</span>
      {bound('priceTo', texts.priceTo)}
      <button type="submit" className="btn btn--sm">
        {texts.priceApply}
      </button>
    </form>
  )
}

/** Those of the products that are found; the bounds are in the chosen one. */
function listCurrencies(prices: FormProps['prices'], { currency }: Asked): Currency[] {
  const offered = prices.map(({ price }): Currency => (price.startsWith('USD') ? 'USD' : 'CNY'))
  return [...new Set([...offered, ...(currency ? [currency] : [])])]
}

function CurrencyChoice({
  currencies,
  chosen,
}: {
  readonly currencies: readonly Currency[]
  readonly chosen: Currency | undefined
}) {
  const texts = searchTexts.use()
  const [only = 'CNY', ...others] = currencies
  if (others.length === 0) return only === 'CNY' ? null : <input type="hidden" name="currency" value={only} />
  return (
    <select className="input" name="currency" aria-label={texts.currency} defaultValue={chosen ?? 'CNY'}>
      {currencies.map((currency) => (
        <option key={currency} value={currency}>
          {signs[currency]}
        </option>
      ))}
    </select>
  )
}

/** `¥100–300`, `¥100 以上`; undefined if no range is typed. */
export function useRangeName(): (query: Asked) => string | undefined {
  const texts = searchTexts.use()
  return (query) => {
    const { priceFrom, priceTo } = sortTypedPrices(query) ?? {}
    const sign = signs[query.currency ?? 'CNY']
    if (priceFrom === undefined) return priceTo && texts.upTo(`${sign}${priceTo}`)
    return priceTo === undefined
      ? texts.over(`${sign}${priceFrom}`)
      : texts.between(`${sign}${priceFrom}`, priceTo)
  }
}
