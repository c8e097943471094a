import {
  Icon,
  formatCount,
  formatPer,
  formatQuantity,
  formatUnitAmount,
  useLanguage,
  useText,
} from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { listBandRows } from './price.ts'
import type { BandRow } from './price.ts'
import { toRange, shiftQuantity } from './selection.ts'
import type { Buying } from './use-buying.ts'

type OfQuantity = {
  readonly buying: Buying
  readonly attribute: NonNullable<Buying['product']['quantity']>
}

/** The quantity within the limits of product and specification, and the price bands. */
export function Quantity({ buying, attribute }: OfQuantity) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const text = useText()
  const { product, choice, choose, selection } = buying
  const unit = text(attribute.unit)
  const range = toRange(product, selection?.specification ?? {})
  const { min, max } = range.quantity ?? attribute
  const wrong = selection?.quantity === undefined
  const isLimited = max < attribute.max
  const step = (by: 1 | -1) => () => choose({ quantity: shiftQuantity(choice.quantity, by, range) })
  return (
    <div className="buy__sec">
      <div className="lbl">
        <label htmlFor="quantity">{text(attribute.name)}</label>
        <small id="quantity-range">
          {texts.range(formatCount(min), formatQuantity(max, attribute.unit, language))}
          {isLimited && texts.orderLimit}
        </small>
      </div>
      <div className="qty">
        <button type="button" onClick={step(-1)} aria-label={texts.less(unit)}>
          <Icon name="minus" />
        </button>
        <input
          id="quantity"
          name="quantity"
          inputMode="numeric"
          autoComplete="off"
          value={choice.quantity}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'quantity-error' : 'quantity-range'}
          onChange={(event) => choose({ quantity: event.target.value })}
          onBlur={() => selection?.quantity !== undefined && choose({ quantity: String(selection.quantity) })}
        />
        <button type="button" onClick={step(1)} aria-label={texts.more(unit)}>
          <Icon name="plus" />
        </button>
      </div>
      {wrong && (
        <p className="error buy__error" id="quantity-error" role="alert">
          <Icon name="alert" />
          {(isLimited ? texts.wrongWithinLimit : texts.wrongQuantity)(
            formatCount(min),
            formatQuantity(max, attribute.unit, language),
          )}
        </p>
      )}
      <Bands buying={buying} attribute={attribute} />
    </div>
  )
}

/** R22: the bands as a small table; the band in force is marked by a word, not only by colour. */
function Bands({ buying, attribute }: OfQuantity) {
  const texts = purchaseTexts.use()
  const language = useLanguage()
  const { selection } = buying
  const term = selection?.term
  const rows =
    term && term.trialDays === undefined ? listBandRows(term.item, attribute.pricing, selection.quantity) : []
  if (!term || attribute.pricing === undefined || attribute.pricing === 'linear' || rows.length === 0)
    return null
  return (
    <table className="bands">
      <caption className="t12">{texts.bands[attribute.pricing]}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.bandOf}</th>
          <th scope="col" className="n">
            {texts.bandPrice}
            {formatPer({ unit: attribute.unit, period: term.item.period }, language)}
          </th>
          <th scope="col">
            <span className="sr">{texts.bandState}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Band key={row.from} row={row} buying={buying} attribute={attribute} />
        ))}
      </tbody>
    </table>
  )
}

function Band({ row, attribute }: OfQuantity & { readonly row: BandRow }) {
  const texts = purchaseTexts.use()
  return (
    <tr className={row.on ? 'on' : undefined}>
      <th scope="row">{formatBand(row, texts.bandFrom)}</th>
      <td className="n">{formatUnitAmount(row.unitPrice)}</td>
      <td>
        {row.on && (
          <>
            <Icon name="check" />
            {attribute.pricing === 'tier' ? texts.bandAll : texts.bandPart}
          </>
        )}
      </td>
    </tr>
  )
}

/** `11–50`, or `from 51` for the last band. */
export function formatBand(
  { from, to }: { readonly from: number; readonly to?: number },
  open: (from: string) => string,
): string {
  return to === undefined ? open(formatCount(from)) : `${formatCount(from)}–${formatCount(to)}`
}
