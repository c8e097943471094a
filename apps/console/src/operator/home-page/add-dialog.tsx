import type { ProductCard } from '@loggia/protocol/console'
import { mostChosen } from '@loggia/protocol/console/home-page/kinds'
import { Button, ScrollArea, useText } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { homePageTexts } from './texts.ts'
import { useSelection } from './use-selection.ts'
import type { Selection } from './use-selection.ts'
import './home-page.css'

type Props = { readonly of: Selection; onClose(): void }

/** Finds products as visitors do, and adds them at the end of the selection. */
export function AddDialog({ of, onClose }: Props) {
  const texts = homePageTexts.use().adding
  const [q, find] = useState<string>()
  const found = useRead('GET /api/search', { query: { q: q ?? '' } }, { keepsPrevious: true })
  const { change, isBusy, save } = useSelection(of)
  const isFull = of.products.length >= mostChosen
  const add = ({ id, name, logo, seller }: ProductCard) =>
    save(
      { products: [...of.products, { id, name, logo, seller, state: 'listed', isPublic: true }] },
      texts.added,
    )
  return (
    <Dialog
      title={texts.title}
      onClose={onClose}
      foot={
        <Button data-keeps onClick={onClose}>
          {texts.close}
        </Button>
      }
    >
      <FindField
        label={texts.find}
        hint={texts.findHint}
        value={q}
        isCode={false}
        maxLength={100}
        onFind={find}
      />
      {isFull && <p className="t13 dim">{texts.full(mostChosen)}</p>}
      <Refusal error={change.error} />
      <Loaded of={found} skeleton={<CardSkeleton rows={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t13 dim">{texts.none}</p>
          ) : (
            <ScrollArea className="homesel__found" label={texts.found}>
              <ul>
                {items.map((product) => (
                  <Found
                    key={product.id}
                    product={product}
                    isChosen={of.products.some(({ id }) => id === product.id)}
                    isFull={isFull || isBusy}
                    onAdd={() => add(product)}
                  />
                ))}
              </ul>
            </ScrollArea>
          )
        }
      </Loaded>
    </Dialog>
  )
}

function Found(props: {
  readonly product: ProductCard
  readonly isChosen: boolean
  readonly isFull: boolean
  onAdd(): void
}) {
  const texts = homePageTexts.use().adding
  const text = useText()
  const { product } = props
  const name = text(product.name)
  return (
    <li>
      <Named logo={<ProductLogo of={product} small />} name={name} below={text(product.seller.name)} />
      {props.isChosen ? (
        <span className="t13 faint">{texts.isChosen}</span>
      ) : (
        <Button size="small" aria-label={texts.addOf(name)} disabled={props.isFull} onClick={props.onAdd}>
          {texts.add}
        </Button>
      )}
    </li>
  )
}
