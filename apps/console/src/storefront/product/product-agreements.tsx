import type { PageData, Product } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { ScrollArea, useText } from '@loggia/ui'
import { WrittenText } from '../agreement/written-text.tsx'
import { productTexts } from './texts.ts'

export type MarketTerms = NonNullable<Extract<PageData, { route: 'product' }>['marketTerms']>
type Shown = { readonly product: Product; readonly marketTerms: MarketTerms | undefined }

/** The texts that a buyer accepts in the panel, in full and in the version that the order keeps (R65). */
export function Agreements({ product, marketTerms }: Shown) {
  const texts = productTexts.use()
  const text = useText()
  const seller = text(product.seller.name)
  const { agreement, supervision } = product
  const { service, market, acceptance, acceptanceShipped, code, codeAccess } = texts.supervisedTerms
  const isCode = findLicenseWay(supervision?.flow) === 'code'
  const { scope, access, duty } = supervision ? service : texts.serviceTerms
  const accepted = supervision && getFlow(supervision.flow).shipped ? acceptanceShipped : acceptance
  const own = isCode ? { ...market, ...code } : { ...market, accepted }
  const terms = supervision ? { ...texts.marketTerms, ...own } : texts.marketTerms
  return (
    <section className="part terms-text" id="agreements" aria-labelledby="agreements-title">
      <h2 id="agreements-title">{texts.agreements}</h2>
      <h3 id="market-agreement">{texts.marketAgreement}</h3>
      {marketTerms && <Written of={marketTerms} named="market-agreement" byOperators />}
      <Points of={Object.values(terms)} />
      <h3 id="service-agreement">{texts.serviceAgreement(text(product.name))}</h3>
      {agreement ? (
        <Written of={agreement} named="service-agreement" />
      ) : (
        <Points of={[scope(seller), isCode ? codeAccess : access, duty(seller)]} />
      )}
    </section>
  )
}

function Points({ of }: { readonly of: readonly string[] }) {
  return (
    <ol>
      {of.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ol>
  )
}

type WrittenProps = {
  readonly of: MarketTerms
  readonly named: string
  /** Its marks are headings, lists and links; those of a seller are shown as they were typed. */
  readonly byOperators?: boolean
}

function Written({ of, named, byOperators = false }: WrittenProps) {
  const texts = productTexts.use()
  const text = useText()
  return (
    <ScrollArea className="agreement" labelledBy={named}>
      {of.version > 0 && <p className="t12 faint">{texts.version(of.version)}</p>}
      {byOperators ? <WrittenText text={text(of.text)} inside /> : text(of.text)}
    </ScrollArea>
  )
}
