import { interfaceClasses } from '@loggia/protocol/console/access/kinds'
import { Link } from '@tanstack/react-router'
import type { InterfaceClass, Key } from '@loggia/protocol/console'
import { Button, EmptyArch, Time, useLanguage, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { RenameDialog, RotateDialog, RotationActs } from './key-dialogs.tsx'
import { RemoveKeyDialog } from './remove-key-dialog.tsx'
import { ShownDialog } from './shown-dialog.tsx'

type KeyAct = { readonly kind: 'rename' | 'rotate' | 'remove'; readonly of: Key }

/** The seller's keys, masked: a key is shown only once, when it is created. */
export function KeysCard() {
  const texts = accessTexts.use().keys
  const keys = useList('GET /api/seller/keys')
  const [isMaking, setMaking] = useState(false)
  const [act, setAct] = useState<KeyAct>()
  const close = () => setAct(undefined)
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
        columns={useColumns(setAct, successorsOf(keys.items ?? []))}
        rowKey={(key) => key.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isMaking && <MakeDialog onClose={() => setMaking(false)} />}
      {act?.kind === 'remove' && <RemoveDialog of={act.of} onClose={close} />}
      {act?.kind === 'rename' && <RenameDialog of={act.of} onClose={close} />}
      {act?.kind === 'rotate' && <RotateDialog of={act.of} onClose={close} />}
    </Card>
  )
}

/** The keys that are to take the place of another one: they are neither rotated nor removed before. */
const successorsOf = (keys: readonly Key[]): ReadonlySet<string> =>
  new Set(
    keys.flatMap(({ replacedBy, endedAt }) => (replacedBy && endedAt === undefined ? [replacedBy.id] : [])),
  )

function useColumns(onAct: (act: KeyAct) => void, successors: ReadonlySet<string>): readonly Column<Key>[] {
  const { columns, none, orders, unnamed, never } = accessTexts.use().keys
  const { interfaceClass: names } = stateTexts.use()
  return [
    {
      key: 'key',
      title: columns.key,
      head: true,
      render: (key) => (
        <>
          {key.name === '' ? <span className="faint">{unnamed}</span> : <b className="strong">{key.name}</b>}
          <p className="below mono">{key.hint}</p>
          <Ending of={key} />
        </>
      ),
    },
    {
      key: 'class',
      title: columns.class,
      phone: 'below',
      render: ({ interfaceClass }) => names[interfaceClass],
    },
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
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'used',
      title: columns.used,
      render: ({ usedAt }) =>
        usedAt === undefined ? <span className="faint">{never}</span> : <Time at={usedAt} />,
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (key) => <Acts of={key} isSuccessor={successors.has(key.id)} onAct={onAct} />,
    },
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

/** What becomes of a key that is rotated. */
function Ending({ of: { replacedBy, endsAt, endedAt } }: { readonly of: Key }) {
  const texts = accessTexts.use().keys
  if (endedAt !== undefined) return <p className="below">{texts.ended}</p>
  if (!replacedBy || endsAt === undefined) return null
  return (
    <p className="below">
      {texts.ending(replacedBy.hint)} <Time at={endsAt} />
    </p>
  )
}

type ActsProps = { readonly of: Key; readonly isSuccessor: boolean; onAct(act: KeyAct): void }

function Acts({ of, isSuccessor, onAct }: ActsProps) {
  const texts = accessTexts.use().keys
  const count = of.boundProducts.length
  const isBound = count > 0 || of.notifiesOrders
  const name = of.name || of.hint
  const isReplaced = of.endsAt !== undefined && of.endedAt === undefined
  const isRotating = isReplaced || isSuccessor
  const link = (kind: KeyAct['kind'], text: string) => (
    <button
      className="link"
      type="button"
      aria-label={texts.actOf(text, name)}
      onClick={() => onAct({ kind, of })}
    >
      {text}
    </button>
  )
  return (
    <>
      <div className="acts">
        {isReplaced && <RotationActs of={of} />}
        {link('rename', texts.rename)}
        {!isRotating && of.endedAt === undefined && link('rotate', texts.rotate)}
        {!isBound && !isRotating && link('remove', texts.remove)}
      </div>
      {isBound && (
        <p className="why t12 faint">{of.notifiesOrders ? texts.boundToOrders : texts.bound(count)}</p>
      )}
    </>
  )
}

function MakeDialog({ onClose }: { onClose(): void }) {
  const texts = accessTexts.use().keys.makeDialog
  const names = stateTexts.use().interfaceClass
  const [interfaceClass, setClass] = useState<InterfaceClass>('basic')
  const [name, setName] = useState('')
  const [isChecked, setChecked] = useState(false)
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
          onAct={() => {
            setChecked(true)
            if (name.trim() !== '') make.mutate({ body: { interfaceClass, name: name.trim() } })
          }}
        />
      }
    >
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={isChecked && name.trim() === '' ? texts.nameWrong : undefined}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
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
