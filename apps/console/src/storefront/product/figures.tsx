import type { InterfaceCheck, PublicFigures } from '@loggia/protocol/console'
import { formatCount, formatShare, formatSpan, formatTime, useLanguage, useZone } from '@loggia/ui'
import { figuresTexts } from './figures-texts.ts'

type Figures = { readonly of: PublicFigures }

/** How orders of a product or of a seller went, as names and values in a list of this class. */
function FigureList({ of, className }: Figures & { readonly className: string }) {
  const texts = figuresTexts.use()
  const language = useLanguage()
  const { orders, opened, openedWithin, refunded } = of
  const span = (ms: number): string => texts.within(formatSpan(ms, language))
  const figures = [
    [texts.success, formatShare(opened, orders)],
    [texts.half, openedWithin && span(openedWithin.p50Ms)],
    [texts.most, openedWithin && span(openedWithin.p90Ms)],
    [texts.refunds, opened === 0 ? undefined : formatShare(refunded, opened)],
  ] as const
  return (
    <dl className={className}>
      {figures.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Measured({ of }: Figures) {
  const texts = figuresTexts.use()
  return <p className="t13 faint">{texts.measured(formatCount(of.orders), formatCount(of.buyers))}</p>
}

/** In a card of a centre: what buyers see. */
export function FiguresForBuyers({ of }: Figures) {
  return (
    <div className="stack">
      <FigureList of={of} className="lines" />
      <Measured of={of} />
    </div>
  )
}

type Known = {
  readonly figures: PublicFigures | undefined
  readonly check: InterfaceCheck | undefined
}

/** What the marketplace's newest dial tests found. */
function Checked({ children }: { readonly children: string }) {
  return <p className="t13">{children}</p>
}

function useCheckDay(): (check: InterfaceCheck) => string {
  const language = useLanguage()
  const zone = useZone()
  return ({ at }) => formatTime(at, { language, zone, precision: 'day', currentYear: 0 })
}

/** A part of a product's page; nothing while too few have bought and nothing was checked. */
export function FiguresPart({ figures, check }: Known) {
  const texts = figuresTexts.use()
  const dayOf = useCheckDay()
  if (!figures && !check) return null
  return (
    <section className="part" id="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">{figures ? texts.title : texts.checkTitle}</h2>
      <div className="stack">
        {figures && <FigureList of={figures} className="help" />}
        {check && <Checked>{texts.checked(dayOf(check), check.passed > 0)}</Checked>}
        {figures && <Measured of={figures} />}
      </div>
    </section>
  )
}

/** The same at the head of a seller's page. */
export function SellerFigures({ figures, check }: Known) {
  const texts = figuresTexts.use()
  const dayOf = useCheckDay()
  if (!figures && !check) return null
  return (
    <section className="stall__about" aria-label={figures ? texts.title : texts.checkTitle}>
      {figures && <FigureList of={figures} className="stall__facts" />}
      {check && (
        <Checked>
          {texts.checkedAll(dayOf(check), formatCount(check.products), formatCount(check.passed))}
        </Checked>
      )}
      {figures && <Measured of={figures} />}
    </section>
  )
}
