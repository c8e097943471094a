import type { Note } from '@loggia/protocol/console'
import { noteLimits } from '@loggia/protocol/console/notes/kinds'
import { formatCount, formatTime, useLanguage, useToast, useZone, Time } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, DecisionDialog, Refusal } from '../../centre/parts/dialog.tsx'
import { TextArea } from '../../centre/parts/fields.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useKeyOf } from '../../centre/supervision/act-dialogs.tsx'
import { noteTexts } from './texts.ts'
import './notes.css'

const stale = ['GET /api/operator/subjects/:subjectId/notes'] as const
const shownFirst = 10

/** What operators noted about something, newest first, and a field to add to it. Sellers and buyers never see it. */
export function NotesCard({ subjectId }: { readonly subjectId: string }) {
  const texts = noteTexts.use()
  const list = useList(
    'GET /api/operator/subjects/:subjectId/notes',
    { limit: shownFirst },
    { params: { subjectId } },
  )
  const count = list.data?.pages[0]?.count
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={count !== undefined && <span className="tag num">{formatCount(count)}</span>}
      end={<span className="t13 faint">{texts.hidden}</span>}
      bare
    >
      <Loaded of={{ ...list, data: list.items }} skeleton={<CardSkeleton rows={2} />}>
        {(items) => (
          <>
            {items.length === 0 ? (
              <p className="opnotes__none">{texts.empty}</p>
            ) : (
              <ol className="opnotes">
                {items.map((note) => (
                  <OneNote key={note.id} of={note} />
                ))}
              </ol>
            )}
            {items.length >= shownFirst && <More of={list} count={items.length} />}
          </>
        )}
      </Loaded>
      <WriteForm subjectId={subjectId} />
    </Card>
  )
}

/** A text that must not be empty: its trimmed text, whether it is valid, and its field. */
function useNoteText(label: string, { first = '', rows = 3 }: { first?: string; rows?: number } = {}) {
  const { hint, missing } = noteTexts.use()
  const [written, write] = useState(first)
  const [isChecked, setChecked] = useState(false)
  const text = written.trim()
  const field = (
    <TextArea
      name="text"
      label={label}
      hint={hint}
      error={isChecked && text === '' ? missing : undefined}
      rows={rows}
      maxLength={noteLimits.text.max}
      value={written}
      onChange={(event) => write(event.target.value)}
    />
  )
  /** What was written since the text was sent is kept. */
  const clear = (sent: string) => {
    write((now) => (now.trim() === sent ? '' : now))
    setChecked(false)
  }
  return { text, isRight: text !== '', field, clear, check: () => setChecked(true) }
}

function WriteForm({ subjectId }: { readonly subjectId: string }) {
  const texts = noteTexts.use()
  const toast = useToast()
  const { text, isRight, field, clear, check } = useNoteText(texts.label)
  const change = useChange('POST /api/operator/subjects/:subjectId/notes', stale)
  const idempotencyKey = useKeyOf(text)
  const send = () => {
    check()
    if (!isRight) return
    const onSuccess = () => {
      clear(text)
      toast.success(texts.added)
    }
    change.mutate(
      { params: { subjectId: subjectId as never }, body: { text }, idempotencyKey },
      { onSuccess },
    )
  }
  return (
    <CheckedForm className="stack opnotes__form" onSubmit={send}>
      {field}
      <Refusal error={change.error} />
      <div>
        <ActButton busy={texts.busy} isBusy={change.isPending} onAct={send}>
          {texts.add}
        </ActButton>
      </div>
    </CheckedForm>
  )
}

function OneNote({ of }: { readonly of: Note }) {
  const texts = noteTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const [act, setAct] = useState<Note['acts'][number]>()
  const format = (at: string) => formatTime(at, { language, zone, precision: 'minute' })
  const names = { change: texts.changeOf, withdraw: texts.withdrawOf }
  const close = () => setAct(undefined)
  return (
    <li>
      <div className="opnotes__head">
        <b>{of.author.name}</b>
        <Time at={of.writtenAt} />
        {of.changedAt !== undefined && <span>{texts.changed(format(of.changedAt))}</span>}
        <span className="grow" />
        {of.acts.map((one) => (
          <button
            key={one}
            type="button"
            className="link"
            aria-label={names[one](of.author.name, format(of.writtenAt))}
            onClick={() => setAct(one)}
          >
            {texts[one]}
          </button>
        ))}
      </div>
      <p className="opnotes__text">{of.text}</p>
      {act === 'change' && <ChangeDialog of={of} onClose={close} />}
      {act === 'withdraw' && <WithdrawDialog of={of} onClose={close} />}
    </li>
  )
}

type Opened = { readonly of: Note; onClose(): void }

function ChangeDialog({ of, onClose }: Opened) {
  const texts = noteTexts.use()
  const toast = useToast()
  const { text, isRight, field, check } = useNoteText(texts.changing.label, { first: of.text, rows: 6 })
  const change = useChange('PUT /api/operator/notes/:noteId', stale)
  const send = () => {
    check()
    if (!isRight) return
    const onSuccess = () => {
      toast.success(texts.changedNow)
      onClose()
    }
    change.mutate({ params: { noteId: of.id }, body: { text } }, { onSuccess })
  }
  return (
    <DecisionDialog
      texts={texts.changing}
      act={texts.changing.act}
      change={change}
      onClose={onClose}
      onAct={send}
    >
      {field}
    </DecisionDialog>
  )
}

function WithdrawDialog({ of, onClose }: Opened) {
  const texts = noteTexts.use()
  const toast = useToast()
  const change = useChange('POST /api/operator/notes/:noteId/withdrawal', stale)
  const onSuccess = () => {
    toast.success(texts.withdrawn)
    onClose()
  }
  return (
    <DecisionDialog
      texts={texts.withdrawing}
      act={texts.withdrawing.act}
      change={change}
      danger
      onClose={onClose}
      onAct={() => change.mutate({ params: { noteId: of.id } }, { onSuccess })}
    >
      <p>{texts.withdrawing.text}</p>
    </DecisionDialog>
  )
}
