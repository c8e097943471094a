import type { ProductCard as Card, Text } from '@loggia/protocol/console'
import { UnitPriceText, useLanguage, useText } from '@loggia/ui'
import { CompareToggle } from '../compare/compare-toggle.tsx'
import { FavouriteToggle } from '../favourites/favourite-toggle.tsx'
import { searchTexts } from '../search/texts.ts'
import { findCategory } from '../search/categories.ts'
import { paths } from '../links.ts'
import { Logo } from '../frame/logo.tsx'
import { RatingLine } from '../feedback/stars.tsx'
import { TypeTag } from './type-tag.tsx'

type Shown = {
  readonly product: Card
  /** Why operators chose it. */
  readonly note?: Text | undefined
  /** The path of its picture, which a large card has. */
  readonly picture?: string | undefined
}

/** A product in a grid. The card with a picture is as large as four others. */
export function ProductCard({ product, note, picture }: Shown) {
  const text = useText()
  const { name, summary, seller } = product
  return (
    <article className={picture === undefined ? 'pcard' : 'pcard pcard--lead'}>
      {picture !== undefined && (
        <div className="pcard__pic">
          <img loading="lazy" src={picture} alt="" width="1280" height="800" />
        </div>
      )}
      <div className="pcard__top">
        <Logo src={product.logo} name={text(name)} size="md" />
        <div className="grow">
          <h3>
            <a href={paths.product(product.id)}>{text(name)}</a>
          </h3>
          <p className="pcard__by">
            <span>{text(seller.name)}</span>
            {product.ratings && <RatingLine of={product.ratings} />}
          </p>
        </div>
      </div>
      <p className="pcard__sum clamp3">{text(summary)}</p>
      {note && <p className="pcard__note">{text(note)}</p>}
      <Tags of={product} />
      <Foot of={product} />
    </article>
  )
}

function Tags({ of }: { readonly of: Card }) {
  const texts = searchTexts.use()
  const text = useText()
  const { category, trialDays } = of
  return (
    <div className="pcard__tags">
      <TypeTag of={of} />
      <span className="tag">{text(findCategory(category).name)}</span>
      {trialDays !== undefined && <span className="tag">{texts.trialDays(trialDays)}</span>}
    </div>
  )
}

function Foot({ of }: { readonly of: Card }) {
  return (
    <p className="pcard__foot">
      <span>
        <FromPrice from={of.from} />
      </span>
      <span className="picks">
        <CompareToggle product={of} />
        <FavouriteToggle product={of} />
      </span>
    </p>
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
