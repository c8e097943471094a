import type { ProductCard as Card } from '@loggia/protocol/console'
import { EmptyArch, Icon, UnitPriceText, inLanguage, useLanguage, useText } from '@loggia/ui'
import { Fragment, useState } from 'react'
import { homeTexts } from '../text/home.ts'
import { categoriesOf, categoryOf } from './categories.ts'
import { useFrame } from './frame.tsx'
import { Developers, Guarantees, Sellers } from './home-sections.tsx'
import { paths } from './links.ts'
import { Logo } from './logo.tsx'

/** What the market promises, what it sells, and by whom. */
export function Home({ products }: { readonly products: readonly Card[] }) {
  const [category, setCategory] = useState<string>()
  return (
    <main id="main">
      <Hero products={products} />
      {products.length > 0 && <Arcade products={products} chosen={category} onChoose={setCategory} />}
      <Products products={products} category={category} onAll={() => setCategory(undefined)} />
      <Guarantees />
      {products.length > 0 && <Sellers products={products} />}
      <Developers />
    </main>
  )
}

function Hero({ products }: { readonly products: readonly Card[] }) {
  const texts = homeTexts.use()
  const { demo, session, language } = useFrame()
  const gap = language === 'zh-CN' ? '' : ' '
  return (
    <section className="wrap hero" aria-labelledby="promise">
      <div>
        <h1 id="promise">
          {/* Each part stays whole when the line breaks; in English a space stands between them. */}
          {[texts.promise.choose, texts.promise.buy, texts.promise.open].map((part) => (
            <Fragment key={part}>
              <span>{part}</span>
              {gap}
            </Fragment>
          ))}
        </h1>
        <p className="hero__lead">
          {/* Chinese breaks anywhere; here only after a comma. */}
          {texts.lead.split(/(?<=，)/).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <div className="row row--wrap hero__acts">
          <a className="btn btn--primary btn--lg" href="#products">
            {texts.browse}
          </a>
          {demo && !session && (
            <a className="btn btn--lg" href={paths.signIn()}>
              {texts.tryDemo}
            </a>
          )}
        </div>
      </div>
      <dl className="hero__facts" aria-label={texts.facts}>
        <Fact name={texts.factProducts} value={products.length} unit={texts.factProductsUnit} />
        <Fact
          name={texts.factSellers}
          value={new Set(products.map(({ seller }) => seller.id)).size}
          unit={texts.factSellersUnit}
        />
        <Fact name={texts.factRefund} value={3} unit={texts.factRefundUnit} />
      </dl>
    </section>
  )
}

function Fact({
  name,
  value,
  unit,
}: {
  readonly name: string
  readonly value: number
  readonly unit: string
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {unit && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** How many bays stand in a row on a wide page; those without a category stay walled up. */
const baysFor = (categories: number): 6 | 8 => (categories <= 6 ? 6 : 8)

type ArcadeProps = {
  readonly products: readonly Card[]
  readonly chosen: string | undefined
  readonly onChoose: (category: string | undefined) => void
}

function Arcade({ products, chosen, onChoose }: ArcadeProps) {
  const texts = homeTexts.use()
  const text = useText()
  const categories = categoriesOf(products)
  const bays = baysFor(categories.length)
  // On a narrow page a row has four bays, and only its rest is walled up.
  const narrow = (4 - (categories.length % 4)) % 4
  const blind = Array.from({ length: (bays - (categories.length % bays)) % bays }, (_, at) => at)
  return (
    <nav className="arcade" aria-label={texts.categories}>
      <div className="wrap">
        <ul className={`arcade__${bays}`}>
          {categories.map(({ key, name, icon, count }) => (
            <li key={key}>
              <a
                href="#products"
                aria-current={key === chosen ? 'true' : undefined}
                onClick={() => onChoose(key === chosen ? undefined : key)}
              >
                <Icon name={icon} />
                <b>{text(name)}</b>
                <span>{texts.inCategory(count)}</span>
              </a>
            </li>
          ))}
          {blind.map((at) => (
            <li
              key={at}
              className={at < narrow ? 'arcade__blind arcade__blind--narrow' : 'arcade__blind'}
              aria-hidden="true"
            />
          ))}
        </ul>
      </div>
    </nav>
  )
}

type ProductsProps = {
  readonly products: readonly Card[]
  readonly category: string | undefined
  readonly onAll: () => void
}

function Products({ products, category, onAll }: ProductsProps) {
  const texts = homeTexts.use()
  const text = useText()
  const shown =
    category === undefined ? products : products.filter((product) => product.category === category)
  return (
    <section className="wrap sec" id="products" aria-labelledby="products-title">
      <div className="sec__head">
        <div aria-live="polite">
          <h2 id="products-title">
            {category === undefined ? texts.allProducts : text(categoryOf(category).name)}
          </h2>
          <p>{texts.order}</p>
        </div>
        {category !== undefined && (
          <button type="button" className="chip chip--on" onClick={onAll}>
            {texts.showAll}
            <Icon name="x" />
          </button>
        )}
      </div>
      {products.length === 0 && <EmptyArch title={texts.empty} text={texts.emptyText} />}
      <div className="pgrid">
        {shown.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </div>
    </section>
  )
}

function ProductCard({ product }: { readonly product: Card }) {
  const text = useText()
  const { name, summary, seller, from, category } = product
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
      <p className="pcard__sum clamp2">{text(summary)}</p>
      <div className="pcard__tags">
        <span className="tag tag--line">SaaS</span>
        <span className="tag">{text(categoryOf(category).name)}</span>
      </div>
      <p className="pcard__foot">
        <span>
          <FromPrice from={from} />
        </span>
      </p>
    </article>
  )
}

/** `¥268.00 / 席 / 年 起`, `from ¥268.00 / seat / year`. */
function FromPrice({ from }: Pick<Card, 'from'>) {
  const language = useLanguage()
  const price = <UnitPriceText of={from.unitPrice} unit={from.perUnit} period={from.period} />
  const word = <span className="t12 faint">{inLanguage({ zh: '起', en: 'from' }, language)}</span>
  return language === 'zh-CN' ? (
    <>
      {price} {word}
    </>
  ) : (
    <>
      {word} {price}
    </>
  )
}
