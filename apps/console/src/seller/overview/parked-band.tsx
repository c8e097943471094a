import { Button, Icon, formatTime, useLanguage, useToast, useZone } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { staleAfter } from '../../centre/calls/call-area.ts'
import type { Standing } from '../../centre/calls/call-area.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { callActTexts } from '../../centre/calls/act-texts.ts'

/** A band for a parked seller: since when, what comes next, and a button to report that the server works again. */
export function ParkedBand({ standing }: { readonly standing: Standing }) {
  const texts = callActTexts.use().parked
  const language = useLanguage()
  const zone = useZone()
  const toast = useToast()
  const probe = useChange('POST /api/seller/call-standing/probe', staleAfter.seller)
  const at = (time: string): string => formatTime(time, { language, zone, precision: 'second' })
  const sentence = standing.nextCallProbes
    ? texts.nextCall
    : standing.probeAt
      ? texts.text(at(standing.probeAt))
      : texts.probing
  const onProbe = () => probe.mutate({}, { onSuccess: () => toast.success(texts.probeDone) })
  return (
    <section className="note note--bad parked" aria-live="polite">
      <Icon name="bolt" />
      <div className="grow">
        <p>
          {standing.parkedSince && <b className="strong">{texts.title(at(standing.parkedSince))}</b>}{' '}
          {sentence}
        </p>
        <Refusal error={probe.error} />
      </div>
      {/* Without a call that waits, there is nothing to send. */}
      {!standing.nextCallProbes && (
        <Button disabled={probe.isPending} onClick={onProbe}>
          {probe.isPending ? texts.probeBusy : texts.probe}
        </Button>
      )}
    </section>
  )
}
