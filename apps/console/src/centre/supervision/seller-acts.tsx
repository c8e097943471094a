import { omitUndefined } from '@loggia/kernel'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { Button, Icon, useText } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { useChosenFile } from '../parts/chosen-file.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { DateField, TextArea, TextField, TickField } from '../parts/fields.tsx'
import { SendBackDialog, useKeyOf, useThen } from './act-dialogs.tsx'
import type { ActProps } from './act-dialogs.tsx'
import { actTexts } from './act-texts.ts'
import { FileField } from './file-field.tsx'
import { fewestParts, mostParts, usePartsForm } from './parts-form.ts'
import type { PartsForm } from './parts-form.ts'
import { ShipmentFields, useShipment } from './shipment-fields.tsx'
import { findCurrentPart } from './stages.ts'
import { staleSupervisions } from './stale.ts'
import './supervision.css'

const demandDecision = 'POST /api/seller/supervisions/:supervisionId/demand-decision'

/** R97, R106: confirms what the buyer needs, in parts if both want that. */
export function ConfirmDemandDialog({ of, onClose }: ActProps) {
  const texts = actTexts.use().confirmDemand
  const then = useThen(texts, onClose)
  const parts = usePartsForm()
  const change = useChange(demandDecision, staleSupervisions)
  const send = () => {
    parts.check()
    if (!parts.isRight) return
    const body = omitUndefined({ approve: true as const, milestones: parts.milestones })
    change.mutate({ params: { supervisionId: of.id }, body }, then)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <p className="t13">{texts.text}</p>
      {getFlow(of.flow).milestones && <PartsFields of={parts} />}
    </DecisionDialog>
  )
}

function PartsFields({ of }: { readonly of: PartsForm }) {
  const texts = actTexts.use().confirmDemand
  const faults = { missing: texts.partMissing, alike: texts.partAlike }
  return (
    <>
      <TickField name="inParts" label={texts.inParts} checked={of.isInParts} onChange={of.setInParts} />
      {of.isInParts && (
        <div className="stack">
          <p className="t13 dim">{texts.inPartsHint}</p>
          {of.names.map((name, at) => (
            // The parts have no other identity than their place.
            <div key={at} className="part-field">
              <TextField
                name={`milestones.${at}`}
                label={texts.part(at + 1)}
                error={of.faults[at] && faults[of.faults[at]]}
                maxLength={60}
                value={name}
                onChange={(event) => of.write(at, event.target.value)}
              />
              {of.names.length > fewestParts && (
                <Button variant="plain" aria-label={texts.remove(at + 1)} onClick={() => of.remove(at)}>
                  <Icon name="trash" />
                </Button>
              )}
            </div>
          ))}
          {of.names.length < mostParts && (
            <div>
              <Button size="small" onClick={of.add}>
                <Icon name="plus" />
                {texts.add}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

export const RejectDemandDialog = (props: ActProps) => (
  <SendBackDialog {...props} route={demandDecision} texts={actTexts.use().rejectDemand} />
)

export function DesignDialog({ of, onClose }: ActProps) {
  const texts = actTexts.use().design
  const then = useThen(texts, onClose)
  const file = useChosenFile(texts)
  const [note, setNote] = useState('')
  const change = useChange('POST /api/seller/supervisions/:supervisionId/design', staleSupervisions)
  const idempotencyKey = useKeyOf(file.chosen, note)
  const send = () => {
    if (!file.chosen) return file.requireOne()
    const body = omitUndefined({ file: file.chosen, note: note.trim() || undefined })
    change.mutate({ params: { supervisionId: of.id }, body, idempotencyKey }, then)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{texts.text}</p>
      <FileField texts={texts} file={file} />
      <Note texts={texts} value={note} onChange={setNote} />
    </DecisionDialog>
  )
}

/** R98, R100: reports the delivery with its proof; the actual opening date starts the term (R75). */
export function DeliverDialog({ of, onClose }: ActProps) {
  const texts = actTexts.use().deliver
  const text = useText()
  const then = useThen(texts, onClose)
  const file = useChosenFile(texts)
  const [note, setNote] = useState('')
  const [begunOn, setBegunOn] = useState('')
  const shipment = useShipment(getFlow(of.flow).shipped)
  const change = useChange('POST /api/seller/supervisions/:supervisionId/delivery', staleSupervisions)
  const idempotencyKey = useKeyOf(file.chosen, note, begunOn, shipment.written)
  const send = () => {
    shipment.check()
    if (!file.chosen) return file.requireOne()
    if (!shipment.isRight) return
    const body = omitUndefined({
      file: file.chosen,
      note: note.trim() || undefined,
      begunOn: begunOn || undefined,
      shipment: shipment.given,
    })
    change.mutate({ params: { supervisionId: of.id }, body, idempotencyKey }, then)
  }
  const part = findCurrentPart(of)
  // The term starts once, with the last part.
  const isLast = !part || part.number === part.count
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={send}>
      <p className="t13 dim">{part ? part.name : text(of.product.name)}</p>
      <FileField texts={texts} file={file} />
      <ShipmentFields of={shipment} />
      <Note texts={texts} value={note} onChange={setNote} />
      {!shipment.isNeeded && isLast && (
        <DateField
          name="begunOn"
          label={texts.begunOn}
          hint={texts.begunHint}
          value={begunOn}
          onChange={setBegunOn}
        />
      )}
    </DecisionDialog>
  )
}

const Note = (props: {
  readonly texts: { readonly note: string; readonly noteHint: string }
  readonly value: string
  onChange(note: string): void
}) => (
  <TextArea
    name="note"
    label={props.texts.note}
    hint={props.texts.noteHint}
    maxLength={2000}
    value={props.value}
    onChange={(event) => props.onChange(event.target.value)}
  />
)
