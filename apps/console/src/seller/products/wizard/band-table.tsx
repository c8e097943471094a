import { Button, Icon, formatCount } from '@loggia/ui'
import { pricesTexts } from './prices-texts.ts'
import {
  addBand,
  findBandStart,
  mostEdges,
  removeBand,
  setEdge,
} from '@loggia/protocol/console/catalog/draft/bands'
import { parseWhole } from '@loggia/protocol/console/catalog/draft/figures'
import type { FormSpecification } from '@loggia/protocol/console/catalog/draft/form'
import { useErrorOf, useWizard } from './wizard-state.ts'

export type OfPrices = {
  readonly specification: FormSpecification
  readonly at: number
  readonly set: (change: (specification: FormSpecification) => FormSpecification) => void
}

/** The edges between the price bands of a quantity (R22, R23). */
export function BandTable({ specification, at, set }: OfPrices) {
  const texts = pricesTexts.use()
  const { form } = useWizard()
  const max = parseWhole(form.quantity?.max ?? '')
  const bands = [...specification.edges.keys(), specification.edges.length]
  return (
    <div className="stack">
      <div>
        <h3 className="label">{texts.bandsTitle}</h3>
        <p className="hint">{texts.bandsNote}</p>
      </div>
      <div className="scroll-x" role="group" aria-label={texts.bandTable}>
        <table className="table bandt">
          <thead>
            <tr>
              <th scope="col">{texts.bandHead}</th>
              <th scope="col">{texts.upTo}</th>
              <th scope="col">
                <span className="sr">{texts.removeHead}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <Band key={band} band={band} of={{ specification, at, set }} />
            ))}
          </tbody>
        </table>
      </div>
      {specification.edges.length < mostEdges && (
        <div className="row">
          <Button size="small" onClick={() => set((one) => addBand(one, max))}>
            {texts.addBand}
          </Button>
        </div>
      )}
    </div>
  )
}

function Band({ band, of }: { readonly band: number; readonly of: OfPrices }) {
  const texts = pricesTexts.use()
  const wizard = useWizard()
  const { specification, at, set } = of
  const field = `specifications.${at}.edges.${band}`
  const error = useErrorOf()(field)
  const isLast = band === specification.edges.length
  return (
    <tr>
      <td className="num">{useBandName(specification, band)}</td>
      <td>
        {isLast ? (
          <span className="faint">–</span>
        ) : (
          <>
            <input
              className="input num"
              name={field}
              inputMode="numeric"
              autoComplete="off"
              aria-label={texts.bandUpTo(band + 1)}
              aria-invalid={error !== undefined}
              aria-describedby={error ? `${field}-error` : undefined}
              value={specification.edges[band] ?? ''}
              onBlur={() => wizard.leave(field)}
              onChange={(event) => set((one) => setEdge(one, band, event.target.value))}
            />
            <CellError id={`${field}-error`} said={error} />
          </>
        )}
      </td>
      <td className="n">
        {specification.edges.length > 0 && (
          <button
            type="button"
            className="copy"
            aria-label={texts.removeBand(band + 1)}
            onClick={() => set((one) => removeBand(one, band))}
          >
            <Icon name="trash" />
          </button>
        )}
      </td>
    </tr>
  )
}

/** `50–199`, `200 and more`. */
export function useBandName(specification: FormSpecification, band: number): string {
  const texts = pricesTexts.use()
  const { form } = useWizard()
  const from = findBandStart(specification, band, parseWhole(form.quantity?.min ?? '') ?? 1)
  const to = parseWhole(specification.edges[band] ?? '')
  const shown = from === undefined ? '?' : formatCount(from)
  if (band === specification.edges.length) return texts.lastBand(shown)
  return texts.band(shown, to === undefined ? '?' : formatCount(to))
}

export function CellError({ id, said }: { readonly id: string; readonly said: string | undefined }) {
  return said ? (
    <p className="error" id={id} role="alert">
      <Icon name="alert" />
      <span>{said}</span>
    </p>
  ) : null
}
