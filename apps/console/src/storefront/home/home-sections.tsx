import type { ProductCard } from '@loggia/protocol/console'
import { Icon, formatCount, useText } from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { homeTexts } from './texts.ts'
import { paths } from '../links.ts'
import { Logo, SellerArch } from '../frame/logo.tsx'
import { formatSearchHref } from '../search/search-links.ts'

/** R295: some products with a free trial. */
export function Trials({
  trials,
  count,
}: {
  readonly trials: readonly ProductCard[]
  readonly count: number
}) {
  const texts = homeTexts.use()
  const text = useText()
  return (
    <section className="trial" aria-labelledby="trials-title">
      <div className="wrap trial__in">
        <div className="trial__txt">
          <h2 id="trials-title">{texts.trialsTitle}</h2>
          <p>{texts.trialsText}</p>
          <a className="btn btn--sm" href={formatSearchHref({ mode: 'trial' })}>
            {texts.allTrials(formatCount(count))}
          </a>
        </div>
        <ul>
          {trials.map((product) => (
            <li key={product.id}>
              <div className="trial__of">
                <Logo src={product.logo} name={text(product.name)} size="sm" />
                <div>
                  <h3>
                    <a href={paths.trial(product.id)}>{text(product.name)}</a>
                  </h3>
                  <p className="t12 faint">{text(product.seller.name)}</p>
                </div>
              </div>
              {product.trialDays !== undefined && (
                <p className="trial__days">
                  <b className="num">{product.trialDays}</b> {texts.trialDays(product.trialDays)}
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** The most sellers that are shown. */
const mostSellers = 8

/** Three promises; this software keeps each of them. */
export function Guarantees() {
  const texts = homeTexts.use()
  return (
    <section className="wrap sec" id="guarantees" aria-label={texts.promises}>
      <div className="promise">
        <Promised icon="history" title={texts.refundTitle} text={texts.refundText} />
        <Promised icon="list" title={texts.recordTitle} text={texts.recordText} />
        <Promised icon="receipt" title={texts.priceTitle} text={texts.priceText} />
      </div>
    </section>
  )
}

function Promised({
  icon,
  title,
  text,
}: {
  readonly icon: IconName
  readonly title: string
  readonly text: string
}) {
  return (
    <div>
      <h3>
        <Icon name={icon} size={20} />
        {title}
      </h3>
      <p>{text}</p>
    </div>
  )
}

/** The sellers of the listed products, with the number of these. */
export function Sellers({ products }: { readonly products: readonly ProductCard[] }) {
  const texts = homeTexts.use()
  const bySeller = Map.groupBy(products, ({ seller }) => seller.id)
  return (
    <section className="wrap sec" id="sellers" aria-labelledby="sellers-title">
      <div className="sec__head">
        <div>
          <h2 id="sellers-title">{texts.sellersTitle}</h2>
          <p>{texts.sellersText}</p>
        </div>
        <a className="sec__more" href={paths.sellers}>
          {texts.allSellers}
          <Icon name="chevron-right" />
        </a>
      </div>
      <div className="sellers">
        {[...bySeller].slice(0, mostSellers).map(([id, own]) => (
          <SellerCard key={id} own={own} />
        ))}
      </div>
    </section>
  )
}

function SellerCard({ own }: { readonly own: readonly ProductCard[] }) {
  const texts = homeTexts.use()
  const text = useText()
  const seller = own[0]?.seller
  if (!seller) return null
  return (
    <article className="seller">
      <div className="seller__top">
        <SellerArch src={seller.logo} name={text(seller.name)} />
        <div>
          <h3>
            <a href={paths.seller(seller.id)}>{text(seller.name)}</a>
          </h3>
          <p className="t13 faint">{texts.sellerProducts(own.length)}</p>
        </div>
      </div>
      <ul>
        {own.map((product) => (
          <li key={product.id}>
            <a href={paths.product(product.id)}>{text(product.name)}</a>
          </li>
        ))}
      </ul>
    </article>
  )
}

/** For sellers: commands that they can run. */
export function Developers() {
  const texts = homeTexts.use()
  return (
    <section className="wrap sec" id="developers" aria-labelledby="developers-title">
      <div className="dev">
        <div className="dev__txt">
          <h2 id="developers-title">{texts.devTitle}</h2>
          <p>{texts.devText}</p>
          <ul>
            {Object.values(texts.devPoints).map((point) => (
              <li key={point}>
                <Icon name="check" />
                {point}
              </li>
            ))}
          </ul>
          <div className="row row--wrap">
            <a className="btn" href={paths.developers}>
              {texts.devGuides}
            </a>
            <a className="btn" href={paths.apiDocs}>
              {texts.devDocs}
            </a>
          </div>
        </div>
        <Commands />
      </div>
    </section>
  )
}

function Commands() {
  const texts = homeTexts.use()
  return (
    <pre>
      <span className="c"># {texts.devStart}</span>
      {'\n'}
      <span className="a">$</span> <b>npm start</b>
      {'\n\n'}
      <span className="c"># {texts.devSign}</span>
      {'\n'}
      <span className="a">$</span> <b>npm run loggia -- sign --help</b>
    </pre>
  )
}
