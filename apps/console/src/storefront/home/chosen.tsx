import type { PageData, ProductCard as Card, ShownProduct } from '@loggia/protocol/console'
import { Icon } from '@loggia/ui'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { ProductCard } from '../product/product-card.tsx'
import { formatSearchHref } from '../search/search-links.ts'
import { homeTexts } from './texts.ts'

export type Words = NonNullable<Extract<PageData, { route: 'home' }>['chosen']>['words']

/** What operators chose: the first product on a large card, if it has a picture and others stand beside it. */
export function Selection({
  of,
  among,
}: {
  readonly of: readonly ShownProduct[]
  readonly among: readonly Card[]
}) {
  const texts = homeTexts.use()
  const hasLead = of.length >= fewestBesideLead
  return (
    <section className="wrap sec" id="selection" aria-labelledby="selection-title">
      <div className="sec__head">
        <div>
          <h2 id="selection-title">{texts.chosen}</h2>
          <p>{texts.chosenBy}</p>
        </div>
        <a className="sec__more" href={paths.products}>
          {texts.allProducts}
          <Icon name="chevron-right" />
        </a>
      </div>
      <div className={hasLead ? 'pgrid pgrid--lead' : 'pgrid'}>
        {of.map(({ productId, note, picture }) => {
          const product = among.find(({ id }) => id === productId)
          return (
            product && (
              <ProductCard
                key={productId}
                product={product}
                note={note}
                picture={hasLead ? picture : undefined}
              />
            )
          )
        })}
      </div>
    </section>
  )
}

/** With fewer cards, the place beside the large one would be empty. */
const fewestBesideLead = 3

/** Words to search for in the reader's language, under the search field. */
export function WordsToTry({ words }: { readonly words: Words }) {
  const texts = homeTexts.use()
  const { language } = useFrame()
  const shown = language === 'zh-CN' ? words.zh : words.en
  if (shown.length === 0) return null
  return (
    <nav className="hero__words" aria-label={texts.tryWords}>
      <span aria-hidden="true">{texts.tryWords}</span>
      {shown.map((word) => (
        <a key={word} href={formatSearchHref({ q: word })}>
          {word}
        </a>
      ))}
    </nav>
  )
}
