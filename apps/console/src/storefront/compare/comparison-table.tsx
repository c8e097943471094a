/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- laid out as a grid, a table has no roles of its own */
import { Icon, useText } from '@loggia/ui'
import { formatSearch } from '../buying/selection.ts'
import { Logo } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import { comparedList } from './compared-list.ts'
import type { Condition } from './match.ts'
import type { Cell, Column, Group, Row } from './rows.ts'
import { compareTexts } from './texts.ts'
import { useGroups } from './use-groups.ts'

type Shown = { readonly columns: readonly Column[]; readonly condition: Condition }

/**
 * A row for each thing that is compared. The roles are written out because a narrow page lays the rows out as grids, by
 * which browsers would take the table for none.
 */
export function ComparisonTable({ columns, condition }: Shown) {
  const texts = compareTexts.use()
  const groups = useGroups(columns)
  return (
    <div className="vs" data-columns={columns.length}>
      <table className="table" role="table" aria-label={texts.table}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              <span className="sr">{texts.item}</span>
            </th>
            {columns.map((column) => (
              <th key={column.product.id} role="columnheader" scope="col">
                <ColumnHead column={column} columns={columns} condition={condition} />
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.name} group={group} columns={columns} />
        ))}
      </table>
    </div>
  )
}

function ColumnHead({ column, columns, condition }: Shown & { readonly column: Column }) {
  const texts = compareTexts.use()
  const text = useText()
  const { product } = column
  const name = text(product.name)
  const others = columns.flatMap(({ product: { id } }) => (id === product.id ? [] : [id]))
  const offer = 'offer' in column.match ? column.match.offer : undefined
  return (
    <div className="vs__p">
      <Logo src={product.logo} name={name} size="sm" />
      <div>
        <a href={paths.product(product.id)}>{name}</a>
        <small>{offer ? text(offer.specification.name) : text(product.seller.name)}</small>
      </div>
      <a className="btn btn--sm" href={toBuyPath(column, condition)} aria-label={texts.buyOf(name)}>
        {texts.buy}
      </a>
      <a
        className="copy"
        href={paths.compare(others, condition)}
        aria-label={texts.drop(name)}
        onClick={() => comparedList.remove(product.id)}
      >
        <Icon name="x" />
      </a>
    </div>
  )
}

/** The product’s page with what is compared chosen. */
function toBuyPath({ product, match }: Column, { quantity }: Condition): string {
  const path = paths.product(product.id)
  if (!('offer' in match)) return path
  const { specification, sku, term } = match.offer
  const choice = {
    specificationId: specification.id,
    quantity: String(product.quantity ? quantity : 1),
    term: term.key,
    values: sku.values,
  }
  return path + formatSearch(choice)
}

function GroupRows({ group, columns }: { readonly group: Group; readonly columns: readonly Column[] }) {
  return (
    <tbody role="rowgroup">
      <tr className="grp" role="row">
        <th role="rowheader" scope="rowgroup" colSpan={columns.length + 1}>
          {group.name}
        </th>
      </tr>
      {group.rows.map((row) => (
        <ComparedRow key={row.name} row={row} columns={columns} />
      ))}
    </tbody>
  )
}

function ComparedRow({ row, columns }: { readonly row: Row; readonly columns: readonly Column[] }) {
  const texts = compareTexts.use()
  return (
    <tr className={row.differs ? 'diff' : 'same'} role="row">
      <th role="rowheader" scope="row">
        {row.name}
        {row.differs && <span className="sr">{texts.differs}</span>}
      </th>
      {row.cells.map((cell, at) => (
        <td key={columns[at]?.product.id} role="cell">
          <CellText cell={cell} />
        </td>
      ))}
    </tr>
  )
}

function CellText({ cell }: { readonly cell: Cell }) {
  const { text, items = [], notes = [], best, isSum, href } = cell
  const said = isSum ? <b className="vs__sum">{text}</b> : text
  return (
    <>
      {text === undefined ? <Sign cell={cell} /> : href === undefined ? said : <a href={href}>{said}</a>}
      {best !== undefined && (
        <>
          {' '}
          <span className="tag tag--ok">{best}</span>
        </>
      )}
      {notes.map((note) => (
        <small key={note}>{note}</small>
      ))}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A tick or a dash, with the word that it stands for. */
function Sign({ cell: { has, items = [] } }: { readonly cell: Cell }) {
  const texts = compareTexts.use()
  if (items.length > 0) return null
  if (has)
    return (
      <>
        <Icon name="check" />
        <span className="sr">{texts.yes}</span>
      </>
    )
  return (
    <>
      <span className="faint" aria-hidden="true">
        –
      </span>
      <span className="sr">{has === false ? texts.no : texts.unknown}</span>
    </>
  )
}
