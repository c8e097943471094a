import type { SellerAddress } from '@loggia/protocol/console'
import { Button, CopyText, EmptyArch, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { ProofOf } from '../../centre/access/proof-state.tsx'
import { proofTexts, verifyTexts } from '../../centre/access/proof-texts.ts'
import { useChange, useList } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { toWebAddress } from '../../centre/parts/product.tsx'
import { ReviewState } from '../../centre/parts/states.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { VerifyDialog } from './verify-dialog.tsx'

/** The seller's production addresses, with the operator's decision about each. */
export function AddressesCard() {
  const texts = accessTexts.use().addresses
  const addresses = useList('GET /api/seller/addresses')
  const [isAdding, setAdding] = useState(false)
  const [verifiedId, setVerifiedId] = useState<string>()
  // The list is read again after a try, so that the dialog shows what stands.
  const verified = addresses.items?.find(({ id }) => id === verifiedId)
  const add = <Button onClick={() => setAdding(true)}>{texts.add}</Button>
  return (
    <Card id={useId()} title={texts.title} end={add} bare>
      <Listing
        of={addresses}
        columns={useColumns(setVerifiedId)}
        rowKey={(address) => address.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
      {verified && <VerifyDialog of={verified} onClose={() => setVerifiedId(undefined)} />}
    </Card>
  )
}

function useColumns(onVerify: (id: string) => void): readonly Column<SellerAddress>[] {
  const texts = accessTexts.use().addresses
  const proof = proofTexts.use().column
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
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <ReviewState state={state} />,
    },
    { key: 'proof', title: proof, render: (address) => <ProofOf of={address} /> },
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'decided',
      title: columns.decided,
      phone: 'none',
      render: ({ decidedAt }) =>
        decidedAt === undefined ? <span className="faint">–</span> : <Time at={decidedAt} />,
    },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (address) => <VerifyLink of={address} onVerify={onVerify} />,
    },
  ]
}

function VerifyLink({ of, onVerify }: { readonly of: SellerAddress; onVerify(id: string): void }) {
  const texts = verifyTexts.use()
  const mayVerify = useMayAsk('POST /api/seller/addresses/:addressId/verification', 'access:write')
  // What was verified when that approved nothing may be verified again.
  const isDone = of.state === 'rejected' || (of.state === 'approved' && of.proof.state === 'verified')
  if (!mayVerify || isDone) return <span className="faint">–</span>
  return (
    <button className="link" type="button" aria-label={texts.actOf(of.url)} onClick={() => onVerify(of.id)}>
      {texts.act}
    </button>
  )
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
        name="url"
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
