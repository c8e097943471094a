import type { ProductCard as Card } from '@loggia/protocol/console'
import { UnitPriceText, useLanguage, useText } from '@loggia/ui'
import { CompareToggle } from '../compare/compare-toggle.tsx'
import { FavouriteToggle } from '../favourites/favourite-toggle.tsx'
import { searchTexts } from '../search/texts.ts'
import { findCategory } from '../search/categories.ts'
import { paths } from '../links.ts'
import { Logo } from '../frame/logo.tsx'
import { RatingLine } from '../feedback/stars.tsx'
import { TypeTag } from './type-tag.tsx'

export function ProductCard({ product }: { readonly product: Card }) {
  const texts = searchTexts.use()
  const text = useText()
  const { name, summary, seller, from, category, trialDays, ratings } = product
  return (
    <article className="pcard">
      <div className="pcard__top">
        <Logo src={product.logo} name={text(name)} size="md" />
        <div className="grow">
          <h3>
            <a href={paths.product(product.id)}>{text(name)}</a>
          </h3>
          <p className="pcard__by">{text(seller.name)}</p>
        </div>
      </div>
      <p className="pcard__sum clamp3">{text(summary)}</p>
      <div className="pcard__tags">
        <TypeTag of={product} />
        <span className="tag">{text(findCategory(category).name)}</span>
        {trialDays !== undefined && <span className="tag">{texts.trialDays(trialDays)}</span>}
      </div>
      <p className="pcard__foot">
        <span>
          <FromPrice from={from} />
        </span>
        {ratings && <RatingLine of={ratings} />}
        <span className="picks">
          <CompareToggle product={product} />
          <FavouriteToggle product={product} />
        </span>
      </p>
    </article>
  )
}

/** `¥268.00 / 席 / 年 起`, `from ¥268.00 / seat / year`. */
export function FromPrice({ from }: Pick<Card, 'from'>) {
  const texts = searchTexts.use()
  const price = <UnitPriceText of={from.unitPrice} unit={from.perUnit} period={from.period} />
  const word = <span className="t12 faint">{texts.from}</span>
  return (
    <span className="nowrap">
      {useLanguage() === 'zh-CN' ? (
        <>
          {price} {word}
        </>
      ) : (
        <>
          {word} {price}
        </>
      )}
    </span>
  )
}
