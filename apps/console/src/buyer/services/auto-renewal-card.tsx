import type { AutoRenewal, ServiceDetail } from '@loggia/protocol/console'
import {
  Button,
  Icon,
  Money,
  State,
  Time,
  formatAmount,
  formatTime,
  useLanguage,
  useText,
  useToast,
  useZone,
} from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'
import { useRefusalText } from '../renewing/refusal-text.tsx'

type OfRenewal = { readonly service: ServiceDetail; readonly renewal: AutoRenewal }

/** R110: whether the service renews automatically, the next try, and why the last one failed. */
export function AutoRenewalCard({ service }: { readonly service: ServiceDetail }) {
  const texts = lifeTexts.use().renewal
  const id = useId()
  const { autoRenewal, state } = service
  if (!autoRenewal || state === 'opening' || state === 'released' || state === 'cancelled') return null
  return (
    <Card
      id={id}
      title={texts.title}
      beside={<State kind={autoRenewal.on ? 'ok' : 'end'}>{autoRenewal.on ? texts.on : texts.off}</State>}
    >
      <div className="stack">
        {autoRenewal.on ? <On renewal={autoRenewal} /> : <p className="t13 dim">{texts.offText}</p>}
        <Failure renewal={autoRenewal} />
        <Acts service={service} renewal={autoRenewal} />
      </div>
    </Card>
  )
}

function On({ renewal }: Pick<OfRenewal, 'renewal'>) {
  const texts = lifeTexts.use().renewal
  return (
    <dl className="lines t13">
      {renewal.nextTryAt !== undefined && (
        <div>
          <dt>{texts.nextTry}</dt>
          <dd>
            <Time at={renewal.nextTryAt} />
          </dd>
        </div>
      )}
      {renewal.amount && (
        <div>
          <dt>{texts.amount}</dt>
          <dd>
            <Money of={renewal.amount} />
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.dayBefore}</dt>
        <dd>{texts.day(renewal.daysBefore)}</dd>
      </div>
      <div>
        <dt>{texts.times}</dt>
        <dd>{renewal.times === 0 ? texts.unlimited : texts.timesLeft(renewal.times)}</dd>
      </div>
    </dl>
  )
}

function Failure({ renewal: { failure, on } }: Pick<OfRenewal, 'renewal'>) {
  const texts = lifeTexts.use().renewal
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  if (!failure) return null
  return (
    <div className="note note--bad" role="status">
      <Icon name="alert" />
      <div>
        <p>
          {texts.failed(formatTime(failure.at, { language, zone }))} {text(failure.sentence)}
        </p>
        {on && <p>{texts.again}</p>}
      </div>
    </div>
  )
}

function Acts({ service, renewal }: OfRenewal) {
  const texts = lifeTexts.use().renewal
  const refusal = useRefusalText(service)
  const [isOpen, setOpen] = useState(false)
  const toast = useToast()
  const turnOff = useSetting()
  const why = refusal(service.acts.autoRenew)
  if (!renewal.on && why !== undefined) return <p className="t12 faint">{why}</p>
  const { daysBefore, times } = renewal
  const onOff = () =>
    turnOff.mutate(
      { params: { serviceId: service.id }, body: { on: false, daysBefore, times } },
      { onSuccess: () => toast.success(texts.offDone) },
    )
  return (
    <>
      <div className="row row--wrap">
        <Button onClick={() => setOpen(true)}>{renewal.on ? texts.edit : texts.set}</Button>
        {renewal.on && (
          <Button variant="plain" disabled={turnOff.isPending} onClick={onOff}>
            {texts.dialog.turnOff}
          </Button>
        )}
      </div>
      <Refusal error={turnOff.error} />
      {isOpen && <SettingDialog service={service} renewal={renewal} onClose={() => setOpen(false)} />}
    </>
  )
}

const useSetting = () =>
  useChange('PUT /api/buyer/services/:serviceId/auto-renewal', [
    'GET /api/buyer/services/:serviceId',
    'GET /api/buyer/services',
  ])

const days = [7, 6, 5, 4, 3, 2, 1] as const

/** Sets from which day before the end it is renewed, and by how much. */
function SettingDialog({ service, renewal, onClose }: OfRenewal & { onClose(): void }) {
  const texts = lifeTexts.use().renewal
  const toast = useToast()
  const [daysBefore, setDaysBefore] = useState(renewal.daysBefore)
  const [written, setWritten] = useState(String(renewal.times))
  const times = /^\d{1,2}$/.test(written.trim()) ? Number(written.trim()) : undefined
  const save = useSetting()
  const onSave = () => {
    if (times === undefined) return
    save.mutate(
      { params: { serviceId: service.id }, body: { on: true, daysBefore, times } },
      {
        onSuccess: () => {
          toast.success(texts.onDone)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={texts.dialog.title}
      onClose={save.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.dialog.keep}
          act={texts.dialog.save(renewal.amount && formatAmount(renewal.amount), renewal.on)}
          busy={texts.dialog.busy}
          isBusy={save.isPending}
          disabled={times === undefined}
          onKeep={onClose}
          onAct={onSave}
        />
      }
    >
      <SelectField
        label={texts.dialog.daysBefore}
        hint={texts.dialog.daysHint}
        value={String(daysBefore)}
        onChange={(event) => setDaysBefore(Number(event.target.value))}
      >
        {days.map((day) => (
          <option key={day} value={day}>
            {texts.dialog.daysOption(day)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.dialog.times}
        hint={texts.dialog.timesHint}
        error={times === undefined ? texts.dialog.timesWrong : undefined}
        inputMode="numeric"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
      <p className="t13 faint">{texts.dialog.note}</p>
      <Refusal error={save.error} />
    </Dialog>
  )
}
