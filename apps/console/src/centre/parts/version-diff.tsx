import { ScrollArea } from '@loggia/ui'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { versionTexts } from './version-texts.ts'
import { VersionPictures } from './version-pictures.tsx'
import { isChanged, findMiddle } from './versions.ts'
import type { ContentRow } from './versions.ts'

/** Two versions side by side: first the changes; unchanged rows are folded away. */
export function VersionDiff({ rows }: { readonly rows: readonly ContentRow[] }) {
  const texts = versionTexts.use()
  const changed = rows.filter(isChanged)
  const same = rows.filter((row) => !isChanged(row))
  return (
    <>
      {changed.length === 0 ? <p className="card__body dim">{texts.same}</p> : <DiffTable rows={changed} />}
      {same.length > 0 && (
        <details className="vs__same">
          <summary>{texts.unchanged(same.length)}</summary>
          <FactTable rows={same} />
        </details>
      )}
    </>
  )
}

function DiffTable({ rows }: { readonly rows: readonly ContentRow[] }) {
  const texts = versionTexts.use()
  return (
    <ScrollArea label={texts.changesTable}>
      <table className="table vs">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{texts.thing}</span>
            </th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Fragment key={row.key}>
              <GroupHead of={row} last={rows[at - 1]} columns={3} />
              <tr>
                <Head of={row} />
                {row.pictures ? <PictureSides of={row} /> : <Sides of={row} />}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

/** The name of a group, shown above its first row. */
function GroupHead(props: {
  readonly of: ContentRow
  readonly last: ContentRow | undefined
  readonly columns: number
}) {
  const { of, last, columns } = props
  if (of.group === undefined || of.group === last?.group) return null
  return (
    <tr className="vs__group">
      <th scope="colgroup" colSpan={columns}>
        {of.group}
      </th>
    </tr>
  )
}

const Head = ({ of }: { readonly of: ContentRow }) => <th scope="row">{of.name}</th>

/** Both sides, with the differing parts marked; a missing side is labelled. */
function Sides({ of: { key, before, after } }: { readonly of: ContentRow }) {
  const isPrice = key.includes(' price ')
  const texts = versionTexts.use()
  const none = <span className="faint">{texts.missing}</span>
  // A price is marked as a whole, because a marked part of a number says nothing.
  const { head, removed, added, tail } = isPrice
    ? { head: '', removed: before ?? '', added: after ?? '', tail: '' }
    : findMiddle(before ?? '', after ?? '')
  return (
    <>
      <td data-label={texts.before}>
        {before === undefined ? (
          none
        ) : (
          <Marked head={head} tail={tail} middle={removed && <del>{removed}</del>} />
        )}
      </td>
      <td data-label={texts.after}>
        {after === undefined ? none : <Marked head={head} tail={tail} middle={added && <ins>{added}</ins>} />}
      </td>
    </>
  )
}

function PictureSides({ of }: { readonly of: ContentRow }) {
  const texts = versionTexts.use()
  const { before, after } = of
  const none = <span className="faint">{texts.missing}</span>
  return (
    <>
      <td data-label={texts.before}>
        {before === undefined ? none : <VersionPictures of={of} value={before} other={after} />}
      </td>
      <td data-label={texts.after}>
        {after === undefined ? none : <VersionPictures of={of} value={after} other={before} />}
      </td>
    </>
  )
}

function Marked(props: { readonly head: string; readonly tail: string; readonly middle: ReactNode }) {
  return (
    <span className="written">
      {props.head}
      {props.middle}
      {props.tail}
    </span>
  )
}

/** A single version, if there is nothing to compare it with. */
export function FactTable({ rows }: { readonly rows: readonly ContentRow[] }) {
  const texts = versionTexts.use()
  return (
    <ScrollArea label={texts.contentTable}>
      <table className="table vs">
        <tbody>
          {rows.map((row, at) => (
            <Fragment key={row.key}>
              <GroupHead of={row} last={rows[at - 1]} columns={2} />
              <tr>
                <Head of={row} />
                <td>
                  {row.pictures && row.after !== undefined ? (
                    <VersionPictures of={row} value={row.after} />
                  ) : (
                    <span className="written">{row.after}</span>
                  )}
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
