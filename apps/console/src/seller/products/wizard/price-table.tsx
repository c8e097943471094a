import type { Period } from '@loggia/protocol/console'
import { Icon, formatCount, useText } from '@loggia/ui'
import { pricesTexts } from './prices-texts.ts'
import { setAmount, setOffered, setPeriod, setTrial } from '@loggia/protocol/console/catalog/draft/bands'
import { mayHaveTrials, typeRules } from '@loggia/protocol/console/catalog/draft/type-rules'
import { listDearerEnds } from '@loggia/protocol/console/catalog/draft/dearer'
import { periods } from '@loggia/protocol/console/catalog/draft/form'
import type { FormSku, FormSpecification } from '@loggia/protocol/console/catalog/draft/form'
import { listValues } from '@loggia/protocol/console/catalog/draft/grid'
import { CellError, useBandName } from './band-table.tsx'
import type { OfPrices } from './band-table.tsx'
import { GroupError, Input, Tick } from './inputs.tsx'
import { useErrorOf, useWizard } from './wizard-state.ts'

/** The terms for which it is sold, and which of them have a trial (R27). */
export function Terms({ specification, at, set }: OfPrices) {
  const texts = pricesTexts.use()
  const { form } = useWizard()
  const offered = periods.filter(
    (period) => typeRules[form.type].periods.includes(period) || specification.periods.includes(period),
  )
  return (
    <fieldset className="plain">
      <legend className="label">{texts.terms}</legend>
      <div className="row row--wrap spaced">
        {offered.map((period) => (
          <Tick
            key={period}
            label={texts.periods[period]}
            checked={specification.periods.includes(period)}
            onChange={(isOn) => set((one) => setPeriod(one, period, isOn))}
          />
        ))}
      </div>
      <GroupError field={`specifications.${at}.periods`} />
    </fieldset>
  )
}

/** One row for each sku and each of its bands, one column for each term. */
export function PriceTable(props: OfPrices) {
  const texts = pricesTexts.use()
  const text = useText()
  const { form, isBanded } = useWizard()
  const { specification, at } = props
  const sold = periods.filter((period) => specification.periods.includes(period))
  const hasOptions = form.attributes.length > 0
  const unit = form.quantity && text(form.quantity.unit)
  return (
    <div className="stack">
      <div className="row row--wrap between">
        <h3 className="label">{texts.tableTitle}</h3>
        {unit && <span className="t13 dim">{texts.perUnit(unit)}</span>}
      </div>
      <div className="scroll-x" role="group" aria-label={texts.table}>
        <table className="table bandt">
          <thead>
            <tr>
              {hasOptions && <th scope="col">{texts.combination}</th>}
              {isBanded && <th scope="col">{texts.bandHead}</th>}
              {sold.map((period) => (
                <th key={period} scope="col" className="n">
                  {texts.periods[period]}
                </th>
              ))}
            </tr>
          </thead>
          {specification.skus.map((sku, i) => (
            <tbody key={sku.values.join()}>
              <SkuRows {...props} sku={sku} place={i} sold={sold} />
            </tbody>
          ))}
        </table>
      </div>
      {hasOptions && sold.length > 1 && <p className="hint">{texts.blankTerm}</p>}
      <DearerNote specification={specification} />
      <div className="form2">
        {(mayHaveTrials(form) ? sold : [])
          .filter((period) => period !== 'one_time')
          .map((period) => (
            <Trial key={period} {...props} period={period} at={at} />
          ))}
      </div>
    </div>
  )
}

type SkuProps = OfPrices & { readonly sku: FormSku; readonly place: number; readonly sold: readonly Period[] }

function SkuRows(props: SkuProps) {
  const texts = pricesTexts.use()
  const text = useText()
  const { form, isBanded } = useWizard()
  const { specification, sku, place, sold, set } = props
  const name = listValues(form, sku).map(text).join(' · ')
  const bands = isBanded && sku.offered ? [...specification.edges.keys(), specification.edges.length] : [0]
  return bands.map((band) => (
    <tr key={band}>
      {form.attributes.length > 0 && band === 0 && (
        <th scope="row" rowSpan={bands.length}>
          <label className="check t13">
            <input
              type="checkbox"
              checked={sku.offered}
              aria-label={texts.offeredOf(name)}
              onChange={(event) => set((one) => setOffered(one, place, event.target.checked))}
            />
            <span>{name}</span>
          </label>
        </th>
      )}
      {sku.offered ? (
        <>
          {isBanded && <BandName specification={specification} band={band} />}
          {sold.map((period) => (
            <Cell key={period} {...props} period={period} band={band} name={name} />
          ))}
        </>
      ) : (
        <td colSpan={sold.length + (isBanded ? 1 : 0)} className="faint">
          {texts.notOffered}
        </td>
      )}
    </tr>
  ))
}

const BandName = (props: { readonly specification: FormSpecification; readonly band: number }) => (
  <td className="num">{useBandName(props.specification, props.band)}</td>
)

function Cell(props: SkuProps & { readonly period: Period; readonly band: number; readonly name: string }) {
  const texts = pricesTexts.use()
  const wizard = useWizard()
  const { specification, at, sku, place, period, band, set } = props
  const field = `specifications.${at}.skus.${place}.${period}.${band}`
  const error = useErrorOf()(field)
  const bandName = useBandName(specification, band)
  const of = [props.name, wizard.isBanded ? bandName : ''].filter((part) => part !== '').join(' · ')
  return (
    <td className="n">
      <input
        className="input num"
        name={field}
        inputMode="decimal"
        autoComplete="off"
        aria-label={texts.cell(of || texts.all, texts.periods[period])}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${field}-error` : undefined}
        value={sku.amounts[period]?.[band] ?? ''}
        onBlur={() => wizard.leave(field)}
        onChange={(event) => set((one) => setAmount(one, { sku: place, period, band }, event.target.value))}
      />
      <CellError id={`${field}-error`} said={error} />
    </td>
  )
}

function Trial({ specification, at, set, period }: OfPrices & { readonly period: Period }) {
  const texts = pricesTexts.use()
  const days =
    specification.skus.map(({ trials }) => trials[period] ?? '').find((typed) => typed !== '') ?? ''
  return (
    <Input
      field={`specifications.${at}.trial.${period}`}
      className="num"
      label={texts.trial(texts.periods[period])}
      hint={texts.trialHint}
      value={days}
      onChange={(to) => set((one) => setTrial(one, period, to))}
    />
  )
}

/**
 * A note: with Tier pricing, the total at the beginning of a band may be lower than just before it. That is allowed,
 * but the seller should know.
 */
function DearerNote({ specification }: { readonly specification: FormSpecification }) {
  const texts = pricesTexts.use()
  const { form } = useWizard()
  const ends = listDearerEnds(form, specification)
  if (ends.length === 0) return null
  return (
    <div className="note note--warn">
      <Icon name="alert" />
      <div>
        {ends.map(({ from, to }) => (
          <p key={to}>
            {texts.cheaper(
              from === to ? formatCount(to) : texts.band(formatCount(from), formatCount(to)),
              formatCount(to + 1),
            )}
          </p>
        ))}
        <p className="dim">{texts.cheaperNote}</p>
      </div>
    </div>
  )
}
