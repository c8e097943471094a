import type { PageData } from '@loggia/protocol/console'
import { EmptyArch, Icon, formatCount, formatShare, formatSpan, useText } from '@loggia/ui'
import { Fragment } from 'react'
import { homeTexts } from './texts.ts'
import { findCategory } from '../search/categories.ts'
import { useFrame } from '../frame.tsx'
import { Developers, Guarantees, Sellers, Trials } from './home-sections.tsx'
import { Selection, WordsToTry } from './chosen.tsx'
import type { Words } from './chosen.tsx'
import { RecentlySeen } from '../kept/recent.tsx'
import { paths } from '../links.ts'
import { ProductCard } from '../product/product-card.tsx'
import { SearchField } from '../search/search-field.tsx'
import { formatSearchHref } from '../search/search-links.ts'

type HomePage = Extract<PageData, { route: 'home' }>

/** Two rows of categories, and four rows of cards, on a wide page. */
const mostBays = 16
const widestRow = 8
const narrowestRow = 4
const mostCards = 16
/** Below a selection, two rows of others. */
const mostOthers = 8

/** The home page: the market's promise, its products and its sellers. */
export function Home({ page }: { readonly page: HomePage }) {
  const { products, market, trials, figures, chosen } = page
  const selection = chosen?.selection ?? []
  const isChosen = new Set(selection.map(({ productId }) => productId))
  const others = products.filter(({ id }) => !isChosen.has(id)).slice(0, mostOthers)
  return (
    <main id="main">
      <Hero market={market} figures={figures} words={chosen?.words} />
      {market.categories.length > 0 && <Arcade market={market} />}
      {selection.length > 0 && <Selection of={selection} among={products} />}
      {selection.length === 0 && <Products products={products.slice(0, mostCards)} market={market} />}
      {selection.length > 0 && others.length > 0 && <Products products={others} market={market} />}
      {trials.length > 0 && <Trials trials={trials} count={trialsIn(market)} />}
      <Guarantees />
      {products.length > 0 && <Sellers products={products} />}
      <Developers />
      <RecentlySeen wrapped />
    </main>
  )
}

const topmost = ({ categories }: HomePage['market']) => categories.filter(({ path }) => !path.includes('/'))
const trialsIn = ({ modes }: HomePage['market']): number =>
  modes.find(({ mode }) => mode === 'trial')?.count ?? 0

function Hero({
  market,
  figures,
  words,
}: Pick<HomePage, 'market'> & {
  readonly figures: HomePage['figures'] | undefined
  readonly words: Words | undefined
}) {
  const texts = homeTexts.use()
  const { demo, session, language } = useFrame()
  const gap = language === 'zh-CN' ? '' : ' '
  return (
    <section className="wrap hero" aria-labelledby="promise">
      <div>
        <h1 id="promise">
          {/* A line breaks only between the parts; in English there is a space between them. */}
          {[texts.promise.choose, texts.promise.buy, texts.promise.open].map((part) => (
            <Fragment key={part}>
              <span>{part}</span>
              {gap}
            </Fragment>
          ))}
        </h1>
        <p className="hero__lead">
          {/* Chinese may break anywhere; here only after a comma. */}
          {texts.lead.split(/(?<=，)/).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <SearchField place="hero" />
        {words && <WordsToTry words={words} />}
        <div className="row row--wrap hero__acts">
          <a className="btn btn--lg" href={paths.products}>
            {texts.browse}
          </a>
          {demo && !session && (
            <a className="btn btn--quiet btn--lg" href={paths.signIn()}>
              {texts.tryDemo}
            </a>
          )}
        </div>
      </div>
      {figures ? <Measured market={market} figures={figures} /> : <Offered market={market} />}
    </section>
  )
}

/** How orders went: the share that was activated, and how long half of them took at most. */
function Measured({
  market,
  figures,
}: Pick<HomePage, 'market'> & { readonly figures: NonNullable<HomePage['figures']> }) {
  const texts = homeTexts.use()
  const { language } = useFrame()
  const { orders, buyers, opened, openedWithin } = figures
  return (
    <div>
      <dl className="hero__facts" aria-label={texts.facts}>
        <Fact name={texts.factProducts} value={market.total.count} unit={texts.factProductsUnit} />
        <Fact name={texts.factOpened} value={formatShare(opened, orders)} />
        {openedWithin && <Fact name={texts.factHalf} value={formatSpan(openedWithin.p50Ms, language)} />}
      </dl>
      <p className="t12 faint hero__basis">{texts.basis(formatCount(orders), formatCount(buyers))}</p>
    </div>
  )
}

/** What is offered, while too few have bought. */
function Offered({ market }: Pick<HomePage, 'market'>) {
  const texts = homeTexts.use()
  return (
    <dl className="hero__facts" aria-label={texts.facts}>
      <Fact name={texts.factProducts} value={market.total.count} unit={texts.factProductsUnit} />
      {trialsIn(market) > 0 ? (
        <Fact name={texts.factTrials} value={trialsIn(market)} unit={texts.factTrialsUnit} />
      ) : (
        <Fact name={texts.categories} value={topmost(market).length} unit={texts.factCategoriesUnit} />
      )}
      <Fact name={texts.factRefund} value={3} unit={texts.factRefundUnit} />
    </dl>
  )
}

function Fact({
  name,
  value,
  unit,
}: {
  readonly name: string
  readonly value: number | string
  readonly unit?: string
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {typeof value === 'number' ? formatCount(value) : value}
        {unit && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** The bays of a row, so that the rows are about equally long. */
const baysFor = (categories: number, most: number): number =>
  Math.ceil(categories / Math.ceil(categories / most))

/** One bay for each top-level category, the largest first; a row that has fewer has wider ones. */
function Arcade({ market }: Pick<HomePage, 'market'>) {
  const texts = homeTexts.use()
  const text = useText()
  const categories = topmost(market).slice(0, mostBays)
  return (
    <nav className="arcade" aria-label={texts.categories}>
      <div className="wrap">
        <ul
          data-bays={baysFor(categories.length, widestRow)}
          data-narrow-bays={baysFor(categories.length, narrowestRow)}
        >
          {categories.map(({ path, name, count }) => (
            <li key={path}>
              <a href={formatSearchHref({ category: path })}>
                <Icon name={findCategory(path).icon} />
                <b>{text(name.zh === path ? findCategory(path).name : name)}</b>
                <span>{texts.inCategory(count)}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}

/** Products in the order of the catalogue; the search shows all. */
function Products({ products, market }: Pick<HomePage, 'products' | 'market'>) {
  const texts = homeTexts.use()
  return (
    <section className="wrap sec" id="products" aria-labelledby="products-title">
      <div className="sec__head">
        <div>
          <h2 id="products-title">{texts.selection}</h2>
          <p>{texts.order}</p>
        </div>
        {products.length > 0 && (
          <a className="sec__more" href={paths.products}>
            {texts.allOf(formatCount(market.total.count))}
            <Icon name="chevron-right" />
          </a>
        )}
      </div>
      {products.length === 0 && <EmptyArch title={texts.empty} text={texts.emptyText} />}
      <div className="pgrid">
        {products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </div>
    </section>
  )
}
