import type { SellerProduct, Specification } from '@loggia/protocol/console'
import { CopyText, State, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../../centre/api.ts'
import { MoreMenu } from '../../../centre/parts/more-menu.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { ownProductTexts } from '../texts.ts'
import { useSkuName } from './sku-name.ts'
import { DelistingDialog, RestockDialog, VisibilityDialog } from '../later.ts'

type Props = { readonly product: SellerProduct; readonly mayWrite: boolean }
type Open = { readonly act: 'restock' | 'visibility' | 'delisting'; readonly specification: Specification }

const isOnSale = ({ state }: SellerProduct): boolean => state === 'listed' || state === 'hidden'

/** Each specification: its state, remaining stock (R30), and its own link (R52). */
export function SpecificationsCard({ product, mayWrite }: Props) {
  const texts = ownProductTexts.use().specifications
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Card id="specifications" title={texts.title} bare>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.stock}</th>
            <th scope="col" className="n">
              {texts.acts}
            </th>
          </tr>
        </thead>
        <tbody>
          {product.specifications.map((specification) => (
            <Row
              key={specification.id}
              product={product}
              specification={specification}
              onAct={mayWrite && isOnSale(product) && !specification.delisted ? setOpen : undefined}
            />
          ))}
        </tbody>
      </table>
      {open?.act === 'restock' && (
        <RestockDialog product={product} specification={open.specification} onClose={close} />
      )}
      {open?.act === 'visibility' && (
        <VisibilityDialog product={product} specification={open.specification} onClose={close} />
      )}
      {open?.act === 'delisting' && (
        <DelistingDialog product={product} specification={open.specification} onClose={close} />
      )}
    </Card>
  )
}

type RowProps = {
  readonly product: SellerProduct
  readonly specification: Specification
  readonly onAct: ((open: Open) => void) | undefined
}

function Row({ product, specification, onAct }: RowProps) {
  const texts = ownProductTexts.use().specifications
  const text = useText()
  const skuName = useSkuName(product)
  const name = text(specification.name)
  const link = `${location.origin}/products/${product.id}/specifications/${specification.id}`
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{name}</b>
        {specification.features.length > 0 && (
          <p className="below">{specification.features.map(text).join(' · ')}</p>
        )}
        {isOnSale(product) && !specification.delisted && (
          <p className="below">
            <CopyText value={link} label={texts.linkOf(name)} bare>
              {texts.link}
            </CopyText>
          </p>
        )}
        {/* The code by which the seller's server tells the plans apart. */}
        {specification.skus.map(({ id, code, values }) => (
          <p key={id} className="below">
            {[skuName(values), 'skuCode'].filter((part) => part !== '').join(' · ')}{' '}
            <CopyText value={code} label={['skuCode', name, skuName(values)].join(' ').trim()} />
          </p>
        ))}
      </td>
      <td data-label={texts.state}>
        <SpecificationState product={product} of={specification} />
      </td>
      <td data-label={texts.stock}>
        <Stock product={product} specification={specification} />
      </td>
      <td className="n" data-label={texts.acts}>
        {onAct ? (
          <Acts specification={specification} name={name} onAct={onAct} />
        ) : (
          <span className="faint">–</span>
        )}
      </td>
    </tr>
  )
}

function SpecificationState({
  product,
  of,
}: {
  readonly product: SellerProduct
  readonly of: Specification
}) {
  const texts = ownProductTexts.use().specifications
  if (of.delisted) return <State kind="end">{texts.delisted}</State>
  if (!isOnSale(product)) return <State kind="end">{texts.written}</State>
  if (of.soldOut) return <State kind="warn">{texts.soldOut}</State>
  return <State kind={of.hidden ? 'ice' : 'ok'}>{of.hidden ? texts.hidden : texts.onSale}</State>
}

function Stock({ product, specification }: Pick<RowProps, 'product' | 'specification'>) {
  const texts = ownProductTexts.use().specifications
  const stock = useRead(
    'GET /api/seller/products/:productId/specifications/:specificationId/stock',
    { params: { productId: product.id, specificationId: specification.id } },
    { enabled: isOnSale(product) },
  ).data
  if (!stock) return <span className="faint">–</span>
  return (
    <span className="num">
      {stock.units === undefined ? texts.unlimited : texts.units(formatCount(stock.units))}
    </span>
  )
}

function Acts(props: {
  readonly specification: Specification
  readonly name: string
  readonly onAct: (open: Open) => void
}) {
  const texts = ownProductTexts.use().specifications
  const { specification, name, onAct } = props
  const link = (shown: string, label: string, act: Open['act']) => (
    <button type="button" className="link" aria-label={label} onClick={() => onAct({ act, specification })}>
      {shown}
    </button>
  )
  return (
    <div className="acts">
      {link(texts.restock, texts.restockOf(name), 'restock')}
      {specification.hidden
        ? link(texts.show, texts.showOf(name), 'visibility')
        : link(texts.hide, texts.hideOf(name), 'visibility')}
      <MoreMenu
        of={name}
        acts={[
          {
            text: texts.delist,
            label: texts.delistOf(name),
            onAct: () => onAct({ act: 'delisting', specification }),
          },
        ]}
      />
    </div>
  )
}
