import type { Address } from '@loggia/protocol/console'
import { Button, CopyText, EmptyArch, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { toWebAddress } from '../../centre/parts/product.tsx'
import { ReviewState } from '../../centre/parts/states.tsx'
import { accessTexts } from '../../centre/access/texts.ts'

/** The seller's production addresses, with the operator's decision about each. */
export function AddressesCard() {
  const texts = accessTexts.use().addresses
  const addresses = useList('GET /api/seller/addresses')
  const [isAdding, setAdding] = useState(false)
  const add = <Button onClick={() => setAdding(true)}>{texts.add}</Button>
  return (
    <Card id={useId()} title={texts.title} end={add} bare>
      <Listing
        of={addresses}
        columns={useColumns()}
        rowKey={(address) => address.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </Card>
  )
}

function useColumns(): readonly Column<Address>[] {
  const texts = accessTexts.use().addresses
  const { columns } = texts
  return [
    {
      key: 'url',
      title: columns.url,
      head: true,
      render: ({ url, reason, state }) => (
        <>
          <CopyText value={url} />
          {state === 'rejected' && reason !== undefined && <p className="below">{texts.reason(reason)}</p>}
        </>
      ),
    },
    { key: 'state', title: columns.state, render: ({ state }) => <ReviewState state={state} /> },
    { key: 'created', title: columns.created, render: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'decided',
      title: columns.decided,
      render: ({ decidedAt }) =>
        decidedAt === undefined ? <span className="faint">–</span> : <Time at={decidedAt} />,
    },
  ]
}

function AddDialog({ onClose }: { onClose(): void }) {
  const texts = accessTexts.use().addresses.dialog
  const toast = useToast()
  const [url, setUrl] = useState('')
  const [isChecked, setChecked] = useState(false)
  const isRight = toWebAddress(url.trim()) !== undefined && url.trim().length <= 512
  const add = useChange('POST /api/seller/addresses', ['GET /api/seller/addresses'])
  const onAdd = () => {
    setChecked(true)
    if (!isRight) return
    add.mutate(
      { body: { url: url.trim() } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.save} change={add} onClose={onClose} onAct={onAdd}>
      <TextField
        label={texts.url}
        hint={texts.hint}
        error={isChecked && !isRight ? texts.wrong : undefined}
        className="mono"
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        onBlur={() => setChecked(url !== '')}
      />
    </DecisionDialog>
  )
}
