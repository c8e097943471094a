import { interfaceClasses } from '@loggia/protocol/console/access/kinds'
import { Link } from '@tanstack/react-router'
import type { InterfaceClass, Key } from '@loggia/protocol/console'
import { Button, CopyText, EmptyArch, Time, useLanguage, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { RemoveKeyDialog } from './remove-key-dialog.tsx'
import { ShownKeyDialog } from './shown-key-dialog.tsx'

/** The seller's keys, masked: a key is shown only once, when it is created. */
export function KeysCard() {
  const texts = accessTexts.use().keys
  const keys = useList('GET /api/seller/keys')
  const [isMaking, setMaking] = useState(false)
  const [removed, setRemoved] = useState<Key>()
  const make = <Button onClick={() => setMaking(true)}>{texts.make}</Button>
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={make}
      bare
    >
      <Listing
        of={keys}
        columns={useColumns(setRemoved)}
        rowKey={(key) => key.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isMaking && <MakeDialog onClose={() => setMaking(false)} />}
      {removed && <RemoveDialog of={removed} onClose={() => setRemoved(undefined)} />}
    </Card>
  )
}

function useColumns(onRemove: (key: Key) => void): readonly Column<Key>[] {
  const { columns, none, orders } = accessTexts.use().keys
  const { interfaceClass: names } = stateTexts.use()
  return [
    {
      key: 'key',
      title: columns.key,
      head: true,
      render: ({ hint }) => <span className="mono">{hint}</span>,
    },
    { key: 'class', title: columns.class, render: ({ interfaceClass }) => names[interfaceClass] },
    {
      key: 'products',
      title: columns.products,
      render: ({ boundProducts, notifiesOrders }) => {
        if (notifiesOrders) return orders
        return boundProducts.length === 0 ? (
          <span className="faint">{none}</span>
        ) : (
          <Bound products={boundProducts} />
        )
      },
    },
    { key: 'created', title: columns.created, render: ({ createdAt }) => <Time at={createdAt} /> },
    { key: 'acts', title: columns.acts, end: true, render: (key) => <Acts of={key} onRemove={onRemove} /> },
  ]
}

function Bound({ products }: { readonly products: Key['boundProducts'] }) {
  const text = useText()
  const between = useLanguage() === 'zh-CN' ? '、' : ', '
  return (
    <span>
      {products.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && between}
          <Link to="/seller/products/$productId" params={{ productId: id }}>
            {text(name)}
          </Link>
        </span>
      ))}
    </span>
  )
}

function Acts({ of, onRemove }: { readonly of: Key; onRemove(key: Key): void }) {
  const texts = accessTexts.use().keys
  const count = of.boundProducts.length
  return (
    <div className="acts">
      {count > 0 || of.notifiesOrders ? (
        <span className="why">{of.notifiesOrders ? texts.boundToOrders : texts.bound(count)}</span>
      ) : (
        <button
          className="link"
          type="button"
          aria-label={texts.removeOf(of.hint)}
          onClick={() => onRemove(of)}
        >
          {texts.remove}
        </button>
      )}
    </div>
  )
}

function MakeDialog({ onClose }: { onClose(): void }) {
  const texts = accessTexts.use().keys.makeDialog
  const names = stateTexts.use().interfaceClass
  const [interfaceClass, setClass] = useState<InterfaceClass>('basic')
  const make = useChange('POST /api/seller/keys', ['GET /api/seller/keys'])
  if (make.data) return <ShownDialog made={make.data} onClose={onClose} />
  return (
    <Dialog
      title={texts.title}
      onClose={make.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.save}
          busy={texts.busy}
          isBusy={make.isPending}
          onKeep={onClose}
          onAct={() => make.mutate({ body: { interfaceClass } })}
        />
      }
    >
      <SelectField
        label={texts.class}
        hint={texts.hint}
        value={interfaceClass}
        onChange={(event) =>
          setClass(interfaceClasses.find((name) => name === event.target.value) ?? 'basic')
        }
      >
        {interfaceClasses.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </SelectField>
      <Refusal error={make.error} />
    </Dialog>
  )
}

/** Shows the key once; it closes only by the button that confirms that it was saved. */
function ShownDialog({
  made,
  onClose,
}: {
  readonly made: Key & { readonly accessKey: string }
  onClose(): void
}) {
  const texts = accessTexts.use().keys.shown
  const names = stateTexts.use().interfaceClass
  return (
    <ShownKeyDialog texts={texts} onClose={onClose}>
      <dl className="lines t13">
        <div>
          <dt>{texts.class}</dt>
          <dd>{names[made.interfaceClass]}</dd>
        </div>
      </dl>
      <div className="keyshown">
        <CopyText value={made.accessKey} label={texts.key} />
      </div>
    </ShownKeyDialog>
  )
}

function RemoveDialog({ of, onClose }: { readonly of: Key; onClose(): void }) {
  const texts = accessTexts.use().keys.removeDialog
  const names = stateTexts.use().interfaceClass
  const remove = useChange('DELETE /api/seller/keys/:keyId', ['GET /api/seller/keys'])
  return (
    <RemoveKeyDialog
      texts={texts}
      change={remove}
      onRemove={(then) => remove.mutate({ params: { keyId: of.id } }, then)}
      onClose={onClose}
    >
      <p>
        <span className="mono">{of.hint}</span> <span className="faint">{names[of.interfaceClass]}</span>
      </p>
    </RemoveKeyDialog>
  )
}
