import { useNavigate } from '@tanstack/react-router'
import type { OperatorWatchDetail } from '@loggia/protocol/console'
import { Button, Time, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { DeferDialog, WatchDialog } from './watch-dialogs.tsx'
import type { WatchAct } from './watch-dialogs.tsx'
import { DelistDialog } from '../products/product-acts.tsx'
import { reviewTexts } from '../reviews/texts.ts'
import { watchTexts } from './texts.ts'

type Shown = { readonly of: OperatorWatchDetail }

const useMayAct = (): boolean => useMayAsk('POST /api/operator/products/:productId/deferral', 'reviewer')

/** What can be done about a product now; the rare acts are in the menu. */
export function WatchActs({ of }: Shown) {
  const { acts } = watchTexts.use()
  const texts = reviewTexts.use().delist
  const goTo = useNavigate()
  const text = useText()
  const mayAct = useMayAct()
  const [open, setOpen] = useState<WatchAct | 'defer' | 'end'>()
  if (!mayAct) return null
  const name = text(of.product.name)
  const isGone = of.standing === 'delisted' || of.standing === 'relisting'
  const rareActs: readonly WatchAct[] = isGone ? [] : [of.off ? 'on' : 'off', 'delist']
  const rare = rareActs.map((act) => ({
    text: acts[act].act,
    label: `${acts[act].act}: ${name}`,
    onAct: () => setOpen(act),
  }))
  if (isGone) rare.push({ text: texts.do, label: `${texts.do}: ${name}`, onAct: () => setOpen('end') })
  const given = { productId: of.product.id, name, onClose: () => setOpen(undefined) }
  return (
    <div className="row row--wrap">
      {of.standing === 'frozen' && <Button onClick={() => setOpen('unfreeze')}>{acts.unfreeze.act}</Button>}
      {!isGone && <Button onClick={() => setOpen('defer')}>{acts.defer.act}</Button>}
      {rare.length > 0 && <MoreMenu of={name} acts={rare} />}
      {open === 'defer' && <DeferDialog {...given} />}
      {open === 'end' && (
        // What is delisted for good is watched no longer: it has no page here.
        <DelistDialog {...given} onDone={() => void goTo({ to: '/operator/monitoring' })} />
      )}
      {open !== undefined && open !== 'defer' && open !== 'end' && <WatchDialog {...given} act={open} />}
    </div>
  )
}

/** A request to list the product again, which an operator decides. */
export function RelistingCard({ of }: Shown) {
  const texts = watchTexts.use()
  const text = useText()
  const titleId = useId()
  const mayAct = useMayAct()
  const [open, setOpen] = useState<'approve' | 'reject'>()
  const { relisting, product } = of
  const dialog = open && (
    <WatchDialog
      act={open}
      productId={product.id}
      name={text(product.name)}
      onClose={() => setOpen(undefined)}
    />
  )
  // A colleague may have decided it meanwhile: the dialog, which stays in its place, says so.
  return (
    <>
      {relisting && (
        <Card id={titleId} title={texts.relisting.title} end={<Time at={relisting.askedAt} />}>
          <div className="stack">
            {relisting.note !== undefined && <p className="written">{relisting.note}</p>}
            {mayAct && (
              <div className="row row--wrap">
                <Button variant="primary" onClick={() => setOpen('approve')}>
                  {texts.relisting.approve}
                </Button>
                <Button onClick={() => setOpen('reject')}>{texts.relisting.reject}</Button>
              </div>
            )}
          </div>
        </Card>
      )}
      {dialog}
    </>
  )
}
