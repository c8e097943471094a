import type { License } from '@loggia/protocol/console'
import { Button, useToast } from '@loggia/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { DecisionDialog, Refusal } from '../parts/dialog.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { staleLicenses } from './stale.ts'
import { licenseTexts } from './texts.ts'

/** The text of a license, once its buyer or its seller has asked for it. Each time it is on record. */
export function useOpening(area: Area, of: License) {
  const key: 'POST /api/buyer/licenses/:licenseId/opening' =
    `POST /api/${area === 'seller' ? 'seller' : 'buyer'}/licenses/:licenseId/opening` as never
  const change = useChange(key, staleLicenses)
  const queries = useQueryClient()
  return {
    text: change.data?.text,
    hide: change.reset,
    change,
    open: (then: { onSuccess?(): void } = {}) => change.mutate({ params: { licenseId: of.id } }, then),
    /** A file is given out by the browser, so the page learns of its collection by reading again. */
    onDownload: () => {
      for (const route of staleLicenses) void queries.invalidateQueries({ queryKey: [route] })
    },
  }
}
export type Opening = ReturnType<typeof useOpening>
type Props = { readonly area: Area; readonly of: License; readonly opening: Opening }

/** Collects, opens or downloads it. */
export function LicenseActs({ area, of, opening }: Props) {
  const may = {
    buyer: useMayAsk('POST /api/buyer/licenses/:licenseId/opening', 'purchase'),
    seller: useMayAsk('POST /api/seller/licenses/:licenseId/opening', 'orders:write'),
    operator: false,
  }
  const hasFile = of.file !== undefined && of.state !== 'ended'
  const isOpenable = hasFile || of.acts.includes('open') || of.acts.includes('collect')
  if (!may[area] || !isOpenable || opening.text !== undefined) return null
  return (
    <div className="card__foot card__foot--acts">
      {of.file ? (
        <Download area={area} path={of.file.path} opening={opening} />
      ) : (
        <OpenAct area={area} of={of} opening={opening} />
      )}
    </div>
  )
}

/** A file is the seller’s own, so only the buyer’s downloads are on record. */
function Download({ area, path, opening }: Omit<Props, 'of'> & { readonly path: string }) {
  const texts = licenseTexts.use().open
  return (
    <>
      <a className="btn" href={path} download onClick={opening.onDownload}>
        {texts.download}
      </a>
      {area === 'buyer' && <span className="t12 faint">{texts.note}</span>}
    </>
  )
}

function OpenAct({ area, of, opening }: Props) {
  const { collect, open } = licenseTexts.use()
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const kind = of.way === 'code' ? 'code' : 'license'
  const isFirst = kind === 'code' && area === 'buyer' && of.acts.includes('collect')
  if (area === 'buyer' && !isFirst)
    return (
      <>
        <Button disabled={opening.change.isPending} onClick={() => opening.open()}>
          {opening.change.isPending ? open.busy : open[kind]}
        </Button>
        <span className="t12 faint">{open.note}</span>
        <Refusal error={opening.change.error} />
      </>
    )
  return (
    <>
      <Button variant={isFirst ? 'primary' : 'outlined'} onClick={() => setAsking(true)}>
        {isFirst ? collect.act : open[kind]}
      </Button>
      {isAsking && isFirst && <CollectDialog opening={opening} onClose={close} />}
      {isAsking && !isFirst && <OpenOwnDialog kind={kind} opening={opening} onClose={close} />}
    </>
  )
}

/** R142: what is collected is not refunded on request, so that is said before. */
function CollectDialog({ opening, onClose }: { readonly opening: Opening; onClose(): void }) {
  const texts = licenseTexts.use().collect
  const toast = useToast()
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do}
      change={opening.change}
      onClose={onClose}
      onAct={() =>
        opening.open({
          onSuccess() {
            toast.success(texts.done)
            onClose()
          },
        })
      }
    >
      <p className="t13">{texts.text}</p>
    </DecisionDialog>
  )
}

/** The seller opens what is its own; the buyer sees that it did. */
function OpenOwnDialog(props: {
  readonly kind: 'code' | 'license'
  readonly opening: Opening
  onClose(): void
}) {
  const { openOwn } = licenseTexts.use()
  const texts = { ...openOwn, title: openOwn.title[props.kind] }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.do}
      change={props.opening.change}
      onClose={props.onClose}
      onAct={() => props.opening.open({ onSuccess: props.onClose })}
    >
      <p className="t13">{texts.text}</p>
    </DecisionDialog>
  )
}
